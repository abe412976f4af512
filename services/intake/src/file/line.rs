//! Lines of bytes, never more than one of them in memory, and never more than its allowed length.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::LONGEST_LINE;

/// One line without its end.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
    /// It went on behind [`LONGEST_LINE`]; the rest was passed over.
    pub(super) cut: bool,
}

/// Reads line by line.
pub(super) struct Lines<B> {
    source: B,
    end: u8,
    number: u64,
}

impl<B: BufRead> Lines<B> {
    /// Lines that end in `end`: a line feed, or the carriage return of old files that have no other.
    pub(super) fn new(source: B, end: u8) -> Self {
        Self { source, end, number: 0 }
    }

    /// The next line; nothing at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let most = LONGEST_LINE as u64 + 1;
        if Read::take(&mut self.source, most).read_until(self.end, &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let ended = bytes.last() == Some(&self.end);
        if ended {
            bytes.pop();
        }
        let cut = bytes.len() > LONGEST_LINE;
        if cut && !ended {
            self.pass_over()?;
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, bytes, cut }))
    }

    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let piece = self.source.fill_buf()?;
            let (used, found) = match piece.iter().position(|byte| *byte == self.end) {
                Some(at) => (at + 1, true),
                None => (piece.len(), piece.is_empty()),
            };
            self.source.consume(used);
            if found {
                return Ok(());
            }
        }
    }
}

impl<B: BufRead + Seek> Lines<B> {
    /// Back to the byte at which the text begins.
    pub(super) fn restart(&mut self, from: u64) -> io::Result<()> {
        self.number = 0;
        self.source.seek(SeekFrom::Start(from)).map(drop)
    }
}
