//! Which of two encodings a file is in, and a line of it as text.

use encoding_rs::WINDOWS_1251;

otklik_domain::codes! {
    /// How the letters of a file are written.
    pub enum Encoding {
        /// UTF-8, with or without a mark at its beginning.
        Utf8 = "UTF-8",
        /// What Russian office programs write by default.
        Windows1251 = "windows-1251",
    }
}

/// Cyrillic letters by which a line in UTF-8 inside a file in windows-1251 is told from an accident.
const SURELY_UTF8: usize = 4;

/// What the lines of a file look like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    utf8: u64,
    other: u64,
}

impl Tally {
    /// Counts a line that has a letter outside ASCII.
    pub(super) fn count(&mut self, line: &[u8]) {
        if line.is_ascii() {
            return;
        }
        if std::str::from_utf8(line).is_ok() { self.utf8 += 1 } else { self.other += 1 }
    }

    /// The encoding of the file; the lines of the minority will be refused one by one.
    pub(super) fn verdict(self, marked: bool) -> Encoding {
        if marked || self.utf8 >= self.other { Encoding::Utf8 } else { Encoding::Windows1251 }
    }
}

/// A line as text; nothing where it is not written in the encoding of its file.
pub(super) fn decode(line: &[u8], encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(line).ok().map(str::to_owned),
        Encoding::Windows1251 if is_utf8(line) => None,
        Encoding::Windows1251 => Some(WINDOWS_1251.decode_without_bom_handling(line).0.into_owned()),
    }
}

/// The line with marks where letters cannot be read: good enough to find its quotes and delimiters.
pub(super) fn decode_somehow(line: &[u8]) -> String {
    String::from_utf8_lossy(line).into_owned()
}

fn is_utf8(line: &[u8]) -> bool {
    !line.is_ascii()
        && std::str::from_utf8(line).is_ok_and(|text| {
            text.chars().filter(|c| matches!(c, 'А'..='я' | 'ё' | 'Ё')).count() >= SURELY_UTF8
        })
}
