//! From what an export holds to what can be shown, on threads of their own, two at a time.

use std::sync::Arc;

use archives::mtif::Format;
use markup::Address;

use super::inline;
use super::media;
use super::picture::{Shown, Wanted};
use super::reference::{Hit, References, is_picture};
use super::relative;
use super::words::{self, Kept};
use crate::{Error, Result};

/// Threads that render.
const THREADS: usize = 2;
/// How many times more than is kept of a text is looked at: markup may make much of it.
const BEYOND: usize = 4;
/// Most pictures of the folder in one text.
const PICTURES: usize = 500;
/// Most addresses of one text that are reported as lost.
const LOST: usize = 200;
/// What stands in a text for a picture that is yet to be taken. Nobody is at home there.
const PLACE: &str = "https://picture.invalid/";

/// What is to be made into HTML.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A body and what was behind "continue reading".
    Body(Format, String, String),
    /// What somebody said.
    Said(String),
    /// An announcement: title, address, beginning.
    Ping(String, Option<String>, String),
}

/// A text to be rendered.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) form: Form,
    /// Bytes that may be kept of it.
    pub(super) most: usize,
    /// The level of its highest heading.
    pub(super) heading: u8,
    /// What keeps the names of its places apart from those of others.
    pub(super) ids: String,
    /// The address of the page on which it was.
    pub(super) page: Option<String>,
}

/// A text that has been rendered, but for pictures that are yet to be taken.
pub(super) struct Done {
    job: Job,
    html: String,
    /// Bytes that were too many from the beginning.
    beyond: usize,
    pub(super) wanted: Vec<Wanted>,
    pub(super) kept: Option<Kept>,
    /// Links that lead to their new places now.
    pub(super) links: u64,
    /// Links to the old site that lead nowhere.
    pub(super) lost: Vec<String>,
    /// Pictures of the old site that are not in the folder.
    pub(super) missing: Vec<String>,
    /// Pictures that were in the text itself.
    pub(super) inside: u64,
}

/// Renders all of them, in order.
pub(super) async fn render(
    jobs: Vec<Job>,
    references: &Arc<References>,
    own_host: &str,
) -> Result<Vec<Done>> {
    let (references, host) = (Arc::clone(references), own_host.to_owned());
    apart(jobs, move |job| first(job, &references, &host)).await
}

/// Renders those whose pictures are here now, or will never be.
pub(super) async fn complete(
    done: Vec<(Done, Vec<Option<Shown>>)>,
    own_host: &str,
) -> Result<Vec<Done>> {
    let host = own_host.to_owned();
    apart(done, move |(done, shown)| second(done, &shown, &host)).await
}

