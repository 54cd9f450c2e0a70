//! Pictures of the old site as far as no workshop is needed: found, missing, of no use. The rest is told in the stories.

use super::kit::{entry, everywhere};
use crate::import::Fate;

/// The smallest GIF.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn file() -> String {
    entry(
        "AUTHOR: Joe\nTITLE: One\nSTATUS: Publish\nBASENAME: one\n\
         UNIQUE URL: http://joe.typepad.com/b/2005/01/one.html\nDATE: 1/1/2005 1:00:00 PM",
        "<p><a href=\"http://joe.typepad.com/.a/6a00d1-popup\"><img src=\"http://joe.typepad.com/.a/6a00d1-320wi\" alt=\"A cat\"></a>\n\
         <img src=\"http://other.typepad.com/.a/6a00d2-800wi\">\n\
         <img src=\"/photos/lost.jpg\"> <img src=\"/photos/lost.jpg\">\n\
         <img src=\"http://elsewhere.example/x.jpg\">\n\
         <img src=\"http://joe.typepad.com/photos/no.gif\">\n\
         <img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==\"></p>",
        "",
    )
}

#[test]
fn a_dry_run_finds_pictures_and_lists_every_miss() {
    everywhere(async |hall| {
        let folder = hall.path().join("pictures");
        std::fs::create_dir_all(folder.join("photos")).unwrap();
        std::fs::write(folder.join("6A00D1-800wi.gif"), GIF).unwrap();
        std::fs::write(folder.join("photos/no.gif"), b"no picture").unwrap();
        let mut import = hall.file(file());
        import.media = Some(folder);
        import.dry_run = true;

        let report = hall.import(&import).await;

        assert_eq!((report.pictures_found, report.pictures_inside), (1, 1));
        assert_eq!((report.pictures_missing, report.pictures_refused), (2, 1));
        let missing: Vec<&str> = report
            .notes
            .iter()
            .filter(|note| note.fate == Fate::Missing)
            .map(|note| note.what.as_str())
            .collect();
        assert_eq!(
            missing,
            [
                "http://other.typepad.com/.a/6a00d2-800wi",
                "/photos/lost.jpg"
            ]
        );
        let refused = report
            .notes
            .iter()
            .find(|note| note.fate == Fate::Skipped)
            .unwrap();
        assert_eq!(refused.what, "http://joe.typepad.com/photos/no.gif");
        assert_eq!(refused.why, "This file is not a picture.");
    });
}

#[test]
fn without_the_folder_pictures_become_links_to_where_they_were() {
    everywhere(async |hall| {
        let report = hall.bring(file()).await;

        let all = hall.all().await;
        assert!(!all.contains("<img"), "{all}");
        assert!(
            all.contains("http://joe.typepad.com/.a/6a00d1-popup"),
            "{all}"
        );
        assert_eq!((report.pictures_missing, report.links_lost), (4, 0));
        let again = hall.bring(file()).await;
        assert_eq!((again.entries.known, again.pictures_missing), (1, 4));
    });
}
