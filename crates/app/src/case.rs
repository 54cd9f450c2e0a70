//! Cases: reporting something, looking after what was reported, acting on it, appealing against that.

mod act;
mod appeal;
mod keep;
mod outside;
mod report;

pub use act::{Fate, StepInput, agree, close, open_about, settle, step};
pub use appeal::{AnswerInput, answer, appeal, end_silence};
pub use keep::{File, Rooms, Standing, file, list, log, note, standing, take};
pub(crate) use outside::tell as tell_outside;
pub use outside::{appeal_outside, outside};
pub use report::{Reportable, report, reportable};
