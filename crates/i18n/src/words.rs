//! The words of one language, loaded once; what needs no values is resolved then.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use foldhash::fast::FixedState;
use unic_langid::LanguageIdentifier;

use crate::arg::Arg;
use crate::lang::Lang;
use crate::{number, pseudo, source};

/// All words of a language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Every message by its name, and a second time with its first hyphen written as a dot, as code does.
    places: HashMap<String, usize, FixedState>,
    messages: Vec<Message>,
    enclosed: bool,
}

/// What words are for. The invented languages put brackets around a whole text only.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// They are shown by themselves.
    Whole,
    /// They are put into other words.
    Part,
}

/// A text, and what it lacked.
type Resolved = (String, Vec<String>);

/// A message.
pub(crate) struct Message {
    id: &'static str,
    /// Its text, if it is always the same.
    plain: Option<String>,
}

impl Message {
    /// The name in the file.
    pub(crate) fn id(&self) -> &'static str {
        self.id
    }

    /// The text, if it is always the same.
    pub(crate) fn plain(&self) -> Option<&str> {
        self.plain.as_deref()
    }
}

/// The words of `lang`. The first call reads them.
pub(crate) fn of(lang: Lang) -> &'static Words {
    static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::load(false));
    static PSEUDO: LazyLock<Words> = LazyLock::new(|| Words::load(true));
    match lang {
        Lang::English => &ENGLISH,
        Lang::Pseudo | Lang::PseudoRtl => &PSEUDO,
    }
}

impl Words {
    fn load(pseudo: bool) -> Self {
        let english: LanguageIdentifier = "en".parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![english]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| number::grouped(value)));
        if pseudo {
            bundle.set_transform(Some(pseudo::accent));
        }
        let mut words = Self {
            bundle,
            places: HashMap::default(),
            messages: Vec::new(),
            enclosed: pseudo,
        };
        for (_, text) in source::ENGLISH {
            // A faulty message fails a test; here the others of its file still count.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(whole, _)| whole);
            let _ = words.bundle.add_resource(resource);
        }
        for id in source::ENGLISH
            .iter()
            .flat_map(|(_, text)| source::ids(text))
        {
            words.add(id);
        }
        words
    }

    fn add(&mut self, id: &'static str) {
        if self.places.contains_key(id) || !self.bundle.has_message(id) {
            return;
        }
        let (text, faults) = self.resolve(id, &[], Shape::Whole);
        let place = self.messages.len();
        self.messages.push(Message {
            id,
            plain: faults.is_empty().then_some(text),
        });
        self.places.insert(id.to_owned(), place);
        self.places.insert(id.replacen('-', ".", 1), place);
    }

    /// The message of a key.
    pub(crate) fn find(&self, key: &str) -> Option<&Message> {
        let place = match self.places.get(key) {
            Some(place) => place,
            None => self.places.get(&key.replace('.', "-"))?,
        };
        self.messages.get(*place)
    }

    /// The names of all messages.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.messages.iter().map(Message::id)
    }

    /// A message with its values, and what they lack.
    pub(crate) fn resolve(&self, id: &str, args: &[(&str, Arg<'_>)], shape: Shape) -> Resolved {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return (id.to_owned(), vec!["no value".to_owned()]);
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, *arg)).collect();
        let mut faults = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut faults);
        let text = match shape {
            Shape::Whole if self.enclosed => pseudo::enclose(&text),
            Shape::Whole | Shape::Part => text.into_owned(),
        };
        (text, faults.iter().map(ToString::to_string).collect())
    }
}
