//! The operator's card: an item told by telephone or in person and typed in.

use chrono::{DateTime, TimeZone, Utc};
use otklik_domain::case::Applicant;
use otklik_domain::channel::Channel;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::time::Now;

use crate::IntakeRecord;
use crate::text::{line, lines, optional};

/// Longest essence in bytes of UTF-8.
pub const LONGEST_ESSENCE: usize = 32 * 1024;
/// Longest address, in characters; also of an applicant's postal address.
pub const LONGEST_ADDRESS: usize = 500;
const LONGEST_TOPIC: usize = 100;
const LONGEST_URL: usize = 2_000;
const LONGEST_NAME: usize = 200;
const LONGEST_PHONE: usize = 50;
const LONGEST_EMAIL: usize = 254;
const EARLIEST_YEAR: i32 = 2000;

/// The card as it was typed in.
#[derive(Clone, Debug)]
pub struct Card {
    /// What is asked.
    pub essence: String,
    /// The place.
    pub address: Option<String>,
    /// Code of the topic.
    pub topic: String,
    /// How it came.
    pub channel: Channel,
    /// Where it can be read outside.
    pub thread_url: Option<String>,
    /// When it came; now when the operator says nothing.
    pub received_at: Option<DateTime<Utc>>,
    /// Who brought it.
    pub applicant: Option<Applicant>,
}

/// The record of a card, or everything that is wrong with it at once.
pub fn read(card: &Card, now: Now) -> Result<IntakeRecord, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let record = IntakeRecord {
        essence: essence(&card.essence, &mut refusals),
        address: bounded(optional(card.address.as_deref()), "address", LONGEST_ADDRESS, &mut refusals),
        topic: topic(&card.topic, &mut refusals),
        channel: card.channel,
        thread_url: thread_url(card.thread_url.as_deref(), &mut refusals),
        received_at: received_at(card.received_at, now, &mut refusals),
        applicant: card.applicant.as_ref().and_then(|given| applicant(given, &mut refusals)),
    };
    if refusals.is_empty() { Ok(record) } else { Err(refusals) }
}

fn essence(text: &str, refusals: &mut Vec<Refusal>) -> String {
    let text = lines(text);
    if !text.chars().any(char::is_alphanumeric) {
        refusals.push(Refusal::new(Code::FieldRequired).field("essence"));
    }
    if text.len() > LONGEST_ESSENCE {
        let refusal = Refusal::new(Code::FieldInvalid).field("essence").with("reason", "TOO_LONG");
        refusals.push(refusal.with("bytes", text.len()).with("most", LONGEST_ESSENCE));
    }
    text
}

fn topic(text: &str, refusals: &mut Vec<Refusal>) -> String {
    let topic = line(text);
    if topic.is_empty() {
        refusals.push(Refusal::new(Code::FieldRequired).field("topic"));
    }
    bounded(Some(topic), "topic", LONGEST_TOPIC, refusals).unwrap_or_default()
}

fn received_at(given: Option<DateTime<Utc>>, now: Now, refusals: &mut Vec<Refusal>) -> DateTime<Utc> {
    let at = Now::new(given.unwrap_or(now.get())).get();
    let earliest = earliest();
    let invalid = || Refusal::new(Code::FieldInvalid).field("receivedAt");
    if at > now.get() {
        refusals.push(invalid().with("reason", "IN_FUTURE").with("now", now.get().to_rfc3339()));
    }
    if at < earliest {
        refusals.push(invalid().with("reason", "TOO_EARLY").with("earliest", earliest.to_rfc3339()));
    }
    at
}

/// Nothing is received before this moment.
pub(crate) fn earliest() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(EARLIEST_YEAR, 1, 1, 0, 0, 0).single().expect("a real date")
}

fn thread_url(given: Option<&str>, refusals: &mut Vec<Refusal>) -> Option<String> {
    let url = bounded(optional(given), "threadUrl", LONGEST_URL, refusals)?;
    if !is_web_address(&url) {
        refusals
            .push(Refusal::new(Code::FieldInvalid).field("threadUrl").with("reason", "NOT_A_WEB_ADDRESS"));
    }
    Some(url)
}

/// `http` or `https`, a host, no name or password of a user, no white space, quotes or brackets.
pub(crate) fn is_web_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    let strange =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '|' | '^');
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && host.chars().any(char::is_alphanumeric)
        && !authority.contains('@')
        && !url.contains(strange)
}

/// The applicant without empty parts; nobody when nothing was typed in.
fn applicant(given: &Applicant, refusals: &mut Vec<Refusal>) -> Option<Applicant> {
    let part = |text: &Option<String>| optional(text.as_deref());
    let name = line(&given.name);
    let phone = bounded(part(&given.phone), "applicant.phone", LONGEST_PHONE, refusals);
    let email = bounded(part(&given.email), "applicant.email", LONGEST_EMAIL, refusals);
    let postal_address =
        bounded(part(&given.postal_address), "applicant.postalAddress", LONGEST_ADDRESS, refusals);
    if phone.as_ref().is_some_and(|phone| phone.chars().filter(char::is_ascii_digit).count() < 3) {
        refusals
            .push(Refusal::new(Code::FieldInvalid).field("applicant.phone").with("reason", "NOT_A_NUMBER"));
    }
    if email.as_ref().is_some_and(|email| !is_mail_address(email)) {
        refusals
            .push(Refusal::new(Code::FieldInvalid).field("applicant.email").with("reason", "NOT_AN_ADDRESS"));
    }
    let name = bounded(Some(name), "applicant.name", LONGEST_NAME, refusals).unwrap_or_default();
    let nothing = name.is_empty() && phone.is_none() && email.is_none() && postal_address.is_none();
    (!nothing).then_some(Applicant { name, phone, email, postal_address })
}

fn is_mail_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let strange = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"' | '@');
    !local.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !local.contains(strange)
        && !host.contains(strange)
}

fn bounded(text: Option<String>, field: &str, most: usize, refusals: &mut Vec<Refusal>) -> Option<String> {
    if let Some(text) = &text
        && text.chars().count() > most
    {
        let refusal = Refusal::new(Code::FieldInvalid).field(field).with("reason", "TOO_LONG");
        refusals.push(refusal.with("most", most));
    }
    text
}
