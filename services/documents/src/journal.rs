//! The registration journal of appeals under 59-ФЗ, as a workbook with one sheet. It never names an applicant.

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::{Error, date, printable};

/// The sheet: two lines that say what it is, an empty one, the header, then a row an appeal.
const TITLE: u32 = 0;
const SUBTITLE: u32 = 1;
const HEADER: u32 = 3;
const FIRST: u32 = HEADER + 1;
/// Columns with their widths in characters of the default type.
const COLUMNS: [(&str, f64); 19] = [
    ("Рег. номер", 16.0),
    ("Дата регистрации", 13.0),
    ("Внешняя система", 18.0),
    ("Номер во внешней системе", 18.0),
    ("Дата во внешней системе", 13.0),
    ("Вид обращения", 14.0),
    ("Вопросов", 10.0),
    ("Откуда поступило", 20.0),
    ("Тема", 32.0),
    ("Исполнитель", 32.0),
    ("Орган", 32.0),
    ("Контрольный срок", 13.0),
    ("Срок по закону", 13.0),
    ("Продлено до", 13.0),
    ("Дата ответа", 13.0),
    ("Номер ответа", 16.0),
    ("Способ ответа", 18.0),
    ("Исход", 26.0),
    ("Дней в работе", 10.0),
];
/// Columns that stay in sight when the sheet is moved to the side.
const FROZEN_COLUMNS: u16 = 1;
const DATE_FORMAT: &str = "dd.mm.yyyy";
const PAPER_A4: u8 = 9;
/// What a cell holds at most; a longer text is cut and says so.
const CELL_LIMIT: usize = 32_767;

/// What the journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// The municipality, as it stands in the title line.
    pub title: String,
    /// The days it covers.
    pub period: Period,
    /// Its lines, in their order.
    pub rows: Vec<JournalRow>,
}

/// Days from and to, both included; an open end says so in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// One appeal; closed lists come in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Number in the journal.
    pub number: String,
    /// Day of the registration.
    pub registered_on: NaiveDate,
    /// How an outside record-keeping system knows it.
    pub outside: Option<Outside>,
    /// Proposal, application or complaint.
    pub kind: String,
    /// How many questions it holds.
    pub questions: u32,
    /// The way it came, never the applicant.
    pub channel: String,
    /// What it is about.
    pub topic: String,
    /// Position of the person who answers.
    pub assignee: Option<String>,
    /// Body that answers.
    pub organization: Option<String>,
    /// The rolled date.
    pub control_due: Option<NaiveDate>,
    /// The date of the law.
    pub legal_due: Option<NaiveDate>,
    /// The day it was extended to.
    pub extended_until: Option<NaiveDate>,
    /// The answer that was sent.
    pub answer: Option<Answer>,
    /// What became of its questions.
    pub outcome: Option<String>,
    /// Calendar days in work.
    pub days_in_work: u32,
}

/// Number and day in an outside record-keeping system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Name of the system.
    pub system: String,
    /// Number there.
    pub number: String,
    /// Day there.
    pub on: Option<NaiveDate>,
}

/// The answer that left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its outgoing number.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
    /// The way it went.
    pub way: Option<String>,
}

/// The journal as an XLSX file; the same data give the same bytes. `made_on` is the day it was printed.
pub fn xlsx(journal: &Journal, made_on: NaiveDate) -> Result<Vec<u8>, Error> {
    write(journal, made_on).map_err(|error| Error::Sheet(error.to_string()))
}

