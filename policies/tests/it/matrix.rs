//! The checked-in table of all rights.

use otklik_policies::matrix;

use crate::caller::authorizer;

#[test]
fn the_checked_in_matrix_is_what_the_rules_say() {
    let kept = include_str!("../matrix.txt");
    let now = matrix::render(&authorizer());
    assert!(
        kept == now,
        "rights changed; read the difference after: cargo run -p otklik-policies --example matrix > policies/tests/matrix.txt"
    );
}
