//! Rows of CSV: quotes are taken strictly, so that a lost quote costs its own line and not the lines behind it.

use std::collections::VecDeque;
use std::io::{self, BufRead, Seek};

use super::encoding::{Encoding, decode, decode_somehow};
use super::line::{Line, Lines};
use super::{LONGEST_LINE, MOST_LINES_OF_A_ROW, RawRow, Refused};

/// Bytes that may be read a second time behind lost quotes. When they are used up a row is one line: a file made of
/// lost quotes must not cost more than itself.
const READ_AGAIN: usize = 16 * LONGEST_LINE;
/// What a line costs beside its bytes.
const COST_OF_A_LINE: usize = 200;

/// Reads row by row.
pub(super) struct Records<B> {
    lines: Lines<B>,
    given_back: VecDeque<Line>,
    read_again: usize,
    encoding: Encoding,
    delimiter: char,
    columns: Option<usize>,
}

impl<B: BufRead> Records<B> {
    pub(super) fn new(lines: Lines<B>, encoding: Encoding, delimiter: char) -> Self {
        Self {
            lines,
            given_back: VecDeque::new(),
            read_again: READ_AGAIN,
            encoding,
            delimiter,
            columns: None,
        }
    }

    /// The next row that is not blank; nothing at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<RawRow, Refused>>> {
        while let Some(row) = self.any()? {
            if !row.as_ref().is_ok_and(RawRow::is_blank) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// From now on a row of several lines must have so many cells: otherwise a quote was lost in its first line, and
    /// the other lines are rows of their own.
    pub(super) fn expect_columns(&mut self, columns: usize) {
        self.columns = Some(columns);
    }

    /// One line that belongs to no row.
    pub(super) fn pass_over_line(&mut self) -> io::Result<()> {
        self.line().map(drop)
    }

    fn any(&mut self) -> io::Result<Option<Result<RawRow, Refused>>> {
        let Some(first) = self.line()? else { return Ok(None) };
        if first.cut {
            return Ok(Some(Err(Refused::line_too_long(first.number))));
        }
        let (text, mut fault) = self.text(&first, first.number);
        let mut cells = Cells::default();
        let mut step = cells.push(&text, self.delimiter);
        let (mut behind, mut bytes) = (Vec::new(), first.bytes.len());
        let broken = loop {
            match step {
                Step::Whole => break None,
                Step::TextAfterQuote if behind.is_empty() => {
                    break Some(Refused::text_after_quote(first.number));
                }
                // A quote of another line met a text: the first line lost its own.
                Step::TextAfterQuote => break Some(Refused::unclosed_quote(first.number)),
                Step::Open
                    if behind.len() == MOST_LINES_OF_A_ROW
                        || bytes > LONGEST_LINE
                        || self.read_again == 0 =>
                {
                    break Some(Refused::unclosed_quote(first.number));
                }
                Step::Open => {}
            }
            let line = self.line()?;
            let Some(line) = line else { break Some(Refused::unclosed_quote(first.number)) };
            if line.cut {
                behind.push(line);
                break Some(Refused::unclosed_quote(first.number));
            }
            let (text, its_fault) = self.text(&line, first.number);
            fault = fault.or(its_fault);
            bytes += line.bytes.len();
            step = cells.push(&text, self.delimiter);
            behind.push(line);
        };
        let torn = !behind.is_empty() && self.columns.is_some_and(|columns| cells.done.len() != columns);
        if let Some(refused) = broken.or(torn.then(|| Refused::unclosed_quote(first.number))) {
            self.give_back(behind, bytes);
            return Ok(Some(Err(refused)));
        }
        Ok(Some(match fault {
            Some(refused) => Err(refused),
            None => Ok(RawRow { line: first.number, cells: cells.done }),
        }))
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        match self.given_back.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }

    fn give_back(&mut self, lines: Vec<Line>, bytes: usize) {
        if lines.is_empty() {
            return;
        }
        self.read_again = self.read_again.saturating_sub(bytes + lines.len() * COST_OF_A_LINE);
        for line in lines.into_iter().rev() {
            self.given_back.push_front(line);
        }
    }

    /// The text of a line, and why the row that begins at `first` cannot be taken.
    fn text(&self, line: &Line, first: u64) -> (String, Option<Refused>) {
        let nul = line.bytes.contains(&0).then(|| Refused::nul_byte(first));
        if let Some(text) = decode(&line.bytes, self.encoding) {
            return (text, nul);
        }
        let wrong = Refused::wrong_encoding(first, self.encoding.code());
        (decode_somehow(&line.bytes), nul.or(Some(wrong)))
    }
}

impl<B: BufRead + Seek> Records<B> {
    /// Back to the byte at which the text begins.
    pub(super) fn restart(&mut self, from: u64) -> io::Result<()> {
        self.given_back.clear();
        self.read_again = READ_AGAIN;
        self.lines.restart(from)
    }
}

enum Step {
    Whole,
    Open,
    TextAfterQuote,
}

/// The cells of one row while its lines come in.
#[derive(Default)]
struct Cells {
    done: Vec<String>,
    /// What stands behind an opened quote so far.
    quoted: Option<String>,
}

impl Cells {
    fn push(&mut self, line: &str, delimiter: char) -> Step {
        let mut rest = line;
        if let Some(field) = &mut self.quoted {
            field.push('\n');
        }
        loop {
            if let Some(field) = &mut self.quoted {
                let Some((inside, behind)) = rest.split_once('"') else {
                    field.push_str(rest);
                    return Step::Open;
                };
                field.push_str(inside);
                if let Some(behind) = behind.strip_prefix('"') {
                    field.push('"');
                    rest = behind;
                    continue;
                }
                let behind = behind.trim_start_matches(' ');
                self.done.extend(self.quoted.take());
                match behind.strip_prefix(delimiter) {
                    Some(next) => rest = next,
                    None if behind.is_empty() => return Step::Whole,
                    None => return Step::TextAfterQuote,
                }
            } else if let Some(inside) = rest.strip_prefix('"') {
                self.quoted = Some(String::new());
                rest = inside;
            } else {
                let Some((field, next)) = rest.split_once(delimiter) else {
                    self.done.push(rest.to_owned());
                    return Step::Whole;
                };
                self.done.push(field.to_owned());
                rest = next;
            }
        }
    }
}
