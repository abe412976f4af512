//! The web interface: hashed assets for ever, the page anew with the nonce of each answer.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::Problem;
use crate::headers::page_policy;

/// What `services/web` built; read from the disk in debug builds.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../web/dist"]
#[allow_missing = true]
struct Dist;

const NONCE: &str = "__CSP_NONCE__";
const PLACEHOLDER: &str = "<!doctype html><html lang=\"ru\"><meta charset=\"utf-8\"><title>Отклик</title>\
     <p>Интерфейс не собран: выполните <code>make web</code> и обновите страницу.</p></html>";

/// Whatever no route has taken: a file of the interface, one of its pages, or nothing.
pub(crate) async fn serve(request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Problem::not_found().into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if is_page(path) {
        return page();
    }
    if path == "index.html" || path.split('/').any(|part| part.starts_with('.')) {
        return Problem::not_found().into_response();
    }
    match Dist::get(path) {
        Some(file) => asset(path, file, request.headers()),
        None => Problem::not_found().into_response(),
    }
}

/// Addresses that the interface draws itself.
fn is_page(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    matches!(path, "" | "login") || (matches!(first, "t" | "r") && path.len() > 2)
}

fn page() -> Response {
    let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
    let html = match Dist::get("index.html") {
        Some(file) => String::from_utf8_lossy(&file.data).replace(NONCE, &nonce),
        None => PLACEHOLDER.to_owned(),
    };
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, page_policy(&nonce));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn asset(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&plain.metadata.sha256_hash()[..16]));
    let hashed = path.starts_with("assets/");
    if !hashed && headers.get(IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    let (file, encoding) = variant(path, plain, headers);
    let media_type = mime_guess::from_path(path).first_or_octet_stream();
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let out = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&with_charset(media_type.as_ref())) {
        out.insert(CONTENT_TYPE, value);
    }
    if let Ok(value) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, value);
    }
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    let keep = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    out.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

fn with_charset(media_type: &str) -> String {
    if media_type.starts_with("text/") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}

/// The smallest variant that the client takes and the build has written.
fn variant(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> (EmbeddedFile, Option<&'static str>) {
    for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(file) = Dist::get(&format!("{path}.{suffix}"))
        {
            return (file, Some(encoding));
        }
    }
    (plain, None)
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case(encoding) && weight.is_some_and(|q| q > 0.0)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_draws_its_own_addresses() {
        for path in ["", "login", "t/kilemary", "t/kilemary/cases/case:1", "r/mari-el/late"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["t", "t/", "tt/kilemary", "assets/index.js", "login/x", "favicon.svg", "auth/none"] {
            assert!(!is_page(path), "{path}");
        }
    }

    #[test]
    fn an_encoding_is_used_when_it_is_asked_for() {
        let accepts = |text: &'static str, encoding| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(text));
            super::accepts(&headers, encoding)
        };
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("GZIP;q=0.5", "gzip"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brotli", "br"));
    }

    #[test]
    fn each_page_has_its_own_nonce() {
        let policy = || page().headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        let (one, other) = (policy(), policy());
        assert!(one.contains("script-src 'self' 'nonce-"));
        assert_ne!(one, other);
    }
}
