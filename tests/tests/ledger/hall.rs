//! The program itself, started, killed and started again.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use super::http::{Answer, send};

const PASSWORD: &str = "a brown teapot with no lid";
/// Whoever writes; several clients are one member in several windows.
pub(crate) const MEMBERS: [&str; 4] = ["anna", "bert", "cleo", "dora"];

/// Where the data is.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    /// The address of the PostgreSQL, and the schema.
    pub(crate) postgres: Option<(String, String)>,
    address: SocketAddr,
}

impl Place {
    /// A folder in memory where that is possible: only the process is killed, not the machine.
    pub(crate) fn folder(postgres: Option<String>) -> Self {
        let make = |parent: &Path| {
            tempfile::Builder::new()
                .prefix("guildhall-ledger.")
                .tempdir_in(parent)
        };
        let folder = make(Path::new("/dev/shm")).or_else(|_| make(&std::env::temp_dir()));
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let schema = format!("ledger_{}", base::Secret::new().digest().short());
        let place = Self {
            folder: folder.expect("a folder"),
            postgres: postgres.map(|url| (url, schema)),
            address: free.expect("a free port"),
        };
        for member in MEMBERS {
            let email = format!("{member}@example.org");
            place.command(
                &[
                    "person",
                    "add",
                    member,
                    "--email",
                    &email,
                    "--password-stdin",
                ],
                PASSWORD,
            );
        }
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        // What is set for the tests is none of its settings.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GUILDHALL_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .arg("--data")
            .arg(self.path())
            .args(["--base-url", &format!("http://{}", self.address)])
            .args(["--log-level", "error"])
            .env("GUILDHALL_LIMITS", "no");
        if let Some((url, schema)) = &self.postgres {
            command.args(["--database", url, "--schema", schema]);
        }
        command
    }

    /// Runs a command of the program to its end.
    fn command(&self, arguments: &[&str], input: &str) {
        let mut child = self
            .program(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("its input");
        stdin.write_all(input.as_bytes()).expect("it reads");
        drop(stdin);
        let done = child.wait_with_output().expect("it ends");
        assert!(
            done.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// `guildhall check` finds nothing.
    pub(crate) fn check(&self) {
        self.command(&["check"], "");
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((url, schema)) = &self.postgres {
            let mut client = postgres::Client::connect(url, postgres::NoTls).expect("PostgreSQL");
            let text = format!("drop schema if exists {schema} cascade");
            client.batch_execute(&text).expect("the schema goes");
        }
    }
}

/// The program: named by `GUILDHALL_BIN`, or built from these sources.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(named) = std::env::var_os("GUILDHALL_BIN") {
            return named.into();
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args([
                "build",
                "--quiet",
                "--package",
                "guildhall-server",
                "--bin",
                "guildhall",
            ])
            .status()
            .expect("cargo");
        assert!(built.success(), "the program does not build");
        // Tests lie in the folder `deps` beside it.
        let here = std::env::current_exe().expect("this program");
        let folder = here.parent().and_then(Path::parent).expect("its folder");
        folder.join("guildhall")
    })
}

/// The program at work.
pub(crate) struct Hall {
    child: Child,
    address: SocketAddr,
    set_up: Option<String>,
}

/// What clients need to know.
pub(crate) struct Talk {
    pub(crate) address: SocketAddr,
    /// The conversation that they write in.
    pub(crate) conversation: String,
    /// The sessions of the members.
    pub(crate) sessions: Vec<String>,
}

impl Hall {
    /// Starts it, and waits until it answers.
    pub(crate) fn open(place: &Place) -> Self {
        let mut child = place
            .program(&["serve", "--listen", &place.address.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut set_up = None;
        // It says where it is, and at the first start how to set it up.
        for line in lines.by_ref().take(2) {
            let line = line.unwrap_or_default();
            if let Some((_, path)) = line.split_once("/setup/") {
                set_up = Some(format!("/setup/{path}"));
            }
            if set_up.is_some() || !Self::is_first(place) {
                break;
            }
        }
        thread::spawn(move || lines.for_each(drop));
        let hall = Self {
            child,
            address: place.address,
            set_up,
        };
        let begun = Instant::now();
        while !send(hall.address, "GET", "/readyz", "", &[])
            .is_ok_and(|answer| answer.status == 200)
        {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "it does not get ready"
            );
            thread::sleep(Duration::from_millis(5));
        }
        hall
    }

    /// Whether it has no owner yet.
    fn is_first(place: &Place) -> bool {
        !place.path().join("founded").exists()
    }

    /// Makes an owner, an article, and sessions for the members.
    pub(crate) fn found(&self, place: &Place) -> Talk {
        let opened = self.ask(
            "GET",
            self.set_up.as_deref().expect("a set-up address"),
            "",
            &[],
        );
        let ticket = format!("p={}", opened.cookie("p").expect("a ticket"));
        let owner = [
            ("community", "The Ledger"),
            ("name", "Olga"),
            ("handle", "olga"),
            ("email", "olga@example.org"),
            ("password", PASSWORD),
        ];
        let founded = self.ask("POST", "/setup", &ticket, &owner);
        let session = format!("s={}", founded.cookie("s").expect("a session"));
        std::fs::write(place.path().join("founded"), "").expect("a mark");
        let article = [
            ("title", "The ledger"),
            ("source", "Write here."),
            ("do", "publish"),
        ];
        let written = self.ask("POST", "/write", &session, &article);
        let page = self.ask("GET", written.header("location"), &session, &[]);
        let (_, after) = page.body.split_once("/conversations/").expect("a form");
        let id = after.split('/').next().expect("an id");
        let sessions = MEMBERS.map(|member| {
            let inside = self.ask(
                "POST",
                "/sign-in",
                "",
                &[("login", member), ("password", PASSWORD)],
            );
            format!("s={}", inside.cookie("s").expect("a session"))
        });
        Talk {
            address: self.address,
            conversation: id.to_owned(),
            sessions: sessions.to_vec(),
        }
    }

    fn ask(&self, method: &str, path: &str, cookies: &str, form: &[(&str, &str)]) -> Answer {
        let Ok(answer) = send(self.address, method, path, cookies, form) else {
            panic!("{method} {path} was not answered");
        };
        assert!(
            answer.status < 400,
            "{method} {path}: {} {}",
            answer.status,
            answer.body
        );
        answer
    }

    /// Kills it with -9.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Asks it to stop, which it does in peace.
    pub(crate) fn close(mut self) {
        let id = self.child.id().to_string();
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill");
        let ended = self.child.wait().expect("it ends");
        assert!(ended.success(), "it did not end in peace: {ended}");
    }
}

/// A test that fails leaves nothing running behind it: whoever waits for its output would wait for ever.
impl Drop for Hall {
    fn drop(&mut self) {
        // It may have ended already.
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}
