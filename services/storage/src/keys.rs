//! Keys derived from the master key: the audit MAC and the wrapping of each tenant's data key.

use std::sync::Arc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::{Error, Result};

const NONCE: usize = 12;

/// What the master key of the deployment opens; cheap to clone, never printed.
#[derive(Clone)]
pub struct Keys {
    audit: Arc<Zeroizing<[u8; 32]>>,
    wrap: Arc<Zeroizing<[u8; 32]>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

impl Keys {
    /// Derives every key from the master key, each for one purpose.
    pub fn from_master(master: [u8; 32]) -> Self {
        let master = Zeroizing::new(master);
        let derive = |purpose: &[u8]| Arc::new(Zeroizing::new(hmac(&master, &[purpose])));
        Self { audit: derive(b"otklik audit 1"), wrap: derive(b"otklik wrap 1") }
    }

    /// MAC of an audit entry or of a link of its chain.
    pub(crate) fn audit_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        hmac(&self.audit, parts)
    }

    /// Wraps the data key of a tenant; `bound_to` names the row it is kept in.
    pub(crate) fn wrap(&self, key: &DataKey, bound_to: &[u8]) -> Result<Vec<u8>> {
        seal(&self.wrap, bound_to, &**key.0)
    }

    /// Opens a wrapped data key; fails when it was moved to another row.
    pub(crate) fn unwrap(&self, wrapped: &[u8], bound_to: &[u8]) -> Result<DataKey> {
        let plain = open(&self.wrap, bound_to, wrapped)?;
        let key: [u8; 32] =
            plain.as_slice().try_into().map_err(|_| Error::corrupt("a data key has another length"))?;
        Ok(DataKey(Arc::new(Zeroizing::new(key))))
    }
}

/// The key under which one tenant's applicants are sealed.
#[derive(Clone)]
pub(crate) struct DataKey(Arc<Zeroizing<[u8; 32]>>);

impl DataKey {
    /// A random key.
    pub(crate) fn random() -> Self {
        Self(Arc::new(Zeroizing::new(rand::random())))
    }

    /// Seals `plain`; `bound_to` (tenant, table, row) must be given again to open it.
    pub(crate) fn seal(&self, bound_to: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        seal(&self.0, bound_to, plain)
    }

    /// Opens what was sealed for the same row.
    pub(crate) fn open(&self, bound_to: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        open(&self.0, bound_to, sealed)
    }
}

fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn seal(key: &[u8; 32], bound_to: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = rand::random();
    let sealed = Aes256Gcm::new(key.into())
        .encrypt(Nonce::from_slice(&nonce), Payload { msg: plain, aad: bound_to })
        .map_err(|_| Error::bug("seal a value"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; 32], bound_to: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, body) =
        sealed.split_at_checked(NONCE).ok_or_else(|| Error::corrupt("a sealed value is too short"))?;
    Aes256Gcm::new(key.into())
        .decrypt(Nonce::from_slice(nonce), Payload { msg: body, aad: bound_to })
        .map(Zeroizing::new)
        .map_err(|_| Error::corrupt("a sealed value was changed, moved, or sealed by another key"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_row_and_under_its_key() {
        let key = DataKey::random();
        let sealed = key.seal(b"tenant|applicant|1", "Иванова".as_bytes()).unwrap();
        assert_eq!(key.open(b"tenant|applicant|1", &sealed).unwrap().as_slice(), "Иванова".as_bytes());
        assert!(key.open(b"tenant|applicant|2", &sealed).is_err());
        assert!(DataKey::random().open(b"tenant|applicant|1", &sealed).is_err());
        assert!(key.open(b"tenant|applicant|1", &sealed[..7]).is_err());
    }

    #[test]
    fn a_data_key_is_wrapped_by_the_master_key() {
        let (ours, theirs) = (Keys::from_master([1; 32]), Keys::from_master([2; 32]));
        let key = DataKey::random();
        let wrapped = ours.wrap(&key, b"row").unwrap();
        let sealed = key.seal(b"x", b"plain").unwrap();
        assert_eq!(ours.unwrap(&wrapped, b"row").unwrap().open(b"x", &sealed).unwrap().as_slice(), b"plain");
        assert!(theirs.unwrap(&wrapped, b"row").is_err());
        assert!(ours.unwrap(&wrapped, b"other row").is_err());
    }

    #[test]
    fn mac_keeps_parts_apart() {
        let keys = Keys::from_master([1; 32]);
        assert_ne!(keys.audit_mac(&[b"ab", b"c"]), keys.audit_mac(&[b"a", b"bc"]));
    }
}
