//! The interactive session: statements of several lines, history, Ctrl-C, values echoed.

use reedline::{
    FileBackedHistory, Prompt, PromptEditMode, PromptHistorySearch, Reedline, Signal, ValidationResult,
    Validator,
};
use std::borrow::Cow;
use std::io::{BufRead, IsTerminal};
use ungil_grammar::{Interactive, Source, parse_interactive};

use super::args::EngineArgs;
use super::{FAILED, complain, run};
use ungil::Engine;

/// Says whether what was typed so far is a whole statement.
struct Whole;

impl Validator for Whole {
    fn validate(&self, line: &str) -> ValidationResult {
        match parse_interactive(&Source::new("<stdin>", format!("{line}\n"))) {
            Interactive::Incomplete => ValidationResult::Incomplete,
            Interactive::Complete(_) => ValidationResult::Complete,
        }
    }
}

/// Python's prompts.
struct Prompts;

impl Prompt for Prompts {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        ">>> ".into()
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        "".into()
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        "".into()
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        "... ".into()
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        format!("(history: {}) ", search.term).into()
    }
}

/// Reads, runs and prints until the input ends.
pub fn repl(args: &EngineArgs) -> u8 {
    let engine = match run::engine(args, vec![String::new()], String::new()) {
        Ok(engine) => engine,
        Err(error) => {
            complain(&error.to_string());
            return FAILED;
        }
    };
    if std::io::stdin().is_terminal() { interactive(&engine) } else { piped(&engine) }
}

fn interactive(engine: &Engine) -> u8 {
    println!("Ungil {}: Ctrl-D leaves, Ctrl-C interrupts.", env!("CARGO_PKG_VERSION"));
    let mut editor = Reedline::create().with_validator(Box::new(Whole));
    if let Some(history) = history() {
        editor = editor.with_history(history);
    }
    loop {
        match editor.read_line(&Prompts) {
            Ok(Signal::Success(text)) => {
                if let Some(code) = engine.run_interactive(&text) {
                    return code;
                }
            }
            Ok(Signal::CtrlC) => println!("KeyboardInterrupt"),
            Ok(Signal::CtrlD) => return engine.end_session(),
            Ok(_) => {}
            Err(error) => {
                complain(&error.to_string());
                return FAILED;
            }
        }
    }
}

fn history() -> Option<Box<FileBackedHistory>> {
    let home = std::env::var_os("HOME")?;
    let file = std::path::Path::new(&home).join(".ungil_history");
    FileBackedHistory::with_file(1000, file).ok().map(Box::new)
}

/// `ungil repl` whose input is no terminal: the same without prompts.
fn piped(engine: &Engine) -> u8 {
    let mut text = String::new();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        text.push_str(&line);
        text.push('\n');
        if matches!(parse_interactive(&Source::new("<stdin>", text.as_str())), Interactive::Incomplete) {
            continue;
        }
        if let Some(code) = engine.run_interactive(&text) {
            return code;
        }
        text.clear();
    }
    if !text.trim().is_empty()
        && let Some(code) = engine.run_interactive(&text)
    {
        return code;
    }
    engine.end_session()
}
