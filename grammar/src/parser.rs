//! The driver: one run of the generated parser per top-level statement, recovery by mending lines.
//!
//! A statement that cannot be parsed costs another run: the faulty logical line is replaced by one that fits at its place
//! (`pass`, or a header such as `if True:` if a block follows), so that the other lines keep their context and get
//! their own messages. A text without faults is parsed once.

use crate::actions::{Actions, Top};
use crate::ast::{Expr, Module};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::layout::{Layout, layout, layout_open};
use crate::lexer::{MAX_ERRORS, lex};
use crate::source::Source;
use crate::span::Span;
use crate::syntax_error;
use crate::token::{Token, TokenKind};
use crate::{Interactive, Parsed, ParsedExpression};
use lalrpop_util::{ParseError, lalrpop_mod};
use std::cell::Cell;

lalrpop_mod!(
    #[allow(clippy::all, unused, missing_docs, unused_qualifications)]
    grammar
);

/// Where and why a run stopped.
pub(crate) struct Failure {
    /// The token that fits nowhere; one past the last if the tokens ended too early.
    pub at: usize,
    /// The tokens that would have fitted, as the grammar writes them.
    pub expected: Vec<String>,
}

/// One run of the generated parser.
pub(crate) fn run(actions: &mut Actions<'_>, start: TokenKind, tokens: &[Token]) -> Result<Top, Failure> {
    let taken = Cell::new(0_usize);
    let at = tokens.first().map_or(0, |token| token.start);
    let stream = std::iter::once((at, start, at)).chain(tokens.iter().map(|token| {
        taken.set(taken.get() + 1);
        (token.start, token.kind, token.end)
    }));
    grammar::TopParser::new().parse(actions, stream).map_err(|error| match error {
        ParseError::UnrecognizedToken { expected, .. } => {
            Failure { at: taken.get().saturating_sub(1), expected }
        }
        ParseError::UnrecognizedEof { expected, .. } => Failure { at: tokens.len(), expected },
        ParseError::ExtraToken { .. } | ParseError::InvalidToken { .. } | ParseError::User { .. } => {
            Failure { at: taken.get().saturating_sub(1), expected: Vec::new() }
        }
    })
}

/// Parses a file.
pub(crate) fn parse(source: &Source) -> Parsed {
    match prepare(source) {
        Ok(laid) => parse_laid(source, laid),
        Err(diagnostic) => Parsed { module: Module::default(), diagnostics: vec![*diagnostic] },
    }
}

/// Parses a single expression, as `eval` takes it.
pub(crate) fn parse_expression(source: &Source) -> ParsedExpression {
    let laid = match prepare(source) {
        Ok(laid) => laid,
        Err(diagnostic) => return ParsedExpression { expr: None, diagnostics: vec![*diagnostic] },
    };
    let mut diagnostics = laid.diagnostics;
    let mut expr: Option<Expr> = None;
    if diagnostics.is_empty() {
        let mut actions = Actions::new(source.text());
        let tokens = laid.tokens.as_slice();
        let (line, rest) = split_end(tokens);
        let mut line = line.to_vec();
        if line.is_empty() {
            let end = rest.first().map_or(0, |token| token.start);
            line.push(Token { kind: TokenKind::Newline, start: end, end });
        }
        match run(&mut actions, TokenKind::StartExpression, &line) {
            Ok(Top::Expression(found)) => expr = Some(found),
            Ok(Top::Statements(_)) => {}
            Err(failure) => {
                let fault = syntax_error::explain(&mut actions, &line, rest, &failure);
                actions.report(fault);
            }
        }
        diagnostics = actions.diagnostics;
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        expr = None;
    }
    ParsedExpression { expr, diagnostics }
}

/// Parses the input of a REPL: what was typed so far, all lines of one statement.
pub(crate) fn parse_interactive(source: &Source) -> Interactive {
    let laid = match prepare(source) {
        Ok(laid) => laid,
        Err(diagnostic) => {
            return Interactive::Complete(Parsed {
                module: Module::default(),
                diagnostics: vec![*diagnostic],
            });
        }
    };
    // An open bracket, string or joined line: what is wrong with it so far is only that it is open.
    if laid.open
        && laid.diagnostics.iter().all(|diagnostic| {
            matches!(
                diagnostic.code,
                codes::UNCLOSED_BRACKET | codes::UNTERMINATED_STRING | codes::UNEXPECTED_EOF
            )
        })
    {
        return match open_input_is_wrong(source) {
            true => Interactive::Complete(parse_laid(source, laid)),
            false => Interactive::Incomplete,
        };
    }
    // A block goes on until an empty line; so does a decorator until its definition.
    let lines_end = source.text().trim_end_matches([' ', '\t']).ends_with("\n\n")
        || source.text().trim_end_matches([' ', '\t', '\n']).is_empty();
    let first = laid.tokens.first().map(|token| token.kind);
    let has_block = laid.tokens.iter().any(|token| token.kind == TokenKind::Indent)
        || first.is_some_and(|kind| kind.starts_clause() || kind == TokenKind::At);
    if has_block && !lines_end && laid.diagnostics.is_empty() {
        // A faulty block is told at once, unless all that is wrong is that it is not finished.
        if ends_early(source, &laid.tokens) {
            return Interactive::Incomplete;
        }
        let parsed = parse_laid(source, laid);
        return if parsed.has_errors() { Interactive::Complete(parsed) } else { Interactive::Incomplete };
    }
    Interactive::Complete(parse_laid(source, laid))
}

