//! Sector blocks by id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use otklik_app::Error;
use otklik_app::reader::Reader;
use otklik_domain::id::BlockId;

use crate::tenant::object::catalogue::SectorBlock;

/// Reads all blocks in one statement: a tenant has a dozen.
pub(super) struct Blocks(pub(super) Reader);

impl Loader<BlockId> for Blocks {
    type Value = SectorBlock;
    type Error = Arc<Error>;

    async fn load(&self, _keys: &[BlockId]) -> Result<HashMap<BlockId, SectorBlock>, Arc<Error>> {
        let found = self.0.blocks().await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|block| (block.id, SectorBlock::from(block))).collect())
    }
}
