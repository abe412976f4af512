//! The cells of one row, field by field; the first thing that is wrong refuses the row.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::cleanup::{clean, says_something};
use super::date::{self, Fault, When};
use super::municipality::fits;
use super::{Context, ImportRow, SourceState, TopicHint, digest};
use crate::card::{LONGEST_ADDRESS, LONGEST_ESSENCE, earliest, is_web_address};
use crate::file::{Code, LONGEST_FIELD, RawRow, Refused};
use crate::profile::{Field, Mapping, Profile, fold};
use crate::refused;
use crate::text::{line, optional};

/// Longest link that is kept.
const LONGEST_URL: usize = 2_000;
/// Longest number of an outside system.
const LONGEST_ID: usize = 200;

/// One row.
pub(crate) fn read(
    row: &RawRow,
    profile: &Profile,
    mapping: &Mapping,
    context: &Context,
) -> Result<ImportRow, Refused> {
    let reader = Reader { row, profile, mapping, context };
    reader.read().map_err(|(code, reason)| Refused {
        line: row.line,
        code,
        reason,
        raw: refused::raw(
            mapping.used.iter().map(|column| row.cells.get(column.place).map_or("", String::as_str)),
        ),
    })
}

type Fallible<T> = Result<T, (Code, String)>;

struct Reader<'a> {
    row: &'a RawRow,
    profile: &'a Profile,
    mapping: &'a Mapping,
    context: &'a Context,
}

