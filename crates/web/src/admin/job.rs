//! Work in the background: what waits, and what was given up.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::job::{Job, Work};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct JobsPage {
    frame: Frame,
    room: &'static str,
    waiting: Vec<Job>,
    dead: Vec<Job>,
}

/// The key of the words that say what a job does.
pub(crate) fn title(job: &Job) -> &'static str {
    match serde_json::from_str(&job.work) {
        Ok(Work::SendMail { .. }) => "job.send-mail",
        Ok(Work::TellStaff { .. } | Work::RemindStaff) => "job.tell-staff",
        Ok(Work::Tell { .. }) => "job.tell",
        Ok(Work::Publish { .. }) => "job.publish",
        Ok(Work::EndPoll { .. }) => "poll.job",
        Ok(Work::EndPause { .. }) => "case.job-end-pause",
        Ok(Work::RefreshSearch) => "job.refresh-search",
        Ok(Work::MakeExport { .. }) => "export.job",
        Ok(Work::Erase { .. }) => "leaving.job",
        Ok(Work::Tidy) => "job.tidy",
        Err(_) => "job.unknown",
    }
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct JobsQuery {
    #[serde(default)]
    done: String,
}

/// Both lists.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<JobsQuery>,
) -> Result<Response, PageError> {
    let (waiting, dead) = app::job::list(desk.app(), desk.caller()).await?;
    let notice = match query.done.as_str() {
        "retried" => Some(desk.text("job.retried")),
        "discarded" => Some(desk.text("job.discarded")),
        _ => None,
    };
    let page = JobsPage {
        frame: Frame::new(&desk, desk.text("admin.jobs"), Section::Admin)
            .unlisted()
            .notice(notice),
        room: "jobs",
        waiting,
        dead,
    };
    frame::show(&desk, &page)
}

/// Tries one again that was given up.
pub(crate) async fn retry(desk: Desk, Path(id): Path<Id<Job>>) -> Result<Response, PageError> {
    app::job::retry(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/admin/jobs?done=retried"))
}

/// Throws one away that was given up.
pub(crate) async fn discard(desk: Desk, Path(id): Path<Id<Job>>) -> Result<Response, PageError> {
    app::job::discard(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/admin/jobs?done=discarded"))
}
