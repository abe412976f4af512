//! Where browsers find this server, and whether a request comes from its own pages.

use std::str::FromStr;

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderValue};

use crate::error::Problem;

/// A public URL that cannot be served from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// No scheme and host.
    #[error("{0:?} is no address of the form https://host[:port]")]
    Form(String),
    /// Passwords and cookies would travel in clear text.
    #[error("{0:?} is neither https nor loopback")]
    Clear(String),
}

/// Scheme, host and port under which browsers see this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    https: bool,
}

impl PublicUrl {
    /// `https://host[:port]`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether browsers reach it over TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }
}

impl FromStr for PublicUrl {
    type Err = BadUrl;

    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let form = || BadUrl::Form(text.to_owned());
        let trimmed = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, authority) = trimmed.split_once("://").ok_or_else(form)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if authority.is_empty() || !authority.chars().all(plain) {
            return Err(form());
        }
        let https = match scheme {
            "https" => true,
            "http" if is_loopback(authority) => false,
            "http" => return Err(BadUrl::Clear(text.to_owned())),
            _ => return Err(form()),
        };
        Ok(Self { origin: trimmed, https })
    }
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a request that a cookie authenticates comes from our own pages: the browser's own word first, its origin
/// next, and in any case a header that a form of another site cannot send.
pub(crate) fn own_pages(headers: &HeaderMap, public: &PublicUrl) -> Result<(), Problem> {
    if headers.get("x-requested-by").is_none_or(HeaderValue::is_empty) {
        return Err(Problem::cross_site());
    }
    let from_here = match (text(headers, "sec-fetch-site"), text(headers, ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin.eq_ignore_ascii_case(public.origin()),
        (None, None) => true,
    };
    if from_here { Ok(()) } else { Err(Problem::cross_site()) }
}

/// The one value of a header; two of it or bytes that are no text read as a value that equals nothing.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    Some(if values.next().is_some() { "" } else { first.to_str().unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> PublicUrl {
        text.parse().unwrap()
    }

    #[test]
    fn clear_text_is_served_to_loopback_only() {
        assert!(!url("http://127.0.0.1:8080/").is_https());
        assert!(!url("http://[::1]:8080").is_https());
        assert!(url("https://Otklik.example").is_https());
        assert_eq!(url("https://Otklik.example/").origin(), "https://otklik.example");
        for text in ["http://otklik.example", "http://127.0.0.1.example", "http://localhost.example:80"] {
            assert_eq!(text.parse::<PublicUrl>(), Err(BadUrl::Clear(text.to_owned())));
        }
        for text in ["", "otklik.example", "ftp://a", "https://", "https://a/b", "https://a@b"] {
            assert_eq!(text.parse::<PublicUrl>(), Err(BadUrl::Form(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn only_our_own_pages_may_use_the_cookie() {
        let public = url("https://otklik.example");
        let allowed = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            own_pages(&headers, &public).is_ok()
        };
        let by = ("x-requested-by", "otklik");
        assert!(allowed(&[by]));
        assert!(allowed(&[by, ("sec-fetch-site", "same-origin"), ("origin", "http://localhost:5173")]));
        assert!(allowed(&[by, ("origin", "https://otklik.example")]));
        assert!(!allowed(&[("sec-fetch-site", "same-origin")]));
        assert!(!allowed(&[("x-requested-by", "")]));
        assert!(!allowed(&[by, ("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[by, ("sec-fetch-site", "same-site")]));
        assert!(!allowed(&[by, ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[by, ("origin", "https://otklik.example.evil")]));
        assert!(!allowed(&[by, ("origin", "null")]));
    }
}