impl Reader<'_> {
    fn read(&self) -> Fallible<ImportRow> {
        self.refuse_long()?;
        let external_id = self.identity()?;
        let received_at = self.received_at()?;
        let municipality = self.municipality()?;
        let text = self.text()?;
        let state_text = self.optional(Field::State);
        let due = self.when(Field::SourceDue)?;
        Ok(ImportRow {
            line: self.row.line,
            external_id,
            received_at,
            topic_hint: TopicHint {
                group: self.optional(Field::TopicGroup),
                topic: self.optional(Field::Topic),
            },
            municipality,
            settlement: self.optional(Field::Settlement),
            address: self.address()?,
            text,
            thread_url: self.thread_url(),
            state: self.state(state_text.as_deref())?,
            state_text,
            closed_at: self.begin(Field::ClosedAt)?,
            source_due: due.map(|due| due.end(self.zone())),
            first_answer_at: self.begin(Field::FirstAnswerAt)?,
        })
    }

    fn zone(&self) -> Tz {
        self.context.zone
    }

    /// The cell without the sign that keeps an office program from reading it as a formula.
    fn cell(&self, field: Field) -> &str {
        refused::plain(self.mapping.cell(&self.row.cells, field).unwrap_or_default())
    }

    fn optional(&self, field: Field) -> Option<String> {
        optional(Some(self.cell(field)))
    }

    fn needed(&self, field: Field) -> Fallible<String> {
        self.optional(field).ok_or_else(|| {
            let column = self.mapping.header(field);
            (
                Code::FieldEmpty,
                format!("Столбец «{column}» пуст, а без него строка не принимается. Заполните его."),
            )
        })
    }

    fn refuse_long(&self) -> Fallible<()> {
        let long = |cell: &str| cell.len() > LONGEST_FIELD && cell.chars().count() > LONGEST_FIELD;
        match self.mapping.used.iter().find(|column| long(self.cell(column.field))) {
            None => Ok(()),
            Some(column) => {
                let refused = Refused::field_too_long(self.row.line, self.mapping.header(column.field));
                Err((refused.code, refused.reason))
            }
        }
    }

    /// The outside number as it stands there, or a digest where the key is made of other fields.
    fn identity(&self) -> Fallible<String> {
        let parts: Vec<String> =
            self.profile.key.iter().map(|field| self.needed(*field)).collect::<Result<_, _>>()?;
        Ok(match &parts[..] {
            [one] if one.chars().count() <= LONGEST_ID => one.clone(),
            _ => digest(parts.iter().map(|part| Some(part.as_str()))),
        })
    }

    fn received_at(&self) -> Fallible<DateTime<Utc>> {
        self.needed(Field::ReceivedAt)?;
        let at = self.begin(Field::ReceivedAt)?.expect("the cell is not empty");
        if at > self.context.now.get() {
            let column = self.mapping.header(Field::ReceivedAt);
            let value = self.cell(Field::ReceivedAt).trim();
            let reason = format!("Дата «{value}» в столбце «{column}» ещё не наступила. Исправьте её.");
            return Err((Code::DateInFuture, reason));
        }
        if at < earliest() {
            let column = self.mapping.header(Field::ReceivedAt);
            let value = self.cell(Field::ReceivedAt).trim();
            let reason = format!("Дата «{value}» в столбце «{column}» слишком давняя. Исправьте год.");
            return Err((Code::DateImpossible, reason));
        }
        Ok(at)
    }

    fn begin(&self, field: Field) -> Fallible<Option<DateTime<Utc>>> {
        Ok(self.when(field)?.map(|when| when.begin(self.zone())))
    }

    fn when(&self, field: Field) -> Fallible<Option<When>> {
        let Some(value) = self.optional(field) else { return Ok(None) };
        date::parse(&value, &self.profile.dates).map(Some).map_err(|fault| {
            let column = self.mapping.header(field);
            let shown: String = value.chars().take(60).collect();
            match fault {
                Fault::Impossible => (
                    Code::DateImpossible,
                    format!(
                        "В столбце «{column}» нет такой даты: «{shown}». Исправьте день, месяц, год или час."
                    ),
                ),
                Fault::Unreadable => (
                    Code::DateUnreadable,
                    format!("В столбце «{column}» не дата: «{shown}». Напишите как 18.11.2026 14:05."),
                ),
            }
        })
    }

    fn municipality(&self) -> Fallible<Option<String>> {
        let Some(named) = self.optional(Field::Municipality) else { return Ok(None) };
        if self.context.municipality.is_empty() || fits(&named, &self.context.municipality) {
            return Ok(Some(named));
        }
        let shown: String = named.chars().take(100).collect();
        let reason = format!("Строка другого муниципалитета: «{shown}». Загрузите её в его центр.");
        Err((Code::OtherMunicipality, reason))
    }

    fn text(&self) -> Fallible<String> {
        self.needed(Field::Text)?;
        let text = clean(self.cell(Field::Text));
        if text.len() > LONGEST_ESSENCE {
            let column = self.mapping.header(Field::Text);
            let most = LONGEST_ESSENCE / 1024;
            let reason = format!("Текст в столбце «{column}» длиннее {most} КБ. Сократите его.");
            return Err((Code::FieldTooLong, reason));
        }
        if says_something(&text) {
            return Ok(text);
        }
        let column = self.mapping.header(Field::Text);
        let reason = format!("В столбце «{column}» нет слов автора, только ссылки или знаки. Допишите суть.");
        Err((Code::TextEmpty, reason))
    }

    /// Settlement, street and house in one line; the column of the whole address where it is filled.
    fn address(&self) -> Fallible<Option<String>> {
        let address = self.whole_address();
        if address.as_ref().is_some_and(|address| address.chars().count() > LONGEST_ADDRESS) {
            let reason = format!("Адрес длиннее {LONGEST_ADDRESS} знаков. Сократите его.");
            return Err((Code::FieldTooLong, reason));
        }
        Ok(address)
    }

    fn whole_address(&self) -> Option<String> {
        if let Some(whole) = self.optional(Field::Address) {
            return Some(whole);
        }
        let street = self
            .optional(Field::Street)
            .map(|street| if street.contains(['.', ' ']) { street } else { format!("ул. {street}") });
        let house = self.optional(Field::House).map(|house| {
            if house.starts_with(|c: char| c.is_ascii_digit()) { format!("д. {house}") } else { house }
        });
        let parts: Vec<String> =
            [self.optional(Field::Settlement), street, house].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// A link that a browser opens; anything else in that column is no link and is not kept.
    fn thread_url(&self) -> Option<String> {
        let url = line(self.cell(Field::ThreadUrl));
        let url = if url.contains("://") || url.is_empty() { url } else { format!("https://{url}") };
        let host_has_dot = url.split('/').nth(2).is_some_and(|host| host.contains('.'));
        (host_has_dot && url.len() <= LONGEST_URL && is_web_address(&url)).then_some(url)
    }

    fn state(&self, text: Option<&str>) -> Fallible<SourceState> {
        let states = &self.profile.states;
        let Some(text) = text else { return Ok(states.empty) };
        let state = states.known.get(&fold(text)).copied().or(states.other);
        state.ok_or_else(|| {
            let column = self.mapping.header(Field::State);
            let shown: String = text.chars().take(60).collect();
            (
                Code::StateUnknown,
                format!(
                    "В столбце «{column}» незнакомое состояние «{shown}». Добавьте его в профиль (states)."
                ),
            )
        })
    }
}
