//! Actions and relations: the two words of a rule `role, relation, action, effect`.

crate::codes! {
    /// Everything that can be asked of the product.
    pub enum Action {
        /// See a case in lists and open it.
        CaseView = "case.view",
        /// Enter a case by hand.
        CaseEnter = "case.enter",
        /// Register a paper under 59-ФЗ: its number, date and questions.
        CaseRegister = "case.register",
        /// Say whose competence it is.
        CaseTriage = "case.triage",
        /// Forward it to the competent body (59-ФЗ art. 8(3)).
        CaseForward = "case.forward",
        /// Name the body a complaint is about (59-ФЗ art. 8(6)).
        CaseNameChallenged = "case.name_challenged",
        /// Write the resolution: who answers, with whom, until when.
        CaseResolve = "case.resolve",
        /// Ask others for documents, visit the place, ask for explanations.
        CaseInquire = "case.inquire",
        /// Give a text for own questions as co-executor.
        CaseContribute = "case.contribute",
        /// Ask for an extension or for leave not to answer.
        CaseAskLeave = "case.ask_leave",
        /// Decide on an extension or on not answering (59-ФЗ art. 11, 12(2)).
        CaseDecide = "case.decide",
        /// Sign the answer (59-ФЗ art. 10(3)).
        CaseSign = "case.sign",
        /// Send the signed answer, record its return.
        CaseDispatch = "case.dispatch",
        /// Say what became of each question.
        CaseSetOutcome = "case.set_outcome",
        /// File an answered case.
        CaseFile = "case.file",
        /// End it at the author's written request (59-ФЗ art. 5).
        CaseWithdraw = "case.withdraw",
        /// Give it to a person.
        CaseAssign = "case.assign",
        /// Take it as coordinator.
        CaseTake = "case.take",
        /// Accept it as assignee.
        CaseAccept = "case.accept",
        /// Send it back to the coordinator.
        CaseSendBack = "case.send_back",
        /// Give it to another person of the same organization.
        CaseReassign = "case.reassign",
        /// Submit a reply.
        CaseSubmitReply = "case.submit_reply",
        /// Approve a reply.
        CaseApprove = "case.approve",
        /// Return a draft.
        CaseReturnDraft = "case.return_draft",
        /// Give the answer to the author.
        CasePublish = "case.publish",
        /// Say that it is no incident, or that its source is gone.
        CaseReject = "case.reject",
        /// Add what the author went on to say; mark as solved.
        CaseFollow = "case.follow",
        /// Reopen by own error.
        CaseReopen = "case.reopen",
        /// Move or break a promise.
        CasePromise = "case.promise",
        /// Correct the topic.
        CaseCorrectTopic = "case.correct_topic",
        /// Comment.
        CaseComment = "case.comment",
        /// Attach a file, open an attached file.
        CaseAttach = "case.attach",
        /// Open the applicant for a stated purpose.
        ApplicantReveal = "applicant.reveal",
        /// Acknowledge a step that reached the caller.
        StepAcknowledge = "step.acknowledge",
        /// See and print the registration journal.
        JournalView = "journal.view",
        /// Import a file of an outside system.
        ImportRun = "import.run",
        /// Change who holds which seat, since when, by which act.
        CompositionChange = "composition.change",
        /// Switch a function that the act does not name, with a note why.
        FunctionSwitch = "function.switch",
        /// See the board of figures.
        BoardView = "board.view",
        /// See composition, blocks, organizations, topics.
        TenantView = "tenant.view",
        /// See the late cases of the members of the region.
        RegionLateView = "region.late.view",
        /// See the figures of the members of the region.
        RegionBoardView = "region.board.view",
        /// Acknowledge a step that reached the region.
        RegionStepAcknowledge = "region.step.acknowledge",
    }
}

crate::codes! {
    /// How a caller stands to an object; computed by the use case, never by the policy.
    pub enum Relation {
        /// Works in the object's tenant.
        Tenant = "tenant",
        /// Is the person on it.
        Assigned = "assigned",
        /// It is in a block of the holding's extent.
        OwnBlock = "own_block",
        /// Its answering body is in the holding's extent.
        OwnOrganization = "own_organization",
        /// It came by a channel of the holding's extent.
        OwnChannel = "own_channel",
        /// The subject's direction is one of the appointment's.
        OwnDirection = "own_direction",
        /// The caller answers some of its questions as co-executor.
        CoAssigned = "co_assigned",
        /// It belongs to a member of the caller's region.
        Member = "member",
        /// Wrote the draft, and no act combines author and approver.
        AuthorWithoutCombining = "author_without_combining",
        /// Heads or works in the body complained about (59-ФЗ art. 8(6)).
        ComplainedAbout = "complained_about",
    }
}
