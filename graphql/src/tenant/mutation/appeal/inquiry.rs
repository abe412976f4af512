//! Acts while an appeal is looked into: documents, visits, texts of co-executors, the extension.

use async_graphql::{Context, ID, InputObject, Object};
use otklik_app::case::appeal::inquire::Inquiry;
use otklik_app::case::appeal::plain::Step;
use otklik_app::case::appeal::{contribute, extension, inquire, letter, plain, visit};

use super::input::{CaseLetterInput, LetterInput};
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::tenant::mutation::case::CommentCaseInput;
use crate::tenant::mutation::input::CaseActInput;
use crate::tenant::mutation::{CasePayload, Deed};

/// A visit to the place.
#[derive(InputObject, Clone, Debug)]
struct RecordCaseVisitInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The day.
    visited_on: Date,
    /// Who was there by position and what was seen.
    text: String,
}

/// The one extension of an appeal.
#[derive(InputObject, Clone, Debug)]
struct CaseExtensionInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The case.
    case: ID,
    /// The revision that the caller saw.
    expected_revision: i64,
    /// The last day of the extended term.
    until: Date,
    /// Code of the entry of the act's closed list.
    reason: Option<String>,
    /// The notice to the author; needed when it is granted.
    notice: Option<LetterInput>,
    /// Words beside it.
    note: Option<String>,
}

impl From<RecordCaseVisitInput> for visit::Input {
    fn from(input: RecordCaseVisitInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            visited_on: input.visited_on.0,
            text: input.text,
        }
    }
}

impl From<CommentCaseInput> for contribute::Input {
    fn from(input: CommentCaseInput) -> Self {
        Self { case: ids::read(&input.case), text: input.text }
    }
}

impl From<CaseExtensionInput> for extension::Input {
    fn from(input: CaseExtensionInput) -> Self {
        Self {
            case: ids::read(&input.case),
            expected_revision: input.expected_revision,
            until: input.until.0,
            reason: input.reason,
            notice: input.notice.map(letter::Input::from),
            note: input.note,
        }
    }
}

#[derive(Default)]
pub(in crate::tenant::mutation) struct InquiryActs;

#[Object]
impl InquiryActs {
    /// Asks another body for documents; the appeal waits for them.
    async fn request_case_documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The letter.")] input: CaseLetterInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(inquire::run(app, caller, request, Inquiry::Documents, input.into()).await?).await
    }

    /// Reminds the body that was asked for documents.
    async fn remind_case_documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The letter.")] input: CaseLetterInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(inquire::run(app, caller, request, Inquiry::Reminder, input.into()).await?).await
    }

    /// Says that the documents came.
    async fn receive_case_documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::ReceiveDocuments, input.into()).await?).await
    }

    /// Goes on without the documents.
    async fn continue_case_without_documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::ContinueWithout, input.into()).await?).await
    }

    /// Records a visit to the place.
    async fn record_case_visit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was seen.")] input: RecordCaseVisitInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(visit::run(app, caller, request, input.into()).await?).await
    }

    /// Asks for explanations, also of the body complained about.
    async fn request_case_explanations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The letter.")] input: CaseLetterInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(inquire::run(app, caller, request, Inquiry::Explanations, input.into()).await?).await
    }

    /// Gives a text for own questions as co-executor.
    async fn contribute_to_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text.")] input: CommentCaseInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(contribute::run(app, caller, request, input.into()).await?).await
    }

    /// Asks for the one extension.
    async fn request_case_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Until when, and why; without a notice.")] input: CaseExtensionInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(extension::request(app, caller, request, input.into()).await?).await
    }

    /// Grants the extension; the author is told by the notice.
    async fn grant_case_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Until when, why, and the notice.")] input: CaseExtensionInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(extension::grant(app, caller, request, input.into()).await?).await
    }

    /// Denies the extension.
    async fn deny_case_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: CaseActInput,
    ) -> Result<CasePayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        deed.payload(plain::run(app, caller, request, Step::DenyExtension, input.into()).await?).await
    }
}
