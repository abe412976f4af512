//! Stories: GraphQL text with prose between; what is told is Markdown, kept in `docs/stories` and compared there.
//!
//! `> …` is prose. `# title:`, `# zone:`, `# as:`, `# clock:` and `# keep:` lead it; `# live until:` lets the hours pass with
//! the jobs at work; `# refused: CODE` expects a refusal of the next document, which otherwise must be done. `# tell clocks`,
//! `# tell history` and `# tell late` say what the product shows.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use crate::product::Running;
use crate::scenario::fill;

/// A story while it is played.
struct Telling<'a> {
    running: &'a Running,
    zone: Tz,
    now: DateTime<Utc>,
    name: String,
    kept: HashMap<String, String>,
    last: Value,
    refused: Option<String>,
    told: String,
    prose: String,
    history: usize,
}

/// Plays a story and answers its Markdown.
pub(crate) async fn tell(running: &Running, text: &str) -> String {
    let mut telling = Telling {
        running,
        zone: Tz::Europe__Moscow,
        now: DateTime::UNIX_EPOCH,
        name: String::new(),
        kept: HashMap::new(),
        last: Value::Null,
        refused: None,
        told: String::new(),
        prose: String::new(),
        history: 0,
    };
    for paragraph in paragraphs(text) {
        telling.go(&paragraph).await;
    }
    telling.speak();
    let mut told = telling.told.trim_end().to_owned();
    told.push('\n');
    told
}

/// A directive, a line of prose or a whole document.
enum Part {
    Directive(String),
    Prose(String),
    Document(String),
}

fn paragraphs(text: &str) -> VecDeque<Part> {
    let mut parts = VecDeque::new();
    let mut document = String::new();
    for line in text.lines() {
        let part = if let Some(directive) = line.strip_prefix("# ") {
            Some(Part::Directive(directive.trim().to_owned()))
        } else if line == ">" || line.starts_with("> ") {
            Some(Part::Prose(line[1..].trim().to_owned()))
        } else {
            None
        };
        if (part.is_some() || line.trim().is_empty()) && !document.trim().is_empty() {
            parts.push_back(Part::Document(std::mem::take(&mut document)));
        }
        if let Some(part) = part {
            parts.push_back(part);
        } else {
            document.push_str(line);
            document.push('\n');
        }
    }
    if !document.trim().is_empty() {
        parts.push_back(Part::Document(document));
    }
    parts
}

