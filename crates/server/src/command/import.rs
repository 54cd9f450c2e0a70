//! `guildhall import`: what was written elsewhere moves in.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::import::{Answer, Import, Progress, Stage};
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::Response;
use http::header::{HOST, LOCATION};
use serving::network::Peer;
use tower::ServiceExt;
use tower::util::BoxCloneSyncService;
use web::{Hall, Settings};

use crate::assemble::{Purpose, assemble};
use crate::cli::Typepad;
use crate::config::Config;
use crate::fault::Fault;
use crate::out::say;

/// How often the line that shows how far it is moves.
const TICK: Duration = Duration::from_millis(100);
/// Bytes of pages after which the asker forgets what the hall keeps ready: nobody will ask for those pages again.
const KEPT: u64 = 4 << 20;
/// Brings a TypePad or Movable Type export in, and asks every old address afterwards.
pub(crate) async fn typepad(config: &Config, what: &Typepad) -> Result<(), Fault> {
    let base = config.base(config.listen)?;
    // Nobody is to be kept from asking who asks thousands of addresses in a minute on purpose.
    // One thing is read after the other: a second reader would only keep pages of its own in memory.
    let config = Config {
        limits: false,
        threads: 1,
        ..config.clone()
    };
    let import = Import {
        file: what.file.clone(),
        media: what.media.clone(),
        zone: what.time_zone.clone(),
        dry_run: what.dry_run,
        encoding: what.encoding.clone(),
        report: what.report.clone(),
    };
    // What is no export is refused before anything is made for it.
    app::import::refuse(&import).map_err(|error| Fault::Failed(error.to_string()))?;
    let app = tokio::task::block_in_place(|| assemble(&config, base, Purpose::Work))?;
    let app = Arc::new(app);
    let bar = Bar::new();
    let report = app::import::typepad(&app, &import, &|progress| bar.show(progress))
        .await
        .map_err(|error| Fault::Failed(error.to_string()))?;
    bar.clear();
    say(report.to_string().trim_end());
    if let Some(path) = &what.report {
        say(&format!("Every item of it: {}", path.display()));
    }
    if what.dry_run {
        return Ok(());
    }
    let checked = {
        let asker = Asker::new(&app)?;
        app::import::check(
            &app,
            async |path: &str| asker.ask(path).await,
            &|progress| {
                bar.show(progress);
            },
        )
        .await?
    };
    bar.clear();
    say(checked.to_string().trim_end());
    if checked.answered < checked.asked {
        return Err(Fault::Found);
    }
    Ok(())
}

/// The running router, made once for many questions.
type House = BoxCloneSyncService<Request, Response, Infallible>;

/// Asks the running router, in the process.
struct Asker {
    app: Arc<app::App>,
    house: Mutex<(House, u64)>,
    host: String,
}

fn house(app: &Arc<app::App>) -> Option<House> {
    let hall = Hall::new(Arc::clone(app), Settings::default())?;
    Some(BoxCloneSyncService::new(web::service(&hall)))
}

impl Asker {
    fn new(app: &Arc<app::App>) -> Result<Self, Fault> {
        let host = app.base().host();
        let house = house(app)
            .ok_or_else(|| Fault::Usage(format!("{host} cannot be the address of a site")))?;
        Ok(Self {
            app: Arc::clone(app),
            house: Mutex::new((house, 0)),
            host,
        })
    }

    /// The router, after another so many bytes of pages; a new one when its hall keeps many.
    fn house(&self, bytes: u64) -> House {
        let mut kept = self.house.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1 = kept.1.saturating_add(bytes);
        if kept.1 > KEPT
            && let Some(house) = house(&self.app)
        {
            *kept = (house, 0);
        }
        kept.0.clone()
    }

    async fn ask(&self, path: &str) -> Option<Answer> {
        let mut request = Request::builder()
            .uri(path)
            .header(HOST, &self.host)
            .body(Body::empty())
            .ok()?;
        let peer = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 1);
        request.extensions_mut().insert(Peer(peer));
        let response = match self.house(0).oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        self.house(HttpBody::size_hint(response.body()).lower());
        let location = response.headers().get(LOCATION);
        Some(Answer {
            status: response.status().as_u16(),
            location: location
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
        })
    }
}

/// A line that shows how far it is; none where nobody looks.
struct Bar(indicatif::ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = indicatif::ProgressBar::new(0);
        let template = "{msg} {wide_bar} {percent} %, {eta} to go";
        let bar = match indicatif::ProgressStyle::with_template(template) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    fn show(&self, progress: Progress) {
        self.0.set_message(match progress.stage {
            Stage::Reading => "reading",
            Stage::Media => "looking for pictures",
            Stage::Bringing => "bringing in",
            Stage::Checking => "asking old addresses",
        });
        self.0.set_length(progress.total);
        self.0.set_position(progress.done);
    }

    fn clear(&self) {
        self.0.finish_and_clear();
    }
}
