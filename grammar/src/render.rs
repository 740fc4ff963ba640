//! The one renderer of diagnostics: for people, for one line each, for programs.
//!
//! Only the lines that labels touch are given to the drawing library, and very long lines are cut around their label, so
//! that a message stays small whatever the source.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::Source;
use crate::span::Span;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the source line and labels.
    #[default]
    Human,
    /// With the source line and labels, in colour.
    Coloured,
    /// `file:line:col: error[UG001]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

/// A window on the source is at most this long; beyond, lines are cut.
const MAX_WINDOW: usize = 4000;
/// How much of a cut line is shown on each side of its label.
const MARGIN: usize = 60;

/// Renders all diagnostics, each with its final newline.
pub fn render(source: &Source, diagnostics: &[Diagnostic], format: Format) -> String {
    diagnostics.iter().map(|diagnostic| render_one(source, diagnostic, format)).collect()
}

/// Renders one diagnostic with its final newline.
pub fn render_one(source: &Source, diagnostic: &Diagnostic, format: Format) -> String {
    let mut text = match format {
        Format::Human => human(source, diagnostic, &Renderer::plain()),
        Format::Coloured => human(source, diagnostic, &Renderer::styled()),
        Format::Short => short(source, diagnostic),
        Format::Json => json_value(source, diagnostic).to_string(),
    };
    text.push('\n');
    text
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn short(source: &Source, diagnostic: &Diagnostic) -> String {
    let place = source.line_col(diagnostic.primary.span.start);
    let severity = severity(diagnostic.severity);
    let Diagnostic { code, message, .. } = diagnostic;
    format!("{}:{}:{}: {severity}[{code}]: {message}", source.name(), place.line, place.column)
}

fn json_value(source: &Source, diagnostic: &Diagnostic) -> Value {
    let place = |span: Span| {
        let (start, end) = (source.line_col(span.start), source.line_col(span.end));
        json!({
            "start": span.start, "end": span.end,
            "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
        })
    };
    let label = |label: &Label| json!({ "span": place(label.span), "text": label.text });
    let fixes =
        diagnostic.fixes.iter().map(|fix| json!({ "span": place(fix.span), "replacement": fix.replacement }));
    json!({
        "file": source.name(),
        "code": diagnostic.code.to_string(),
        "severity": severity(diagnostic.severity),
        "class": diagnostic.code.class().name(),
        "message": diagnostic.message,
        "primary": label(&diagnostic.primary),
        "labels": diagnostic.labels.iter().map(label).collect::<Vec<_>>(),
        "hint": diagnostic.hint,
        "fixes": fixes.collect::<Vec<_>>(),
    })
}

/// The part of the source that is shown: an extent of the text and the number of its first line.
struct Window {
    span: Span,
    line: u32,
}

fn window(source: &Source, diagnostic: &Diagnostic) -> Window {
    let all = diagnostic.labels.iter().fold(diagnostic.primary.span, |span, label| span.to(label.span));
    let lines = |span: Span| {
        let length = source.text().len() as u32;
        let (first, last) = (source.line(span.start.min(length)), source.line(span.end.min(length)));
        (source.line_span(first).to(source.line_span(last)), first)
    };
    let (span, line) = lines(all);
    if span.len() <= MAX_WINDOW {
        return Window { span, line };
    }
    // Too much: show the primary place only.
    let primary = diagnostic.primary.span;
    let start = Span::new(primary.start, primary.start.max(primary.end.min(primary.start + MARGIN as u32)));
    let (span, line) = lines(start);
    if span.len() <= MAX_WINDOW {
        return Window { span, line };
    }
    let text = source.text();
    let floor = |mut at: usize| {
        while at > 0 && !text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    };
    let from = floor((start.start as usize).saturating_sub(MARGIN)).max(span.start);
    let to = floor((start.end as usize + MARGIN).min(text.len())).min(span.end).max(from);
    Window { span: Span::new(from, to), line }
}

fn human(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let window = window(source, diagnostic);
    let shown = source.slice(window.span);
    let length = window.span.len();
    let primary = annotation(AnnotationKind::Primary, &diagnostic.primary, window.span, shown);
    let others = diagnostic
        .labels
        .iter()
        .filter(|label| label.span.start >= window.span.start && label.span.end <= window.span.end)
        .map(|label| annotation(AnnotationKind::Context, label, window.span, shown));
    let snippet = Snippet::source(shown)
        .line_start(window.line as usize)
        .path(source.name())
        .fold(length > 400)
        .annotation(primary)
        .annotations(others);
    let id = diagnostic.code.to_string();
    let title = level.primary_title(diagnostic.message.as_str()).id(id);
    let mut group: Group<'_> = title.element(snippet);
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// A label inside of the window, in its coordinates.
fn annotation<'t>(kind: AnnotationKind, label: &'t Label, window: Span, shown: &str) -> Annotation<'t> {
    let inside = |at: u32| {
        let mut at = (at.clamp(window.start, window.end) - window.start) as usize;
        while at > 0 && !shown.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (inside(label.span.start), inside(label.span.end));
    let annotation = kind.span(start..end.max(start));
    if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
}
