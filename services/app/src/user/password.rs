//! Passwords: argon2id in a pool of two, with a bounded queue, so that the sign-in form is no cheap denial of service.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::Error;

/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for a hash; the next one is told to come again.
const MAY_WAIT: usize = 32;
/// Longest password, in bytes.
pub const MOST_BYTES: usize = 1_024;
/// Shortest password that can be set, in characters.
pub const LEAST_CHARACTERS: usize = 10;

/// The pool.
#[derive(Clone, Debug)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    nobody: Arc<str>,
}

/// The queue for a hash is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// Leaves the queue when dropped, also when the caller hangs up.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let nobody = hash_now("nobody has this password").expect("a constant password can be hashed");
        Self { at_once: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::default(), nobody: nobody.into() }
    }

    /// Compares in the pool. Without a stored hash an equal amount of work is done, so that an unknown login takes
    /// as long as a known one.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, TooMany> {
        let _place = self.queue()?;
        let permit = Arc::clone(&self.at_once).acquire_owned().await.map_err(|_| TooMany)?;
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| self.nobody.to_string());
        let fits = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            PasswordHash::new(&hash)
                .is_ok_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok())
        })
        .await
        .unwrap_or(false);
        Ok(fits && known)
    }

    /// Hashes a new password in the pool.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        if password.chars().count() < LEAST_CHARACTERS || password.len() > MOST_BYTES {
            let message = format!("Пароль: от {LEAST_CHARACTERS} знаков до {MOST_BYTES} байт.");
            return Err(Error::invalid("PASSWORD_LENGTH", "password", message));
        }
        let permit = Arc::clone(&self.at_once)
            .acquire_owned()
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            hash_now(&password)
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
    }

    fn queue(&self) -> Result<Place, TooMany> {
        let before = self.waiting.fetch_add(1, Ordering::AcqRel);
        let place = Place(Arc::clone(&self.waiting));
        if before >= AT_ONCE + MAY_WAIT { Err(TooMany) } else { Ok(place) }
    }
}

/// OWASP minimum: argon2id, 19 MiB, two passes, one lane.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1_024, 2, 1, None).expect("constant parameters are within bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str) -> Result<String, Error> {
    let salt: [u8; 16] = rand::random();
    let salt = SaltString::encode_b64(&salt).map_err(|error| Error::Internal(error.to_string()))?;
    hasher()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Error::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_only_its_own_hash() {
        let pool = Passwords::new();
        let hash = pool.hash("длинный пароль".into()).await.unwrap();
        assert_eq!(pool.verify("длинный пароль".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(pool.verify("другой пароль".into(), Some(hash)).await, Ok(false));
        assert_eq!(pool.verify("nobody has this password".into(), None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_short_password_is_refused_with_a_code() {
        let refused = Passwords::new().hash("коротко".into()).await;
        assert!(matches!(refused, Err(Error::Invalid { code: "PASSWORD_LENGTH", .. })));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_flood_is_told_to_come_again() {
        let pool = Passwords::new();
        let flood: Vec<_> = (0..60)
            .map(|_| {
                let pool = pool.clone();
                tokio::task::spawn(async move { pool.verify("wrong".into(), None).await })
            })
            .collect();
        let mut refused = 0;
        for attempt in flood {
            if attempt.await.unwrap() == Err(TooMany) {
                refused += 1;
            }
        }
        assert!((1..=60 - AT_ONCE - MAY_WAIT).contains(&refused), "{refused}");
        assert_eq!(pool.waiting.load(Ordering::Acquire), 0);
    }
}
