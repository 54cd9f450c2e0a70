//! The program as whoever runs it meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_guildhall");

/// The program, with nothing of the environment but what it needs.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    for (name, _) in std::env::vars() {
        if name.starts_with("GUILDHALL_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    (folder, data)
}

/// A hall that is open, at a port of its own.
struct Open {
    child: Child,
    lines: Vec<String>,
    host: String,
}

impl Open {
    fn new(arguments: &[&str]) -> Self {
        let mut child = program(&["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let host = first
            .trim()
            .rsplit("http://")
            .next()
            .unwrap_or_default()
            .to_owned();
        let mut second = String::new();
        out.read_line(&mut second).unwrap();
        Self {
            child,
            lines: vec![first, second],
            host,
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.host
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        text(&answer)
    }

    /// Asks it to stop, and says how it ended.
    fn close(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it does not stop");
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn flags_come_before_variables_before_the_file_and_secrets_are_not_shown() {
    let (folder, _) = folder();
    let file = folder.path().join("hall.toml");
    std::fs::write(
        &file,
        "listen = \"127.0.0.1:1\"\nschema = \"from_file\"\nbase-url = \"https://file.example\"\n\
         [mail]\nhost = \"relay.example\"\nfrom = \"hall@file.example\"\nname = \"hall\"\npassword = \"canary-7f3a\"\n",
    )
    .unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    let file = file.display().to_string();

    let shown = program(&[
        "config",
        "show",
        "--config",
        &file,
        "--base-url",
        "https://flag.example",
    ])
    .env("GUILDHALL_LISTEN", "127.0.0.1:2")
    .env("GUILDHALL_BASE_URL", "https://variable.example")
    .env(
        "GUILDHALL_DATABASE",
        "postgres://hall:canary-9b1c@db.example/hall",
    )
    .output()
    .unwrap();

    let (out, errors) = (text(&shown.stdout), text(&shown.stderr));
    assert!(shown.status.success(), "{errors}");
    assert!(
        out.contains("base-url = \"https://flag.example\" # given on the command line"),
        "{out}"
    );
    assert!(
        out.contains("listen = \"127.0.0.1:2\" # from GUILDHALL_LISTEN"),
        "{out}"
    );
    assert!(
        out.contains(&format!("schema = \"from_file\" # from {file}")),
        "{out}"
    );
    assert!(
        out.contains("database = \"postgres://hall:…@db.example/hall\""),
        "{out}"
    );
    assert!(out.contains("password = \"…\""), "{out}");
    assert!(!out.contains("canary"), "{out}");
    toml::from_str::<toml::Table>(&out).unwrap();
}

#[test]
fn what_is_misspelt_or_exposed_is_said_and_ends_with_2() {
    let (folder, _) = folder();
    let file = folder.path().join("hall.toml");
    let path = file.display().to_string();
    let ask = |content: &str, mode: u32| {
        std::fs::write(&file, content).unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
        let out = run(&["config", "show", "--config", &path]);
        (out.status.code(), text(&out.stderr))
    };

    let (code, words) = ask("lisen = \"127.0.0.1:1\"", 0o600);
    assert!(code == Some(2) && words.contains("lisen"), "{words}");
    let (code, words) = ask("[mail]\npassword = \"x\"\n", 0o644);
    assert!(code == Some(2) && words.contains("chmod"), "{words}");
    let (code, words) = ask("listen = \"everywhere\"", 0o600);
    assert!(code == Some(2) && words.contains("`listen`"), "{words}");
    let (code, words) = ask("[mail]\nhost = \"relay.example\"\n", 0o600);
    assert!(code == Some(2) && words.contains("mail.from"), "{words}");
    let wrong = program(&["config", "show"])
        .env("GUILDHALL_LISEN", "x")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("GUILDHALL_LISEN"));
}

#[test]
fn a_hall_that_others_can_reach_has_to_know_its_address() {
    let (_folder, data) = folder();
    let out = run(&["serve", "--data", &data, "--listen", "0.0.0.0:0"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("--base-url"));
}

#[test]
fn the_first_start_prints_how_to_set_up_until_there_is_an_owner() {
    let (_folder, data) = folder();
    {
        let mut hall = Open::new(&["--data", &data]);
        assert!(hall.lines[1].contains("/setup/"), "{:?}", hall.lines);
        assert!(hall.get("/livez").starts_with("HTTP/1.1 200"));
        assert!(hall.get("/readyz").starts_with("HTTP/1.1 200"));
        assert_eq!(hall.close(), Some(0));
    }
    let mode = |path: &str| {
        let path = Path::new(&data).join(path);
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode("secret.key"), 0o600);
    assert_eq!(mode("guildhall.sqlite"), 0o600);

    let add = |password: &str| {
        let mut child = program(&["person", "add", "ada", "--email", "ada@hall.example"])
            .args(["--role", "owner", "--data", &data, "--password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    };
    let weak = add("short");
    assert_eq!(weak.status.code(), Some(2), "{}", text(&weak.stderr));
    assert!(
        text(&weak.stderr).contains("password: "),
        "{}",
        text(&weak.stderr)
    );
    let good = add("a long walk by the river");
    assert!(good.status.success(), "{}", text(&good.stderr));

    let mut child = program(&["serve", "--listen", "127.0.0.1:0", "--data", &data])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    assert!(first.starts_with("Guildhall is open"));
    let _ = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    child.wait().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(!rest.contains("/setup/"), "{rest}");
}

#[test]
fn two_halls_cannot_share_their_data_and_the_second_says_so() {
    let (_folder, data) = folder();
    let _first = Open::new(&["--data", &data]);
    let second = run(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    let words = text(&second.stderr);
    assert!(words.contains("in use by another process"), "{words}");
    assert!(second.stdout.is_empty());
}

#[test]
fn the_demo_is_alive_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let mut child = program(&["serve", "--demo", "--listen", "127.0.0.1:0"])
        .env("TMPDIR", home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let host = line.trim().rsplit("http://").next().unwrap().to_owned();
    let mut hall = Open {
        child,
        lines: Vec::new(),
        host,
    };
    assert!(hall.get("/").contains("no street in Ostmere"));
    assert!(hall.get("/articles").contains("The mixer that only hums"));
    assert!(hall.get("/dev/mail").starts_with("HTTP/1.1 200"));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    assert_eq!(hall.close(), Some(0));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn check_finds_what_does_not_agree_and_repair_mends_it() {
    let (_folder, data) = folder();
    let seeded = run(&[
        "seed",
        "--data",
        &data,
        "--people",
        "30",
        "--conversations",
        "20",
        "--comments",
        "300",
        "--seed",
        "5",
    ]);
    assert!(seeded.status.success(), "{}", text(&seeded.stderr));
    assert!(text(&seeded.stdout).contains("30 people, 20 conversations, 300 comments"));
    let again = run(&["seed", "--data", &data]);
    assert_eq!(again.status.code(), Some(1));
    assert!(run(&["check", "--data", &data]).status.success());

    {
        let place = store::Place::Directory(data.clone().into());
        let store = store::Store::open(&place, &store::Options::default()).unwrap();
        let broken: Result<(), store::Error> = store
            .write(|tx| {
                let filter = store::article::Filter::All;
                let viewer = domain::Viewer::Guest;
                for line in store::article::list(tx, &viewer, filter, None, 3)? {
                    store::seed::settle(tx, line.id.cast(), 4_321, None)?;
                }
                store::old_address::keep(tx, "/old.html", "/articles/2001/01/never-was")
            })
            .await;
        broken.unwrap();
    }

    let found = run(&["check", "--data", &data]);
    assert_eq!(found.status.code(), Some(1));
    let words = text(&found.stdout);
    assert!(words.contains("says 4321 comments"), "{words}");
    assert!(words.contains("never-was"), "{words}");
    let mended = run(&["check", "--repair", "--data", &data]);
    assert!(text(&mended.stdout).contains("3 mended"));
    let after = text(&run(&["check", "--data", &data]).stdout);
    assert!(!after.contains("4321"), "{after}");
    assert!(
        after.contains("never-was"),
        "what cannot be counted anew is still said: {after}"
    );
}

#[test]
fn a_backup_is_made_while_the_hall_is_open_and_can_be_opened_itself() {
    let (folder, data) = folder();
    let seeded = run(&[
        "seed",
        "--data",
        &data,
        "--people",
        "10",
        "--conversations",
        "10",
        "--comments",
        "50",
    ]);
    assert!(seeded.status.success());
    let target = folder.path().join("copy");
    let copy = target.display().to_string();
    {
        let _hall = Open::new(&["--data", &data]);
        let made = run(&["backup", &copy, "--data", &data]);
        assert!(made.status.success(), "{}", text(&made.stderr));
        let looked = run(&["check", "--data", &data]);
        assert!(looked.status.success(), "{}", text(&looked.stderr));
    }
    let again = run(&["backup", &copy, "--data", &data]);
    assert_eq!(again.status.code(), Some(1));
    assert!(!target.with_file_name("copy.partial").exists());
    assert!(!target.join("secret.key").exists());
    assert!(run(&["check", "--data", &copy]).status.success());
}

#[tokio::test]
async fn the_program_is_its_own_picture_worker() {
    use adapters::picture::{Kind, Purpose, Workshop};
    let workshop = Workshop::new(PROGRAM.into(), vec!["picture-worker".into()]);
    let made = workshop
        .prepare(PNG.to_vec(), Purpose::Inline)
        .await
        .unwrap();
    assert_eq!((made.width, made.height, made.kind), (2, 2, Kind::Png));
    let hidden = text(&run(&["--help"]).stdout);
    assert!(!hidden.contains("picture-worker"));
}

#[test]
fn every_command_explains_itself() {
    for command in [
        vec!["--help"],
        vec!["serve", "--help"],
        vec!["seed", "--help"],
        vec!["import", "typepad", "--help"],
        vec!["backup", "--help"],
        vec!["check", "--help"],
        vec!["config", "show", "--help"],
        vec!["person", "add", "--help"],
    ] {
        let out = run(&command);
        assert!(out.status.success(), "{command:?}");
        assert!(
            text(&out.stdout).contains("Usage: guildhall"),
            "{command:?}"
        );
    }
    assert_eq!(run(&["serve", "--deamon"]).status.code(), Some(2));
    assert_eq!(run(&[]).status.code(), Some(2));
}

/// Two pixels by two, one colour.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08, 0x02, 0x00, 0x00, 0x00, 0xfd, 0xd4, 0x9a,
    0x73, 0x00, 0x00, 0x00, 0x10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xb0, 0xa9, 0xd8, 0x02,
    0x44, 0x0c, 0x10, 0x0a, 0x00, 0x25, 0x8e, 0x05, 0xa1, 0x58, 0xb8, 0x03, 0xf5, 0x00, 0x00, 0x00,
    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];
