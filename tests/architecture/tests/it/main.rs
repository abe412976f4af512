//! Checks of the repository as text: each finds all defects at once and says what to do about them.

mod ambient;
mod docs;
mod imports;
mod privacy;
mod scopes;
mod settings;
mod sizes;
mod tree;
mod words;

/// Fails with every defect, one a line.
fn assert_none(defects: &[String]) {
    assert!(defects.is_empty(), "{} defects:\n{}", defects.len(), defects.join("\n"));
}
