//! What can be wrong with a model or with role files.

use std::fmt;

use otklik_domain::role::Role;

/// Rights that cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// casbin refuses the model or could not evaluate it.
    #[error("casbin: {0}")]
    Casbin(#[from] casbin::Error),
    /// The model decides by another effect than the bit sets.
    #[error(
        "the model's effect must read `e = some(where (p.eft == allow)) && !some(where (p.eft == deny))`"
    )]
    Effect,
    /// Lines of the role files, all at once.
    #[error("role files with defects:{}", lines(.0))]
    Rules(Vec<RuleDefect>),
}

/// One line of a role file that is no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDefect {
    /// Whose file.
    pub role: Role,
    /// Counted from one; zero for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RuleDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.csv:{}: {}", self.role, self.line, self.message)
    }
}

fn lines(defects: &[RuleDefect]) -> String {
    defects.iter().fold(String::new(), |text, defect| text + "\n  " + defect.to_string().as_str())
}
