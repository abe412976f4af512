//! The annex «Состав» of a founding act: who stands in the composition of a centre, as a table to print and sign.

use std::io::Cursor;

use chrono::NaiveDate;
use docx_rs::{
    AlignmentType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Table, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use crate::{Error, date, printable};

/// Half-points, as the format counts type: 14 pt for the paper, 12 pt for its table.
const BODY: usize = 28;
const CELL: usize = 24;
/// A4 in twentieths of a point, with the margins of an office paper: 30 mm to file it by, 10 mm, 20 mm.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN_LEFT: i32 = 1_701;
const MARGIN_RIGHT: i32 = 567;
const MARGIN_VERTICAL: i32 = 1_134;
/// The four columns fill the page between its margins.
const COLUMNS: [(&str, usize); 4] =
    [("№ п/п", 738), ("Должность", 3_700), ("Роль в центре", 2_700), ("Отраслевые блоки", 2_500)];

/// What the annex says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// The centre, a line each.
    pub centre: Vec<String>,
    /// The act it belongs to; none for a regional centre.
    pub act: Option<Act>,
    /// The act is a draft: the paper carries that mark.
    pub draft: bool,
    /// The day whose composition it shows.
    pub as_of: NaiveDate,
    /// The composition, in the order of the act.
    pub lines: Vec<Line>,
}

/// The act, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Decree, order.
    pub kind: String,
    /// Its number; a blank to fill in by hand where there is none.
    pub number: Option<String>,
    /// Its day; a blank likewise.
    pub on: Option<NaiveDate>,
    /// Its title.
    pub title: String,
}

/// A line of the composition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one remark of the act, independent of the others")]
pub struct Line {
    /// Position, never a person.
    pub position: String,
    /// What the position is in the centre.
    pub roles: Vec<String>,
    /// Blocks it leads, by name.
    pub blocks: Vec<String>,
    /// The act promises blocks and does not name them.
    pub blocks_promised: bool,
    /// Nobody holds it.
    pub vacant: bool,
    /// Belongs to another body.
    pub external: bool,
    /// Takes part by agreement.
    pub by_agreement: bool,
}

/// The annex as a DOCX file; the same data give the same bytes of text.
pub fn docx(annex: &Annex) -> Result<Vec<u8>, Error> {
    let font = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let margin =
        PageMargin::new().left(MARGIN_LEFT).right(MARGIN_RIGHT).top(MARGIN_VERTICAL).bottom(MARGIN_VERTICAL);
    let day = format!("{}T00:00:00Z", annex.as_of);
    let mut paper = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_fonts(font)
        .default_size(BODY)
        .created_at(&day)
        .updated_at(&day);
    for paragraph in head(annex) {
        paper = paper.add_paragraph(paragraph);
    }
    let as_of = format!("По состоянию на {}", date(annex.as_of));
    let mut parts =
        paper.add_table(table(&annex.lines)).add_paragraph(spaced(text(as_of, CELL), 240, 0)).build();
    parts.document = repeat_first_row(parts.document);
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| Error::Pack(error.to_string()))?;
    Ok(bytes.into_inner())
}

const FONT: &str = "Times New Roman";

fn head(annex: &Annex) -> Vec<Paragraph> {
    let mut head = Vec::new();
    if annex.draft {
        head.push(text("по проекту акта", BODY).italic().align(AlignmentType::Right));
    }
    if let Some(act) = &annex.act {
        let number = act.number.as_deref().unwrap_or("_______");
        let on = act.on.map_or_else(|| "«___» ____________ 20___ г.".to_owned(), date);
        head.push(text("Приложение", BODY).align(AlignmentType::Right));
        head.push(text(&act.kind, BODY).align(AlignmentType::Right));
        head.push(text(format!("от {on} № {number}"), BODY).align(AlignmentType::Right));
        if !act.title.is_empty() {
            head.push(text(format!("«{}»", act.title), CELL).align(AlignmentType::Right));
        }
    }
    head.push(spaced(text("СОСТАВ", BODY).bold(), 360, 0).align(AlignmentType::Center));
    let last = annex.centre.len().saturating_sub(1);
    for (place, line) in annex.centre.iter().enumerate() {
        let after = if place == last { 240 } else { 0 };
        head.push(spaced(text(line, BODY), 0, after).align(AlignmentType::Center));
    }
    head
}

fn table(lines: &[Line]) -> Table {
    let header = COLUMNS
        .iter()
        .map(|(name, width)| cell(*width, [text(*name, CELL).bold().align(AlignmentType::Center)]))
        .collect();
    let mut rows = vec![TableRow::new(header).cant_split()];
    rows.extend((1..).zip(lines).map(|(number, line)| row(number, line)));
    Table::new(rows)
        .set_grid(COLUMNS.iter().map(|(_, width)| *width).collect())
        .width(COLUMNS.iter().map(|(_, width)| width).sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

fn row(number: usize, line: &Line) -> TableRow {
    let mut position = vec![text(&line.position, CELL)];
    position.extend(remark(line).map(|remark| text(format!("({remark})"), CELL)));
    if line.vacant {
        position.push(text("вакантно", CELL).italic());
    }
    let blocks = match (line.blocks.is_empty(), line.blocks_promised) {
        (false, _) => line.blocks.join(", "),
        (true, true) => "актом не названы".to_owned(),
        (true, false) => "—".to_owned(),
    };
    let [ordinal, post, role, extent] = COLUMNS.map(|(_, width)| width);
    TableRow::new(vec![
        cell(ordinal, [text(format!("{number}."), CELL).align(AlignmentType::Center)]),
        cell(post, position),
        cell(role, [text(line.roles.join("; "), CELL)]),
        cell(extent, [text(blocks, CELL)]),
    ])
    .cant_split()
}

fn remark(line: &Line) -> Option<&'static str> {
    match (line.external, line.by_agreement) {
        (true, true) => Some("представитель другого органа, по согласованию"),
        (true, false) => Some("представитель другого органа"),
        (false, true) => Some("по согласованию"),
        (false, false) => None,
    }
}

fn cell(width: usize, paragraphs: impl IntoIterator<Item = Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

fn text(words: impl AsRef<str>, size: usize) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(printable(words.as_ref())).size(size))
}

fn spaced(paragraph: Paragraph, before: u32, after: u32) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().before(before).after(after))
}

/// The library cannot say that a row is repeated on every page, so that is said in what it wrote: the first
/// `cantSplit` is the header's, and text cannot hold one, its angle brackets being escaped.
fn repeat_first_row(document: Vec<u8>) -> Vec<u8> {
    const MARK: &[u8] = b"<w:cantSplit />";
    const REPEAT: &[u8] = b"<w:tblHeader />";
    let Some(start) = document.windows(MARK.len()).position(|window| window == MARK) else {
        return document;
    };
    let (before, after) = document.split_at(start + MARK.len());
    [before, REPEAT, after].concat()
}
