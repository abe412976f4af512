//! One sheet of a workbook: values only, never formulas, every cell as text.

use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx};

use super::{FileDefect, MOST_COLUMNS, MOST_ROWS, RawRow};

/// Most bytes of all parts of a workbook once unpacked.
const LARGEST_UNPACKED: u64 = 512 * 1024 * 1024;
/// Most bytes of text that the cells of a sheet may hold: they are kept in memory.
const LARGEST_TEXT: usize = 128 * 1024 * 1024;

/// The rows of a sheet that are not blank, and the name of the sheet.
pub(super) fn read<R: Read + Seek>(
    source: &mut R,
    sheet: Option<&str>,
) -> Result<(String, Vec<RawRow>), FileDefect> {
    refuse_bomb(source)?;
    source.rewind()?;
    // A damaged workbook must be refused even where the library that reads it gives up loudly.
    catch_unwind(AssertUnwindSafe(|| rows(source, sheet))).unwrap_or(Err(FileDefect::BrokenWorkbook))
}

fn refuse_bomb<R: Read + Seek>(source: &mut R) -> Result<(), FileDefect> {
    let mut archive = zip::ZipArchive::new(source).map_err(|_| FileDefect::BrokenWorkbook)?;
    if archive.decompressed_size().is_some_and(|said| said > u128::from(LARGEST_UNPACKED)) {
        return Err(FileDefect::WorkbookTooLarge);
    }
    // What a part says of its size need not be true.
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| FileDefect::BrokenWorkbook)?;
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| FileDefect::BrokenWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(FileDefect::WorkbookTooLarge)?;
    }
    Ok(())
}

fn rows<R: Read + Seek>(source: &mut R, sheet: Option<&str>) -> Result<(String, Vec<RawRow>), FileDefect> {
    let mut book = Xlsx::new(source).map_err(|_| FileDefect::BrokenWorkbook)?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(wanted) => names.iter().find(|name| name.trim().to_lowercase() == wanted.trim().to_lowercase()),
        None => names.first(),
    };
    let Some(name) = name.cloned() else {
        let sheet = sheet.unwrap_or("первый").to_owned();
        return Err(FileDefect::NoSuchSheet { sheet, found: names.join(", ") });
    };
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| FileDefect::BrokenWorkbook)?;
    let mut rows: Vec<RawRow> = Vec::new();
    let mut text = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| FileDefect::BrokenWorkbook)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        if value.trim().is_empty() || column as usize >= MOST_COLUMNS {
            continue;
        }
        text += value.len();
        if text > LARGEST_TEXT {
            return Err(FileDefect::WorkbookTooLarge);
        }
        put(&mut rows, u64::from(row) + 1, column as usize, value)?;
    }
    Ok((name, rows))
}

fn put(rows: &mut Vec<RawRow>, line: u64, column: usize, value: String) -> Result<(), FileDefect> {
    if rows.last().is_none_or(|last| last.line < line) {
        if rows.len() as u64 > MOST_ROWS {
            return Err(FileDefect::TooManyRows);
        }
        rows.push(RawRow { line, cells: Vec::new() });
    }
    let Some(row) = rows.last_mut().filter(|last| last.line == line) else {
        return Err(FileDefect::BrokenWorkbook);
    };
    if row.cells.len() <= column {
        row.cells.resize(column + 1, String::new());
    }
    row.cells[column] = value;
    Ok(())
}

fn value(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "да".to_owned(),
        DataRef::Bool(false) => "нет".to_owned(),
        DataRef::DateTime(at) => moment(at),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// A date as a text that the reader of dates takes; a serial number is rounded to the second.
fn moment(at: &ExcelDateTime) -> String {
    let seconds = 1.0 / 86_400.0;
    if at.is_duration() || at.as_f64() < 1.0 - seconds {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let date = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let time = chrono::NaiveTime::from_hms_opt(hour.into(), minute.into(), second.into());
    let Some(at) = date.zip(time).map(|(date, time)| date.and_time(time)) else {
        return at.as_f64().to_string();
    };
    let at = at + chrono::Duration::milliseconds(if milli >= 500 { 1_000 } else { 0 });
    if at.time() == chrono::NaiveTime::MIN { at.date().to_string() } else { at.format("%FT%T").to_string() }
}
