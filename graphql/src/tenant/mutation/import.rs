//! Files of outside systems are taken in, and what differs is settled.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use otklik_app::import::{settle, start};

use super::Deed;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::receipt::{self, Refusal};
use crate::tenant::loader::View;
use crate::tenant::object::import::{ImportRun, titles};

/// Which file, read how.
#[derive(InputObject, Clone, Debug)]
struct StartImportInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The uploaded file.
    upload: ID,
    /// Code of the profile.
    profile: String,
    /// Whether everything is only looked at and no case is touched.
    dry_run: bool,
}

/// What the start of an import leaves.
#[derive(SimpleObject, Clone)]
struct ImportRunPayload {
    /// The run, which goes on by itself; empty when the rules said no.
    run: Option<ImportRun>,
    /// Why the rules said no; empty when it was started.
    refusals: Vec<Refusal>,
}

/// Which differences.
#[derive(InputObject, Clone, Debug)]
struct SettleDifferencesInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The differences, 500 at most.
    differences: Vec<ID>,
}

/// What settling leaves.
#[derive(SimpleObject, Clone)]
struct SettleDifferencesPayload {
    /// How many were open and are settled now.
    settled: i32,
    /// Why the rules said no; empty when it was done.
    refusals: Vec<Refusal>,
}

#[derive(Default)]
pub(super) struct ImportActs;

#[Object]
impl ImportActs {
    /// Starts to take an uploaded file in; what is wrong with the file as a whole is said at once.
    async fn start_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which file, read how.")] input: StartImportInput,
    ) -> Result<ImportRunPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let wanted = start::Input {
            upload: ids::read(&input.upload),
            profile: input.profile.clone(),
            dry_run: input.dry_run,
        };
        let done = start::run(app, caller, request, wanted).await?;
        let refusals = receipt::refusals(done.refusals);
        let Some(id) = done.run else { return Ok(ImportRunPayload { run: None, refusals }) };
        let view = View::new(deed.asker);
        let run = view.reader().import_run(id).await?;
        let titles = titles(&view).await?;
        Ok(ImportRunPayload { run: run.map(|run| ImportRun::new(run, titles, view)), refusals })
    }

    /// Says that a person looked at these differences and decided.
    async fn settle_differences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which differences.")] input: SettleDifferencesInput,
    ) -> Result<SettleDifferencesPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let differences = input.differences.iter().map(ids::read).collect();
        let done = settle::run(app, caller, request, differences).await?;
        Ok(SettleDifferencesPayload {
            settled: i32::try_from(done.rows).unwrap_or(i32::MAX),
            refusals: receipt::refusals(done.refusals),
        })
    }
}
