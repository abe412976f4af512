//! Every route on one page.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;

use crate::error::Problem;
use crate::state::ApiState;
use crate::{annex, auth, edge, exports, files, graphql, health, imports, spa};

/// The whole HTTP side. Serve it with `into_make_service_with_connect_info::<SocketAddr>()`: sign-in counts failures
/// by address.
pub fn router(state: ApiState) -> Router {
    Router::new()
        .route("/t/{tenant}/graphql", post(graphql::tenant))
        .route("/r/{region}/graphql", post(graphql::region))
        .route("/t/{tenant}/files/{id}", get(files::download).post(files::upload))
        .route("/t/{tenant}/exports/journal.xlsx", get(exports::journal))
        .route("/t/{tenant}/exports/composition.docx", get(annex::composition))
        .route("/t/{tenant}/imports", get(spa::serve).post(imports::take))
        .route("/t/{tenant}/imports/{run}/refused.csv", get(imports::refused))
        .route("/auth/login", post(auth::session::login))
        .route("/auth/logout", post(auth::session::logout))
        .route("/auth/me", get(auth::session::me))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .fallback(spa::serve)
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(CatchPanicLayer::custom(edge::after_panic))
        .layer(from_fn_with_state(state.clone(), edge::around))
        .with_state(state)
}
