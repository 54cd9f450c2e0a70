//! The folder with the pictures of the old site: what is in it, found by the addresses that the pictures had.
//!
//! Folders of such pictures come from many programs. Some keep the name from the address, some add an ending, some keep
//! only one of the sizes. Links within the folder are not followed, so nothing outside it is ever read.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use base::Digest;

use super::address;

/// Most files that are looked at.
const FILES: usize = 300_000;
/// How deep folders may lie in each other.
const DEEP: usize = 16;
/// Most files of one name that are compared.
const ALIKE: usize = 200;
/// How TypePad marked the sizes of one picture.
const SIZES: [&str; 5] = ["wi", "pi", "hi", "si", "popup"];

/// A file of the folder.
#[derive(Clone, Debug)]
struct Found {
    /// From the folder on.
    path: PathBuf,
    bytes: u64,
}

/// The folder.
#[derive(Debug, Default)]
pub(super) struct Media {
    root: PathBuf,
    files: Vec<Found>,
    /// Files by a part of the digest of each name they answer to.
    by_name: HashMap<[u8; 8], Vec<u32>>,
    /// Whether there were more files than are looked at.
    pub(super) is_cut: bool,
}

/// How a name was found, the better the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Same,
    ButForEnding,
    ButForSize,
}

impl Media {
    /// Looks through the folder. Blocks.
    pub(super) fn of(root: &Path) -> io::Result<Self> {
        let mut media = Self {
            root: root.canonicalize()?,
            ..Self::default()
        };
        let mut folders = vec![(media.root.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let mut entries: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
            entries.sort_by_key(std::fs::DirEntry::file_name);
            for entry in entries {
                let kind = entry.file_type()?;
                if kind.is_dir() && depth < DEEP {
                    folders.push((entry.path(), depth + 1));
                } else if kind.is_file() {
                    if media.files.len() == FILES {
                        media.is_cut = true;
                        return Ok(media);
                    }
                    media.add(&entry.path(), entry.metadata()?.len());
                }
            }
        }
        Ok(media)
    }

    fn add(&mut self, path: &Path, bytes: u64) {
        let Ok(path) = path.strip_prefix(&self.root) else {
            return;
        };
        let Ok(number) = u32::try_from(self.files.len()) else {
            return;
        };
        if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            let mut names: Vec<String> = names(name).into_iter().map(|(_, name)| name).collect();
            names.dedup();
            for name in names {
                let files = self.by_name.entry(hashed(&name)).or_default();
                if files.last() != Some(&number) {
                    files.push(number);
                }
            }
        }
        self.files.push(Found {
            path: path.to_owned(),
            bytes,
        });
    }

    /// The file of the picture that had this path at the old site.
    ///
    /// Of several, the one whose name is most like it; then the one in the most similar folder; then the largest.
    pub(super) fn find(&self, path: &str) -> Option<u32> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if name.is_empty() {
            return None;
        }
        let mut best = None;
        for (wanted, name) in names(name) {
            let Some(numbers) = self.by_name.get(&hashed(&name)) else {
                continue;
            };
            for number in numbers.iter().take(ALIKE) {
                let Some(found) = usize::try_from(*number)
                    .ok()
                    .and_then(|at| self.files.get(at))
                else {
                    continue;
                };
                let Some(likeness) = likeness(&found.path, wanted, &name) else {
                    continue;
                };
                let rank = (
                    std::cmp::Reverse(likeness),
                    shared(&found.path, folder),
                    found.bytes,
                    std::cmp::Reverse(*number),
                );
                if best.is_none_or(|(known, _)| rank > known) {
                    best = Some((rank, *number));
                }
            }
        }
        best.map(|(_, number)| number)
    }

    /// Which file it is, for telling whether it is the same as before.
    pub(super) fn label(&self, number: u32) -> String {
        match usize::try_from(number)
            .ok()
            .and_then(|at| self.files.get(at))
        {
            Some(found) => format!("{} {}", found.path.display(), found.bytes),
            None => String::new(),
        }
    }

    /// How large it is.
    pub(super) fn bytes(&self, number: u32) -> u64 {
        let found = usize::try_from(number)
            .ok()
            .and_then(|at| self.files.get(at));
        found.map_or(0, |found| found.bytes)
    }

    /// Where it lies.
    pub(super) fn path(&self, number: u32) -> Option<PathBuf> {
        let found = usize::try_from(number)
            .ok()
            .and_then(|at| self.files.get(at))?;
        Some(self.root.join(&found.path))
    }
}

/// A file's content, at most `most` bytes and one more. Blocks.
pub(super) fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    // It may have become a link since it was found.
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names that a file answers to, or that an address asks for.
fn names(name: &str) -> Vec<(Likeness, String)> {
    let whole = base::clean::line(&address::decoded(name)).to_lowercase();
    let bare = without_ending(&whole);
    let sizeless = without_size(bare);
    vec![
        (Likeness::Same, whole.clone()),
        (Likeness::ButForEnding, bare.to_owned()),
        (Likeness::ButForSize, sizeless.to_owned()),
    ]
}

