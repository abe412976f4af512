//! The shape of a definition file. Words of closed lists are read as text, so that all wrong ones are named.

use serde::Deserialize;

use crate::yaml::Spanned;

/// A word with its line.
pub(super) type Word = Spanned<String>;

/// A whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) definition: Word,
    pub(super) title: String,
    pub(super) entry: Act,
    pub(super) bounces: Bounces,
    #[serde(default)]
    pub(super) lists: Vec<List>,
    pub(super) ladders: Vec<Ladder>,
    pub(super) clocks: Vec<Clock>,
    pub(super) states: Vec<State>,
    #[serde(default)]
    pub(super) round_the_clock: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bounces {
    pub(super) most: u16,
    pub(super) decided_by: Word,
}

/// A closed list that acts refer to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    #[serde(rename = "list")]
    pub(super) name: Word,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) code: Word,
    pub(super) title: String,
    #[serde(default)]
    pub(super) needs: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ladder {
    #[serde(rename = "ladder")]
    pub(super) name: Word,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// The offset in the default, which is the id as well.
    #[serde(rename = "step")]
    pub(super) name: Word,
    /// Where the id is taken by another generation: the offset itself.
    #[serde(default)]
    pub(super) after: Option<Word>,
    #[serde(default)]
    pub(super) at_least: Option<Word>,
    #[serde(default)]
    pub(super) from_generation: Option<u32>,
    pub(super) to: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clock {
    #[serde(rename = "clock")]
    pub(super) name: Word,
    pub(super) title: String,
    pub(super) kind: Word,
    pub(super) amount: Word,
    #[serde(default)]
    pub(super) amount_by_class: Vec<ClassAmount>,
    #[serde(default)]
    pub(super) amount_by_topic: Vec<TopicAmount>,
    #[serde(default)]
    pub(super) roll: Option<Word>,
    pub(super) basis: Word,
    #[serde(default)]
    pub(super) law: Option<Word>,
    #[serde(default)]
    pub(super) needs_source: bool,
    #[serde(default)]
    pub(super) source_date: Option<Word>,
    #[serde(default)]
    pub(super) starts: Vec<Word>,
    #[serde(default)]
    pub(super) starts_in: Vec<Word>,
    #[serde(default)]
    pub(super) resumes: Vec<Word>,
    pub(super) met_by: Vec<Word>,
    #[serde(default)]
    pub(super) on_due: Option<Word>,
    pub(super) ladder: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassAmount {
    pub(super) class: Word,
    pub(super) amount: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicAmount {
    pub(super) topic: Word,
    pub(super) amount: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    #[serde(rename = "state")]
    pub(super) name: Word,
    pub(super) title: String,
    pub(super) phase: Word,
    pub(super) owners: Vec<Word>,
    #[serde(default)]
    pub(super) owners_on_days_off: Vec<Word>,
    #[serde(default)]
    pub(super) acts: Vec<Act>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of an act, each written by itself")]
pub(super) struct Act {
    #[serde(rename = "act")]
    pub(super) name: Word,
    pub(super) title: String,
    #[serde(default)]
    pub(super) to: Option<Word>,
    #[serde(default)]
    pub(super) by: Vec<Word>,
    #[serde(default)]
    pub(super) action: Option<Word>,
    #[serde(default)]
    pub(super) required: Vec<Word>,
    #[serde(default)]
    pub(super) reasons: Option<Word>,
    #[serde(default)]
    pub(super) ways: Option<Word>,
    #[serde(default)]
    pub(super) ways_only: bool,
    #[serde(default)]
    pub(super) reply: Option<Word>,
    #[serde(default)]
    pub(super) effects: Vec<Word>,
    #[serde(default)]
    pub(super) keeps_draft: bool,
    #[serde(default)]
    pub(super) starts_no_clock: bool,
    #[serde(default)]
    pub(super) while_clock: Option<Word>,
    #[serde(default)]
    pub(super) within_days: Option<u16>,
    #[serde(default)]
    pub(super) undoable: bool,
    #[serde(default)]
    pub(super) unavailable: Option<String>,
}
