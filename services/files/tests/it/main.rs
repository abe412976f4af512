//! Files in a real folder.

use bytes::Bytes;
use otklik_domain::id::{AttachmentId, TenantId, UploadId};
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

#[tokio::test]
async fn an_upload_comes_in_by_parts_and_is_the_tenants_own() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().to_owned()).unwrap();
    let id = UploadId(uuid::Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001));
    let mut upload = files.begin_upload(tenant(1), id, "../выгрузка.csv").await.unwrap();
    let part = vec![b'x'; 7 * 1024 * 1024];
    for _ in 0..2 {
        upload.write(&part).await.unwrap();
    }
    assert!(matches!(files.upload(tenant(1), id).await, Err(Error::NotFound)), "nothing before its end");
    assert_eq!(upload.finish().await.unwrap(), ("выгрузка.csv".to_owned(), 2 * part.len() as u64));
    let found = files.upload(tenant(1), id).await.unwrap();
    assert_eq!((found.name.as_str(), found.bytes.len()), ("выгрузка.csv", 2 * part.len()));
    assert!(matches!(files.upload(tenant(2), id).await, Err(Error::NotFound)));
    let begun = chrono::DateTime::from_timestamp_millis(0x0198_0000_0000).unwrap();
    assert_eq!(files.forget_uploads(begun).await.unwrap(), 0, "not older than that");
    assert_eq!(files.forget_uploads(begun + chrono::TimeDelta::seconds(1)).await.unwrap(), 2);
    assert!(matches!(files.upload(tenant(1), id).await, Err(Error::NotFound)));
    files.forget_upload(tenant(1), id).await.unwrap();
}

#[tokio::test]
async fn an_upload_over_its_limit_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().to_owned()).unwrap();
    let id = UploadId(uuid::Uuid::from_u128(7));
    let mut upload = files.begin_upload(tenant(1), id, "a.csv").await.unwrap();
    let part = vec![b'x'; 10 * 1024 * 1024];
    for _ in 0..5 {
        upload.write(&part).await.unwrap();
    }
    assert!(matches!(upload.write(b"x").await, Err(Error::UploadTooLarge)));
    drop(upload);
    assert!(matches!(files.upload(tenant(1), id).await, Err(Error::NotFound)));
}
