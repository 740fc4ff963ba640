//! `ungil annotate`: a page about one program, complete in one file: each line coloured by who runs it, with what is known of
//! its checks and loops, and the machine code of its regions on demand.

mod facts;

use ungil_grammar::Source;
use ungil_grammar::render::{Format, render};

use super::args::AnnotateArgs;
use super::{FAILED, USAGE, complain, print, read_source};
use facts::{Line, Listing, Runs};

/// Writes the page.
pub fn annotate(args: &AnnotateArgs) -> u8 {
    let source = match read_source(&args.file) {
        Ok(source) => source,
        Err(error) => {
            complain(&error);
            return USAGE;
        }
    };
    let program = match ungil::check(&source) {
        Ok(program) => program,
        Err(diagnostics) => {
            eprint!("{}", render(&source, &diagnostics, Format::Human));
            return FAILED;
        }
    };
    let (lines, listings) = facts::gather(&source, &program);
    let page = page(&source, &lines, &listings);
    match &args.output {
        None => print(&page),
        Some(path) => {
            if let Err(error) = std::fs::write(path, page) {
                complain(&format!("cannot write {}: {error}", path.display()));
                return USAGE;
            }
        }
    }
    0
}

const STYLE: &str = "\
body{font:14px/1.45 system-ui,sans-serif;margin:2em auto;max-width:76em;padding:0 1em;color:#1c1c1c;background:#fff}
h1{font-size:1.3em}.legend span{padding:.1em .6em;margin-right:.6em;border-radius:.3em}
table{border-collapse:collapse;width:100%}td{padding:0 .6em;vertical-align:top}
td.n{color:#777;text-align:right;user-select:none;font:12px/1.6 ui-monospace,monospace}
td.c{font:13px/1.5 ui-monospace,monospace;white-space:pre;tab-size:4}
td.w{font-size:12px;color:#444}td.w div::before{content:'\u{b7} '}
.held{background:#fdeedd}.released{background:#e3f4e3}.native{background:#e4eefb}.blank{background:none}
details{margin:.6em 0}summary{cursor:pointer}pre{overflow:auto;background:#f6f6f6;padding:.8em;font:12px/1.4 ui-monospace,monospace}
@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}td.w{color:#aaa}.held{background:#3a2c1a}
.released{background:#1d341d}.native{background:#1c2b3f}pre{background:#222}}
";

fn page(source: &Source, lines: &[Line], listings: &[Listing]) -> String {
    let title = escape(source.name());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n<style>{STYLE}</style></head>\n<body>\n\
         <h1>{title}</h1>\n<p class=\"legend\"><span class=\"held\">bytecode, lock held</span>\
         <span class=\"released\">native, lock released</span><span class=\"native\">native, lock kept (short)</span></p>\n<table>\n"
    );
    for number in 1..=source.line_count() {
        let text = source.line_text(number).trim_end_matches(['\n', '\r']);
        let Some(line) = lines.get(number as usize) else { break };
        let plain = text.trim().is_empty() || (line.runs == Runs::Held && text.trim_start().starts_with('#'));
        let class = if plain { "blank" } else { line.runs.class() };
        let notes: String = line.notes.iter().map(|note| format!("<div>{}</div>", escape(note))).collect();
        out += &format!(
            "<tr class=\"{class}\" id=\"L{number}\"><td class=\"n\">{number}</td><td class=\"c\">{}</td><td class=\"w\">{notes}</td></tr>\n",
            escape(text)
        );
    }
    out += "</table>\n";
    for Listing { name, line, asm } in listings {
        out += &format!(
            "<details><summary>machine code of <code>{}</code>, <a href=\"#L{line}\">line {line}</a></summary><pre>{}</pre></details>\n",
            escape(name),
            escape(asm)
        );
    }
    out + "</body></html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<Line>, Vec<Listing>, String) {
        let source = Source::new("<t>.py", text);
        let program = ungil::check(&source).expect("the program compiles");
        let (lines, listings) = facts::gather(&source, &program);
        let page = page(&source, &lines, &listings);
        (lines, listings, page)
    }

    const PROGRAM: &str = "from ungil import View, f64, i64, nogil, prange\n@nogil\ndef dot(a: View[f64], b: View[f64]) -> f64:\n    s = 0.0\n    \
        for i in prange(len(a)):\n        s += a[i] * b[i]\n    return s\n@nogil\ndef twice(x: i64) -> i64:\n    return x * 2\n\
        print(1 < 2)\n@nogil\ndef walk(n: i64) -> i64:\n    k = 0\n    for i in range(n):\n        k ^= twice(i) // n\n    return k\n";

    #[test]
    fn lines_know_who_runs_them() {
        let (lines, listings, _) = of(PROGRAM);
        assert_eq!(
            (lines[1].runs, lines[6].runs, lines[10].runs, lines[11].runs),
            (Runs::Held, Runs::Released, Runs::Native, Runs::Held)
        );
        let names: Vec<&str> = listings.iter().map(|l| l.name.as_str()).collect();
        assert_eq!(names, ["dot", "twice", "walk"]);
        assert!(listings.iter().all(|l| l.asm.contains("ret")));
    }

    #[test]
    fn notes_say_what_remains() {
        let (lines, ..) = of(PROGRAM);
        let notes = |n: usize| lines[n].notes.join("; ");
        assert!(notes(5).contains("parallel loop, reduction of `s` by +"), "{}", notes(5));
        assert!(notes(6).contains("bounds"), "{}", notes(6));
        assert!(notes(10).contains("overflow: 1 operation checked"), "{}", notes(10));
        assert!(
            notes(15).contains("serial loop") && notes(15).contains("not vectorised: it calls a function"),
            "{}",
            notes(15)
        );
        assert!(notes(16).contains("division by zero: 1 operation checked"), "{}", notes(16));
    }

    #[test]
    fn the_page_is_complete_and_escaped() {
        let (.., page) = of(PROGRAM);
        assert!(page.contains("print(1 &lt; 2)") && page.contains("&lt;t&gt;.py"));
        assert!(page.matches("<tr ").count() >= 17 && page.ends_with("</body></html>\n"));
        assert!(!page.contains("http") && page.contains("<details>"));
    }
}
