//! The file of refused rows: it can be corrected in an office program and loaded again, and runs nothing there.

use std::io::{self, Write};

use crate::file::Refused;

const DELIMITER: char = ';';

/// Writes refused rows as CSV in UTF-8 with a mark, `header` naming the columns of their cells.
pub fn write(out: &mut impl Write, header: &[String], rows: &[Refused]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let own = ["Строка", "Код", "Причина"];
    writeln!(out, "{}\r", raw(own.into_iter().chain(header.iter().map(String::as_str))))?;
    for row in rows {
        let line = row.line.to_string();
        let own = raw([line.as_str(), row.code.code(), row.reason.as_str()].into_iter());
        let cells = if row.raw.is_empty() { "" } else { ";" };
        writeln!(out, "{own}{cells}{}\r", row.raw)?;
    }
    Ok(())
}

/// Cells as a line of CSV that an office program shows and does not run.
pub(crate) fn raw<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.map(cell).collect::<Vec<_>>().join(";")
}

fn cell(text: &str) -> String {
    let guard = if starts_formula(text) { "'" } else { "" };
    if guard.is_empty() && !text.contains([DELIMITER, '"', '\n', '\r']) && !text.starts_with(' ') {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// The text of a cell without the guard that [`raw`] or an office program put before it.
pub(crate) fn plain(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| starts_formula(rest)).unwrap_or(text)
}

fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
