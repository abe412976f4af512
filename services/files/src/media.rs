//! What a file is by its content; the name and the sender's word are not believed.

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type when it is one of the allowed; the name decides only whether plain text was meant.
pub fn sniff(bytes: &[u8], name: &str) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [b'P', b'K', 3, 4, ..] => office(bytes),
        _ => plain_text(bytes, name),
    }
}

/// A document or workbook without macros; any other archive is not allowed.
fn office(bytes: &[u8]) -> Option<&'static str> {
    let names = zip_names(bytes)?;
    let has = |wanted: &[u8]| names.contains(&wanted);
    if !has(b"[Content_Types].xml") || names.iter().any(|name| name.ends_with(b"vbaProject.bin")) {
        return None;
    }
    match (has(b"word/document.xml"), has(b"xl/workbook.xml")) {
        (true, false) => Some(DOCX),
        (false, true) => Some(XLSX),
        _ => None,
    }
}

/// Names of the central directory of a zip archive, read without unpacking anything.
fn zip_names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    const END: [u8; 4] = [b'P', b'K', 5, 6];
    const ENTRY: [u8; 4] = [b'P', b'K', 1, 2];
    const LONGEST_END: usize = 22 + 65_535;
    const MOST_NAMES: usize = 10_000;
    let tail = bytes.len().saturating_sub(LONGEST_END);
    let end = tail + bytes[tail..].windows(4).rposition(|window| window == END)?;
    let mut at = usize::try_from(u32::from_le_bytes(bytes.get(end + 16..end + 20)?.try_into().ok()?)).ok()?;
    let mut names = Vec::new();
    while at < end && names.len() < MOST_NAMES {
        let entry = bytes.get(at..end)?;
        if !entry.starts_with(&ENTRY) {
            return None;
        }
        let length = |offset: usize| {
            entry.get(offset..offset + 2).map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])))
        };
        let name = length(28)?;
        names.push(entry.get(46..46 + name)?);
        at += 46 + name + length(30)? + length(32)?;
    }
    Some(names)
}

fn plain_text(bytes: &[u8], name: &str) -> Option<&'static str> {
    let meant = std::path::Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"));
    let text = std::str::from_utf8(bytes).ok()?;
    let clean = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    (meant && clean && !text.is_empty()).then_some("text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stored (uncompressed, empty) archive with these names.
    fn zip(names: &[&str]) -> Vec<u8> {
        let (mut body, mut directory) = (Vec::new(), Vec::new());
        for name in names {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let offset = u32::try_from(body.len()).unwrap().to_le_bytes();
            body.extend([b'P', b'K', 3, 4]);
            body.extend([0; 22]);
            body.extend(length);
            body.extend([0, 0]);
            body.extend(name.as_bytes());
            directory.extend([b'P', b'K', 1, 2]);
            directory.extend([0; 24]);
            directory.extend(length);
            directory.extend([0; 12]);
            directory.extend(offset);
            directory.extend(name.as_bytes());
        }
        let start = u32::try_from(body.len()).unwrap().to_le_bytes();
        body.extend(&directory);
        body.extend([b'P', b'K', 5, 6]);
        body.extend([0; 12]);
        body.extend(start);
        body.extend([0, 0]);
        body
    }

    #[test]
    fn pictures_and_pdf_are_known_by_content() {
        assert_eq!(sniff(b"\xff\xd8\xff\xe0rest", "счёт.pdf"), Some("image/jpeg"));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\nrest", "a"), Some("image/png"));
        assert_eq!(sniff(b"GIF89arest", "a"), Some("image/gif"));
        assert_eq!(sniff(b"RIFF\x10\0\0\0WEBPVP8 ", "a"), Some("image/webp"));
        assert_eq!(sniff(b"%PDF-1.7\n", "a"), Some("application/pdf"));
        assert_eq!(sniff(b"RIFF\x10\0\0\0WAVEfmt ", "a.webp"), None);
    }

    #[test]
    fn office_files_are_known_by_their_directory() {
        assert_eq!(sniff(&zip(&["[Content_Types].xml", "word/document.xml"]), "a"), Some(DOCX));
        assert_eq!(sniff(&zip(&["[Content_Types].xml", "xl/workbook.xml"]), "a"), Some(XLSX));
    }

    #[test]
    fn other_archives_and_macros_are_refused() {
        assert_eq!(sniff(&zip(&["readme.txt"]), "a.docx"), None);
        assert_eq!(
            sniff(&zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), "a.docx"),
            None
        );
        assert_eq!(sniff(b"PK\x03\x04word/document.xml[Content_Types].xml", "a.docx"), None);
        let mut broken = zip(&["[Content_Types].xml", "word/document.xml"]);
        let at = broken.len() - 6;
        broken[at] = 0xff;
        assert_eq!(sniff(&broken, "a.docx"), None);
        broken.truncate(30);
        assert_eq!(sniff(&broken, "a.docx"), None);
    }

    #[test]
    fn text_must_be_meant_and_be_text() {
        assert_eq!(sniff("Снег не убран\r\n".as_bytes(), "снег.TXT"), Some("text/plain"));
        assert_eq!(sniff("Снег не убран".as_bytes(), "снег.html"), None);
        assert_eq!(sniff(b"MZ\x90\0\x03", "снег.txt"), None);
        assert_eq!(sniff(b"", "снег.txt"), None);
        assert_eq!(sniff(b"#!/bin/sh\n", "run.sh"), None);
    }
}
