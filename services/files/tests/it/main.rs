//! Files in a real folder.

use bytes::Bytes;
use otklik_domain::id::{AttachmentId, TenantId};
use otklik_files::{Error, Files, LIMIT};

fn tenant(n: u128) -> TenantId {
    TenantId::from(uuid::Uuid::from_u128(n))
}

fn attachment(n: u128) -> AttachmentId {
    AttachmentId::from(uuid::Uuid::from_u128(n))
}

#[tokio::test]
async fn what_was_put_is_got_by_its_tenant_only() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}/a%20b", folder.path().display());
    let files = Files::open(&url).unwrap();
    let stored = files.put(tenant(1), attachment(7), Bytes::from_static(b"abc")).await.unwrap();
    assert_eq!(stored.size, 3);
    assert_eq!(
        hex::encode(stored.sha256),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(files.get(tenant(1), attachment(7)).await.unwrap(), "abc");
    assert!(matches!(files.get(tenant(2), attachment(7)).await, Err(Error::NotFound)));
    let kept = folder.path().join("a b").join(tenant(1).0.to_string()).join(attachment(7).0.to_string());
    assert_eq!(std::fs::read(kept).unwrap(), b"abc");
}

#[tokio::test]
async fn a_repeat_replaces_and_leaves_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().to_owned()).unwrap();
    for text in ["first", "second"] {
        files.put(tenant(1), attachment(7), Bytes::from_static(text.as_bytes())).await.unwrap();
    }
    assert_eq!(files.get(tenant(1), attachment(7)).await.unwrap(), "second");
    let beside = std::fs::read_dir(folder.path().join(tenant(1).0.to_string())).unwrap().count();
    assert_eq!(beside, 1);
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().to_owned()).unwrap();
    let result = files.put(tenant(1), attachment(7), Bytes::from(vec![0; LIMIT + 1])).await;
    assert!(matches!(result, Err(Error::TooLarge { size }) if size == LIMIT + 1));
    assert!(files.put(tenant(1), attachment(7), Bytes::from(vec![0; LIMIT])).await.is_ok());
}

#[test]
fn other_addresses_say_what_is_supported() {
    for url in
        ["s3://bucket/prefix", "file://relative", "/plain/path", "file:///a?b", "file:///%zz", "file:///a%00"]
    {
        let message = Files::open(url).unwrap_err().to_string();
        assert!(message.contains("file:///absolute/folder"), "{url}: {message}");
    }
}

#[test]
fn a_file_in_place_of_the_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken");
    std::fs::write(&path, b"").unwrap();
    assert!(matches!(Files::folder(path), Err(Error::Address { .. })));
}
