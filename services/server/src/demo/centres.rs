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
        .map(|entry| (entry.path, entry.source));
    load_files(app, files).await
}

/// Loads centres from files given as path and text.
pub async fn load_files<'a>(
    app: &App,
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> anyhow::Result<()> {
    let files = files
        .map(|(path, source)| {
            file::read(path, source).map_err(|defects| anyhow::anyhow!("{path}: {defects:?}"))
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    match apply::run(app, files).await.context("centres")? {
        Applied::Done(_) => Ok(()),
        Applied::Defective(defects) => bail!("the files of the centres have defects: {defects:?}"),
    }
}
