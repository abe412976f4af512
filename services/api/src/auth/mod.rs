//! Who is asking.

pub(crate) mod caller;
pub(crate) mod cookie;
pub(crate) mod session;
pub(crate) mod throttle;
