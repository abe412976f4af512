//! Files beside a case: judged by content, seen by whoever sees the case.

use otklik_app::Error;
use otklik_app::case::attach::{self, Input};
use otklik_domain::caller::Caller;
use otklik_domain::id::AttachmentId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::role::Role;
use otklik_files::LIMIT;

use crate::centre::{FAST, Walk, on_both, uuid};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nrest";

async fn put(case: &Walk<'_>, role: Role, name: &str, bytes: Vec<u8>) -> Result<AttachmentId, Error> {
    let input = Input { case: case.id, name: name.into(), bytes: bytes.into() };
    attach::run(&case.app, &case.as_role(role).await, input).await
}

fn codes(refused: Result<AttachmentId, Error>) -> Vec<Code> {
    match refused {
        Err(Error::Refused(refusals)) => refusals.into_iter().map(|Refusal { code, .. }| code).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_keeps_its_bytes_and_the_type_of_its_content() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let revision = case.row().await.revision;
        let id = put(&case, Role::Executor, "../акт\u{202e}.pdf", PICTURE.to_vec()).await.unwrap();
        let (row, bytes) =
            attach::open(&world.app, &case.as_role(Role::Coordinator).await, id).await.unwrap();
        assert_eq!((row.media_type.as_str(), &bytes[..]), ("image/png", PICTURE));
        assert!(!row.name.contains('/') && !row.name.contains('\u{202e}'), "{}", row.name);
        assert_eq!((row.size, row.author), (PICTURE.len() as u64, case.centre.user(Role::Executor)));
        assert_eq!(case.row().await.revision, revision);
        assert_eq!(world.db.count("SELECT count(*) FROM audit_entry WHERE act = 'attach'").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_of_another_type_is_refused_and_not_kept() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let mut large = vec![0; LIMIT + 1];
        large[..PICTURE.len()].copy_from_slice(PICTURE);
        assert_eq!(codes(put(&case, Role::Executor, "фото.png", large).await), [Code::TooLarge]);
        let program = put(&case, Role::Executor, "фото.png", b"MZ\x90\0\x03".to_vec()).await;
        assert_eq!(codes(program), [Code::FileTypeNotAllowed]);
        assert_eq!(
            codes(put(&case, Role::Executor, "пусто.txt", Vec::new()).await),
            [Code::FileTypeNotAllowed]
        );
        assert_eq!(case.tx().await.attachments(case.id.into()).await.unwrap(), []);
        assert_eq!(std::fs::read_dir(world.folder.path()).unwrap().count(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_not_there_for_whom_its_case_is_not() {
    on_both(async |world| {
        let case = world.enter(FAST).await.to_work().await;
        let id = put(&case, Role::Executor, "фото.png", PICTURE.to_vec()).await.unwrap();
        let not_found = async |caller: Caller, id| {
            let opened = attach::open(&world.app, &caller, id).await;
            assert!(matches!(opened, Err(Error::NotFound)), "{opened:?}");
        };
        let other = world.enter(FAST).await;
        let unseen = put(&other, Role::Coordinator, "план.pdf", b"%PDF-1.7\n".to_vec()).await.unwrap();
        not_found(case.as_role(Role::Executor).await, unseen).await;
        for centre in [&world.centres.b, &world.centres.c] {
            not_found(world.caller(centre, Role::Coordinator).await, id).await;
        }
        not_found(world.caller(&world.centres.region, Role::RegionalDuty).await, id).await;
        not_found(case.as_role(Role::Coordinator).await, AttachmentId(uuid())).await;
        assert!(matches!(put(&other, Role::Executor, "a.png", PICTURE.to_vec()).await, Err(Error::NotFound)));
        let head = put(&case, Role::HeadOfAdministration, "a.png", PICTURE.to_vec()).await;
        assert!(matches!(head, Err(Error::Forbidden)));
    })
    .await;
}
