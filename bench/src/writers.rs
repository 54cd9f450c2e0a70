//! Many members who comment at the same time, each waiting until what they said is durable.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::article::Format;
use domain::comment::State;
use domain::{Origin, Role, Rule, Viewer, conversation};

use crate::hall::Data;
use crate::load::{Asked, Rate, Wire};

/// Over HTTP: form in, redirect out.
pub(crate) async fn run(
    port: u16,
    data: &Data,
    writers: u32,
    time: Duration,
) -> Result<Rate, String> {
    let started = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let mut asked = Asked::page(&format!("/conversations/{}/comments", data.conversation))
                .with("cookie", &format!("s={}", data.session))
                .with("sec-fetch-site", "same-origin")
                .with("content-type", "application/x-www-form-urlencoded");
            asked.method = "POST";
            tokio::spawn(async move {
                let mut wire = Wire::open(port).await?;
                let mut times = Vec::new();
                for number in 0_u64.. {
                    if started.elapsed() >= time {
                        break;
                    }
                    asked.body = format!(
                        "text=Said+by+{writer}+for+the+{number}th+time+in+this+run%2C+and+meant."
                    );
                    let asked_at = Instant::now();
                    let answer = wire.ask(&asked.bytes(port)).await?;
                    if answer.status != 303 {
                        return Err(format!("answered {}", answer.status));
                    }
                    times.push(asked_at.elapsed());
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(|error| error.to_string())??);
    }
    Ok(Rate::of(times, started.elapsed()))
}

/// Without HTTP and rendering: the unit of work alone.
pub(crate) async fn in_process(data: &Data, writers: u32, time: Duration) -> Result<Rate, String> {
    let store = data.open()?;
    let (id, person) = (data.conversation, data.person);
    let viewer = Viewer::seated(person, Role::Member, Origin::Raised);
    let started = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let store = Arc::clone(&store);
            let viewer = viewer.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                for number in 0_u64.. {
                    if started.elapsed() >= time {
                        break;
                    }
                    let words =
                        format!("Said by {writer} for the {number}th time in this run, and meant.");
                    let viewer = viewer.clone();
                    let asked_at = Instant::now();
                    store
                        .write(move |tx| {
                            let found = store::conversation::find(tx, &viewer, id)?
                                .ok_or(store::Error::NotOne(0))?;
                            let permit = conversation::Comment::permit(&viewer, found)
                                .map_err(|_| store::Error::GivenUp)?;
                            let fresh = store::comment::Fresh {
                                parent: None,
                                by: store::comment::By::Person(person),
                                source: words.clone(),
                                format: Format::Markdown,
                                html: format!("<p>{words}</p>"),
                                pipeline: 1,
                                state: State::Visible,
                                at: tx.now(),
                                feed_id: None,
                            };
                            store::comment::insert(tx, &permit, &fresh)
                        })
                        .await
                        .map_err(|error: store::Error| error.to_string())?;
                    times.push(asked_at.elapsed());
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(|error| error.to_string())??);
    }
    Ok(Rate::of(times, started.elapsed()))
}