/// Whether the first fault is that the input ends where its statement goes on: before a block, a clause or a definition.
fn ends_early(source: &Source, mut rest: &[Token]) -> bool {
    let mut actions = Actions::new(source.text());
    while let Some(length) = statement_length(rest) {
        let (statement, after) = rest.split_at(length);
        rest = after;
        if let Err(failure) = run(&mut actions, TokenKind::StartStatement, statement) {
            let unread = statement.get(failure.at..).unwrap_or(&[]);
            return unread.iter().all(|token| token.kind == TokenKind::Dedent);
        }
    }
    false
}

/// Whether an input that ends within brackets cannot be continued to a program.
fn open_input_is_wrong(source: &Source) -> bool {
    let lexed = lex(source.text(), 0);
    if lexed.open_string || lexed.open_join {
        return false;
    }
    let laid = layout_open(source.text(), lexed);
    // Only a whole line tells whether `match` is a keyword.
    let is_match =
        laid.tokens.first().is_some_and(|first| source.slice(Span::new(first.start, first.end)) == "match");
    let mut actions = Actions::new(source.text());
    !is_match
        && run(&mut actions, TokenKind::StartStatement, &laid.tokens)
            .is_err_and(|failure| failure.at < laid.tokens.len())
}

fn prepare(source: &Source) -> Result<Layout, Box<Diagnostic>> {
    if let Some(defect) = source.defect() {
        return Err(Box::new(defect.clone()));
    }
    let text = source.text();
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let span = Span::new(at as u32, at as u32 + 1);
        return Err(Box::new(
            Diagnostic::error(codes::NUL_BYTE, span, "source code cannot contain null bytes")
                .with_text("a NUL byte")
                .with_hint("is this a text file in UTF-8?"),
        ));
    }
    Ok(layout(text, lex(text, 0)))
}

