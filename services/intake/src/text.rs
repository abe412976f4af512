//! Texts from outside, cleaned of what is not seen but changes what is seen or how it is stored.

/// Text of several lines: invisible characters removed, line ends unified, edges trimmed.
pub(crate) fn lines(text: &str) -> String {
    if text.bytes().all(harmless) {
        return text.trim().to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let kept: String = text
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            c if c.is_control() || unseen(c) => None,
            c => Some(c),
        })
        .collect();
    kept.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Bytes of printable ASCII and of Cyrillic letters: a text of nothing else needs no second look.
fn harmless(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xd0 | 0xd1)
}

/// Text of one line: as [`lines`], with every run of white space made one space.
pub(crate) fn line(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line, or nothing when nothing is left of it.
pub(crate) fn optional(text: Option<&str>) -> Option<String> {
    text.map(line).filter(|text| !text.is_empty())
}

/// Direction marks, zero width, fillers and tags: they can reverse, hide or pad a text.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
