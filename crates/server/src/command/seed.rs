//! `guildhall seed`: a made-up community.

use std::time::{Duration, Instant};

use app::seed::{Grown, Plan, grow};
use base::Moment;
use jiff::tz::TimeZone;

use crate::assemble::{Purpose, assemble};
use crate::cli::Seed;
use crate::config::Config;
use crate::fault::Fault;
use crate::out::{progress, say};

/// Days in a year, on the average.
const YEAR: Duration = Duration::from_hours(8_766);

fn plan(seed: &Seed) -> Result<Plan, Fault> {
    let until = seed
        .until
        .to_zoned_datetime(TimeZone::UTC)
        .map_err(|error| Fault::Usage(format!("--until: {error}")))?;
    let until = Moment::from(until.timestamp());
    if until > Moment::now() {
        return Err(Fault::Usage(
            "--until lies ahead: nothing can have been said by then".to_owned(),
        ));
    }
    if seed.people == 0 && (seed.conversations > 0 || seed.comments > 0) {
        return Err(Fault::Usage(
            "somebody has to write: give --people at least 1".to_owned(),
        ));
    }
    if seed.conversations == 0 && seed.comments > 0 {
        return Err(Fault::Usage(
            "comments need something to be about: give --conversations at least 1".to_owned(),
        ));
    }
    Ok(Plan {
        people: seed.people,
        conversations: seed.conversations,
        comments: seed.comments,
        seed: seed.seed,
        from: until.before(YEAR * u32::from(seed.years)),
        until,
    })
}

/// Makes it up.
pub(crate) async fn run(config: &Config, seed: &Seed) -> Result<(), Fault> {
    let plan = plan(seed)?;
    let base = config.base(config.listen)?;
    let app = tokio::task::block_in_place(|| assemble(config, base, Purpose::Work))?;
    let began = Instant::now();
    let (articles, comments) = (
        progress(plan.conversations, "articles"),
        progress(plan.comments, "comments"),
    );
    let grown = grow(&app, &plan, &mut |grown: Grown| {
        articles.set_position(grown.conversations);
        comments.set_position(grown.comments);
    })
    .await?;
    articles.finish_and_clear();
    comments.finish_and_clear();
    let Some(grown) = grown else {
        return Err(Fault::Failed(format!(
            "somebody lives in {} already; a made-up community needs a data directory of its own: give --data",
            config.data.display()
        )));
    };
    let seconds = began.elapsed().as_secs_f64().max(0.001);
    say(&format!(
        "{} people, {} conversations, {} comments in {seconds:.1} s. Nobody of them has a password: \
`guildhall serve` shows where you set the hall up as its owner.",
        grown.people, grown.conversations, grown.comments
    ));
    Ok(())
}
