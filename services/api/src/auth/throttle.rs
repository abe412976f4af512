//! Failed sign-ins by login and by address: guessing is slow, and nobody is locked out for good. Kept in memory: a
//! restart forgives, and no address is ever written down.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

/// Failures after which one login has to wait.
const FAILURES_OF_LOGIN: u32 = 20;
/// Failures after which one address has to wait.
const FAILURES_OF_ADDRESS: u32 = 100;
/// How long failures are remembered.
const WINDOW: Duration = Duration::from_mins(5);
/// Rows after which those that have run out are dropped.
const ROWS: usize = 10_000;

/// Counters of failures.
#[derive(Default)]
pub(crate) struct Throttle {
    rows: Mutex<HashMap<u64, Row>>,
    keys: RandomState,
}

struct Row {
    failures: u32,
    since: Instant,
}

/// One try to sign in.
pub(crate) struct Attempt {
    login: String,
    address: Option<IpAddr>,
}

impl Attempt {
    pub(crate) fn new(login: &str, address: Option<IpAddr>) -> Self {
        Self { login: login.trim().to_lowercase(), address: address.map(network) }
    }
}

/// An IPv6 client owns a whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Throttle {
    /// Lets an attempt through, or says how many seconds to wait.
    pub(crate) fn admit(&self, attempt: &Attempt) -> Result<(), u16> {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = self.keys_of(attempt).into_iter().filter_map(|(key, most)| {
            let row = rows.get(&key).filter(|row| row.failures >= most)?;
            WINDOW.checked_sub(row.since.elapsed())
        });
        match waits.max() {
            Some(wait) => Err(u16::try_from(wait.as_secs() + 1).unwrap_or(u16::MAX)),
            None => Ok(()),
        }
    }

    /// Counts a wrong pair.
    pub(crate) fn failed(&self, attempt: &Attempt) {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if rows.len() >= ROWS {
            rows.retain(|_, row| row.since.elapsed() < WINDOW);
        }
        for (key, _) in self.keys_of(attempt) {
            let row = rows.entry(key).or_insert_with(|| Row { failures: 0, since: Instant::now() });
            if row.since.elapsed() >= WINDOW {
                *row = Row { failures: 0, since: Instant::now() };
            }
            row.failures += 1;
        }
    }

    /// Forgives the login; the address keeps its count, because one good pair must not buy more guesses.
    pub(crate) fn succeeded(&self, attempt: &Attempt) {
        let key = self.keys.hash_one((0_u8, &attempt.login));
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }

    fn keys_of(&self, attempt: &Attempt) -> Vec<(u64, u32)> {
        let login = (self.keys.hash_one((0_u8, &attempt.login)), FAILURES_OF_LOGIN);
        let address =
            attempt.address.map(|address| (self.keys.hash_one((1_u8, address)), FAILURES_OF_ADDRESS));
        std::iter::once(login).chain(address).collect()
    }
}

/// Address of the client: the peer, or the last hop that a trusted proxy reports and that is none itself.
pub(crate) fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer?.to_canonical();
    let known = |address: &IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == *address);
    if !known(&peer) {
        return Some(peer);
    }
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .collect();
    let hop = forwarded
        .iter()
        .rev()
        .map_while(|hop| hop.trim().parse::<IpAddr>().ok())
        .map(|hop| hop.to_canonical())
        .find(|hop| !known(hop));
    Some(hop.unwrap_or(peer))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_login_waits_after_twenty_failures_and_others_do_not() {
        let throttle = Throttle::default();
        let guess = |n: u32| Attempt::new("Owner ", Some(address(&format!("10.0.{}.{}", n / 250, n % 250))));
        for n in 0..FAILURES_OF_LOGIN {
            assert!(throttle.admit(&guess(n)).is_ok());
            throttle.failed(&guess(n));
        }
        assert!((1..=301).contains(&throttle.admit(&guess(1_000)).unwrap_err()));
        assert!(throttle.admit(&Attempt::new("other", Some(address("10.0.0.1")))).is_ok());
        throttle.succeeded(&guess(0));
        assert!(throttle.admit(&guess(1_000)).is_ok());
    }

    #[test]
    fn an_address_waits_after_a_hundred_failures_and_its_neighbours_in_a_64_with_it() {
        let throttle = Throttle::default();
        for n in 0..FAILURES_OF_ADDRESS {
            throttle.failed(&Attempt::new(&format!("login{n}"), Some(address("2001:db8::1"))));
        }
        assert!(throttle.admit(&Attempt::new("fresh", Some(address("2001:db8::2")))).is_err());
        assert!(throttle.admit(&Attempt::new("fresh", Some(address("2001:db8:0:1::2")))).is_ok());
    }

    #[test]
    fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 2.2.2.2, 10.0.0.2"));
        let trusted = [address("10.0.0.1"), address("10.0.0.2")];
        assert_eq!(client(Some(address("9.9.9.9")), &headers, &trusted), Some(address("9.9.9.9")));
        assert_eq!(client(Some(address("10.0.0.1")), &headers, &trusted), Some(address("2.2.2.2")));
        assert_eq!(client(Some(address("10.0.0.1")), &HeaderMap::new(), &trusted), Some(address("10.0.0.1")));
        assert_eq!(client(None, &headers, &trusted), None);
    }
}
