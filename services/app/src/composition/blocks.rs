//! Versions of sector blocks: what an act changes opens the next one, and cases keep the block.

use otklik_storage::Tx;
use otklik_storage::query::composition::{Block, BlockVersion};

use super::acts::Ground;
use crate::Error;

/// Keeps what became of a block that was just written.
pub(crate) async fn version(own: &Tx, block: &Block, ground: &Ground) -> Result<(), Error> {
    let versions = own.block_versions().await?;
    let last = versions.iter().rfind(|version| version.block == block.id);
    for version in next(last, block, ground) {
        own.put_block_version(&version).await?;
    }
    Ok(())
}

/// The versions to write, the earlier first.
fn next(last: Option<&BlockVersion>, block: &Block, ground: &Ground) -> Vec<BlockVersion> {
    let opened = |number, from_on| BlockVersion {
        block: block.id,
        version: number,
        name: block.name.clone(),
        kind: block.kind,
        position: block.position,
        from_on,
        to_on: block.to_on,
        act: ground.act,
    };
    let Some(last) = last else { return vec![opened(1, block.from_on)] };
    if let Some(day) = block.to_on {
        let is_open = last.to_on.is_none();
        let closed = BlockVersion { to_on: Some(day.max(last.from_on)), ..last.clone() };
        return if is_open { vec![closed] } else { Vec::new() };
    }
    let from_on = ground.from_on.max(last.from_on);
    let is_same = last.name == block.name && last.kind == block.kind;
    match last.to_on {
        None if is_same && last.position == block.position => Vec::new(),
        None if is_same => vec![BlockVersion { position: block.position, ..last.clone() }],
        // What was left on the same day or the day before has not been away.
        Some(left) if is_same && left.succ_opt().is_none_or(|day| day >= from_on) => {
            vec![BlockVersion { position: block.position, to_on: None, ..last.clone() }]
        }
        Some(left) if left < from_on => vec![opened(last.version + 1, from_on)],
        // Changed twice on one day: the day belongs to the second change.
        _ if last.from_on == from_on => vec![opened(last.version, from_on)],
        _ => vec![
            BlockVersion { to_on: from_on.pred_opt(), ..last.clone() },
            opened(last.version + 1, from_on),
        ],
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use otklik_domain::id::BlockId;
    use otklik_domain::sector_block::Kind;
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn block(name: &str, to_on: Option<&str>) -> Block {
        Block {
            id: BlockId(Uuid::from_u128(7)),
            code: "zhkh".into(),
            name: name.into(),
            kind: Kind::Core,
            position: 1,
            from_on: day("2025-11-28"),
            to_on: to_on.map(day),
            has_lead: false,
        }
    }

    fn on(text: &str) -> Ground {
        Ground { act: None, from_on: day(text) }
    }

    /// Writes as the database does: the same number again takes the place of the first.
    fn put(kept: &mut Vec<BlockVersion>, block: &Block, ground: &Ground) {
        for version in next(kept.last(), block, ground) {
            kept.retain(|old| old.version != version.version);
            kept.push(version);
        }
    }

    fn lines(kept: &[BlockVersion]) -> Vec<(u32, &str, String, Option<String>)> {
        let text = |day: NaiveDate| day.to_string();
        kept.iter().map(|v| (v.version, v.name.as_str(), text(v.from_on), v.to_on.map(text))).collect()
    }

    #[test]
    fn a_new_name_closes_the_old_one_the_day_before() {
        let mut kept = Vec::new();
        put(&mut kept, &block("ЖКХ", None), &on("2025-11-28"));
        put(&mut kept, &block("ЖКХ", None), &on("2026-02-01"));
        put(&mut kept, &block("городское хозяйство", None), &on("2026-03-01"));
        assert_eq!(
            lines(&kept),
            [
                (1, "ЖКХ", "2025-11-28".into(), Some("2026-02-28".into())),
                (2, "городское хозяйство", "2026-03-01".into(), None),
            ]
        );
    }

    #[test]
    fn two_changes_of_one_day_are_one_version() {
        let mut kept = Vec::new();
        put(&mut kept, &block("ЖКХ", None), &on("2025-11-28"));
        put(&mut kept, &block("хозяйство", None), &on("2026-03-01"));
        put(&mut kept, &block("городское хозяйство", None), &on("2026-03-01"));
        put(&mut kept, &block("благоустройство", None), &on("2026-02-01"));
        assert_eq!(
            lines(&kept),
            [
                (1, "ЖКХ", "2025-11-28".into(), Some("2026-02-28".into())),
                (2, "благоустройство", "2026-03-01".into(), None),
            ]
        );
    }

    #[test]
    fn a_block_leaves_and_comes_back() {
        let mut kept = Vec::new();
        put(&mut kept, &block("ЖКХ", None), &on("2025-11-28"));
        put(&mut kept, &block("ЖКХ", Some("2026-02-28")), &on("2026-03-01"));
        put(&mut kept, &block("ЖКХ", Some("2026-02-28")), &on("2026-03-02"));
        put(&mut kept, &block("ЖКХ", None), &on("2026-06-01"));
        assert_eq!(
            lines(&kept),
            [
                (1, "ЖКХ", "2025-11-28".into(), Some("2026-02-28".into())),
                (2, "ЖКХ", "2026-06-01".into(), None),
            ]
        );
    }
}