fn write(journal: &Journal, made_on: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let moment = made_on.and_time(NaiveTime::MIN).and_utc();
    book.set_properties(&DocProperties::new().set_title(HEADING).set_creation_datetime(&moment));
    let sheet = book.add_worksheet();
    sheet.set_name("Журнал")?;
    head(sheet, journal)?;
    let formats = Formats::new();
    for (line, row) in (FIRST..).zip(&journal.rows) {
        Line { sheet: &mut *sheet, formats: &formats, row: line, column: 0 }.write(row)?;
    }
    page(sheet, u32::try_from(journal.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?)?;
    book.save_to_buffer()
}

const HEADING: &str = "Журнал регистрации обращений граждан (59-ФЗ)";

fn head(sheet: &mut Worksheet, journal: &Journal) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(TITLE, 0, HEADING, &heading)?;
    let subtitle = format!("{}, {}", journal.title, period(journal.period));
    sheet.write_string_with_format(SUBTITLE, 0, cell_text(&subtitle), &Format::new())?;
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00E9_EFFE);
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADER, column, name, &header)?;
    }
    Ok(())
}

fn page(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let last_column = u16::try_from(COLUMNS.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.autofilter(HEADER, 0, HEADER + rows, last_column)?;
    sheet.set_freeze_panes(FIRST, FROZEN_COLUMNS)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&CЛист &P из &N");
    Ok(())
}

fn period(period: Period) -> String {
    match (period.from.map(date), period.to.map(date)) {
        (Some(from), Some(to)) if from == to => format!("за {from}"),
        (Some(from), Some(to)) => format!("за период с {from} по {to}"),
        (Some(from), None) => format!("с {from}"),
        (None, Some(to)) => format!("по {to}"),
        (None, None) => "за всё время".to_owned(),
    }
}

struct Formats {
    text: Format,
    quoted: Format,
    date: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        Self {
            quoted: text.clone().set_quote_prefix(),
            text,
            date: cell.clone().set_num_format(DATE_FORMAT).set_align(FormatAlign::Center),
            number: cell.set_align(FormatAlign::Center),
        }
    }
}

/// A row being written from left to right.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    row: u32,
    column: u16,
}

impl Line<'_> {
    fn write(mut self, row: &JournalRow) -> Result<(), XlsxError> {
        let outside = row.outside.as_ref();
        let answer = row.answer.as_ref();
        self.text(Some(&row.number))?;
        self.date(Some(row.registered_on))?;
        self.text(outside.map(|outside| outside.system.as_str()))?;
        self.text(outside.map(|outside| outside.number.as_str()))?;
        self.date(outside.and_then(|outside| outside.on))?;
        self.text(Some(&row.kind))?;
        self.number(row.questions)?;
        self.text(Some(&row.channel))?;
        self.text(Some(&row.topic))?;
        self.text(row.assignee.as_deref())?;
        self.text(row.organization.as_deref())?;
        self.date(row.control_due)?;
        self.date(row.legal_due)?;
        self.date(row.extended_until)?;
        self.date(answer.map(|answer| answer.on))?;
        self.text(answer.map(|answer| answer.number.as_str()))?;
        self.text(answer.and_then(|answer| answer.way.as_deref()))?;
        self.text(row.outcome.as_deref())?;
        self.number(row.days_in_work)
    }

    /// A text is typed as a string; the prefix keeps it one when somebody edits the cell.
    fn text(&mut self, words: Option<&str>) -> Result<(), XlsxError> {
        let words = cell_text(words.unwrap_or_default());
        let format =
            if words.starts_with(['=', '+', '-', '@']) { &self.formats.quoted } else { &self.formats.text };
        self.sheet.write_string_with_format(self.row, self.column, words, format)?;
        self.column += 1;
        Ok(())
    }

    fn date(&mut self, day: Option<NaiveDate>) -> Result<(), XlsxError> {
        match day {
            Some(day) => self.sheet.write_date_with_format(self.row, self.column, day, &self.formats.date)?,
            None => self.sheet.write_blank(self.row, self.column, &self.formats.date)?,
        };
        self.column += 1;
        Ok(())
    }

    fn number(&mut self, count: u32) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, self.column, count, &self.formats.number)?;
        self.column += 1;
        Ok(())
    }
}

fn cell_text(words: &str) -> String {
    let words = printable(words);
    if words.chars().count() <= CELL_LIMIT {
        return words;
    }
    words.chars().take(CELL_LIMIT - 1).chain(['…']).collect()
}
