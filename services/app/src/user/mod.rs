//! Accounts, sessions and who is asking.

pub mod account;
pub mod caller;
pub mod password;
pub mod seat;
pub mod sign_in;
pub mod sign_out;

use otklik_domain::tenant::Tenant;
use sha2::{Digest, Sha256};

/// A tenant in which an account works, as the door shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipView {
    /// The tenant.
    pub tenant: Tenant,
    /// The person's position there.
    pub position: String,
}

/// A fresh secret of 256 bits as text, and what the database keeps of it.
pub(crate) fn fresh_secret() -> (String, [u8; 32]) {
    let secret = hex::encode(rand::random::<[u8; 32]>());
    let hash = digest(&secret);
    (secret, hash)
}

/// What the database keeps of a secret.
pub(crate) fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