impl Telling<'_> {
    async fn go(&mut self, part: &Part) {
        match part {
            Part::Prose(line) if line.is_empty() => self.speak(),
            Part::Prose(line) => {
                if !self.prose.is_empty() {
                    self.prose.push(' ');
                }
                self.prose.push_str(line);
            }
            Part::Document(document) => {
                self.speak();
                self.send(document).await;
            }
            Part::Directive(text) => {
                self.speak();
                self.follow(text).await;
            }
        }
    }

    /// Ends the paragraph under way.
    fn speak(&mut self) {
        if !self.prose.is_empty() {
            let paragraph = fill(&std::mem::take(&mut self.prose), &self.kept);
            write!(self.told, "{paragraph}\n\n").unwrap();
        }
    }

    async fn follow(&mut self, text: &str) {
        match text {
            "tell clocks" => return self.tell_clocks().await,
            "tell history" => return self.tell_history().await,
            "tell late" => return self.tell_late().await,
            _ => {}
        }
        let (word, rest) = text.split_once(": ").unwrap_or_else(|| panic!("unknown directive: {text}"));
        match word {
            "title" => write!(self.told, "# {rest}\n\n").unwrap(),
            "zone" => self.zone = rest.parse().unwrap(),
            "as" => rest.clone_into(&mut self.name),
            "refused" => self.refused = Some(rest.to_owned()),
            "clock" => self.set_clock(self.instant(rest)).await,
            "live until" => self.live_until(self.instant(rest)).await,
            "keep" => {
                let (key, path) = rest.split_once(" = ").unwrap();
                let value = at(&self.last["data"], path);
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert_ne!(value, "null", "nothing to keep at {path} in {}", self.last);
                self.kept.insert(key.to_owned(), value);
            }
            _ => panic!("unknown directive: {text}"),
        }
    }

    fn instant(&self, local: &str) -> DateTime<Utc> {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        self.zone.from_local_datetime(&local).single().unwrap().to_utc()
    }

    /// Hour by hour, as a worker sees time pass. Half a minute later than the hour: what a story did at that hour began
    /// a moment after it.
    async fn live_until(&mut self, end: DateTime<Utc>) {
        while self.now < end {
            let hour = end.min(self.now + TimeDelta::hours(1));
            self.set_clock(hour + TimeDelta::seconds(30)).await;
            self.now = hour;
            self.running.product.work_until_idle().await.unwrap();
        }
    }

    async fn set_clock(&mut self, at: DateTime<Utc>) {
        self.now = at;
        self.running.db.clock().set(at).await;
    }

    /// Sends a document; an act must be done, or refused as announced. `$revision` is always the newest.
    async fn send(&mut self, document: &str) {
        if document.contains("$revision") {
            let said = self.ask(r#"{ case(id: "$case") { revision } }"#).await;
            self.kept.insert("revision".to_owned(), at(&said["data"], "case.revision").to_string());
        }
        self.last = self.ask(document).await;
        assert!(self.last["errors"].is_null(), "{} said\n{document}\n{}", self.name, self.last);
        let refusals = self.last["data"].as_object().and_then(|fields| fields.values().next());
        let refusals = refusals.map_or(&Value::Null, |payload| &payload["refusals"]);
        match self.refused.take() {
            Some(code) => {
                assert_eq!(at(refusals, "0.code"), &Value::from(code.as_str()), "{document}\n{}", self.last);
            }
            None => assert!(
                refusals.as_array().is_none_or(Vec::is_empty),
                "{} said\n{document}\n{}",
                self.name,
                self.last
            ),
        }
    }

    async fn ask(&self, document: &str) -> Value {
        self.running.ask(&self.name, &fill(document, &self.kept)).await
    }

    /// The running clocks of the case with their dates, each day explained.
    async fn tell_clocks(&mut self) {
        let said =
            self.ask(r#"{ case(id: "$case") { clocks { clock isCaseClock state explanation } } }"#).await;
        assert!(said["errors"].is_null(), "{} reads the clocks: {said}", self.name);
        for clock in list(&said["data"]["case"]["clocks"]) {
            if clock["isCaseClock"] == true && clock["state"] == "RUNNING" {
                for line in list(&clock["explanation"]) {
                    writeln!(self.told, "- {}", line.as_str().unwrap()).unwrap();
                }
                self.told.push('\n');
            }
        }
    }

    /// What the timeline says since it was told last, oldest first.
    async fn tell_history(&mut self) {
        let said = self.ask(r#"{ case(id: "$case") { timeline(first: 100) { at actor text } } }"#).await;
        assert!(said["errors"].is_null(), "{} reads the history: {said}", self.name);
        let mut lines: Vec<&Value> = list(&said["data"]["case"]["timeline"]).iter().collect();
        lines.reverse();
        for line in lines.iter().skip(self.history) {
            let (actor, text) = (line["actor"].as_str().unwrap(), line["text"].as_str().unwrap());
            writeln!(self.told, "- {} · {actor} · {text}", self.moment(&line["at"])).unwrap();
        }
        self.history = lines.len();
        self.told.push('\n');
    }

    /// The region's list of late cases.
    async fn tell_late(&mut self) {
        let said = self
            .ask("{ lateCases { edges { node { number lateness level tenant { shortName } topic { title } } } } }")
            .await;
        assert!(said["errors"].is_null(), "{} reads the list: {said}", self.name);
        for edge in list(&said["data"]["lateCases"]["edges"]) {
            let case = &edge["node"];
            let word = match case["lateness"].as_str().unwrap() {
                "CONTROL_PASSED" => "контрольный срок прошёл",
                _ => "нарушен срок",
            };
            let (tenant, topic) = (at(case, "tenant.shortName"), at(case, "topic.title"));
            writeln!(
                self.told,
                "- {} · {} · {} · {word}",
                case["number"].as_str().unwrap(),
                tenant.as_str().unwrap(),
                topic.as_str().unwrap()
            )
            .unwrap();
        }
        self.told.push('\n');
    }

    fn moment(&self, at: &Value) -> String {
        let at: DateTime<Utc> = at.as_str().unwrap().parse().unwrap();
        at.with_timezone(&self.zone).format("%d.%m.%Y %H:%M").to_string()
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, part| match part.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[part],
    })
}

/// Compares with the page; `UPDATE_STORIES=1` writes it instead.
pub(crate) fn compare(page: &Path, told: &str) {
    if std::env::var_os("UPDATE_STORIES").is_some() {
        std::fs::write(page, told).unwrap();
        return;
    }
    let printed = std::fs::read_to_string(page).unwrap_or_default();
    assert!(
        printed == told,
        "{} differs from what happens; `make stories` prints it anew:\n{}",
        page.display(),
        crate::scenario::first_difference(&printed, told)
    );
}
