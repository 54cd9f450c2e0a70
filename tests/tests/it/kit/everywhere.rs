//! Tells a story on each engine, and sees to it that nothing is left over.

use super::engine::{self, Engine};
use super::site::TestSite;

/// Tells a story on SQLite, and on PostgreSQL where there is one.
pub(crate) async fn everywhere(story: impl AsyncFn(&TestSite)) {
    for engine in engine::all() {
        tell(engine, true, &story).await;
    }
}

/// The same where nobody counts how often something is done: for those who do more than people do.
pub(crate) async fn without_limits(story: impl AsyncFn(&TestSite)) {
    for engine in engine::all() {
        tell(engine, false, &story).await;
    }
}

/// A site for what no engine decides, without limits.
pub(crate) async fn on_sqlite() -> TestSite {
    TestSite::open(Engine::Sqlite, false).await
}

async fn tell(engine: Engine, limits: bool, story: &impl AsyncFn(&TestSite)) {
    let _place = Place(engine.name());
    log();
    let site = TestSite::open(engine, limits).await;
    // On the heap: a story with all that it waits for is larger than the stack of a test's thread likes.
    Box::pin(story(&site)).await;
    Box::pin(site.end()).await;
}

/// What the program logs as an error is printed with the story in which it happened.
fn log() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::ERROR)
            .with_test_writer()
            .init();
    });
}

/// Says on which engine a story failed.
struct Place(&'static str);

impl Drop for Place {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the story failed on {}", self.0);
        }
    }
}
