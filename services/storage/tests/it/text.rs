//! Replies, comments and attachments, on both databases, never of another tenant.

use chrono::NaiveDate;
use otklik_domain::id::{AttachmentId, CommentId, ReplyId};
use otklik_domain::reply::{Kind, State};
use otklik_storage::query::subject::SubjectRow;
use otklik_storage::query::text::{AttachmentRow, CommentRow, ReplyRow, ReplyStep};
use otklik_storage::{Error, Scope};

use crate::subject_world::{Place, moment, on_both, subject, uuid};

fn reply(of: &SubjectRow, place: &Place, round: u16) -> ReplyRow {
    ReplyRow {
        id: ReplyId(uuid()),
        subject: of.id,
        round,
        kind: Kind::Postponed,
        state: State::Submitted,
        body: "Яму закроем до 1 июня".into(),
        author: place.users[0],
        approved_by: None,
        self_approved: false,
        published_at_place: None,
        promised_on: NaiveDate::from_ymd_opt(2026, 6, 1),
        submitted_at: moment(5),
        approved_at: None,
        published_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_walks_from_draft_to_the_author() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (first, second) = (reply(&row, &world.ours, 1), reply(&row, &world.ours, 2));
        let (kept, id) = ([second.clone(), first.clone()], second.id);
        let by = world.ours.users[1];
        world
            .run(world.ours.scope(), move |tx| async move {
                for reply in kept {
                    tx.insert_reply(reply).await?;
                }
                assert!(tx.set_reply_state(id, &ReplyStep::Returned).await?);
                assert!(tx.set_reply_state(id, &ReplyStep::Approved { by, self_approved: true }).await?);
                tx.set_reply_state(id, &ReplyStep::Published { place: "https://example.test/1".into() }).await
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        let found = tx.latest_reply(row.id).await.unwrap().unwrap();
        assert_eq!((found.approved_at, found.published_at.is_some()), (found.published_at, true));
        let expected = ReplyRow {
            state: State::Published,
            approved_by: Some(by),
            self_approved: true,
            published_at_place: Some("https://example.test/1".into()),
            approved_at: found.approved_at,
            published_at: found.published_at,
            ..second
        };
        assert!(found == expected);
        assert!(tx.reply_of_round(row.id, 1).await.unwrap() == Some(first));
        assert!(tx.reply_of_round(row.id, 3).await.unwrap().is_none());
        assert!(!format!("{expected:?}").contains("Яму"), "a log never gets the text");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_and_files_come_back_in_order() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (subject, author) = (row.id, world.ours.users[0]);
        let (comments, files) = world
            .run(world.ours.scope(), move |tx| async move {
                let (mut comments, mut files) = (Vec::new(), Vec::new());
                for n in 0..3_u8 {
                    let id: CommentId = tx.new_id();
                    let comment = CommentRow {
                        id,
                        subject,
                        author,
                        body: format!("Комментарий {n}"),
                        at: tx.now().get(),
                    };
                    tx.insert_comment(comment.clone()).await?;
                    comments.push(comment);
                    let file = AttachmentRow {
                        id: tx.new_id(),
                        subject,
                        name: format!("фото {n}.jpg"),
                        media_type: "image/jpeg".into(),
                        size: 1 << 33,
                        sha256: [n; 32],
                        author,
                        at: tx.now().get(),
                    };
                    tx.insert_attachment(file.clone()).await?;
                    files.push(file);
                }
                Ok((comments, files))
            })
            .await
            .unwrap();
        let tx = world.store.reader(world.ours.scope()).await.unwrap();
        assert!(tx.comments(subject).await.unwrap() == comments);
        assert_eq!(tx.attachments(subject).await.unwrap(), files);
        assert_eq!(tx.attachment(files[1].id).await.unwrap().as_ref(), Some(&files[1]));
        assert_eq!(tx.attachment(AttachmentId(uuid())).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_of_another_tenant_are_unknown_and_others_have_no_way_to_them() {
    on_both(async |world| {
        let row = subject(&world.ours);
        world.add(&row).await;
        let (subject, author) = (row.id, world.ours.users[0]);
        let answer = reply(&row, &world.ours, 1);
        let (reply_id, kept) = (answer.id, answer.clone());
        let file = world
            .run(world.ours.scope(), move |tx| async move {
                tx.insert_reply(kept).await?;
                tx.insert_comment(CommentRow {
                    id: tx.new_id(),
                    subject,
                    author,
                    body: "x".into(),
                    at: moment(1),
                })
                .await?;
                let (name, media_type) = ("x".to_owned(), "text/plain".to_owned());
                let id: AttachmentId = tx.new_id();
                let file = AttachmentRow {
                    id,
                    subject,
                    name,
                    media_type,
                    size: 1,
                    sha256: [0; 32],
                    author,
                    at: moment(1),
                };
                tx.insert_attachment(file).await?;
                Ok(id)
            })
            .await
            .unwrap();
        for scope in [world.neighbour.scope(), world.far.scope()] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(tx.latest_reply(subject).await.unwrap().is_none());
            assert!(tx.reply_of_round(subject, 1).await.unwrap().is_none());
            assert!(tx.comments(subject).await.unwrap().is_empty());
            assert!(tx.attachments(subject).await.unwrap().is_empty());
            assert!(tx.attachment(file).await.unwrap().is_none());
            drop(tx);
            let moved = world
                .run(scope, move |tx| async move { tx.set_reply_state(reply_id, &ReplyStep::Returned).await })
                .await
                .unwrap();
            assert!(!moved);
            let mut stray = answer.clone();
            stray.id = ReplyId(uuid());
            let kept = world.run(scope, move |tx| async move { tx.insert_reply(stray).await }).await;
            assert!(kept.is_err(), "a reply to another tenant's subject");
        }
        let region = world.region;
        for scope in [
            Scope::Region(region),
            Scope::RegionAct { region, tenant: world.ours.tenant },
            Scope::Clockwork("test"),
            Scope::Door,
        ] {
            let tx = world.store.reader(scope).await.unwrap();
            assert!(matches!(tx.latest_reply(subject).await, Err(Error::Bug { .. })), "{scope:?}");
            assert!(matches!(tx.comments(subject).await, Err(Error::Bug { .. })), "{scope:?}");
            assert!(matches!(tx.attachment(file).await, Err(Error::Bug { .. })), "{scope:?}");
        }
    })
    .await;
}
