//! Scenarios: GraphQL text with `# as:`, `# clock:`, `# run jobs` and `# keep:`; the answers lie beside it.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use serde_json::Value;

use crate::product::Running;

/// One step of a story.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Who asks from now on.
    As(String),
    /// The clock stands at this moment of the centre's day, or moves on.
    At(NaiveDateTime),
    Pass(TimeDelta),
    /// Everything that is due or announced is done.
    Jobs,
    /// A document is sent.
    Send(String),
    /// A value of the last answer is remembered.
    Keep(String, String),
}

/// Runs a story and answers what was said, with ids numbered in order of appearance and times cut to minutes.
pub(crate) async fn play(running: &Running, text: &str) -> String {
    let mut name = String::new();
    let mut kept: HashMap<String, String> = HashMap::new();
    let mut last = Value::Null;
    let mut masks = Masks::default();
    let mut story = String::new();
    for step in read(text) {
        match step {
            Step::As(who) => name = who,
            Step::At(local) => {
                let at = chrono_tz::Europe::Moscow.from_local_datetime(&local).single().unwrap();
                running.db.clock().set(at.to_utc()).await;
                writeln!(story, "— {}", local.format("%Y-%m-%d %H:%M")).unwrap();
            }
            Step::Pass(by) => {
                running.db.clock().advance(by).await;
                writeln!(story, "— + {} min", by.num_minutes()).unwrap();
            }
            Step::Jobs => running.product.work_until_idle().await.unwrap(),
            Step::Keep(key, path) => {
                let value = path.split('.').fold(&last["data"], |value, part| match part.parse::<usize>() {
                    Ok(index) => &value[index],
                    Err(_) => &value[part],
                });
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert_ne!(value, "null", "nothing to keep at {path} in {last}");
                kept.insert(key, value);
            }
            Step::Send(document) => {
                last = running.ask(&name, &fill(&document, &kept)).await;
                let shown = serde_json::to_string_pretty(&last).unwrap();
                writeln!(story, "{name}: {}", masks.apply(&shown)).unwrap();
            }
        }
    }
    story
}

/// Compares with the file beside the story; `UPDATE_SNAPSHOTS=1` writes it instead.
pub(crate) fn compare(path: &Path, story: &str) {
    let beside = path.with_extension("snap");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&beside, story).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    assert!(
        expected == story,
        "{} differs; UPDATE_SNAPSHOTS=1 writes what was said:\n{}",
        beside.display(),
        first_difference(&expected, story)
    );
}

pub(crate) fn first_difference(expected: &str, said: &str) -> String {
    let (mut expected, mut said) = (expected.lines(), said.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (expected.next(), said.next()) {
            (Some(a), Some(b)) if a == b => {}
            (a, b) => return format!("line {line}\n  expected: {a:?}\n  said:     {b:?}"),
        }
    }
}

fn read(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut document = String::new();
    for line in text.lines() {
        let directive = line.strip_prefix("# ").and_then(directive);
        if directive.is_some() || line.trim().is_empty() {
            if !document.trim().is_empty() {
                steps.push(Step::Send(std::mem::take(&mut document)));
            }
            steps.extend(directive);
        } else if !line.starts_with('#') {
            document.push_str(line);
            document.push('\n');
        }
    }
    if !document.trim().is_empty() {
        steps.push(Step::Send(document));
    }
    steps
}

fn directive(text: &str) -> Option<Step> {
    if text.trim() == "run jobs" {
        return Some(Step::Jobs);
    }
    let (word, rest) = text.split_once(": ")?;
    let rest = rest.trim();
    match word {
        "as" => Some(Step::As(rest.to_owned())),
        "clock" => Some(match rest.strip_prefix('+') {
            Some(minutes) => {
                Step::Pass(TimeDelta::minutes(minutes.trim_end_matches("min").trim().parse().unwrap()))
            }
            None => Step::At(NaiveDateTime::parse_from_str(rest, "%Y-%m-%d %H:%M").unwrap()),
        }),
        "keep" => {
            let (key, path) = rest.split_once(" = ")?;
            Some(Step::Keep(key.to_owned(), path.to_owned()))
        }
        _ => None,
    }
}

/// `$name` becomes what was kept; `$request` is a fresh request id each time.
pub(crate) fn fill(document: &str, kept: &HashMap<String, String>) -> String {
    let mut text = document.to_owned();
    let mut keys: Vec<_> = kept.iter().collect();
    keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
    for (key, value) in keys {
        text = text.replace(&format!("${key}"), value);
    }
    while let Some(at) = text.find("$request") {
        let id = uuid::Uuid::from_u128(rand::random());
        text.replace_range(at..at + "$request".len(), &id.to_string());
    }
    text
}

/// Numbers ids and cuts times, so that two runs say the same.
#[derive(Default)]
struct Masks(HashMap<String, usize>);

impl Masks {
    fn apply(&mut self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(id) = rest.get(..36).filter(|head| is_uuid(head)) {
                let next = self.0.len() + 1;
                let number = *self.0.entry(id.to_owned()).or_insert(next);
                write!(shown, "#{number}").unwrap();
                rest = &rest[36..];
            } else if let Some(length) = instant(rest) {
                shown.push_str(&rest[..16]);
                rest = &rest[length..];
            } else {
                let next = rest.chars().next().map_or(1, char::len_utf8);
                shown.push_str(&rest[..next]);
                rest = &rest[next..];
            }
        }
        shown
    }
}

fn is_uuid(text: &str) -> bool {
    text.char_indices().all(|(at, c)| match at {
        8 | 13 | 18 | 23 => c == '-',
        _ => c.is_ascii_hexdigit(),
    })
}

/// Length of an instant such as `2026-02-20T14:20:00.123456+00:00` at the beginning of `text`.
fn instant(text: &str) -> Option<usize> {
    // chrono skips white space that would shift the cut.
    let head = text.get(..19).filter(|head| head.starts_with(|c: char| c.is_ascii_digit()))?;
    NaiveDateTime::parse_from_str(head, "%Y-%m-%dT%H:%M:%S").ok()?;
    let rest = &text[19..];
    Some(19 + rest.find(|c: char| !(c.is_ascii_digit() || ".:+Z".contains(c))).unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_step_by_step() {
        let steps = read(
            "# A title\n# clock: 2026-02-20 17:20\n# as: manager\n{ me { roles } }\n\n# clock: +90 min\n# run jobs\n",
        );
        assert_eq!(steps.len(), 5);
        assert_eq!(steps[2], Step::Send("{ me { roles } }\n".to_owned()));
        assert_eq!(steps[3], Step::Pass(TimeDelta::minutes(90)));
    }

    #[test]
    fn ids_are_numbered_and_times_cut() {
        let mut masks = Masks::default();
        let id = "01890b5d-0000-7000-8000-000000000001";
        let text = format!("case:{id} at 2026-02-20T14:20:59.123456+00:00, case:{id}");
        assert_eq!(masks.apply(&text), "case:#1 at 2026-02-20T14:20, case:#1");
    }
}
