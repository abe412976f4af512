//! The first reading of a file: its size, its digest, what it is and how its letters are written.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::encoding::{Encoding, Tally};
use super::line::Lines;
use super::{FileDefect, LARGEST_FILE};

const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// What the first reading found.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) content: Content,
}

/// What is inside.
#[derive(Debug)]
pub(super) enum Content {
    /// Text of lines.
    Text {
        encoding: Encoding,
        /// Where the text begins, behind a mark of the encoding.
        from: u64,
        /// The byte that ends a line.
        end: u8,
    },
    /// A packed workbook.
    Workbook,
}

/// Reads the file once and leaves it at its beginning.
pub(super) fn scan<R: Read + Seek>(source: &mut R) -> Result<Scan, FileDefect> {
    let head = head(source)?;
    let kind = kind(&head)?;
    let mut counted = Counted { inner: &mut *source, hash: Sha256::new(), bytes: 0 };
    let content = match kind {
        Magic::Workbook => {
            io::copy(&mut counted, &mut io::sink())?;
            Content::Workbook
        }
        Magic::Text { marked } => text(&mut counted, marked)?,
    };
    let Counted { bytes, hash, .. } = counted;
    source.seek(SeekFrom::Start(0))?;
    match bytes {
        0 => Err(FileDefect::Empty),
        bytes if bytes > LARGEST_FILE => Err(FileDefect::TooLarge),
        bytes => Ok(Scan { bytes, sha256: hex::encode(hash.finalize()), content }),
    }
}

fn text<R: Read>(source: &mut R, marked: bool) -> Result<Content, FileDefect> {
    let mut lines = Lines::new(BufReader::new(source), b'\n');
    let mut tally = Tally::default();
    let (mut seen, mut returns, mut nul) = (0_u64, false, false);
    while let Some(line) = lines.next()? {
        seen += 1;
        if seen == 1 {
            returns = line.bytes.contains(&b'\r');
            nul = line.bytes.contains(&0);
        }
        if !line.cut {
            tally.count(&line.bytes);
        }
    }
    if nul {
        return Err(FileDefect::NotATable { what: "двоичный файл или текст в UTF-16" });
    }
    let end = if seen == 1 && returns { b'\r' } else { b'\n' };
    Ok(Content::Text {
        encoding: tally.verdict(marked),
        from: if marked { MARK.len() as u64 } else { 0 },
        end,
    })
}

enum Magic {
    Text { marked: bool },
    Workbook,
}

fn kind(head: &[u8]) -> Result<Magic, FileDefect> {
    let what = match head {
        [b'P', b'K', 3, 4, ..] => return Ok(Magic::Workbook),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "книга старого формата XLS или с паролем",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "текст в UTF-16",
        [b'%', b'P', b'D', b'F', ..] => "документ PDF",
        _ => return Ok(Magic::Text { marked: head.starts_with(&MARK) }),
    };
    Err(FileDefect::NotATable { what })
}

fn head<R: Read + Seek>(source: &mut R) -> Result<Vec<u8>, FileDefect> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    Read::take(&mut *source, 4).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(head)
}

/// Counts and digests what passes; gives nothing more once the file is known to be too large.
struct Counted<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.bytes > LARGEST_FILE {
            return Ok(0);
        }
        let read = self.inner.read(into)?;
        self.hash.update(&into[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}
