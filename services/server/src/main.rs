//! The only binary of the product.

use std::process::ExitCode;

/// Stack of a worker thread: deep GraphQL documents are refused by the door, and this is the second wall.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    match runtime {
        Ok(runtime) => runtime.block_on(otklik_server::command::main()),
        Err(error) => otklik_server::command::fail(&error.into()),
    }
}
