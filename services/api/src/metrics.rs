//! Counters of answers by route, in the text format that scrapers read.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::Method;

/// Answers so far. Routes are patterns and methods a closed list, so that the number of rows is bounded.
#[derive(Default)]
pub(crate) struct Metrics(Mutex<BTreeMap<(String, &'static str, u16), Row>>);

#[derive(Clone, Copy, Default)]
struct Row {
    answers: u64,
    time: Duration,
}

impl Metrics {
    pub(crate) fn count(&self, method: &Method, route: &str, status: u16, time: Duration) {
        let key = (route.to_owned(), known(method), status);
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.entry(key).or_default();
        row.answers += 1;
        row.time += time;
    }

    pub(crate) fn text(&self) -> String {
        let rows = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::from("# TYPE otklik_http_requests_total counter\n");
        for ((route, method, status), row) in &rows {
            let labels = format!("{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}}");
            let _ = writeln!(text, "otklik_http_requests_total{labels} {}", row.answers);
        }
        text.push_str("# TYPE otklik_http_request_seconds_total counter\n");
        for ((route, method, status), row) in &rows {
            let labels = format!("{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}}");
            let _ = writeln!(text, "otklik_http_request_seconds_total{labels} {:.6}", row.time.as_secs_f64());
        }
        text
    }
}

fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_route_method_and_status() {
        let metrics = Metrics::default();
        for _ in 0..2 {
            metrics.count(&Method::POST, "/t/{tenant}/graphql", 200, Duration::from_millis(250));
        }
        metrics.count(&Method::from_bytes(b"EVIL").unwrap(), "page", 404, Duration::ZERO);
        let text = metrics.text();
        let labels = r#"{route="/t/{tenant}/graphql",method="POST",status="200"}"#;
        assert!(text.contains(&format!("otklik_http_requests_total{labels} 2\n")), "{text}");
        assert!(text.contains(&format!("otklik_http_request_seconds_total{labels} 0.500000\n")), "{text}");
        assert!(text.contains(r#"{route="page",method="OTHER",status="404"} 1"#), "{text}");
    }
}
