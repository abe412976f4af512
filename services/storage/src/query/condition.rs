//! Conditions under construction: text and values grow together, so that nothing is ever pasted into SQL.

use otklik_domain::reach::{Grant, Reach};
use sea_orm::Value;

/// Conjunction of conditions with their values.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Condition {
    /// Binds a value and answers its placeholder.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Binds many values and answers `(…, …)`; the caller has made sure that there is one.
    pub(crate) fn bind_all<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        let places = values.into_iter().map(|value| self.bind(value)).collect::<Vec<_>>();
        format!("({})", places.join(", "))
    }

    pub(crate) fn and(&mut self, part: impl Into<String>) {
        self.parts.push(part.into());
    }

    pub(crate) fn and_equal(&mut self, column: &str, value: impl Into<Value>) {
        let place = self.bind(value);
        self.and(format!("{column} = {place}"));
    }

    /// One of a list of codes; an empty list asks for nothing in particular.
    pub(crate) fn and_one_of(&mut self, column: &str, codes: impl ExactSizeIterator<Item = &'static str>) {
        if codes.len() > 0 {
            let places = self.bind_all(codes);
            self.and(format!("{column} IN {places}"));
        }
    }

    /// How far the caller reaches, over the columns of alias `s`: the rule of `Reach::covers`.
    pub(crate) fn and_reach(&mut self, reach: &Reach) {
        if !reach.never_about.is_empty() {
            let places = self.bind_all(reach.never_about.iter().map(|id| id.0));
            self.and(format!("(s.complained_about_id IS NULL OR s.complained_about_id NOT IN {places})"));
        }
        let any = match &reach.grant {
            Grant::All => return,
            Grant::Nothing => return self.and("1 = 0"),
            Grant::Any(any) => any,
        };
        let mut ways = Vec::new();
        if let Some(user) = any.assigned_to {
            ways.push(format!("s.assignee_id = {}", self.bind(user.0)));
        }
        if !any.blocks.is_empty() {
            ways.push(format!("s.block_id IN {}", self.bind_all(any.blocks.iter().map(|id| id.0))));
        }
        if !any.organizations.is_empty() {
            ways.push(format!(
                "s.organization_id IN {}",
                self.bind_all(any.organizations.iter().map(|id| id.0))
            ));
        }
        if !any.channels.is_empty() {
            ways.push(format!(
                "s.channel IN {}",
                self.bind_all(any.channels.iter().map(|channel| channel.code()))
            ));
        }
        if !any.directions.is_empty() {
            let places = self.bind_all(any.directions.iter().map(|id| id.0));
            ways.push(format!("s.direction_id IN {places}"));
        }
        if let Some(user) = any.co_assigned_to {
            let place = self.bind(user.0);
            ways.push(format!(
                "EXISTS (SELECT 1 FROM co_assignee AS k WHERE k.tenant_id = s.tenant_id \
                 AND k.subject_id = s.id AND k.user_id = {place})"
            ));
        }
        if ways.is_empty() {
            self.and("1 = 0");
        } else {
            self.and(format!("({})", ways.join(" OR ")));
        }
    }

    pub(crate) fn text(&self) -> String {
        if self.parts.is_empty() { "1 = 1".to_owned() } else { self.parts.join(" AND ") }
    }

    pub(crate) fn into_values(self) -> Vec<Value> {
        self.values
    }

    /// The text of what was added since `mark`, taken out of the conjunction: for several filters in one statement.
    pub(crate) fn split_off(&mut self, mark: usize) -> String {
        let tail = self.parts.split_off(mark);
        if tail.is_empty() { "1 = 1".to_owned() } else { tail.join(" AND ") }
    }

    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }
}

/// Patterns that find `words` anywhere, taken literally. Neither database folds the case of Cyrillic letters in every
/// locale, so the usual spellings are asked for one by one.
pub(crate) fn patterns(words: &str) -> Vec<String> {
    let words = words.trim();
    let lower = words.to_lowercase();
    let mut first = lower.chars();
    let capital = first.next().map_or_else(String::new, |c| c.to_uppercase().chain(first).collect());
    let mut spellings = vec![words.to_owned(), lower, capital, words.to_uppercase()];
    spellings.sort_unstable();
    spellings.dedup();
    spellings.iter().map(|text| format!("%{}%", escape(text))).collect()
}

/// What stands behind every LIKE of [`patterns`].
pub(crate) const ESCAPE: &str = "ESCAPE '\\'";

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_searched_for_literally_in_the_usual_spellings() {
        assert_eq!(patterns("  50%_\\ "), ["%50\\%\\_\\\\%"]);
        assert_eq!(patterns("яма"), ["%ЯМА%", "%Яма%", "%яма%"]);
        assert_eq!(patterns("Кирова, 5"), ["%КИРОВА, 5%", "%Кирова, 5%", "%кирова, 5%"]);
    }

    #[test]
    fn a_reach_without_a_way_covers_nothing() {
        let mut condition = Condition::default();
        condition.and_reach(&Reach {
            grant: Grant::Any(otklik_domain::reach::Any::default()),
            never_about: vec![],
        });
        assert_eq!(condition.text(), "1 = 0");
    }
}
