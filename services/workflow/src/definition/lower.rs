//! From the file to typed values: every word outside its closed list becomes a defect of its line.

use std::collections::BTreeMap;
use std::str::FromStr;

use otklik_domain::access::Action;
use otklik_domain::audience::Audience;
use otklik_domain::reply;
use otklik_domain::subject::Phase;
use otklik_domain::topic::Class;

use super::effective::{
    Basis, Bounces, Choice, Clock, ClockKind, Effect, Field, Roll, SourceDate, State, Step, Transition,
    Valued,
};
use super::file::{self, Word};
use super::{Definition, Ladder};
use crate::escalation::offset::Offset;
use crate::law::Term;
use crate::sla::amount::{Amount, Span, Unit};
use crate::yaml::Defect;

/// What the later checks need beside the values: lines of names, and the list of defects.
pub(super) struct Notes {
    file: String,
    lines: BTreeMap<(&'static str, String), u64>,
    pub(super) defects: Vec<Defect>,
}

impl Notes {
    /// Nothing noted yet, no name known.
    pub(super) fn empty(file: &str) -> Self {
        Self { file: file.to_owned(), lines: BTreeMap::new(), defects: Vec::new() }
    }

    /// Says where a name stands.
    pub(super) fn point(&mut self, kind: &'static str, name: String, line: u64) {
        self.lines.insert((kind, name), line);
    }

    /// Notes a defect of a line.
    pub(super) fn say(&mut self, line: u64, code: &'static str, message: impl Into<String>) {
        self.defects.push(Defect::new(&self.file, line, code, message));
    }

    /// The line on which a name was given.
    pub(super) fn line(&self, kind: &'static str, name: &str) -> u64 {
        self.lines.get(&(kind, name.to_owned())).copied().unwrap_or(0)
    }

    /// Remembers where a name stands; a second one of the same kind is a defect.
    fn name(&mut self, kind: &'static str, key: String, word: &Word) {
        let line = word.referenced.line();
        if let Some(first) = self.lines.insert((kind, key), line) {
            self.say(
                line,
                "NAME_TWICE",
                format!("Имя «{}» уже занято в строке {first}. Дайте другое имя или объедините.", word.value),
            );
        }
    }

    fn one<T: FromStr>(&mut self, word: &Word, code: &'static str, allowed: Allowed, instead: T) -> T {
        self.maybe(word, code, allowed).unwrap_or(instead)
    }

    fn maybe<T: FromStr>(&mut self, word: &Word, code: &'static str, allowed: Allowed) -> Option<T> {
        let parsed = word.value.parse().ok();
        if parsed.is_none() {
            let message = format!("«{}» не подходит. Укажите одно из: {}.", word.value, allowed());
            self.say(word.referenced.line(), code, message);
        }
        parsed
    }

    fn many<T: FromStr>(&mut self, words: &[Word], code: &'static str, allowed: Allowed) -> Vec<T> {
        words.iter().filter_map(|word| self.maybe(word, code, allowed)).collect()
    }

