//! The closed words of definitions: layers, kinds of clocks, rolls, inputs and effects of acts.

otklik_domain::codes! {
    /// Which layer said a value.
    pub enum Origin {
        /// The product.
        Base = "base",
        /// The region.
        Region = "region",
        /// The tenant.
        Tenant = "tenant",
    }
}

otklik_domain::codes! {
    /// What a clock measures.
    pub enum ClockKind {
        /// The case: anchored once per generation.
        Case = "case",
        /// One stage: anew at each entry of its state.
        Stage = "stage",
    }
}

otklik_domain::codes! {
    /// How a due date that falls outside working time moves.
    pub enum Roll {
        /// It does not.
        None = "none",
        /// The clock counts from the next opening.
        NextOpening = "next_opening",
        /// Control due is the end of the working day before.
        Previous = "previous",
        /// As before, unless fewer than four working hours would be left.
        GuardedPrevious = "guarded_previous",
    }
}

otklik_domain::codes! {
    /// Where a limit comes from.
    pub enum Basis {
        /// An article: an overlay may shorten it, never lengthen.
        Law = "law",
        /// Published regional rules or clerical habit.
        Practice = "practice",
        /// Chosen by the product.
        Assumption = "assumption",
    }
}

otklik_domain::codes! {
    /// What the date carried by the source does to a clock.
    pub enum SourceDate {
        /// Is shown and sorted by.
        Shown = "shown",
        /// Is the date that counts.
        Counts = "counts",
    }
}

otklik_domain::codes! {
    /// An input that an act may need.
    pub enum Field {
        /// The person it is given to.
        Assignee = "assignee",
        /// An entry of the act's closed list.
        Reason = "reason",
        /// Free words.
        Note = "note",
        /// A reply.
        Reply = "reply",
        /// Where the answer was given.
        PublishedAt = "published_at",
        /// A promised date.
        Promised = "promised",
        /// The date of registration.
        RegisteredOn = "registered_on",
        /// The last day of an extended term.
        Until = "until",
        /// Number, kind and way of the answer of a registered paper.
        Registration = "registration",
        /// The questions of an appeal, one at least.
        Questions = "questions",
        /// A numbered letter that leaves the house, with its proof.
        Letter = "letter",
        /// To whom the letter goes.
        Addressee = "addressee",
        /// The text of a resolution.
        Resolution = "resolution",
        /// Who answers which question beside the lead.
        CoAssignees = "co_assignees",
        /// The text of a co-executor.
        Contribution = "contribution",
        /// What became of every question.
        Outcomes = "outcomes",
        /// Papers that came in.
        Documents = "documents",
        /// The body or official a complaint is about.
        ComplainedAbout = "complained_about",
    }
}

otklik_domain::codes! {
    /// What an act does beside moving to a state; some refuse.
    pub enum Effect {
        /// Puts the named person on it.
        Assign = "assign",
        /// Puts the person who acts on it.
        Take = "take",
        /// Takes the person off it.
        Unassign = "unassign",
        /// Counts one more bounce; refuses after the last one allowed.
        Bounce = "bounce",
        /// Keeps the submitted reply.
        DraftSubmit = "draft_submit",
        /// Approves it; refuses its author unless the act of the tenant combines the two.
        DraftApprove = "draft_approve",
        /// Sends it back to its author.
        DraftReturn = "draft_return",
        /// Signs the approved reply.
        Sign = "sign",
        /// Gives the approved reply to the author of the case; refuses another kind of reply.
        Publish = "publish",
        /// Keeps the promised date.
        Promise = "promise",
        /// Keeps the date of registration, from which the clocks that the act starts are counted.
        Register = "register",
        /// Asks for an extension of the term of the law; refuses a second one and one asked too late.
        AskExtension = "ask_extension",
        /// Extends the term of the law, once, within its bound.
        Extend = "extend",
    }
}
