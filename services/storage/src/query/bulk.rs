//! Many new cases at once: what a file brings, in a constant number of statements.

use otklik_domain::case::Applicant;

use super::case::CaseText;
use super::rowset::{Columns, Kind as Is, Row};
use super::sweep::ChangedSubject;
use crate::error::Result;
use crate::tx::Tx;

/// A case ready to be kept, with everything that belongs to its entry.
#[derive(Clone, Debug)]
pub struct EnteredCase {
    /// The subject as it stands after its entry, its clocks, history, announcements and audit; `was` is not read.
    pub changed: ChangedSubject,
    /// Its words.
    pub text: CaseText,
    /// Who wrote, where that is known.
    pub applicant: Option<Applicant>,
}

const TEXTS: &Columns = &[
    ("tenant_id", Is::Id),
    ("subject_id", Is::Id),
    ("essence", Is::Text),
    ("address", Is::Text),
    ("thread_url", Is::Text),
];

impl Tx {
    /// Keeps new cases, a dozen statements for any number of them. One number or id that is taken is a conflict of the whole
    /// batch.
    pub async fn enter_batch(&self, cases: &[EnteredCase]) -> Result<()> {
        self.texts_are_open()?;
        if cases.is_empty() {
            return Ok(());
        }
        self.store().shared.dialect.forget_plans(self.db()).await?;
        self.insert_subjects(cases.iter().map(|case| &case.changed.subject)).await?;
        let tenant = self.tenant_id()?;
        let texts = cases.iter().map(|EnteredCase { changed, text, .. }| {
            Row::default()
                .id("tenant_id", tenant)
                .id("subject_id", changed.subject.id)
                .text("essence", text.essence.as_str())
                .text_opt("address", text.address.as_deref())
                .text_opt("thread_url", text.thread_url.as_deref())
        });
        self.put_rows("case_text", TEXTS, texts.collect()).await?;
        let people =
            cases.iter().filter_map(|case| Some((case.changed.subject.id, case.applicant.as_ref()?)));
        self.seal_applicants(&people.collect::<Vec<_>>()).await?;
        let entered: Vec<_> = cases.iter().map(|case| (&case.changed, None)).collect();
        self.keep_rows(&entered).await.map(drop)
    }
}
