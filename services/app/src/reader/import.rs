//! Imports for people: profiles, what a file would give, runs, refused rows, and where source and platform differ.

use std::io::Cursor;

use otklik_domain::access::Action;
use otklik_domain::id::{ImportRunId, UploadId};
use otklik_domain::import::Mismatch;
use otklik_domain::page::{Page, PageRequest};
use otklik_intake::Preview;
use otklik_intake::profile::{Field, Profile};
use otklik_storage::query::import::{Difference, DifferenceFilter, ImportRefusal, ImportRun, Reconciled};

use super::Reader;
use crate::Error;
use crate::import::merge::ANSWER;
use crate::import::{job, open, profile, refused};

/// Rows that a preview shows.
const SHOWN: usize = 10;

/// A field of a difference in words.
pub fn field_title(field: &str) -> &str {
    match field.parse::<Field>() {
        Ok(field) => field.title(),
        Err(_) if field == ANSWER => "ответ",
        Err(_) => field,
    }
}

impl Reader {
    /// The profiles by which files may be read.
    pub async fn import_profiles(&self) -> Result<Vec<Profile>, Error> {
        self.may(Action::ImportRun)?;
        profile::all(self.own().await?).await
    }

    /// The first rows of an uploaded file as a profile reads them.
    pub async fn import_preview(&self, upload: UploadId, name: &str) -> Result<Preview, Error> {
        self.may(Action::ImportRun)?;
        let profile = profile::named(self.own().await?, name).await?;
        let file = job::bytes(&self.app, self.caller.tenant, upload).await?;
        let (home, now) = (self.home().await?, self.own().await?.now());
        let mut import = open(Cursor::new(file.bytes), &profile, home, now).await?;
        import.preview(SHOWN).map_err(crate::import::defective)
    }

    /// A page of runs, the newest first.
    pub async fn import_runs(&self, page: &PageRequest) -> Result<Page<ImportRun>, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.import_runs(page).await?)
    }

    /// How many runs there are.
    pub async fn count_import_runs(&self) -> Result<i64, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.count_import_runs().await?)
    }

    /// One run.
    pub async fn import_run(&self, id: ImportRunId) -> Result<Option<ImportRun>, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.import_run(id).await?)
    }

    /// A page of the refused rows of a run, by line.
    pub async fn import_refusals(
        &self,
        run: ImportRunId,
        page: &PageRequest,
    ) -> Result<Page<ImportRefusal>, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.refusals(run, page).await?)
    }

    /// The refused rows of a run as a file; nothing where every row was taken.
    pub async fn refused_rows(&self, run: ImportRunId) -> Result<Option<Vec<u8>>, Error> {
        self.may(Action::ImportRun)?;
        refused::of_run(self.own().await?, run).await
    }

    /// A page of differences, the newest first.
    pub async fn source_differences(
        &self,
        filter: &DifferenceFilter,
        page: &PageRequest,
    ) -> Result<Page<Difference>, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.differences(filter, page).await?)
    }

    /// How many differences the filter has.
    pub async fn count_source_differences(&self, filter: &DifferenceFilter) -> Result<i64, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.count_differences(filter).await?)
    }

    /// A page of items that do not agree with their cases on being closed.
    pub async fn reconciliation(
        &self,
        source: &str,
        mismatch: Option<Mismatch>,
        page: &PageRequest,
    ) -> Result<Page<Reconciled>, Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.open_items(Some(source), mismatch, page).await?)
    }

    /// How many items are closed there and open here, and how many the other way round.
    pub async fn count_reconciliation(&self, source: &str) -> Result<(i64, i64), Error> {
        self.may(Action::ImportRun)?;
        Ok(self.own().await?.count_open_items(Some(source)).await?)
    }
}
