//! Whether a row is about this municipality, however both sides spell it.

use crate::profile::fold;

/// Words that say what sort of municipality it is, and what they have in common.
const SORTS: [(&str, char); 8] = [
    ("район", 'р'),
    ("р-н", 'р'),
    ("мр", 'р'),
    ("городской", 'г'),
    ("го", 'г'),
    ("округ", 'о'),
    ("муниципальный", ' '),
    ("мо", ' '),
];
const FILLERS: [&str; 5] = ["муниципальное", "образование", "город", "г", "мр-н"];

/// Whether the row names one of `names`; a name that says more («Республики Алтай») still fits.
pub(super) fn fits(row: &str, names: &[String]) -> bool {
    let (row, its_sort) = parts(row);
    !row.is_empty()
        && names.iter().any(|name| {
            let (name, sort) = parts(name);
            let one_begins = name.starts_with(&row[..]) || !name.is_empty() && row.starts_with(&name[..]);
            one_begins && (sort.is_none() || its_sort.is_none() || sort == its_sort)
        })
}

/// The words of a name that tell it from others, and its sort.
fn parts(name: &str) -> (Vec<String>, Option<char>) {
    let folded = fold(name).replace(['«', '»', '"', '(', ')', ',', '.'], " ");
    let mut sort = None;
    let mut words = Vec::new();
    for word in folded.split_whitespace() {
        match SORTS.iter().find(|(known, _)| *known == word) {
            // A town's okrug is told from a rural one by its first word.
            Some((_, 'о')) => sort = sort.or(Some('о')),
            Some((_, ' ')) => {}
            Some((_, its)) => sort = Some(*its),
            None if FILLERS.contains(&word) => {}
            None => words.push(word.to_owned()),
        }
    }
    (words, sort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_municipality_fit_and_its_neighbour_does_not() {
        let ust_koksa = [String::from("МО «Усть-Коксинский район» Республики Алтай")];
        assert!(fits("Усть-Коксинский район", &ust_koksa));
        assert!(fits("Усть-Коксинский муниципальный район", &ust_koksa));
        assert!(!fits("Онгудайский район", &ust_koksa));
        let kamyshlov = [String::from("Камышловский городской округ (Свердловская область)")];
        assert!(fits("Камышловский ГО", &kamyshlov));
        assert!(fits("камышловский  городской округ", &kamyshlov));
        assert!(!fits("Камышловский муниципальный район", &kamyshlov));
        assert!(!fits("", &kamyshlov));
        assert!(!fits("район", &kamyshlov));
    }
}
