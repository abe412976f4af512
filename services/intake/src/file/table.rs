//! A file opened as a table: its header, and its rows one by one.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::encoding::{Encoding, decode};
use super::line::Lines;
use super::record::Records;
use super::scan::{Content, scan};
use super::{Code, FileDefect, LONGEST_LINE, MOST_COLUMNS, MOST_ROWS, Refused, sheet};

otklik_domain::codes! {
    /// What sort of file it is.
    pub enum Kind {
        /// Text with delimiters.
        Csv = "CSV",
        /// A workbook.
        Xlsx = "XLSX",
    }
}

/// Where the table stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Name of the sheet; the first one where none is named.
    pub sheet: Option<String>,
    /// The line of the header, from 1; blank lines before it are passed over.
    pub header_row: u32,
}

/// What is known of a file before its rows are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What sort of file it is.
    pub kind: Kind,
    /// How its letters are written; a workbook says nothing of it.
    pub encoding: Option<Encoding>,
    /// What stands between fields; a workbook has none.
    pub delimiter: Option<char>,
    /// Name of the sheet of a workbook.
    pub sheet: Option<String>,
    /// Names of the columns as they stand there.
    pub header: Vec<String>,
    /// Rows below the header, broken ones included.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Digest of the whole file.
    pub sha256: String,
}

/// A row before its meaning is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    /// Its line in the file, from 1; of several lines the first.
    pub line: u64,
    /// One text a column.
    pub cells: Vec<String>,
}

impl RawRow {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// An opened file.
pub struct Table<R> {
    shape: Shape,
    rows: Rows<R>,
}

enum Rows<R> {
    Text { text: Text, records: Records<BufReader<R>> },
    Sheet { rows: Vec<RawRow>, next: usize },
}

/// How a text is read again from its beginning.
#[derive(Clone, Copy)]
struct Text {
    encoding: Encoding,
    from: u64,
    end: u8,
    header_row: u32,
    delimiter: char,
}

impl<R: Read + Seek> Table<R> {
    /// Looks through the whole file once before the first row is given: what is wrong with the file as a whole is said
    /// before anything of it is taken.
    pub fn open(mut source: R, layout: &Layout) -> Result<Self, FileDefect> {
        let scan = scan(&mut source)?;
        let mut shape = Shape {
            kind: Kind::Csv,
            encoding: None,
            delimiter: None,
            sheet: None,
            header: Vec::new(),
            rows: 0,
            bytes: scan.bytes,
            sha256: scan.sha256,
        };
        match scan.content {
            Content::Workbook => Self::open_sheet(source, layout, shape),
            Content::Text { encoding, from, end } => {
                let delimiter = delimiter(&mut source, encoding, (from, end), layout.header_row)?;
                shape.encoding = Some(encoding);
                shape.delimiter = Some(delimiter);
                let text = Text { encoding, from, end, header_row: layout.header_row, delimiter };
                Self::open_text(source, text, shape)
            }
        }
    }

    fn open_text(source: R, text: Text, mut shape: Shape) -> Result<Self, FileDefect> {
        let mut records = text.records(source)?;
        shape.header = header(match records.next()? {
            None => return Err(FileDefect::Empty),
            Some(Err(Refused { line, reason, .. })) => return Err(FileDefect::BadHeader { line, reason }),
            Some(Ok(row)) => row,
        })?;
        records.expect_columns(shape.header.len());
        while records.next()?.is_some() {
            shape.rows += 1;
            if shape.rows > MOST_ROWS {
                return Err(FileDefect::TooManyRows);
            }
        }
        let mut table = Self { shape, rows: Rows::Text { text, records } };
        table.refuse_no_rows()?;
        table.rewind()?;
        Ok(table)
    }

    fn open_sheet(mut source: R, layout: &Layout, mut shape: Shape) -> Result<Self, FileDefect> {
        let (name, rows) = sheet::read(&mut source, layout.sheet.as_deref())?;
        let mut rows = rows.into_iter().skip_while(|row| row.line < u64::from(layout.header_row));
        shape.kind = Kind::Xlsx;
        shape.sheet = Some(name);
        shape.header = header(rows.next().ok_or(FileDefect::Empty)?)?;
        let rows: Vec<RawRow> = rows.collect();
        shape.rows = rows.len() as u64;
        let table = Self { shape, rows: Rows::Sheet { rows, next: 0 } };
        table.refuse_no_rows()?;
        Ok(table)
    }

