//! Names of files as people gave them, made safe to store, show and offer for download.

const LONGEST: usize = 200;
const LONGEST_EXTENSION: usize = 10;

/// The last part of a path without anything that a screen or a file system could misread; «файл» when nothing is left.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !misleading(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let kept = kept.trim().trim_end_matches(['.', ' ']);
    if kept.trim_matches('.').is_empty() {
        return "файл".to_owned();
    }
    shortened(kept)
}

/// Characters that are not seen but change what is seen: direction marks, zero width, tags.
fn misleading(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Cut in the middle of the stem, so that the extension stays.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let extension = match name.rsplit_once('.') {
        Some((_, extension)) if extension.chars().count() <= LONGEST_EXTENSION => format!(".{extension}"),
        _ => String::new(),
    };
    let stem: String = name.chars().take(LONGEST - extension.chars().count()).collect();
    stem.trim_end_matches(['.', ' ']).to_owned() + &extension
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_parts_are_dropped() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name(r"C:\Users\оператор\фото двора.jpg"), "фото двора.jpg");
        assert_eq!(clean_name("folder/"), "файл");
        assert_eq!(clean_name(".."), "файл");
        assert_eq!(clean_name("  \u{200b} "), "файл");
    }

    #[test]
    fn what_is_not_seen_is_dropped() {
        assert_eq!(clean_name("счёт\u{202e}fdp.exe"), "счётfdp.exe");
        assert_eq!(clean_name("a\r\nSet-Cookie: b.png"), "aSet-Cookie_ b.png");
        assert_eq!(clean_name("a\0b.txt. "), "ab.txt");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let cleaned = clean_name(&format!("{}.pdf", "я".repeat(500)));
        assert_eq!(cleaned.chars().count(), 200);
        assert!(cleaned.ends_with("я.pdf"));
        assert_eq!(clean_name(&"я".repeat(500)).chars().count(), 200);
        assert_eq!(clean_name(&format!("a.{}", "b".repeat(500))).chars().count(), 200);
    }
}
