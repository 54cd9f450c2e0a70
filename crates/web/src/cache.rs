//! Things held rendered, each with the version it was made from: what is older than the present version is not there.

use std::hash::Hash;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Bytes;
use base::Moment;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serving::etag::ETag;
use serving::negotiation::{Effort, Encoding, compress};

/// How much something weighs in memory, in bytes, more or less.
pub(crate) trait Weight {
    /// In bytes.
    fn weight(&self) -> usize;
}

impl Weight for String {
    fn weight(&self) -> usize {
        self.len() + 48
    }
}

impl Weight for std::time::Instant {
    fn weight(&self) -> usize {
        64
    }
}

struct Stamped<V> {
    stamp: u64,
    value: Arc<V>,
}

impl<V> Clone for Stamped<V> {
    fn clone(&self) -> Self {
        Self {
            stamp: self.stamp,
            value: Arc::clone(&self.value),
        }
    }
}

#[derive(Clone)]
struct Weighing;

impl<K, V: Weight> Weighter<K, Stamped<V>> for Weighing {
    fn weight(&self, _: &K, kept: &Stamped<V>) -> u64 {
        u64::try_from(kept.value.weight() + 96).unwrap_or(u64::MAX)
    }
}

/// A bounded store of rendered things.
pub(crate) struct Kept<K, V: Weight>(Cache<K, Stamped<V>, Weighing>);

impl<K: Hash + Eq, V: Weight> Kept<K, V> {
    /// Holds about so many bytes.
    pub(crate) fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / 4_096).unwrap_or(64).max(64);
        Self(Cache::with_weighter(items, bytes, Weighing))
    }

    /// What was kept, if it is of this version.
    pub(crate) fn get<Q>(&self, key: &Q, stamp: u64) -> Option<Arc<V>>
    where
        Q: Hash + quick_cache::Equivalent<K> + ?Sized,
    {
        self.0
            .get(key)
            .filter(|kept| kept.stamp == stamp)
            .map(|kept| kept.value)
    }

    /// Keeps something of a version that was read *before* it was made.
    pub(crate) fn put(&self, key: K, stamp: u64, value: V) -> Arc<V> {
        let value = Arc::new(value);
        self.0.insert(
            key,
            Stamped {
                stamp,
                value: Arc::clone(&value),
            },
        );
        value
    }
}

/// How long a page is kept when nothing changes.
///
/// Changes are seen by version at once; only what the clock alone changes waits this long.
const AGE: Duration = Duration::from_secs(60);

/// A whole page for guests.
pub(crate) struct Page {
    made_at: Moment,
    pub(crate) etag: ETag,
    pub(crate) plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
}

impl Page {
    pub(crate) fn new(html: String, made_at: Moment) -> Self {
        Self {
            made_at,
            etag: ETag::of_bytes(html.as_bytes()),
            plain: Bytes::from(html),
            brotli: OnceLock::new(),
        }
    }

    /// Whether time alone may have changed it: a conversation that closes by itself, for one.
    pub(crate) fn is_old(&self, now: Moment) -> bool {
        now > self.made_at.after(AGE) || now < self.made_at
    }

    /// Ready brotli, made once for all readers of this version.
    pub(crate) fn brotli(&self) -> Option<Bytes> {
        self.brotli
            .get_or_init(|| compress(&self.plain, Encoding::Brotli, Effort::Kept).map(Bytes::from))
            .clone()
    }
}

impl Weight for Page {
    fn weight(&self) -> usize {
        // The compressed form comes later; a quarter is more than it usually is.
        self.plain.len() + self.plain.len() / 4
    }
}
