//! The text of a post or comment without what networks and browsers put into it: marks, tags, links, people's names.

use crate::text::lines;

/// Stands where a person was named.
const PERSON: &str = "[участник]";
/// Stands where an address of a page was.
const LINK: &str = "[ссылка]";
/// Kinds of pages whose names are no people.
const COMMUNITIES: [&str; 3] = ["club", "public", "event"];

/// The citizen's words.
pub(super) fn clean(text: &str) -> String {
    // Twice, because a network may write `&amp;quot;`.
    let text = if text.contains('&') { entities(text) } else { text.to_owned() };
    let text = if text.contains('&') { entities(&text) } else { text };
    let text = if text.contains('<') { without_tags(&text) } else { text };
    let text = lines(&text);
    let text = if text.contains(['[', '@', '*']) { mentions(&text) } else { text };
    let text = if text.contains("http") || text.contains('/') { without_links(&text) } else { text };
    lines(&text)
}

/// Whether something was said beside names and links.
pub(super) fn says_something(text: &str) -> bool {
    text.replace(PERSON, "").replace(LINK, "").chars().any(char::is_alphanumeric)
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let entity = behind
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == ';')
            .and_then(|(end, _)| Some((entity(&behind[..end])?, &behind[end + 1..])));
        if let Some((c, next)) = entity {
            out.push(c);
            rest = next;
        } else {
            out.push('&');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "laquo" => '«',
        "raquo" => '»',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)?
        }
    })
}

/// Tags that end a line become its end, all others nothing; a sign `<` before anything but a tag stays.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        if let Some((name, next)) = tag(behind) {
            if matches!(name.as_str(), "br" | "/p" | "/div" | "/li" | "/tr") {
                out.push('\n');
            }
            rest = next;
        } else {
            out.push('<');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// The name of a tag and what stands behind it.
fn tag(behind: &str) -> Option<(String, &str)> {
    let (inside, next) = behind.split_once('>')?;
    let named = inside.strip_prefix('/').unwrap_or(inside).starts_with(|c: char| c.is_ascii_alphabetic());
    if !named || inside.len() > 2_000 || inside.contains('<') {
        return None;
    }
    let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    Some((name.trim_end_matches('/').to_ascii_lowercase(), next))
}

/// `[club1|Имя]` becomes its name, `[id1|Имя]`, `@user` and `@id1 (Имя)` a person without one.
fn mentions(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '@', '*']) {
        out.push_str(&rest[..at]);
        let behind = &rest[at..];
        let glued = out.chars().last().is_some_and(char::is_alphanumeric);
        if let Some((instead, next)) = mention(behind, glued) {
            out.push_str(&instead);
            rest = next;
        } else {
            let sign = behind.chars().next().map_or(0, char::len_utf8);
            out.push_str(&behind[..sign]);
            rest = &behind[sign..];
        }
    }
    out.push_str(rest);
    out
}

fn mention(text: &str, glued: bool) -> Option<(String, &str)> {
    if let Some(inside) = text.strip_prefix('[') {
        let (inside, next) = inside.split_once(']')?;
        let (page, name) = inside.split_once('|')?;
        let page = page.rsplit('/').next().unwrap_or_default();
        let instead = if is_community(page) { name.to_owned() } else { PERSON.to_owned() };
        return (!inside.contains('\n')).then_some((instead, next));
    }
    // An address of mail is not a mention.
    if glued {
        return None;
    }
    let starred = text.starts_with('*');
    let behind = &text[1..];
    let end =
        behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(behind.len());
    let page = behind[..end].trim_end_matches('.');
    let next = &behind[page.len()..];
    let numbered = page.strip_prefix("id").is_some_and(is_number) || is_community(page);
    if page.is_empty() || starred && !numbered {
        return None;
    }
    let named = next.trim_start_matches(' ').strip_prefix('(').and_then(|inside| inside.split_once(')'));
    Some(match named {
        Some((name, next)) if numbered => {
            (if is_community(page) { name.to_owned() } else { PERSON.to_owned() }, next)
        }
        _ => (PERSON.to_owned(), next),
    })
}

fn is_community(page: &str) -> bool {
    COMMUNITIES.iter().any(|kind| page.strip_prefix(kind).is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Beginnings of addresses that people write without `http`.
const PAGES: [&str; 8] = ["vk.com/", "vk.ru/", "m.vk.com/", "ok.ru/", "t.me/", "max.ru/", "vk.cc/", "www."];

fn without_links(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.split(' ').map(without_link).collect::<Vec<_>>().join(" "))
        .collect();
    lines.join("\n")
}

fn without_link(word: &str) -> String {
    let lower = word.to_lowercase();
    let starts = ["https://", "http://"].iter().filter_map(|scheme| lower.find(scheme)).min();
    let at = starts.or_else(|| {
        let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        PAGES.iter().any(|page| bare.starts_with(page)).then(|| lower.len() - bare.len())
    });
    // Lower case may have other lengths than the word itself; then the word stands for the link as a whole.
    let Some(before) = at.map(|at| word.get(..at).unwrap_or_default()) else { return word.to_owned() };
    let tail: String =
        word.chars().rev().take_while(|c| matches!(c, ')' | ',' | '.' | '!' | '?' | '»' | ';')).collect();
    format!("{before}{LINK}{}", tail.chars().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_community_keeps_its_name_and_a_person_does_not() {
        assert_eq!(clean("[club123|Наш район], почините свет"), "Наш район, почините свет");
        assert_eq!(clean("[id123|Имя Фамилия], а вы где живёте?"), "[участник], а вы где живёте?");
        assert_eq!(clean("[https://vk.com/id5|Имя] писал"), "[участник] писал");
        assert_eq!(clean("@id77 (Имя) и @user_1, *club5 (Район)"), "[участник] и [участник], Район");
        assert_eq!(clean("Спасибо, @user."), "Спасибо, [участник].");
        assert_eq!(clean("пишите на a.b@example.org"), "пишите на a.b@example.org");
        assert_eq!(clean("дом 5 * 2 [двор]"), "дом 5 * 2 [двор]");
    }

    #[test]
    fn tags_and_entities_are_gone_and_signs_stay() {
        assert_eq!(
            clean("Нет воды<br/>вторые&nbsp;сутки &quot;опять&quot;"),
            "Нет воды\nвторые сутки \"опять\""
        );
        assert_eq!(clean("<p class=\"a\">Яма</p><b>большая</b>"), "Яма\nбольшая");
        assert_eq!(clean("&amp;lt;br&amp;gt; 5 &lt; 7 & <3"), "5 < 7 & <3");
        assert_eq!(clean("&#1071;&#x43c;а &нет; &"), "Яма &нет; &");
    }

    #[test]
    fn links_are_named_and_not_kept() {
        assert_eq!(clean("Смотрите https://vk.com/wall-1_2?w=3, стыдно!"), "Смотрите [ссылка], стыдно!");
        assert_eq!(clean("(vk.com/id5)"), "([ссылка])");
        assert_eq!(clean("и/или 5/7"), "и/или 5/7");
        assert!(!says_something(&clean("[id1|Имя] https://example.org 😡")));
    }

    #[test]
    fn unseen_signs_go_and_emoji_stay() {
        assert_eq!(clean("Снег\u{200b} не\u{feff} убран 😡❄\u{fe0f}\u{202e}"), "Снег не убран 😡❄\u{fe0f}");
    }
}
