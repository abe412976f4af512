//! Prints the whole policy as a table: `cargo run -p otklik-policies --example matrix > policies/tests/matrix.txt`.

use std::io::Write;

use otklik_policies::{Authorizer, matrix};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let authorizer = Authorizer::from_catalogue().await?;
    std::io::stdout().write_all(matrix::render(&authorizer).as_bytes())?;
    Ok(())
}
