//! What the groups and topics of an outside system are here: a file of the catalogue, a row at run time.

use std::collections::{BTreeMap, BTreeSet};

use otklik_storage::Tx;
use otklik_workflow::yaml::{self, Defect, Spanned};
use serde::Deserialize;

use crate::Error;

/// Kind of the rows that hold mappings.
pub(super) const TEMPLATE: &str = "topic_mapping";
const FORMAT: &str = "otklik-topic-mapping/1";

/// Topics of an outside system, each with the code of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicMapping {
    source: String,
    pairs: BTreeMap<(String, String), String>,
    topics: BTreeMap<String, BTreeSet<String>>,
    groups: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Spanned<String>,
    source: String,
    entries: Vec<Spanned<Line>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    group: String,
    topic: String,
    code: String,
}

impl TopicMapping {
    /// Reads a file; every defect of it at once.
    pub fn parse(file: &str, source: &str) -> Result<Self, Vec<Defect>> {
        let read: File = yaml::read(file, source)?;
        let mut defects = Vec::new();
        if read.format.value != FORMAT {
            let message = format!("Формат «{}» не известен. Укажите {FORMAT}.", read.format.value);
            defects.push(Defect::new(file, read.format.referenced.line(), "FORMAT_UNKNOWN", message));
        }
        let mut mapping = Self {
            source: read.source,
            pairs: BTreeMap::new(),
            topics: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        for line in read.entries {
            let Line { group, topic, code } = line.value;
            let pair = (folded(&group), folded(&topic));
            if mapping.pairs.contains_key(&pair) {
                let message =
                    format!("Тема «{topic}» группы «{group}» указана дважды. Оставьте одну строку.");
                defects.push(Defect::new(file, line.referenced.line(), "MAPPING_TWICE", message));
                continue;
            }
            mapping.topics.entry(pair.1.clone()).or_default().insert(code.clone());
            mapping.groups.entry(pair.0.clone()).or_default().insert(code.clone());
            mapping.pairs.insert(pair, code);
        }
        if defects.is_empty() { Ok(mapping) } else { Err(defects) }
    }

    /// The outside system.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Our code: of the pair; of the topic alone, or of the group alone, where that can be only one.
    pub fn code(&self, group: Option<&str>, topic: Option<&str>) -> Option<&str> {
        let (group, topic) = (group.map(folded).unwrap_or_default(), topic.map(folded).unwrap_or_default());
        let pair = (group, topic);
        if let Some(code) = self.pairs.get(&pair) {
            return Some(code);
        }
        let codes = if pair.1.is_empty() { self.groups.get(&pair.0) } else { self.topics.get(&pair.1) }?;
        codes.first().filter(|_| codes.len() == 1).map(String::as_str)
    }

    /// Every pair of names with its code.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether nothing is mapped.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Codes of ours that are named.
    pub fn codes(&self) -> BTreeSet<&str> {
        self.pairs.values().map(String::as_str).collect()
    }
}

/// The mapping of an outside system in the nearest layer that has one.
pub async fn topic_mapping(tx: &Tx, source: &str) -> Result<Option<TopicMapping>, Error> {
    for (name, text) in tx.templates(TEMPLATE).await? {
        let mapping = TopicMapping::parse(&name, &text).map_err(|defects| super::defective(&defects))?;
        if mapping.source.eq_ignore_ascii_case(source) {
            return Ok(Some(mapping));
        }
    }
    Ok(None)
}

/// Names as files of that system differ in them: case, «ё», blanks, the star before or after.
fn folded(name: &str) -> String {
    let text = name.to_lowercase().replace('ё', "е").replace(['★', '☆'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use otklik_domain::topic::{Class, Sphere};
    use otklik_policies::catalogue::{self, Kind};

    use super::*;
    use crate::catalogue::topics;

    fn shipped() -> TopicMapping {
        let entry = catalogue::find(Kind::TopicMapping, "incident_management").unwrap();
        TopicMapping::parse(entry.path, entry.source).unwrap()
    }

    #[test]
    fn every_topic_of_incident_management_is_one_of_ours() {
        let mapping = shipped();
        let known: BTreeSet<String> = topics().unwrap().into_iter().map(|topic| topic.code).collect();
        let unknown: Vec<&str> = mapping.codes().into_iter().filter(|code| !known.contains(*code)).collect();
        assert_eq!((mapping.len(), mapping.groups.len(), unknown), (195, 26, Vec::new()));
        assert_eq!(mapping.source(), "INCIDENT_MANAGEMENT");
    }

    #[test]
    fn a_name_is_found_however_a_file_writes_it() {
        let mapping = shipped();
        let code = |group, topic| mapping.code(group, topic);
        assert_eq!(code(Some("Дороги"), Some("Ямы и выбоины на дороге")), Some("roads.pothole"));
        assert_eq!(code(Some(" ДОРОГИ "), Some("★ ямы  и выбоины на дороге")), Some("roads.pothole"));
        assert_eq!(code(None, Some("Скорая помощь")), Some("other.health"));
        assert_eq!(code(Some("Прочее"), Some("Скорая помощь")), Some("other.health"));
        assert_eq!(code(Some("Здравоохранение/Медицина"), None), Some("other.health"));
        assert_eq!(code(Some("Дороги"), None), None, "a group of many topics says nothing");
        assert_eq!(code(Some("Дороги"), Some("Нет такой")), None);
        assert_eq!(code(None, None), None);
    }

    #[test]
    fn a_pair_that_stands_twice_is_told_with_its_line() {
        let source = "format: otklik-topic-mapping/2\nsource: X\nentries:\n\
            - {group: Дороги, topic: Ёлки, code: roads.snow}\n- {group: дороги, topic: елки, code: roads.sign}\n";
        let defects = TopicMapping::parse("m.yaml", source).unwrap_err();
        let told: Vec<(u64, &str)> = defects.iter().map(|defect| (defect.line, defect.code)).collect();
        assert_eq!(told, [(1, "FORMAT_UNKNOWN"), (5, "MAPPING_TWICE")]);
    }

    #[test]
    fn the_tree_of_topics_holds_together() {
        let topics = topics().unwrap();
        let codes: BTreeSet<&str> = topics.iter().map(|topic| topic.code.as_str()).collect();
        assert_eq!(codes.len(), topics.len(), "a code stands once");
        for topic in &topics {
            let root = topic.code.split_once('.').map(|(root, _)| root);
            assert_eq!(root, Some(topic.sphere.code()), "{}", topic.code);
        }
        for sphere in Sphere::ALL {
            assert!(topics.iter().any(|topic| topic.sphere == *sphere), "{sphere}");
        }
        let of = |code: &str| topics.iter().find(|topic| topic.code == code).unwrap();
        assert_eq!((of("roads.manhole").class, of("zhkh.heat").class), (Class::Emergency, Class::Fast));
        assert!(
            of("other.health").restricted && of("safety.violence").restricted && !of("zhkh.heat").restricted
        );
    }
}
