//! Profiles of the catalogue, a moment, and files in memory.

use std::io::{Cursor, Read, Seek};

use otklik_domain::time::Now;
use otklik_intake::file::{FileDefect, Refused};
use otklik_intake::profile::{Profile, ProfileFile};
use otklik_intake::row::{Context, ImportRow};
use otklik_intake::{Entry, Import};
use otklik_workflow::yaml;

pub(crate) const HEADER: &str = "Номер;Дата;Текст;Тема;Ссылка;Срок;Состояние";

pub(crate) fn profile_source(name: &str) -> String {
    let path = format!("{}/../../policies/imports/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a profile of the catalogue")
}

pub(crate) fn profile(name: &str) -> Profile {
    let file: ProfileFile = yaml::read(name, &profile_source(name)).expect("a readable profile");
    Profile::check(&file).expect("a correct profile")
}

pub(crate) fn context() -> Context {
    Context {
        zone: chrono_tz::Europe::Moscow,
        now: Now::new("2026-11-20T09:00:00Z".parse().expect("an instant")),
        municipality: Vec::new(),
    }
}

pub(crate) fn open(bytes: impl Into<Vec<u8>>) -> Result<Import<Cursor<Vec<u8>>>, FileDefect> {
    Import::open(Cursor::new(bytes.into()), &profile("plain"), context())
}

/// The code and the sentence of a file that is refused as a whole.
pub(crate) fn defect(bytes: impl Into<Vec<u8>>) -> (&'static str, String) {
    let defect = open(bytes).err().expect("the file is bad");
    (defect.code(), defect.to_string())
}

pub(crate) fn entries<R: Read + Seek>(import: Import<R>) -> Vec<Entry> {
    import.collect::<Result<_, _>>().expect("a file that can be read to its end")
}

pub(crate) fn rows(bytes: impl Into<Vec<u8>>) -> (Vec<ImportRow>, Vec<Refused>) {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    for entry in entries(open(bytes).expect("a good file")) {
        match entry {
            Entry::Row(row) => rows.push(*row),
            Entry::Refused(one) => refused.push(one),
        }
    }
    (rows, refused)
}

/// A file of the plain layout with these lines below the header.
pub(crate) fn plain(lines: &[&str]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

pub(crate) fn cp1251(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!lost, "a text that windows-1251 can write");
    bytes.into_owned()
}
