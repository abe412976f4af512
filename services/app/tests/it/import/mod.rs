//! Files of outside systems against real databases.

mod guard;
mod job;
mod load;
mod merge;
mod sample;

use std::fmt::Write;
use std::io::Cursor;

use otklik_app::import::profile;
use otklik_app::import::run::{self, Input};
use otklik_app::{App, Error};
use otklik_domain::id::CaseId;
use otklik_domain::page::PageRequest;
use otklik_intake::profile::Profile;
use otklik_policies::catalogue::{Kind, find};
use otklik_storage::query::import::{Difference, DifferenceFilter, ImportRun};

use crate::centre::{Walk, World};

/// A profile of the catalogue.
pub(crate) fn shipped(name: &str) -> Profile {
    let entry = find(Kind::ImportProfile, name).unwrap();
    profile::parse(entry.path, entry.source).unwrap()
}

/// A row of the plain table.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) number: String,
    pub(crate) at: &'static str,
    pub(crate) text: String,
    pub(crate) topic: &'static str,
    pub(crate) due: &'static str,
    pub(crate) state: &'static str,
}

/// An open item of this number.
pub(crate) fn line(number: u32) -> Line {
    Line {
        number: number.to_string(),
        at: "02.03.2026 10:00",
        text: format!("Яма на дороге у дома {number}"),
        topic: crate::centre::FAST,
        due: "",
        state: "Открыто",
    }
}

/// The plain table.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut text = "Номер;Дата;Текст;Тема;Срок;Состояние\n".to_owned();
    for Line { number, at, text: words, topic, due, state } in lines {
        writeln!(text, "{number};{at};{words};{topic};{due};{state}").unwrap();
    }
    text
}

/// Takes a file in as the operator does.
pub(crate) async fn load(app: &App, tenant: &str, profile: &str, bytes: Vec<u8>) -> Result<ImportRun, Error> {
    let input = Input {
        tenant: tenant.into(),
        profile: shipped(profile),
        file_name: "выгрузка.csv".into(),
        file: Cursor::new(bytes),
        dry_run: false,
    };
    run::run(app, input, |_| ()).await
}

/// Accepted, repeated, changed, refused.
pub(crate) fn figures(run: &ImportRun) -> [i64; 4] {
    let counts = run.counts;
    assert_eq!(counts.rows, counts.accepted + counts.repeated + counts.changed + counts.refused);
    assert_eq!(counts.rows, run.total);
    [counts.accepted, counts.repeated, counts.changed, counts.refused]
}

impl World {
    /// Takes a plain table in.
    pub(crate) async fn load(&self, lines: &[Line]) -> [i64; 4] {
        let code = self.centres.a.tenant.code.clone();
        figures(&load(&self.app, &code, "plain", table(lines).into_bytes()).await.unwrap())
    }

    /// The case of an item.
    pub(crate) async fn item(&self, number: u32) -> Walk<'_> {
        let tx = self.db.store().reader(self.centres.a.scope()).await.unwrap();
        let found = tx.source_items("plain", &[number.to_string()]).await.unwrap();
        self.walk(CaseId::from(found[0].subject))
    }

    /// Field and what the source says, of every difference, oldest first.
    pub(crate) async fn differences(&self) -> Vec<(String, Option<String>)> {
        let tx = self.db.store().reader(self.centres.a.scope()).await.unwrap();
        let all = PageRequest { first: 100, after: None };
        let found = tx.differences(&DifferenceFilter::default(), &all).await.unwrap().rows;
        let told = |(_, one): (_, Difference)| (one.found.field, one.found.after);
        found.into_iter().rev().map(told).collect()
    }

    /// Closed there and open here, open there and closed here.
    pub(crate) async fn mismatches(&self) -> (i64, i64) {
        let tx = self.db.store().reader(self.centres.a.scope()).await.unwrap();
        tx.count_open_items(Some("plain")).await.unwrap()
    }
}
