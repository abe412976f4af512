//! The closed lists of the schema are those of the domain: a code added to one is missed in the other here.

use std::collections::BTreeSet;

use otklik_domain::case::{AnswerWay, AppealKind, LegalRegime, LetterKind, QuestionOutcome};
use otklik_domain::channel::Channel;
use otklik_domain::import::RunState;
use otklik_domain::organization::Authority;
use otklik_domain::standing::{Lateness, Level};
use otklik_domain::subject::Phase;
use otklik_domain::topic::{Class, Sphere};
use otklik_domain::{notification, reply, sector_block, subject, tenant};

const SCHEMA: &str = include_str!("../../../../migrations/schema/sqlite.sql");

/// What `CHECK (column IN (…))` of a table allows.
fn allowed(table: &str, column: &str) -> BTreeSet<String> {
    let start = SCHEMA.find(&format!("CREATE TABLE {table} (")).unwrap_or_else(|| panic!("no table {table}"));
    let body = &SCHEMA[start..];
    let body = &body[..body.find(") STRICT").unwrap()];
    let check =
        body.find(&format!("CHECK ({column} IN")).unwrap_or_else(|| panic!("no list for {table}.{column}"));
    let list = &body[check..];
    let list = &list[..list.find("))").unwrap()];
    list.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

macro_rules! same {
    ($($table:literal . $column:literal = $type:ty),+ $(,)?) => {$(
        let codes: BTreeSet<String> = <$type>::ALL.iter().map(|value| value.code().to_owned()).collect();
        assert_eq!(allowed($table, $column), codes, "{}.{}", $table, $column);
    )+};
}

#[test]
fn closed_lists_are_the_domains() {
    same![
        "tenant"."kind" = tenant::Kind,
        "tenant"."state" = tenant::State,
        "sector_block"."kind" = sector_block::Kind,
        "organization"."authority" = Authority,
        "topic"."class" = Class,
        "topic"."sphere" = Sphere,
        "subject"."kind" = subject::Kind,
        "subject"."regime" = LegalRegime,
        "subject"."phase" = Phase,
        "subject"."lateness" = Lateness,
        "subject"."level" = Level,
        "subject"."channel" = Channel,
        "subject"."draft_kind" = reply::Kind,
        "timer"."lateness" = Lateness,
        "step"."level" = Level,
        "reply"."kind" = reply::Kind,
        "reply"."state" = reply::State,
        "notification"."channel" = notification::Channel,
        "notification"."state" = notification::State,
        "delta"."phase" = Phase,
        "delta"."lateness" = Lateness,
        "delta"."level" = Level,
        "standing"."phase" = Phase,
        "standing"."lateness" = Lateness,
        "standing"."level" = Level,
        "registration"."kind" = AppealKind,
        "registration"."answer_way" = AnswerWay,
        "question"."outcome" = QuestionOutcome,
        "letter"."kind" = LetterKind,
        "letter"."way" = AnswerWay,
        "import_run"."state" = RunState,
        "block_version"."kind" = sector_block::Kind,
    ];
}
