//! How long a large file takes; printed, because a figure of one machine is no test.

use std::fmt::Write as _;
use std::time::Instant;

use crate::support::{HEADER, entries, open};

#[test]
#[ignore = "a measurement: run with --run-ignored all --no-capture"]
fn a_hundred_thousand_rows() {
    let mut file = format!("{HEADER}\n");
    let text = "Здравствуйте! [club1|Район], второй день нет воды &mdash; \"\"опять\"\". Посмотрите https://example.org/a?b=1, пожалуйста.";
    for number in 0..100_000 {
        writeln!(
            file,
            "{number};17.11.2026 10:00;\"{text}\";Нет воды;https://vk.com/wall-1_{number};30.11.2026;В работе"
        )
        .unwrap();
    }
    let megabytes = file.len() / 1024 / 1024;
    let start = Instant::now();
    let read = entries(open(file).unwrap()).len();
    eprintln!("{read} rows, {megabytes} MB: {:?}", start.elapsed());
    assert_eq!(read, 100_000);
}
