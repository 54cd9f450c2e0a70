//! Measures a hall beside nginx on the same machine, in one run, and prints a table with ratios. It asserts nothing.
//!
//! `cargo run --release -p guildhall-bench -- [--quick] [--hold] [--search DIR [--database URL]] [--bin PATH]`; build the
//! program first: `cargo build --release`. `--hold` only seeds and serves, for a profiler, until the input ends. `--search`
//! measures searches alone, in a hall that was seeded before.

mod hall;
mod load;
mod nginx;
mod search;
mod table;
mod writers;

use std::process::ExitCode;
use std::time::Duration;

use load::Asked;
use table::Table;

/// What the command line says.
struct Args {
    bin: std::path::PathBuf,
    time: Duration,
    comments: u32,
    hold: bool,
    search: Option<std::path::PathBuf>,
    database: Option<String>,
}

impl Args {
    fn parse() -> Result<Self, String> {
        let mut args = Self {
            bin: "target/release/guildhall".into(),
            time: Duration::from_secs(4),
            comments: 50_000,
            hold: false,
            search: None,
            database: None,
        };
        let mut given = std::env::args().skip(1);
        while let Some(word) = given.next() {
            match word.as_str() {
                "--quick" => {
                    args.time = Duration::from_secs(1);
                    args.comments = 5_000;
                }
                "--hold" => args.hold = true,
                "--search" => {
                    args.search = Some(given.next().ok_or("--search wants a folder")?.into());
                }
                "--database" => {
                    args.database = Some(given.next().ok_or("--database wants an address")?);
                }
                "--bin" => args.bin = given.next().ok_or("--bin wants a path")?.into(),
                other => {
                    return Err(format!(
                        "“{other}” is not known; there are --quick, --hold, --search DIR, --database URL and --bin PATH"
                    ));
                }
            }
        }
        if !args.bin.exists() {
            return Err(format!(
                "{} is not there; build it first: cargo build --release",
                args.bin.display()
            ));
        }
        Ok(args)
    }
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            table::say(&format!("the benchmark did not finish: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let args = Args::parse()?;
    if let Some(folder) = &args.search {
        return searches(&args, folder).await;
    }
    table::say("seeding …");
    let data = hall::Data::make(&args.bin, args.comments).await?;
    let hall = hall::Hall::start(&args.bin, data.directory.path(), None).await?;
    if args.hold {
        return hold(&hall, &data);
    }
    let mut table = Table::new();
    table.fact("people, comments", &format!("1,000, {}", args.comments));
    table.fact(
        "time to the first page",
        &format!("{} ms", hall.first_page.as_millis()),
    );
    tokio::time::sleep(Duration::from_secs(2)).await;
    table.fact("memory at rest", &format!("{} MB", hall.memory()?));

    let page = load::fetch(hall.port, &Asked::page(&data.fifty)).await?;
    table.fact("the page of 50 comments", &format!("{} bytes", page.len()));
    let nginx = nginx::Nginx::start(&page).await?;
    let base = match &nginx {
        Some(nginx) => {
            let rate = load::run(nginx.port, &Asked::page("/page.html"), 32, args.time).await?;
            table.rate("nginx, static file of that size", &rate, None);
            Some(rate.per_second)
        }
        None => {
            table.say("nginx is not installed: no ratios");
            None
        }
    };
    let member = Asked::page(&data.fifty).with("cookie", &format!("s={}", data.session));
    let cases = [
        ("50 comments, signed out", Asked::page(&data.fifty)),
        (
            "50 comments, signed out, brotli",
            Asked::page(&data.fifty).with("accept-encoding", "br"),
        ),
        ("50 comments, signed in", member.clone()),
        (
            "50 comments, signed in, zstd",
            member.with("accept-encoding", "zstd"),
        ),
        ("1,000 comments, signed out", Asked::page(&data.thousand)),
        ("the front page", Asked::page("/")),
        ("the feed of articles", Asked::page("/articles/feed.atom")),
    ];
    for (name, asked) in &cases {
        let rate = load::run(hall.port, asked, 32, args.time).await?;
        table.rate(name, &rate, base);
    }
    let etag = load::etag(hall.port, &Asked::page(&data.fifty)).await?;
    let again = Asked::page(&data.fifty).with("if-none-match", &etag);
    table.rate(
        "50 comments, not modified",
        &load::run(hall.port, &again, 32, args.time).await?,
        base,
    );
    search::run(hall.port, args.time, &mut table).await?;
    for writers in [1, 64] {
        let rate = writers::run(hall.port, &data, writers, args.time).await?;
        table.rate(
            &format!("comments over HTTP, durable, {writers} at a time"),
            &rate,
            None,
        );
    }
    table.fact("memory after all this", &format!("{} MB", hall.memory()?));
    drop(nginx);
    drop(hall);
    for writers in [1, 64] {
        let rate = writers::in_process(&data, writers, args.time).await?;
        table.rate(
            &format!("comments in the store alone, durable, {writers} at a time"),
            &rate,
            None,
        );
    }
    table.print();
    Ok(())
}

/// Measures searches in a hall that is there already, and nothing else.
async fn searches(args: &Args, folder: &std::path::Path) -> Result<(), String> {
    let hall = hall::Hall::start(&args.bin, folder, args.database.as_deref()).await?;
    let mut table = Table::new();
    search::run(hall.port, args.time, &mut table).await?;
    table.fact("memory after all this", &format!("{} MB", hall.memory()?));
    table.print();
    Ok(())
}

/// Says where everything is, and waits.
fn hold(hall: &hall::Hall, data: &hall::Data) -> Result<(), String> {
    table::say(&format!("process {}", hall.process()));
    for path in [&data.fifty, &data.thousand] {
        table::say(&format!("http://127.0.0.1:{}{path}", hall.port));
    }
    table::say(&format!("cookie: s={}", data.session));
    table::say(&format!("/conversations/{}/comments", data.conversation));
    let mut line = String::new();
    while std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| error.to_string())?
        > 0
    {}
    Ok(())
}
