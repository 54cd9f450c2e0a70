//! Whether the process lives and whether it can serve (R89).

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::hall::Hall;

/// The process lives.
pub(crate) async fn live() -> &'static str {
    "alive\n"
}

/// The database answers and we are not about to stop.
pub(crate) async fn ready(State(hall): State<Arc<Hall>>) -> Response {
    if !hall.is_ready() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match hall.app.read(|from| Ok(store::site::load(from)?)).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
                .into_response()
        }
    }
}

/// A browser says that a page broke its policy. That is a fault of ours.
pub(crate) async fn policy_report(body: axum::body::Bytes) -> StatusCode {
    let text = String::from_utf8_lossy(&body);
    tracing::error!(
        report = base::clean::clip(&base::clean::line(&text), 1_000),
        "a page broke its content security policy"
    );
    StatusCode::NO_CONTENT
}
