//! Run a command with input, a time limit and captured output. At most two run at once, whatever the test threads do.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

const AT_ONCE: usize = 2;
static RUNNING: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// A place among the processes that may run at once.
struct Permit;

impl Permit {
    fn take() -> Permit {
        let mut running = RUNNING.lock().unwrap();
        while *running >= AT_ONCE {
            running = FREED.wait(running).unwrap();
        }
        *running += 1;
        Permit
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap() -= 1;
        FREED.notify_one();
    }
}

/// A command to be run.
pub struct Command {
    pub argv: Vec<String>,
    pub env: Vec<(String, String)>,
    pub folder: Option<PathBuf>,
    pub stdin: Vec<u8>,
    pub limit: Duration,
}

/// What a command did.
pub struct Done {
    pub stdout: String,
    pub stderr: String,
    /// The exit status; none if a signal ended it.
    pub status: Option<i32>,
    pub timed_out: bool,
}

impl Command {
    pub fn new(argv: Vec<String>) -> Command {
        Command { argv, env: Vec::new(), folder: None, stdin: Vec::new(), limit: Duration::from_secs(30) }
    }

    pub fn env(mut self, name: &str, value: &str) -> Command {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Run it to its end or to the limit.
    pub fn run(self) -> std::io::Result<Done> {
        let _permit = Permit::take();
        let mut command = std::process::Command::new(&self.argv[0]);
        command.args(&self.argv[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("UNGIL_") {
                command.env_remove(name);
            }
        }
        command.envs(self.env);
        if let Some(folder) = self.folder {
            command.current_dir(folder);
        }
        let mut child = command.spawn()?;
        let mut stdin = child.stdin.take().unwrap();
        let input = self.stdin;
        // A program that does not read its input closes the pipe: that is no error of ours.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let out = read_all(child.stdout.take().unwrap());
        let err = read_all(child.stderr.take().unwrap());
        let start = Instant::now();
        let mut pause = Duration::from_micros(500);
        let mut timed_out = false;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if start.elapsed() > self.limit && !timed_out {
                timed_out = true;
                child.kill()?;
            }
            std::thread::sleep(pause);
            pause = (pause * 5 / 4).min(Duration::from_millis(5));
        };
        writer.join().unwrap();
        Ok(Done {
            stdout: out.join().unwrap(),
            stderr: err.join().unwrap(),
            status: status.code(),
            timed_out,
        })
    }
}

fn read_all(mut pipe: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
