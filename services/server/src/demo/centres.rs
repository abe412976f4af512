//! The centres of a demonstration, from the catalogue's tenant files.

use anyhow::{Context, bail};
use otklik_app::App;
use otklik_app::tenant::apply::{self, Applied};
use otklik_app::tenant::file;
use otklik_policies::catalogue::{self, Kind};

/// Folder of the settings that are laid over acts.
const SETTINGS: &str = "demo/";

/// Whether the settings that share out the blocks and switch the region step on are laid over the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settings {
    /// What the act says and nothing else.
    ActAlone,
    /// With the invented settings.
    SharedOut,
}

/// Loads every centre of the catalogue.
pub async fn load(app: &App, settings: Settings) -> anyhow::Result<()> {
    let files = catalogue::entries()
        .iter()
        .filter(|entry| entry.kind == Kind::TenantTemplate)
        .filter(|entry| settings == Settings::SharedOut || !entry.name.starts_with(SETTINGS))
        .map(|entry| {
            file::read(entry.path, entry.source)
                .map_err(|defects| anyhow::anyhow!("{}: {defects:?}", entry.path))
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    match apply::run(app, files).await.context("centres of the catalogue")? {
        Applied::Done(_) => Ok(()),
        Applied::Defective(defects) => bail!("the centres of the catalogue have defects: {defects:?}"),
    }
}