/// Does the same with all, on a few threads; the answers are in order.
async fn apart<T, U>(all: Vec<T>, work: impl Fn(T) -> U + Send + Sync + 'static) -> Result<Vec<U>>
where
    T: Send + 'static,
    U: Send + 'static,
{
    let work = Arc::new(work);
    let share = all.len().div_ceil(THREADS).max(1);
    let mut all = all.into_iter();
    let mut threads = Vec::new();
    loop {
        let some: Vec<T> = all.by_ref().take(share).collect();
        if some.is_empty() {
            break;
        }
        let work = Arc::clone(&work);
        threads.push(tokio::task::spawn_blocking(move || {
            some.into_iter().map(|one| work(one)).collect::<Vec<U>>()
        }));
    }
    let mut done = Vec::new();
    for thread in threads {
        done.extend(
            thread
                .await
                .map_err(|error| Error::Internal(error.to_string()))?,
        );
    }
    Ok(done)
}

fn first(mut job: Job, references: &References, own_host: &str) -> Done {
    let mut pictures = Vec::new();
    let mut beyond = 0;
    let most = job.most.saturating_mul(BEYOND);
    let mut pull = |text: String| {
        let mut text = if text.contains("data:image/") {
            inline::pull(&text, &mut pictures)
        } else {
            text
        };
        // Far more than may be kept costs memory and time for nothing.
        let kept = words::shortened(&text, most).len();
        beyond += text.len() - kept;
        text.truncate(kept);
        text.shrink_to_fit();
        text
    };
    let form = std::mem::replace(&mut job.form, Form::Said(String::new()));
    let (html, leads) = match form {
        Form::Body(format, body, extended) => {
            let (body, extended) = (pull(body), pull(extended));
            let leads = references.leads(&[&body, &extended]).any;
            let (mut html, extended) = (words::html(&format, body), words::html(&format, extended));
            if !html.is_empty() && !extended.is_empty() {
                html.push('\n');
            }
            html.push_str(&extended);
            (html, leads)
        }
        Form::Said(text) => {
            let html = words::comment(&pull(text));
            let leads = references.leads(&[&html]).any;
            (html, leads)
        }
        Form::Ping(title, url, text) => (words::ping(&title, url.as_deref(), &text), false),
    };
    let mut done = Done {
        job,
        html,
        beyond,
        wanted: Vec::new(),
        kept: None,
        links: 0,
        lost: Vec::new(),
        missing: Vec::new(),
        inside: 0,
    };
    if leads || !pictures.is_empty() || relative::any(&done.html) {
        lead(&mut done, references, pictures);
    }
    if done.wanted.is_empty() {
        done.kept = Some(keep(&done, own_host, &|_| None));
        done.html = String::new();
    }
    done
}

/// Lets addresses lead to where things are now.
fn lead(done: &mut Done, references: &References, mut pictures: Vec<Vec<u8>>) {
    let html = std::mem::take(&mut done.html);
    let want = |wanted: Wanted, all: &mut Vec<Wanted>| {
        all.push(wanted);
        Some(format!("{PLACE}{}/", all.len() - 1))
    };
    done.html = markup::rewrite(&html, &mut |address| {
        if done.wanted.len() >= PICTURES {
            return None;
        }
        let page = done.job.page.as_deref();
        let whole = match address {
            Address::Picture(old) if inline::number(old).is_some() => None,
            Address::Picture(old) | Address::Link(old) if relative::is_relative(old) => {
                match relative::whole(old, page) {
                    Some(whole) => Some(whole),
                    None => {
                        remember(&mut done.lost, old);
                        return None;
                    }
                }
            }
            Address::Picture(_) | Address::Link(_) => None,
        };
        let address = match (&whole, address) {
            (Some(whole), Address::Picture(_)) => Address::Picture(whole),
            (Some(whole), Address::Link(_)) => Address::Link(whole),
            (None, address) => address,
        };
        let led = match address {
            Address::Picture(old) => {
                if let Some(bytes) = inline::number(old).and_then(|at| pictures.get_mut(at)) {
                    done.inside += 1;
                    return want(Wanted::Inside(std::mem::take(bytes)), &mut done.wanted);
                }
                match references.picture(old) {
                    Some(Hit::Picture(number)) => {
                        want(Wanted::File(number, old.to_owned()), &mut done.wanted)
                    }
                    Some(Hit::Lost) => {
                        remember(&mut done.missing, old);
                        None
                    }
                    Some(Hit::Page(_)) | None => None,
                }
            }
            Address::Link(old) => match references.link(old) {
                Some(Hit::Page(path)) => {
                    done.links += 1;
                    Some(path)
                }
                Some(Hit::Picture(number)) => {
                    want(Wanted::File(number, old.to_owned()), &mut done.wanted)
                }
                // Around a picture there is often a link to a larger one.
                Some(Hit::Lost) if is_picture(old) => {
                    remember(&mut done.missing, old);
                    None
                }
                Some(Hit::Lost) => {
                    remember(&mut done.lost, old);
                    None
                }
                None => None,
            },
        };
        // What leads nowhere here leads at least to where it led.
        led.or(whole)
    });
}

fn remember(all: &mut Vec<String>, address: &str) {
    let bare = media::sizeless(address);
    if all.len() < LOST && !all.iter().any(|known| media::sizeless(known) == bare) {
        all.push(address.to_owned());
    }
}

fn second(mut done: Done, shown: &[Option<Shown>], own_host: &str) -> Done {
    let html = std::mem::take(&mut done.html);
    let mut pieces = html.split(PLACE);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_once('/').unwrap_or(("", piece));
        let number = number.parse::<usize>().ok();
        let place = number.and_then(|number| Some((done.wanted.get(number)?, shown.get(number)?)));
        match place {
            Some((_, Some(shown))) => out.push_str(&shown.path),
            Some((Wanted::File(_, old), None)) => out.push_str(&words::escaped(old)),
            Some((Wanted::Inside(_), None)) | None => {}
        }
        out.push_str(rest);
    }
    done.html = out;
    let sizes = |address: &str| {
        let id = address.split('/').next().unwrap_or_default();
        let found = shown
            .iter()
            .flatten()
            .find(|shown| shown.path.ends_with(id));
        found.and_then(|shown| shown.sizes.clone())
    };
    done.kept = Some(keep(&done, own_host, &sizes));
    done.html = String::new();
    done
}

fn keep(done: &Done, own_host: &str, sizes: &dyn Fn(&str) -> Option<markup::Picture>) -> Kept {
    let Job {
        most, heading, ids, ..
    } = &done.job;
    let kept = words::keep(&done.html, *most, *heading, ids, own_host, sizes);
    Kept {
        cut: kept.cut + done.beyond,
        ..kept
    }
}
