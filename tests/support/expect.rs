//! The expectations inside a test program. `tests/tools/expect.py` writes them and lists the forms:
//!
//! ```text
//! # expect: TEXT           a line of standard output
//! # expect error: TEXT     the last line of the error output; exit status 1
//! # expect traceback:      the whole error output in the comment lines below, without lines of carets
//! # expect exit: N         the exit status
//! # refuse: UG301          `ungil check` reports this code at this line (tests/nogil)
//! # stdin: TEXT            a line of standard input
//! # args: A B              arguments
//! # oracle: none           CPython cannot run this program
//! # slow                   left out of the runs that collect or switch at every safepoint
//! # engines: native        the only engines that this program is for
//! ```

use super::process::Done;
use std::path::Path;

/// A program's expectations.
#[derive(Default)]
pub struct Expected {
    pub stdout: Vec<String>,
    pub error: Option<String>,
    pub traceback: Option<Vec<String>>,
    pub exit: Option<i32>,
    /// (line, code), in the order of lines.
    pub refusals: Vec<(usize, String)>,
    pub stdin: String,
    pub args: Vec<String>,
    pub oracle: bool,
    pub slow: bool,
    pub engines: Option<Vec<String>>,
}

impl Expected {
    /// Read the comments of a program.
    pub fn parse(text: &str) -> Expected {
        let mut expected = Expected { oracle: true, ..Expected::default() };
        let mut in_traceback = false;
        for (index, line) in text.lines().enumerate() {
            if in_traceback {
                if let Some(rest) = line.strip_prefix("#  ").or((line == "#").then_some("")) {
                    expected.traceback.get_or_insert_default().push(rest.trim_end().into());
                    continue;
                }
                in_traceback = false;
            }
            if line.starts_with("# expect traceback:") {
                expected.traceback = Some(Vec::new());
                in_traceback = true;
            } else if let Some(rest) = line.strip_prefix("# expect error:") {
                expected.error = Some(rest.trim().into());
            } else if let Some(rest) = line.strip_prefix("# expect exit:") {
                expected.exit = rest.trim().parse().ok();
            } else if let Some(rest) = line.strip_prefix("# stdin:") {
                expected.stdin += rest.strip_prefix(' ').unwrap_or(rest);
                expected.stdin.push('\n');
            } else if let Some(rest) = line.strip_prefix("# args:") {
                expected.args.extend(rest.split_whitespace().map(String::from));
            } else if let Some(rest) = line.strip_prefix("# engines:") {
                expected.engines = Some(rest.split_whitespace().map(String::from).collect());
            } else if line.starts_with("# oracle: none") {
                expected.oracle = false;
            } else if line == "# slow" {
                expected.slow = true;
            } else if let Some((_, rest)) = line.split_once("# expect:") {
                expected.stdout.push(rest.strip_prefix(' ').unwrap_or(rest).trim_end().into());
            }
            if let Some((_, rest)) = line.split_once("# refuse:") {
                expected.refusals.extend(rest.split_whitespace().map(|code| (index + 1, code.into())));
            }
        }
        expected
    }

    /// The exit status that the program must end with.
    pub fn status(&self) -> i32 {
        self.exit.unwrap_or(i32::from(self.error.is_some() || self.traceback.is_some()))
    }

    /// Why a run is not what was expected; none if it is. Lines of the error output name files relative to `folder`.
    pub fn mismatch(&self, done: &Done, folder: &Path) -> Option<String> {
        let tail = |text: &str| {
            let lines: Vec<&str> = text.lines().collect();
            lines[lines.len().saturating_sub(12)..].join("\n    ")
        };
        if done.timed_out {
            return Some("ran into the time limit".into());
        }
        let got: Vec<&str> = done.stdout.lines().map(str::trim_end).collect();
        if let Some(problem) = first_difference(&self.stdout, &got) {
            return Some(format!(
                "{problem}\n    status {:?}, error output:\n    {}",
                done.status,
                tail(&done.stderr)
            ));
        }
        if done.status != Some(self.status()) {
            let (want, got) = (self.status(), done.status);
            return Some(format!(
                "exit status {got:?}, expected {want}; error output:\n    {}",
                tail(&done.stderr)
            ));
        }
        let errors = clean_traceback(&done.stderr, folder);
        if let Some(want) = &self.error {
            let last = errors.last().map(String::as_str).unwrap_or("");
            if last != want {
                return Some(format!("the error is\n    {last}\n  expected\n    {want}"));
            }
        }
        if let Some(want) = &self.traceback {
            let got: Vec<&str> = errors.iter().map(String::as_str).collect();
            return first_difference(want, &got)
                .map(|d| format!("traceback: {d}\n  whole:\n    {}", got.join("\n    ")));
        }
        None
    }
}

/// The error output with the program's folder taken off paths and without lines of carets.
fn clean_traceback(text: &str, folder: &Path) -> Vec<String> {
    let folder = format!("{}/", folder.display());
    let no_carets = |line: &&str| line.trim().is_empty() || !line.trim().chars().all(|c| "^~ ".contains(c));
    text.lines().filter(no_carets).map(|line| line.replace(&folder, "").trim_end().to_string()).collect()
}

fn first_difference(want: &[String], got: &[&str]) -> Option<String> {
    let n = want.len().max(got.len());
    let at = (0..n).find(|&i| want.get(i).map(String::as_str) != got.get(i).copied())?;
    let show = |line: Option<&str>| line.map_or("<nothing more>".into(), |l| format!("{l:?}"));
    let before = if at > 0 { format!("\n    after     {:?}", want[at - 1]) } else { String::new() };
    Some(format!(
        "line {} of the output differs{before}\n    expected  {}\n    got       {}",
        at + 1,
        show(want.get(at).map(String::as_str)),
        show(got.get(at).copied())
    ))
}
