//! The hub: whoever listens in this process hears what is published in any process.

use std::sync::Arc;

use futures::Stream;
use futures::stream::unfold;
use otklik_domain::event;
use otklik_domain::id::{RegionId, SubjectId, TenantId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::remote::{self, Remote};

/// Messages a slow listener may fall behind before it is told that it missed some.
const BACKLOG: usize = 1024;

/// That something changed, not what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// In which tenant.
    pub tenant: TenantId,
    /// In which region.
    pub region: RegionId,
    /// Which subject, when it is about one.
    pub subject: Option<SubjectId>,
    /// What happened.
    pub kind: event::Kind,
}

/// What a listener hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something changed.
    Changed(Changed),
    /// Messages were lost (a slow listener, a lost connection): re-read everything shown.
    Missed,
}

/// Publishes to all processes, listens in this one; cheap to clone.
#[derive(Clone, Debug)]
pub struct Hub {
    heard: broadcast::Sender<Heard>,
    remote: Option<Arc<Remote>>,
}

impl Hub {
    /// Everything in one process.
    pub fn in_process() -> Self {
        Self { heard: broadcast::Sender::new(BACKLOG), remote: None }
    }

    /// Several processes over Redis. Returns at once and connects on its own, now and whenever the connection is
    /// lost; needs a tokio runtime. Without Redis this process still hears itself.
    pub fn redis(url: &str) -> Result<Self, remote::Error> {
        let heard = broadcast::Sender::new(BACKLOG);
        let remote = Remote::start(url, heard.clone())?;
        Ok(Self { heard, remote: Some(Arc::new(remote)) })
    }

    /// Tells everybody. Never fails: a lost message costs a screen some freshness, nothing else.
    pub async fn publish(&self, changed: Changed) {
        let told = match &self.remote {
            Some(remote) => remote.publish(changed).await,
            None => false,
        };
        if !told {
            // An error means that nobody listens here.
            let _ = self.heard.send(Heard::Changed(changed));
        }
    }

    /// What changes in one tenant from now on.
    pub fn listen(&self, tenant: TenantId) -> impl Stream<Item = Heard> + Send + Unpin + use<> {
        self.heard(move |changed| changed.tenant == tenant)
    }

    /// What changes in the members of a region from now on.
    pub fn listen_region(&self, region: RegionId) -> impl Stream<Item = Heard> + Send + Unpin + use<> {
        self.heard(move |changed| changed.region == region)
    }

    /// Whether messages of other processes arrive; always so in one process.
    pub fn is_connected(&self) -> bool {
        self.remote.as_ref().is_none_or(|remote| remote.is_connected())
    }

    fn heard<F>(&self, wanted: F) -> impl Stream<Item = Heard> + Send + Unpin + use<F>
    where
        F: Fn(&Changed) -> bool + Send + 'static,
    {
        let state = (self.heard.subscribe(), wanted);
        Box::pin(unfold(state, |(mut receiver, wanted)| async move {
            loop {
                match receiver.recv().await {
                    Ok(Heard::Changed(changed)) if !wanted(&changed) => {}
                    Ok(heard) => return Some((heard, (receiver, wanted))),
                    Err(broadcast::error::RecvError::Lagged(_)) => {
                        return Some((Heard::Missed, (receiver, wanted)));
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                }
            }
        }))
    }
}
