//! The session cookie: bound to the host over TLS, plain on loopback where browsers refuse the `__Host-` prefix.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use crate::origin::PublicUrl;

/// Longest cookie header that is looked through.
const LONGEST: usize = 8_192;

fn name(public: &PublicUrl) -> &'static str {
    if public.is_https() { "__Host-otklik" } else { "otklik" }
}

/// The secret of the session, if the request carries exactly one.
pub(crate) fn secret(headers: &HeaderMap, public: &PublicUrl) -> Option<String> {
    let name = name(public);
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok().filter(|text| text.len() <= LONGEST))
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let first = found.next()?;
    let whole = found.next().is_none() && !first.is_empty() && first.len() <= 128;
    whole.then(|| first.to_owned())
}

/// Keeps the secret until the browser closes; the server ends the session earlier.
pub(crate) fn keep(secret: &str, public: &PublicUrl) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}={secret}; {}", name(public), attributes(public))).ok()
}

/// Makes the browser forget it.
pub(crate) fn forget(public: &PublicUrl) -> HeaderValue {
    HeaderValue::from_str(&format!("{}=; Max-Age=0; {}", name(public), attributes(public)))
        .expect("name and attributes are constants")
}

fn attributes(public: &PublicUrl) -> &'static str {
    if public.is_https() {
        "Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_bound_to_the_host_over_tls() {
        let public: PublicUrl = "https://otklik.example".parse().unwrap();
        assert_eq!(keep("s", &public).unwrap(), "__Host-otklik=s; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(forget(&public), "__Host-otklik=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure");
        let local: PublicUrl = "http://127.0.0.1:8080".parse().unwrap();
        assert_eq!(keep("s", &local).unwrap(), "otklik=s; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn one_secret_is_read_and_two_are_none() {
        let public: PublicUrl = "https://otklik.example".parse().unwrap();
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_str(text).unwrap());
            secret(&headers, &public)
        };
        assert_eq!(read("theme=dark; __Host-otklik=abc"), Some("abc".into()));
        assert_eq!(read("otklik=abc"), None);
        assert_eq!(read("__Host-otklik="), None);
        assert_eq!(read("__Host-otklik=a; __Host-otklik=b"), None);
    }
}
