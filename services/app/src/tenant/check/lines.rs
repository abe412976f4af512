//! The lines of a file that stand by themselves: functions, audiences, combining, meetings, reports.

use otklik_workflow::yaml::Spanned;

use super::part::Names;
use super::reading::{Reading, SEAT, line, text, texts};
use crate::tenant::file::plan::{
    Addressee, Combining, FunctionLine, Meetings, ReportLine, Substitution, SubstitutionScope,
};
use crate::tenant::file::raw;

/// Functions; beside the act each needs a word why.
pub(super) fn functions(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Function>],
    settings: bool,
) -> Vec<FunctionLine> {
    let mut list: Vec<FunctionLine> = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Function::KEYS);
        let function = reading.need_word(raw.function.as_ref(), "function", at);
        let state = reading.need_word(raw.state.as_ref(), "state", at);
        let why = text(raw.why.as_ref());
        if settings && why.is_none() {
            let message = "Функция переключается помимо акта. Скажите в why, почему.";
            reading.say(at, "FUNCTION_WITHOUT_WHY", message);
        }
        let (Some(function), Some(state)) = (function, state) else { continue };
        if list.iter().any(|line| line.function == function) {
            reading.say(
                at,
                "FUNCTION_TWICE",
                format!("Функция «{function}» указана дважды. Оставьте одну строку."),
            );
        } else {
            list.push(FunctionLine { function, state, clause: text(raw.clause.as_ref()), why });
        }
    }
    list
}

pub(super) fn audiences(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Addressee>],
    names: &Names,
) -> Vec<Addressee> {
    let mut list: Vec<Addressee> = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Addressee::KEYS);
        let audience = reading.need_word(raw.audience.as_ref(), "audience", at);
        let seats = seats(reading, &raw.seats, at, names);
        let Some(audience) = audience else { continue };
        if list.iter().any(|line| line.audience == audience) {
            let message = format!("Адресат «{audience}» указан дважды. Сложите места в одну строку.");
            reading.say(at, "AUDIENCE_TWICE", message);
        } else {
            list.push(Addressee { audience, seats, clause: text(raw.clause.as_ref()) });
        }
    }
    list
}

/// Seats of one line: at least one, each once, each there.
fn seats(reading: &mut Reading<'_>, values: &[raw::Text], at: u64, names: &Names) -> Vec<String> {
    if values.is_empty() {
        reading.missing(at, "seats");
    }
    let mut list: Vec<String> = Vec::new();
    for value in values {
        let Some(seat) = reading.named(value, &names.seats, SEAT) else { continue };
        if list.contains(&seat) {
            let message = format!("Место «{seat}» названо в строке дважды. Оставьте одно.");
            reading.say(line(value), "SEAT_TWICE", message);
        } else {
            list.push(seat);
        }
    }
    list
}

pub(super) fn combining(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Combining>],
    names: &Names,
) -> Vec<Combining> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Combining::KEYS);
        let seats = seats(reading, &raw.seats, at, names);
        list.push(Combining {
            seats,
            author_and_approver: reading.flag(raw.author_and_approver.as_ref(), false),
            clause: text(raw.clause.as_ref()),
        });
    }
    list
}

pub(super) fn meetings(reading: &mut Reading<'_>, raw: &raw::Meetings, names: &Names) -> Meetings {
    reading.keys(&raw.unknown, raw::Meetings::KEYS);
    Meetings {
        chairs: reading.all_named(&raw.chairs, &names.seats, SEAT),
        schedule: text(raw.schedule.as_ref()),
        forms: reading.words(&raw.forms),
        main_form: reading.flag(raw.main_form.as_ref(), false),
        agenda_agreed_by: reading.all_named(&raw.agenda_agreed_by, &names.seats, SEAT),
        clause: text(raw.clause.as_ref()),
    }
}

pub(super) fn substitution(
    reading: &mut Reading<'_>,
    raw: &raw::Substitution,
    names: &Names,
) -> Substitution {
    reading.keys(&raw.unknown, raw::Substitution::KEYS);
    Substitution {
        scope: reading.word_or(raw.scope.as_ref(), SubstitutionScope::Meetings),
        reasons: texts(&raw.reasons),
        agreed_by: raw.agreed_by.as_ref().and_then(|seat| reading.named(seat, &names.seats, SEAT)),
        clause: text(raw.clause.as_ref()),
    }
}

pub(super) fn reporting(
    reading: &mut Reading<'_>,
    lines: &[Spanned<raw::Report>],
    names: &Names,
) -> Vec<ReportLine> {
    let mut list = Vec::new();
    for section in lines {
        let (raw, at) = (&section.value, section.referenced.line());
        reading.keys(&raw.unknown, raw::Report::KEYS);
        if let Some(report) = reading.need_word(raw.report.as_ref(), "report", at) {
            let by = raw.by.as_ref().and_then(|seat| reading.named(seat, &names.seats, SEAT));
            let (to, period, clause) =
                (text(raw.to.as_ref()), text(raw.period.as_ref()), text(raw.clause.as_ref()));
            list.push(ReportLine { report, by, to, period, clause });
        }
    }
    list
}
