//! Cases: reporting something, looking after what was reported, acting on it, appealing against that.

mod act;
mod appeal;
mod keep;
mod report;

pub use act::{Fate, StepInput, agree, close, settle, step};
pub use appeal::{AnswerInput, answer, appeal, end_silence};
pub use keep::{File, Rooms, Standing, file, list, log, note, standing, take};
pub use report::{Reportable, report, reportable};
