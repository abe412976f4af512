//! What every handler shares.

use std::net::IpAddr;
use std::sync::Arc;

use otklik_app::App;
use otklik_graphql::{region, tenant};
use tokio::sync::Semaphore;

use crate::auth::throttle::Throttle;
use crate::documents::Documents;
use crate::metrics::Metrics;
use crate::origin::PublicUrl;

/// GraphQL operations executed at once; the next one waits its turn within its time limit. Each may hold two
/// connections, so twice as many must be fewer than the pool has, or operations would wait for each other.
const OPERATIONS_AT_ONCE: usize = 8;
/// Uploads held in memory at once.
const UPLOADS_AT_ONCE: usize = 4;

/// How the door is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where browsers find this server.
    pub public_url: PublicUrl,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Texts that a cookie session may execute.
    pub documents: Documents,
}

/// What every handler shares; cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    pub(crate) app: App,
    pub(crate) options: Arc<Options>,
    pub(crate) tenant: tenant::Schema,
    pub(crate) region: region::Schema,
    pub(crate) operations: Arc<Semaphore>,
    pub(crate) uploads: Arc<Semaphore>,
    pub(crate) throttle: Arc<Throttle>,
    pub(crate) metrics: Arc<Metrics>,
}

impl ApiState {
    /// Builds both schemas and empty counters.
    pub fn new(app: App, options: Options) -> Self {
        Self {
            app,
            options: Arc::new(options),
            tenant: tenant::schema(),
            region: region::schema(),
            operations: Arc::new(Semaphore::new(OPERATIONS_AT_ONCE)),
            uploads: Arc::new(Semaphore::new(UPLOADS_AT_ONCE)),
            throttle: Arc::default(),
            metrics: Arc::default(),
        }
    }
}