    fn audiences(&mut self, words: &[Word]) -> Vec<Audience> {
        self.many(words, "UNKNOWN_AUDIENCE", || words_of(Audience::ALL))
    }
}

/// What may stand in a place, for the sentence of a defect.
type Allowed = fn() -> String;

fn words_of<T: ToString>(all: &[T]) -> String {
    all.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

fn amount_words() -> String {
    format!(
        "«8 working_hours», «promised», «50 % of часы else 5 working_days», «day 20 of часы, 5 working_days before»; \
         единицы: {}",
        words_of(Unit::ALL)
    )
}

fn offsets() -> String {
    "start, p50, minus_3wd, due, control_due, legal_due, plus_4wh, plus_p50".to_owned()
}

type Lists = BTreeMap<String, Vec<Choice>>;

/// Types the whole file; what cannot be typed is left out and noted.
pub(super) fn lower(file: &str, read: file::File) -> (Definition, Notes) {
    let mut notes = Notes::empty(file);
    let lists = lists(&mut notes, read.lists);
    let entry = act(&mut notes, &lists, "", read.entry);
    let decided_by = notes.one(
        &read.bounces.decided_by,
        "UNKNOWN_AUDIENCE",
        || words_of(Audience::ALL),
        Audience::Manager,
    );
    let ladders = read.ladders.into_iter().map(|it| ladder(&mut notes, it)).collect();
    let states = read.states.into_iter().map(|it| state(&mut notes, &lists, it)).collect();
    let clocks = read.clocks.into_iter().map(|it| clock(&mut notes, it)).collect();
    let definition = Definition {
        name: read.definition.value,
        title: read.title,
        entry,
        bounces: Bounces { most: read.bounces.most, decided_by },
        ladders,
        clocks,
        states,
        round_the_clock: read.round_the_clock,
    };
    (definition, notes)
}

fn lists(notes: &mut Notes, read: Vec<file::List>) -> Lists {
    let mut lists = Lists::new();
    for list in read {
        notes.name("list", list.name.value.clone(), &list.name);
        let mut entries = Vec::new();
        for entry in list.entries {
            notes.name("entry", format!("{}/{}", list.name.value, entry.code.value), &entry.code);
            let needs = notes.many::<Field>(&entry.needs, "UNKNOWN_FIELD", || words_of(Field::ALL));
            entries.push(Choice { code: entry.code.value, title: Valued::base(entry.title), needs });
        }
        lists.insert(list.name.value, entries);
    }
    lists
}

fn choices(notes: &mut Notes, lists: &Lists, word: Option<&Word>) -> Vec<Choice> {
    let Some(word) = word else { return Vec::new() };
    lists.get(&word.value).cloned().unwrap_or_else(|| {
        let message = format!("Списка «{}» нет. Опишите его в разделе lists.", word.value);
        notes.say(word.referenced.line(), "UNKNOWN_LIST", message);
        Vec::new()
    })
}

fn ladder(notes: &mut Notes, read: file::Ladder) -> Ladder {
    notes.name("ladder", read.name.value.clone(), &read.name);
    let mut steps = Vec::new();
    for step in read.steps {
        notes.name("step", format!("{}/{}", read.name.value, step.name.value), &step.name);
        let offset = step.after.as_ref().unwrap_or(&step.name);
        let at_least: Option<Span> =
            step.at_least.as_ref().and_then(|word| notes.maybe(word, "BAD_AMOUNT", amount_words));
        steps.push(Step {
            after: Valued::base(notes.one(offset, "BAD_OFFSET", offsets, Offset::Due)),
            at_least: at_least.map(Valued::base),
            from_generation: step.from_generation.unwrap_or(1),
            audiences: Valued::base(notes.audiences(&step.to)),
            enabled: Valued::base(true),
            id: step.name.value,
        });
    }
    Ladder { name: read.name.value, steps }
}

fn clock(notes: &mut Notes, read: file::Clock) -> Clock {
    notes.name("clock", read.name.value.clone(), &read.name);
    let instead = || Amount::Span(Span::new(1, Unit::WorkingDays));
    let amount = notes.one(&read.amount, "BAD_AMOUNT", amount_words, instead());
    let mut amounts: BTreeMap<Class, Valued<Amount>> =
        Class::ALL.iter().map(|class| (*class, Valued::base(amount.clone()))).collect();
    for it in &read.amount_by_class {
        let amount = notes.one(&it.amount, "BAD_AMOUNT", amount_words, instead());
        if let Some(class) = notes.maybe(&it.class, "UNKNOWN_CLASS", || words_of(Class::ALL)) {
            amounts.insert(class, Valued::base(amount));
        }
    }
    let mut amounts_by_topic = BTreeMap::new();
    for it in read.amount_by_topic {
        let amount = notes.one(&it.amount, "BAD_AMOUNT", amount_words, instead());
        notes.name("topic of clock", format!("{}/{}", read.name.value, it.topic.value), &it.topic);
        amounts_by_topic.insert(it.topic.value, Valued::base(amount));
    }
    for word in read.starts.iter().chain(&read.resumes).chain(&read.met_by).chain(&read.on_due) {
        notes
            .lines
            .insert(("act of clock", format!("{}/{}", read.name.value, word.value)), word.referenced.line());
    }
    for word in &read.starts_in {
        notes.lines.insert(
            ("state of clock", format!("{}/{}", read.name.value, word.value)),
            word.referenced.line(),
        );
    }
    notes.lines.insert(("ladder of clock", read.name.value.clone()), read.ladder.referenced.line());
    let values = |words: Vec<Word>| words.into_iter().map(|word| word.value).collect();
    Clock {
        kind: notes.one(&read.kind, "UNKNOWN_WORD", || words_of(ClockKind::ALL), ClockKind::Stage),
        roll: Valued::base(
            read.roll.map_or(Roll::None, |word| {
                notes.one(&word, "UNKNOWN_WORD", || words_of(Roll::ALL), Roll::None)
            }),
        ),
        basis: notes.one(&read.basis, "UNKNOWN_WORD", || words_of(Basis::ALL), Basis::Law),
        law: read.law.and_then(|word| notes.maybe::<Term>(&word, "UNKNOWN_LAW", || words_of(Term::ALL))),
        source_date: read
            .source_date
            .and_then(|word| notes.maybe::<SourceDate>(&word, "UNKNOWN_WORD", || words_of(SourceDate::ALL))),
        name: read.name.value,
        title: Valued::base(read.title),
        amounts,
        amounts_by_topic,
        resumes: values(read.resumes),
        starts: values(read.starts),
        starts_in: values(read.starts_in),
        met_by: values(read.met_by),
        on_due: read.on_due.map(|word| word.value),
        needs_source: read.needs_source,
        ladder: read.ladder.value,
        steps: Vec::new(),
    }
}

fn state(notes: &mut Notes, lists: &Lists, read: file::State) -> State {
    notes.name("state", read.name.value.clone(), &read.name);
    State {
        phase: notes.one(&read.phase, "UNKNOWN_PHASE", || words_of(Phase::ALL), Phase::New),
        owners: Valued::base(notes.audiences(&read.owners)),
        owners_on_days_off: notes.audiences(&read.owners_on_days_off),
        acts: read.acts.into_iter().map(|it| act(notes, lists, &read.name.value, it)).collect(),
        name: read.name.value,
        title: Valued::base(read.title),
    }
}

fn act(notes: &mut Notes, lists: &Lists, state: &str, read: file::Act) -> Transition {
    let key = format!("{state}/{}", read.name.value);
    notes.name("act", key.clone(), &read.name);
    if let Some(to) = &read.to {
        notes.lines.insert(("target", key), to.referenced.line());
    }
    let reply = read.reply.as_ref();
    Transition {
        by: Valued::base(notes.audiences(&read.by)),
        action: read
            .action
            .as_ref()
            .and_then(|it| notes.maybe::<Action>(it, "UNKNOWN_ACTION", || words_of(Action::ALL))),
        required: notes.many::<Field>(&read.required, "UNKNOWN_FIELD", || words_of(Field::ALL)),
        reasons: choices(notes, lists, read.reasons.as_ref()),
        ways: choices(notes, lists, read.ways.as_ref()),
        reply: reply
            .and_then(|it| notes.maybe::<reply::Kind>(it, "UNKNOWN_REPLY", || words_of(reply::Kind::ALL))),
        effects: notes.many::<Effect>(&read.effects, "UNKNOWN_EFFECT", || words_of(Effect::ALL)),
        act: read.name.value,
        title: Valued::base(read.title),
        to: read.to.map(|to| to.value),
        ways_only: read.ways_only,
        keeps_draft: read.keeps_draft,
        starts_no_clock: read.starts_no_clock,
        while_clock: read.while_clock.map(|clock| clock.value),
        within_days: read.within_days,
        undoable: read.undoable,
        unavailable: read.unavailable,
        enabled: Valued::base(true),
    }
}
