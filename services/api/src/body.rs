//! Reading a body within bounds of length and time, whatever its headers say.

use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;

use crate::error::Problem;

/// How much of a body is read, and for how long.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) bytes: usize,
    pub(crate) time: Duration,
}

/// Reads a body; stops at the first byte or second too much.
pub(crate) async fn read(headers: &HeaderMap, body: Body, bounds: Bounds) -> Result<Bytes, Problem> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > bounds.bytes) {
        return Err(Problem::too_large(bounds.bytes));
    }
    let whole = tokio::time::timeout(bounds.time, collect(body, bounds.bytes));
    whole.await.map_err(|_| Problem::too_slow())?
}

async fn collect(body: Body, most: usize) -> Result<Bytes, Problem> {
    let mut stream = body.into_data_stream();
    let mut whole = BytesMut::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Problem::bad_input("BODY_BROKEN", "Тело запроса оборвалось."))?;
        if whole.len() + chunk.len() > most {
            return Err(Problem::too_large(most));
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

/// Whether the body says that it is JSON, and nothing else: a form of another site can send any other type.
pub(crate) fn expect_json(headers: &HeaderMap) -> Result<(), Problem> {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let only = match (types.next(), types.next()) {
        (Some(only), None) => only.to_str().unwrap_or_default(),
        _ => return Err(Problem::media_type()),
    };
    let (essence, parameter) = only.split_once(';').unwrap_or((only, "charset=utf-8"));
    let parameter = parameter.trim().replace('"', "");
    if essence.trim().eq_ignore_ascii_case("application/json")
        && parameter.eq_ignore_ascii_case("charset=utf-8")
    {
        Ok(())
    } else {
        Err(Problem::media_type())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_json() {
        let json = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, axum::http::HeaderValue::from_static(value));
            expect_json(&headers).is_ok()
        };
        assert!(json("application/json"));
        assert!(json("Application/JSON; charset=UTF-8"));
        for other in [
            "text/plain",
            "application/json-patch+json",
            "application/json, text/plain",
            "",
            "json",
            "text/plain; application/json",
            "application/json; charset=utf-16",
            "multipart/form-data",
        ] {
            assert!(!json(other), "{other}");
        }
        assert!(expect_json(&HeaderMap::new()).is_err());
    }

    #[tokio::test]
    async fn a_body_without_length_stops_at_its_bound() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        let served = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&served);
        let chunks = futures::stream::iter(0..4_800).map(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 65_536]))
        });
        let bounds = Bounds { bytes: 256 * 1_024, time: Duration::from_secs(5) };
        let refused = read(&HeaderMap::new(), Body::from_stream(chunks), bounds).await;
        assert!(refused.is_err());
        assert_eq!(served.load(Ordering::Relaxed), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_given_up() {
        let drops = futures::stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, std::io::Error>(Bytes::from_static(b"x")), ()))
        });
        let bounds = Bounds { bytes: 1_000, time: Duration::from_secs(10) };
        let refused = read(&HeaderMap::new(), Body::from_stream(drops), bounds).await.unwrap_err();
        assert!(format!("{refused:?}").contains("TOO_SLOW"));
    }
}
