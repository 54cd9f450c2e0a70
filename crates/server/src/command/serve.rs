//! `guildhall serve`: opens the hall, and closes it in peace.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use app::App;
use serving::accept::{Limits, inherited, listen, serve};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use web::{Hall, Settings};

use crate::assemble::{Purpose, assemble};
use crate::config::Config;
use crate::demo::Demo;
use crate::fault::Fault;
use crate::out::say;

/// How long jobs under way may take to end, once the last request is answered.
const JOBS: Duration = Duration::from_secs(20);

/// Serves until told to stop.
pub(crate) async fn run(config: Config) -> Result<(), Fault> {
    open(config, None).await
}

/// Serves a made-up community that is gone afterwards.
pub(crate) async fn demo(mut config: Config) -> Result<(), Fault> {
    let demo = Demo::begin()?;
    config.data = demo.folder().to_owned();
    config.key = config.data.join("secret.key");
    config.database = None;
    config.mail = None;
    config.forget_base();
    open(config, Some(demo)).await
}

async fn open(config: Config, demo: Option<Demo>) -> Result<(), Fault> {
    // From the first moment on: who is told to stop while the data is brought up to date stops right after.
    let mut orders = Orders::listen()?;
    let (listener, address) = door(config.listen)?;
    let base = config.base(address)?;
    let purpose = match demo {
        Some(_) => Purpose::Demo,
        None => Purpose::Serve,
    };
    let app = tokio::task::block_in_place(|| assemble(&config, base, purpose))?;
    if demo.is_some() {
        app::seed::demo(&app).await?;
    }
    let app = Arc::new(app);
    let settings = Settings {
        demo: demo.is_some(),
        proxies: Some(config.proxies.clone()),
        spares_subdomains: !config.hsts_subdomains,
    };
    let hall = Hall::new(Arc::clone(&app), settings).ok_or_else(|| {
        Fault::Usage(format!(
            "{} cannot be the address of a site",
            app.base().as_str()
        ))
    })?;
    let (stop_jobs, stopped) = watch::channel(false);
    let jobs = tokio::spawn(app::job::work(Arc::clone(&app), stopped));
    greet(&app, demo.is_some()).await?;
    let limits = Limits {
        proxies: config.proxies.clone(),
        ..Limits::default()
    };
    let closing = Arc::clone(&hall);
    let served = serve(listener, web::service(&hall), limits, async move {
        orders.stop().await;
        closing.close();
        tracing::info!("closing: nobody new is let in, whoever is here is answered");
        tokio::spawn(async move {
            orders.stop().await;
            std::process::exit(1); // Asked twice: at once, then.
        });
    })
    .await;
    stop_jobs.send_replace(true);
    if tokio::time::timeout(JOBS, jobs).await.is_err() {
        tracing::warn!("a job takes too long; its lease runs out by itself");
    }
    drop((hall, app));
    drop(demo);
    tracing::info!("closed");
    Ok(served?)
}

/// The socket handed over by whoever started us, or one of our own.
fn door(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Fault> {
    let mut handed_over = inherited()?;
    let listener = match handed_over.len() {
        0 => listen(address).map_err(|error| closed(address, &error))?,
        1 => handed_over.remove(0),
        many => {
            return Err(Fault::Usage(format!(
                "{many} sockets were handed over and one is served; name one in the socket unit"
            )));
        }
    };
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Why nobody can come in.
fn closed(address: SocketAddr, error: &std::io::Error) -> Fault {
    let what = match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            "another program listens there; stop it, or give another --listen"
        }
        std::io::ErrorKind::PermissionDenied => {
            "ports below 1024 need a right of their own; give a higher one, or a socket unit"
        }
        std::io::ErrorKind::AddrNotAvailable => "this machine has no such address",
        _ => return Fault::Failed(format!("cannot listen at {address}: {error}")),
    };
    Fault::Failed(format!("cannot listen at {address}: {what}"))
}

/// Says where the hall is, and at the first start how to set it up (R132).
async fn greet(app: &App, demo: bool) -> Result<(), Fault> {
    let base = app.base();
    say(&format!("Guildhall is open at {}", base.as_str()));
    if demo {
        say(&format!(
            "This is a demo, gone when it stops. Sign in by clicking a person: {}\nIts mails: {}",
            base.join("/dev/people"),
            base.join("/dev/mail"),
        ));
        return Ok(());
    }
    if let Some(secret) = app::setup::secret(app).await? {
        let path = app::link::path(domain::token::Purpose::SetUp, &secret);
        say(&format!(
            "Set it up here, within the hour, and only you: {}",
            base.join(&path)
        ));
    }
    Ok(())
}

/// SIGTERM and SIGINT.
struct Orders {
    terminate: Signal,
    interrupt: Signal,
}

impl Orders {
    fn listen() -> Result<Self, Fault> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