/// In which way the file's own name is the one wanted.
fn likeness(path: &Path, wanted: Likeness, name: &str) -> Option<Likeness> {
    let own = path.file_name()?.to_str()?;
    let own = names(own).into_iter().find(|(_, own)| own == name)?.0;
    Some(own.max(wanted))
}

/// The address of a picture but for its size and ending: the same for all sizes of one.
pub(super) fn sizeless(address: &str) -> &str {
    without_size(without_ending(address))
}

fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((bare, ending))
            if !bare.is_empty()
                && ending.len() <= 5
                && ending.chars().all(char::is_alphanumeric) =>
        {
            bare
        }
        _ => name,
    }
}

/// `6a00d83451b-800wi` without `-800wi`.
fn without_size(name: &str) -> &str {
    match name.rsplit_once('-') {
        Some((bare, size)) if !bare.is_empty() => {
            let kind = size.trim_start_matches(|c: char| c.is_ascii_digit());
            if SIZES.contains(&kind) { bare } else { name }
        }
        _ => name,
    }
}

/// How many folders, counted from the file, have the same names.
fn shared(path: &Path, folder: &str) -> usize {
    let own = path.parent().into_iter().flat_map(Path::components).rev();
    let theirs = folder.split('/').rev().filter(|part| !part.is_empty());
    own.zip(theirs)
        .take_while(|(own, theirs)| {
            own.as_os_str()
                .to_str()
                .is_some_and(|own| own.eq_ignore_ascii_case(theirs))
        })
        .count()
}

fn hashed(name: &str) -> [u8; 8] {
    let digest = Digest::of(name.as_bytes());
    let mut short = [0; 8];
    for (place, byte) in short.iter_mut().zip(digest.bytes()) {
        *place = *byte;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, usize)]) -> (tempfile::TempDir, Media) {
        let root = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, vec![b'x'; *bytes]).unwrap();
        }
        let media = Media::of(root.path()).unwrap();
        (root, media)
    }

    fn found(media: &Media, address: &str) -> Option<String> {
        media.find(address).map(|number| media.label(number))
    }

    #[test]
    fn a_picture_is_found_by_the_name_of_any_of_its_sizes() {
        let (_root, media) = folder(&[
            ("6a00d83451b-320wi.jpg", 3),
            ("6a00d83451b-800wi.jpg", 8),
            ("6a00d999.PNG", 1),
            ("My Cat.jpg", 2),
        ]);
        let exact = Some("6a00d83451b-320wi.jpg 3".to_owned());
        let largest = Some("6a00d83451b-800wi.jpg 8".to_owned());
        assert_eq!(found(&media, "/.a/6a00d83451b-320wi"), exact);
        assert_eq!(found(&media, "/.a/6A00D83451B-500pi"), largest);
        assert_eq!(found(&media, "/.a/6a00d83451b-popup"), largest);
        assert_eq!(found(&media, "/.a/6a00d83451b"), largest);
        assert_eq!(
            found(&media, "/.a/6a00d999-pi"),
            Some("6a00d999.PNG 1".to_owned())
        );
        assert_eq!(
            found(&media, "/photos/my%20cat.JPG"),
            Some("My Cat.jpg 2".to_owned())
        );
        assert_eq!(found(&media, "/.a/6a00d83451c-800wi"), None);
        assert_eq!(found(&media, "/photos/"), None);
    }

    #[test]
    fn of_pictures_with_one_name_the_one_in_the_like_folder_is_taken() {
        let (_root, media) = folder(&[
            ("photos/2006/cat.jpg", 5),
            ("photos/2007/cat.jpg", 1),
            ("cat.gif", 9),
        ]);
        assert_eq!(
            found(&media, "/photos/uncategorized/2007/cat.jpg"),
            Some("photos/2007/cat.jpg 1".to_owned())
        );
        assert_eq!(
            found(&media, "/x/cat.jpg"),
            Some("photos/2006/cat.jpg 5".to_owned())
        );
        assert_eq!(found(&media, "/x/cat"), Some("cat.gif 9".to_owned()));
    }

    #[test]
    fn nothing_outside_the_folder_is_seen() {
        let (outside, _) = folder(&[("secret.jpg", 1)]);
        let inside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), inside.path().join("way")).unwrap();
        std::os::unix::fs::symlink(
            outside.path().join("secret.jpg"),
            inside.path().join("secret.jpg"),
        )
        .unwrap();

        let media = Media::of(inside.path()).unwrap();

        assert_eq!(media.find("/secret.jpg"), None);
        assert!(read(&inside.path().join("secret.jpg"), 10).is_err());
        assert!(Media::of(&inside.path().join("none")).is_err());
    }
}
