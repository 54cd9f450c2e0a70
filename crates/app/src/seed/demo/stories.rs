//! All articles of the demo, the oldest first.

use super::script::Story;
use super::{
    clocks, coats, fenside, first_bench, fuse, gate, glue, hems, kettles, log, mixer, not_out,
    saying_no, tester, wharf_road,
};

pub(super) const STORIES: &[Story] = &[
    first_bench::STORY,
    log::STORY,
    hems::STORY,
    wharf_road::STORY,
    fuse::STORY,
    coats::STORY,
    tester::STORY,
    clocks::STORY,
    saying_no::STORY,
    fenside::STORY,
    gate::STORY,
    kettles::STORY,
    glue::STORY,
    not_out::DRAFT,
    mixer::STORY,
    not_out::SCHEDULED,
];
