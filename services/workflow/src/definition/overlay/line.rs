//! An operation as a line of YAML: `{set: clock.final.amount, to: 5 working_days, clause: п. 4.2}`.

use serde::{Deserialize, Serialize};

use super::{Operation, Problem, parse_operation};

/// A line as it is written; exactly one of the three verbs has a path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Path of a value to set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// Path of what is switched on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enable: Option<String>,
    /// Path of what is switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable: Option<String>,
    /// The value to set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<To>,
    /// Clause of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Why, where the act is silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A value of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum To {
    /// A number.
    Number(u64),
    /// A word or a sentence.
    One(String),
    /// Several words.
    Many(Vec<String>),
}

impl To {
    /// Its words, as [`parse_operation`] wants them.
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Number(number) => vec![number.to_string()],
            Self::One(word) => vec![word.clone()],
            Self::Many(words) => words.clone(),
        }
    }
}

impl TryFrom<Line> for Operation {
    type Error = Problem;

    fn try_from(line: Line) -> Result<Self, Problem> {
        let verbs = [("set", &line.set), ("enable", &line.enable), ("disable", &line.disable)];
        let mut given = verbs.into_iter().filter_map(|(verb, path)| Some((verb, path.as_deref()?)));
        let (Some((verb, path)), None) = (given.next(), given.next()) else {
            let message = "Операция начинается с одного из слов: set, enable, disable. Оставьте одно.";
            return Err(Problem::new("OVERLAY_UNKNOWN_PATH", message));
        };
        let to = line.to.as_ref().map(To::words).unwrap_or_default();
        let operation = parse_operation(verb, path, &to)?;
        Ok(Self { clause: line.clause, why: line.why, ..operation })
    }
}

impl From<Operation> for Line {
    fn from(operation: Operation) -> Self {
        let path = Some(operation.path());
        let to = operation.to();
        let line =
            Self { to, clause: operation.clause.clone(), why: operation.why.clone(), ..Self::default() };
        match operation.verb() {
            "enable" => Self { enable: path, ..line },
            "disable" => Self { disable: path, ..line },
            _ => Self { set: path, ..line },
        }
    }
}
