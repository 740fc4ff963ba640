//! Runs a file: a small stand-in for the command line, for work on the runtime.
use ungil_runtime::{RunOutcome, Runtime, heap::Config};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = args.first() else { return };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let config = Config {
        argv: args.clone(),
        path: vec![std::path::Path::new(file).parent().map_or(String::new(), |p| p.display().to_string())],
        gc_stress: std::env::var_os("UNGIL_GC_STRESS").is_some(),
        switch_stress: std::env::var_os("UNGIL_SWITCH_STRESS").is_some(),
        ..Config::default()
    };
    let runtime = Runtime::new(config).expect("runtime");
    let outcome = runtime.run_source(&ungil_grammar::Source::new(file.as_str(), text)).expect("attach");
    std::process::exit(match outcome {
        RunOutcome::Ran(code) => code,
        RunOutcome::Refused(source, diagnostics) => {
            eprint!(
                "{}",
                ungil_grammar::render::render(&source, &diagnostics, ungil_grammar::render::Format::Human)
            );
            1
        }
    });
}