fn parse_laid(source: &Source, laid: Layout) -> Parsed {
    let mut actions = Actions::new(source.text());
    let mut diagnostics = laid.diagnostics;
    let mut module = Module::default();
    let mut rest = laid.tokens.as_slice();
    while let Some(length) = statement_length(rest) {
        let (statement, after) = rest.split_at(length);
        rest = after;
        actions.said_too_deep = false;
        let has_fault = statement.iter().any(|token| token.kind == TokenKind::Error);
        let before = actions.diagnostics.len();
        if !has_fault
            && let Ok(Top::Statements(list)) = run(&mut actions, TokenKind::StartStatement, statement)
        {
            module.body.extend(list);
            continue;
        }
        actions.diagnostics.truncate(before);
        mend(&mut actions, statement, rest);
        if actions.diagnostics.len() + diagnostics.len() > MAX_ERRORS {
            break;
        }
    }
    diagnostics.append(&mut actions.diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    if diagnostics.len() > MAX_ERRORS {
        diagnostics.truncate(MAX_ERRORS);
        let last = diagnostics.last().map_or(Span::default(), |diagnostic| diagnostic.primary.span);
        diagnostics.push(Diagnostic::error(codes::TOO_MANY_ERRORS, last, "too many errors"));
    }
    Parsed { module, diagnostics }
}

/// The tokens before the end marker, and the rest.
fn split_end(tokens: &[Token]) -> (&[Token], &[Token]) {
    let end = tokens.iter().position(|token| token.kind == TokenKind::EndMarker).unwrap_or(tokens.len());
    tokens.split_at(end)
}

/// The length of the first top-level statement with its blocks, clauses and decorators.
fn statement_length(tokens: &[Token]) -> Option<usize> {
    if matches!(tokens.first()?.kind, TokenKind::EndMarker) {
        return None;
    }
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let mut at = 0;
    let mut is_decorator = false;
    loop {
        if kind(at) == Some(TokenKind::At) && (at == 0 || is_decorator) {
            is_decorator = true;
        } else if at > 0 {
            let is_clause = matches!(
                kind(at),
                Some(TokenKind::Elif | TokenKind::Else | TokenKind::Except | TokenKind::Finally)
            );
            if !is_clause && !is_decorator {
                return Some(at);
            }
            is_decorator = false;
        }
        if matches!(kind(at), None | Some(TokenKind::EndMarker)) {
            return Some(at);
        }
        // One logical line and its block.
        while !matches!(kind(at), None | Some(TokenKind::Newline | TokenKind::EndMarker)) {
            at += 1;
        }
        at += usize::from(kind(at) == Some(TokenKind::Newline));
        let mut depth = 0_usize;
        loop {
            match kind(at) {
                Some(TokenKind::Indent) => depth += 1,
                Some(TokenKind::Dedent) => depth = depth.saturating_sub(1),
                None | Some(TokenKind::EndMarker) => break,
                _ if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
    }
}

/// Reports the faults of a statement, mending one line after the other until the rest can be parsed.
fn mend(actions: &mut Actions<'_>, statement: &[Token], rest: &[Token]) {
    let mut tokens = statement.to_vec();
    let mut mended: Vec<(u32, u32)> = Vec::new();
    // Lines that lexing or layout has diagnosed.
    while let Some(at) = tokens.iter().position(|token| token.kind == TokenKind::Error) {
        let line = line_around(&tokens, at);
        replace_line(&mut tokens, line, 0);
    }
    let reported = actions.diagnostics.len();
    while actions.diagnostics.len() < reported + MAX_ERRORS {
        let before = actions.diagnostics.len();
        let Err(failure) = run(actions, TokenKind::StartStatement, &tokens) else { return };
        let line = syntax_error::faulty_line(&tokens, &failure);
        let place = tokens.get(line.start).map_or(0, |token| token.start);
        let attempt = mended.iter().find(|(at, _)| *at == place).map_or(0, |(_, attempt)| attempt + 1);
        if attempt == 0 {
            let explained = syntax_error::explain(actions, &tokens, rest, &failure);
            let end = tokens.get(line.end.saturating_sub(1)).map_or(place, |token| token.end);
            // What the actions found on the same line comes first and says more than "invalid syntax".
            let found = actions.diagnostics.split_off(before);
            let within = |diagnostic: &Diagnostic| {
                (place..end).contains(&diagnostic.primary.span.start)
                    && explained.code == codes::INVALID_SYNTAX
            };
            let best = found.into_iter().find(within).unwrap_or(explained);
            // A line that was mended can leave the same token without a place once more.
            let earlier = actions.diagnostics.get(reported..).unwrap_or(&[]);
            if !earlier.iter().any(|earlier| earlier.primary.span.start == best.primary.span.start) {
                actions.report(best);
            }
        } else {
            actions.diagnostics.truncate(before);
        }
        if attempt > 1 {
            return;
        }
        mended.retain(|(at, _)| *at != place);
        mended.push((place, attempt));
        replace_line(&mut tokens, line, attempt);
    }
}

/// The logical line that holds a token, with its newline.
pub(crate) fn line_around(tokens: &[Token], at: usize) -> std::ops::Range<usize> {
    let is_border =
        |token: &Token| matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent);
    if at >= tokens.len() && tokens.last().is_some_and(is_border) {
        return tokens.len()..tokens.len();
    }
    let at = at.min(tokens.len().saturating_sub(1));
    let start = tokens.get(..at).and_then(|before| before.iter().rposition(is_border)).map_or(0, |b| b + 1);
    let rest = tokens.get(at..).unwrap_or(&[]);
    let length = rest.iter().position(|token| token.kind == TokenKind::Newline);
    let end = length.map_or(tokens.len(), |length| at + length + 1);
    start.min(end)..end
}

/// Replaces a line by one that fits: on the first attempt it stays the clause that it was.
fn replace_line(tokens: &mut Vec<Token>, line: std::ops::Range<usize>, attempt: u32) {
    let Some(first) = tokens.get(line.start).copied() else { return };
    let has_block = tokens.get(line.end).is_some_and(|token| token.kind == TokenKind::Indent);
    let mut kinds: Vec<TokenKind> = match first.kind {
        TokenKind::Elif if attempt == 0 => vec![TokenKind::Elif, TokenKind::True, TokenKind::Colon],
        TokenKind::Else if attempt == 0 => vec![TokenKind::Else, TokenKind::Colon],
        TokenKind::Except if attempt == 0 => vec![TokenKind::Except, TokenKind::Colon],
        TokenKind::Finally if attempt == 0 => vec![TokenKind::Finally, TokenKind::Colon],
        TokenKind::Case if attempt == 0 => vec![TokenKind::Case, TokenKind::True, TokenKind::Colon],
        TokenKind::Match if attempt == 0 && has_block => {
            vec![TokenKind::Match, TokenKind::True, TokenKind::Colon]
        }
        TokenKind::Try if attempt == 0 && has_block => vec![TokenKind::Try, TokenKind::Colon],
        TokenKind::At if attempt == 0 && !has_block => vec![TokenKind::At, TokenKind::True],
        TokenKind::Def | TokenKind::Class if has_block && attempt == 0 => {
            vec![TokenKind::Class, TokenKind::Name, TokenKind::Colon]
        }
        _ if has_block => vec![TokenKind::If, TokenKind::True, TokenKind::Colon],
        _ => vec![TokenKind::Pass],
    };
    if !has_block && kinds.last() == Some(&TokenKind::Colon) {
        kinds.push(TokenKind::Pass);
    }
    kinds.push(TokenKind::Newline);
    let place = kinds.into_iter().map(|kind| Token { kind, start: first.start, end: first.start });
    let place: Vec<Token> = place.collect();
    tokens.splice(line, place);
}
