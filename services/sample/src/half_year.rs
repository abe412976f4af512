//! When messages come, what they are about in which month, and how people get on with them.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use otklik_domain::channel::Channel;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::plan::{Act, ActKind, Fate, PlannedCase};
use crate::text::{self, Mood, TOPICS, TopicTexts};

/// How many days before the day of the plan messages begin.
pub const DAYS: i64 = 182;

/// The invented centre lives in Moscow time, which has no summer time.
const ZONE_SECONDS: i32 = 3 * 3600;
const OPENS: u32 = 9;
const CLOSES: u32 = 18;
/// Office minutes after which a first reply is late in the fastest classes that have office hours.
const SURELY_LATE: u32 = 9 * 60;
/// Every so many messages one is left lying on purpose.
const LATE_ON_PURPOSE: f64 = 0.07;

/// `n` messages of the half-year before `as_of`, in order of time.
pub fn cases(seed: u64, n: usize, as_of: DateTime<Utc>) -> Vec<PlannedCase> {
    let mut cases: Vec<PlannedCase> = (0..n)
        .map(|index| {
            // Each message has a generator of its own: more messages leave the earlier ones as they are.
            let mut random =
                StdRng::seed_from_u64(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index as u64));
            one(&mut random, index + 1, as_of)
        })
        .collect();
    cases.sort_by(|a, b| a.received_at.cmp(&b.received_at).then_with(|| a.essence.cmp(&b.essence)));
    cases
}

fn one(random: &mut StdRng, number: usize, as_of: DateTime<Utc>) -> PlannedCase {
    let received_at = moment(random, as_of);
    let month = received_at.with_timezone(&zone()).month();
    let topic = TOPICS.choose_weighted(random, |topic| topic.weight(month)).expect("the list has weights");
    let channel = channel(random);
    let mood = Mood::pick(random);
    let written = text::message(random, topic, mood, number);
    let late = random.random_bool(LATE_ON_PURPOSE);
    let acts = acts(random, received_at, late, as_of);
    let fate = Fate::after(acts.len());
    PlannedCase {
        received_at,
        essence: written.essence,
        address: written.address,
        topic: topic.code,
        channel,
        thread_url: thread(channel, number),
        applicant: text::applicant(channel, number),
        fate,
        late: is_late(fate, &acts, received_at, as_of),
        reply: (fate >= Fate::Submitted).then(|| reply(topic)),
        acts,
    }
}

fn reply(topic: &TopicTexts) -> String {
    format!("Здравствуйте! {}", topic.reply)
}

/// Two of three in office hours, the newest week a little denser so that a demonstration has open work.
fn moment(random: &mut StdRng, as_of: DateTime<Utc>) -> DateTime<Utc> {
    let days_ago =
        if random.random_bool(0.08) { random.random_range(0..4) } else { random.random_range(0..DAYS) };
    let day = as_of.with_timezone(&zone()).date_naive() - Duration::days(days_ago);
    let hour = if random.random_bool(0.67) {
        random.random_range(OPENS..CLOSES)
    } else {
        random.random_range(6..23)
    };
    let (minute, second) = (random.random_range(0..60), random.random_range(0..60));
    let at = local(day, hour) + Duration::minutes(minute) + Duration::seconds(second);
    if at < as_of { at } else { as_of - Duration::minutes(random.random_range(1..180)) }
}

fn channel(random: &mut StdRng) -> Channel {
    const MIX: [(Channel, u32); 7] = [
        (Channel::Phone, 30),
        (Channel::OfficialPage, 25),
        (Channel::IncidentManagement, 20),
        (Channel::Messenger, 10),
        (Channel::WebForm, 5),
        (Channel::Email, 5),
        (Channel::Reception, 5),
    ];
    MIX.choose_weighted(random, |(_, weight)| *weight).expect("the mix has weights").0
}

fn thread(channel: Channel, number: usize) -> Option<String> {
    matches!(channel, Channel::OfficialPage | Channel::IncidentManagement)
        .then(|| format!("https://networks.example/wall-17_{}?reply={number}", number / 7 + 1))
}

/// The straight way as far as the day of the plan allows. A few stop on the way: somebody forgot.
fn acts(random: &mut StdRng, received_at: DateTime<Utc>, late: bool, as_of: DateTime<Utc>) -> Vec<Act> {
    let forgotten_after = match (late, random.random_range(0..10)) {
        (true, 0..=2) => random.random_range(0..4),
        _ => ActKind::ALL.len(),
    };
    let mut at = received_at;
    let mut acts = Vec::new();
    for kind in ActKind::ALL.into_iter().take(forgotten_after) {
        let slow =
            if late && kind == ActKind::Submit { SURELY_LATE + random.random_range(0..1_200) } else { 0 };
        let minutes = slow + pace(random, kind);
        at = after_office_minutes(at, minutes);
        if at >= as_of {
            break;
        }
        acts.push(Act { kind, at, minutes });
    }
    acts
}

fn pace(random: &mut StdRng, kind: ActKind) -> u32 {
    match kind {
        ActKind::Assign => random.random_range(2..35),
        ActKind::Accept => random.random_range(2..40),
        ActKind::Submit => random.random_range(15..110),
        ActKind::Approve => random.random_range(4..40),
        ActKind::Publish => random.random_range(1..20),
    }
}

fn is_late(fate: Fate, acts: &[Act], received_at: DateTime<Utc>, as_of: DateTime<Utc>) -> bool {
    let end = if fate == Fate::Answered { acts.last().map_or(as_of, |act| act.at) } else { as_of };
    end > after_office_minutes(received_at, SURELY_LATE)
}

fn zone() -> FixedOffset {
    FixedOffset::east_opt(ZONE_SECONDS).expect("three hours are an offset")
}

fn local(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour of the day");
    zone().from_local_datetime(&day.and_time(time)).single().expect("the offset is fixed").to_utc()
}

/// Counts office time, Monday to Friday; holidays are the engine's matter, here they only make somebody work.
fn after_office_minutes(from: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
    let mut left = Duration::minutes(i64::from(minutes));
    let mut day = from.with_timezone(&zone()).date_naive();
    let mut at = from;
    loop {
        let (opens, closes) = (local(day, OPENS), local(day, CLOSES));
        let works = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let start = at.max(opens);
        if works && start < closes {
            if start + left < closes {
                return start + left;
            }
            left -= closes - start;
        }
        day += Duration::days(1);
        at = local(day, OPENS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn office_minutes_skip_nights_and_weekends() {
        // Friday 17:50 in Moscow and twenty minutes later: Monday 09:10.
        assert_eq!(after_office_minutes(at("2026-02-20T14:50:00Z"), 20), at("2026-02-23T06:10:00Z"));
        assert_eq!(after_office_minutes(at("2026-02-21T12:00:00Z"), 1), at("2026-02-23T06:01:00Z"));
        assert_eq!(after_office_minutes(at("2026-02-20T07:00:00Z"), 30), at("2026-02-20T07:30:00Z"));
        assert_eq!(after_office_minutes(at("2026-02-20T02:00:00Z"), 0), at("2026-02-20T06:00:00Z"));
    }
}
