//! Things held rendered, each with the version it was made from: what is older than the present version is not there.

use std::hash::Hash;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Bytes;
use base::Moment;
use http::HeaderValue;
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

impl Weight for i64 {
    fn weight(&self) -> usize {
        64
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

    /// Whether anything is kept under this key, of whatever version.
    pub(crate) fn holds<Q>(&self, key: &Q) -> bool
    where
        Q: Hash + quick_cache::Equivalent<K> + ?Sized,
    {
        self.0.peek(key).is_some()
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

/// How kept pages are packed, best liked first.
pub(crate) const ENCODINGS: &[Encoding] = &[Encoding::Brotli, Encoding::Zstd, Encoding::Gzip];

/// What a kept page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page.
    Html,
    /// A feed of this type.
    Feed(&'static str),
}

impl Kind {
    pub(crate) const fn content_type(self) -> HeaderValue {
        match self {
            Self::Html => HeaderValue::from_static("text/html; charset=utf-8"),
            Self::Feed(kind) => HeaderValue::from_static(kind),
        }
    }
}

/// How long a page is kept when nothing changes.
///
/// Changes are seen by version at once; only what the clock alone changes waits this long.
const AGE: Duration = Duration::from_secs(60);

/// A whole page for guests.
pub(crate) struct Page {
    made_at: Moment,
    plain: Variant,
    packed: [OnceLock<Option<Variant>>; 3],
}

/// A page as it travels: the bytes, and a strong tag of exactly these.
#[derive(Clone)]
pub(crate) struct Variant {
    pub(crate) etag: ETag,
    pub(crate) bytes: Bytes,
}

impl Variant {
    fn new(bytes: Bytes) -> Self {
        Self {
            etag: ETag::of_bytes(&bytes),
            bytes,
        }
    }
}

impl Page {
    pub(crate) fn new(html: String, made_at: Moment) -> Self {
        Self {
            made_at,
            plain: Variant::new(Bytes::from(html)),
            packed: Default::default(),
        }
    }

    /// Whether time alone may have changed it: a conversation that closes by itself, for one.
    pub(crate) fn is_old(&self, now: Moment) -> bool {
        now > self.made_at.after(AGE) || now < self.made_at
    }

    /// The page in this encoding, made once for all readers of this version; plain where packing saves nothing.
    pub(crate) fn variant(&self, encoding: Encoding) -> (Encoding, &Variant) {
        let place = match encoding {
            Encoding::Identity => None,
            Encoding::Gzip => self.packed.first(),
            Encoding::Zstd => self.packed.get(1),
            Encoding::Brotli => self.packed.get(2),
        };
        let packed = place.and_then(|place| {
            place
                .get_or_init(|| {
                    compress(&self.plain.bytes, encoding, Effort::Kept)
                        .map(|bytes| Variant::new(Bytes::from(bytes)))
                })
                .as_ref()
        });
        packed.map_or((Encoding::Identity, &self.plain), |variant| {
            (encoding, variant)
        })
    }
}

impl Weight for Page {
    fn weight(&self) -> usize {
        // The packed forms come later; half is more than they usually are.
        self.plain.bytes.len() + self.plain.bytes.len() / 2
    }
}