    fn refuse_no_rows(&self) -> Result<(), FileDefect> {
        if self.shape.rows == 0 { Err(FileDefect::OnlyHeader) } else { Ok(()) }
    }

    /// What is known of the file.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Back to the first row.
    pub fn rewind(&mut self) -> Result<(), FileDefect> {
        match &mut self.rows {
            Rows::Sheet { next, .. } => *next = 0,
            Rows::Text { text, records } => {
                records.restart(text.from)?;
                text.pass_over_title(records)?;
                records.next()?;
            }
        }
        Ok(())
    }

    /// The next row with as many cells as the header has; nothing at the end.
    pub fn next_row(&mut self) -> Result<Option<Result<RawRow, Refused>>, FileDefect> {
        let columns = self.shape.header.len();
        Ok(match &mut self.rows {
            Rows::Text { records, .. } => {
                records.next()?.map(|row| row.and_then(|row| of_width(row, columns)))
            }
            Rows::Sheet { rows, next } => {
                let row = rows.get(*next).cloned();
                *next += 1;
                row.map(|mut row| {
                    row.cells.resize(columns, String::new());
                    Ok(row)
                })
            }
        })
    }
}

impl Text {
    fn records<R: Read + Seek>(self, mut source: R) -> Result<Records<BufReader<R>>, FileDefect> {
        source.seek(SeekFrom::Start(self.from))?;
        let lines = Lines::new(BufReader::new(source), self.end);
        let mut records = Records::new(lines, self.encoding, self.delimiter);
        self.pass_over_title(&mut records)?;
        Ok(records)
    }

    fn pass_over_title<R: Read + Seek>(self, records: &mut Records<BufReader<R>>) -> Result<(), FileDefect> {
        for _ in 1..self.header_row {
            records.pass_over_line()?;
        }
        Ok(())
    }
}

/// The delimiter that the header has most of, outside quotes; a semicolon where it has none.
fn delimiter<R: Read + Seek>(
    source: &mut R,
    encoding: Encoding,
    (from, end): (u64, u8),
    header_row: u32,
) -> Result<char, FileDefect> {
    source.seek(SeekFrom::Start(from))?;
    let mut lines = Lines::new(BufReader::new(source), end);
    let header = loop {
        match lines.next()? {
            None => return Err(FileDefect::Empty),
            Some(line) if line.number < u64::from(header_row) => {}
            Some(line) if line.bytes.trim_ascii().is_empty() => {}
            Some(line) => break line,
        }
    };
    let bad = |refused: Refused| FileDefect::BadHeader { line: refused.line, reason: refused.reason };
    if header.cut || header.bytes.len() > LONGEST_LINE {
        return Err(bad(Refused::line_too_long(header.number)));
    }
    let Some(text) = decode(&header.bytes, encoding) else {
        return Err(bad(Refused::wrong_encoding(header.number, encoding.code())));
    };
    let outside: String = text.split('"').step_by(2).collect();
    let count = |delimiter: char| outside.matches(delimiter).count();
    // Of equals the last wins: Russian programs write semicolons.
    Ok([',', '\t', ';'].into_iter().max_by_key(|delimiter| count(*delimiter)).expect("the list is not empty"))
}

fn header(row: RawRow) -> Result<Vec<String>, FileDefect> {
    let mut names = row.cells;
    while names.last().is_some_and(|name| name.trim().is_empty()) {
        names.pop();
    }
    if names.len() > MOST_COLUMNS {
        let reason = format!("в ней больше {MOST_COLUMNS} столбцов.");
        return Err(FileDefect::BadHeader { line: row.line, reason });
    }
    Ok(names)
}

/// A row cut in the middle, or with a delimiter in its text, must not be read into wrong columns.
fn of_width(mut row: RawRow, columns: usize) -> Result<RawRow, Refused> {
    if row.cells.len() < columns {
        let reason = format!(
            "В строке {} полей из {columns}: она обрезана или в ней потерян разделитель. Исправьте строку.",
            row.cells.len()
        );
        return Err(Refused::new(row.line, Code::TooFewFields, reason));
    }
    if row.cells[columns..].iter().any(|cell| !cell.trim().is_empty()) {
        let reason = format!(
            "В строке {} полей вместо {columns}: разделитель стоит внутри текста. Возьмите текст в кавычки.",
            row.cells.len()
        );
        return Err(Refused::new(row.line, Code::TooManyFields, reason));
    }
    row.cells.truncate(columns);
    Ok(row)
}
