//! From raw tokens to the tokens of the grammar: indentation, joined lines, soft keywords.
//!
//! What only a whole logical line can tell is decided here, so that the grammar needs one token of lookahead:
//! - newlines inside of brackets vanish; the others end a logical line; blank lines vanish;
//! - a deeper line gives `Indent`, a shallower one `Dedent`s; tabs and spaces must agree as in CPython;
//! - `match` is a keyword if it is first on its line, something follows that begins an expression, and the line ends
//!   with `:`; `case` is one if it is first on a line directly in a `match` block;
//! - the `(` after `with` becomes `WithParen` if it encloses the list of items rather than one expression.
//!
//! Faults are diagnosed and mended so that later lines keep their meaning: a line with a fault keeps an `Error` token,
//! which tells the parser to pass over the line silently.

use crate::ast::MAX_BLOCK_DEPTH;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::lexer::{Lexed, MAX_ERRORS};
use crate::span::Span;
use crate::token::{Token, TokenKind};

/// Brackets nest at most this deep.
const MAX_BRACKETS: usize = 200;

/// The tokens of the grammar.
#[derive(Default)]
pub(crate) struct Layout {
    /// Ends with `EndMarker`.
    pub tokens: Vec<Token>,
    /// The faults of lexing and layout.
    pub diagnostics: Vec<Diagnostic>,
    /// The text ends within a bracket, a triple-quoted string or a joined line.
    pub open: bool,
    /// The text cannot be laid out at all; there are no tokens.
    pub fatal: bool,
}

/// Lays out the raw tokens of a whole text.
pub(crate) fn layout(text: &str, lexed: Lexed) -> Layout {
    lay_out(text, lexed, false)
}

/// Lays out a text that ends within brackets: the tokens so far, with neither faults nor an end.
pub(crate) fn layout_open(text: &str, lexed: Lexed) -> Layout {
    lay_out(text, lexed, true)
}

fn lay_out(text: &str, lexed: Lexed, keep_open: bool) -> Layout {
    let fatal = lexed.diagnostics.len() >= MAX_ERRORS;
    let mut pass = Pass {
        text,
        raw: &lexed.tokens,
        out: Layout {
            tokens: Vec::with_capacity(lexed.tokens.len() + 16),
            diagnostics: lexed.diagnostics,
            open: lexed.open_string || lexed.open_join,
            fatal,
        },
        indents: vec![Level::default()],
        brackets: Vec::new(),
        line_first: 0,
        line_start: 0,
        at_line_start: true,
        previous_line: Ended::default(),
        keep_open,
    };
    if !fatal {
        pass.run();
    }
    if pass.out.fatal {
        pass.out.tokens.clear();
    }
    pass.out
}

#[derive(Clone, Copy, Default)]
struct Level {
    column: usize,
    /// The column with tabs one wide: levels must be ordered alike by both.
    alternate: usize,
    /// The indent was unexpected, so it gave no token and its end gives none.
    ghost: bool,
    /// The block of a `match`.
    is_match: bool,
}

#[derive(Clone, Copy)]
struct Bracket {
    token: Token,
    /// The raw token of the bracket.
    raw: usize,
}

/// How the last logical line ended.
#[derive(Clone, Copy, Default)]
struct Ended {
    first: Option<TokenKind>,
    /// Where its first token is among the tokens.
    first_at: usize,
    with_colon: bool,
}

struct Pass<'s> {
    text: &'s str,
    raw: &'s [Token],
    out: Layout,
    indents: Vec<Level>,
    brackets: Vec<Bracket>,
    /// The first token of the current logical line among the tokens put out.
    line_first: usize,
    /// Where the current physical line begins in the text, and in the raw tokens.
    line_start: u32,
    at_line_start: bool,
    previous_line: Ended,
    /// Stop at the end of the text even if brackets are open.
    keep_open: bool,
}

impl Pass<'_> {
    fn run(&mut self) {
        let mut at = 0;
        loop {
            if self.out.fatal {
                return;
            }
            let Some(token) = self.raw.get(at).copied() else {
                match self.brackets.last().copied() {
                    None => break,
                    Some(_) if self.keep_open => return,
                    Some(bracket) => {
                        self.out.open = true;
                        at = self.unclosed(bracket);
                        continue;
                    }
                }
            };
            at += 1;
            if token.kind == TokenKind::Newline {
                if self.brackets.is_empty() {
                    if !self.at_line_start {
                        self.end_line(token);
                    }
                    self.line_start = token.end;
                } else if let Some(next) = self.raw.get(at)
                    && (next.kind.starts_statement_only() || self.is_assignment(at))
                    && let Some(bracket) = self.brackets.first().copied()
                {
                    // No valid program has such a keyword in brackets: the bracket was never closed.
                    self.report_unclosed(self.brackets.last().copied().unwrap_or(bracket));
                    self.abandon_line(token);
                    self.line_start = token.end;
                }
                continue;
            }
            if self.at_line_start {
                self.indent(token.start);
                self.at_line_start = false;
                self.line_first = self.out.tokens.len();
            }
            let kind = self.bracket(token, at - 1);
            self.out.tokens.push(Token { kind, ..token });
        }
        self.end();
    }

    /// Whether `name =` stands here in a display, where it never can.
    fn is_assignment(&self, at: usize) -> bool {
        let kind = |at: usize| self.raw.get(at).map(|token| token.kind);
        let innermost = self.brackets.last().map(|bracket| bracket.token.kind);
        matches!(innermost, Some(TokenKind::LBracket | TokenKind::LBrace))
            && kind(at) == Some(TokenKind::Name)
            && kind(at + 1) == Some(TokenKind::Equal)
    }

    fn end(&mut self) {
        let end = self.text_end();
        if !self.at_line_start {
            self.end_line(Token { kind: TokenKind::Newline, start: end, end });
        }
        while let Some(level) = self.indents.pop() {
            if !self.indents.is_empty() && !level.ghost {
                self.out.tokens.push(Token { kind: TokenKind::Dedent, start: end, end });
            }
        }
        self.out.tokens.push(Token { kind: TokenKind::EndMarker, start: end, end });
    }

    /// The end of the text, in the coordinates of the raw tokens.
    fn text_end(&self) -> u32 {
        let last = self.raw.last().map_or(0, |token| token.end);
        last.max(self.text.len() as u32)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.diagnostics.push(diagnostic);
        if self.out.diagnostics.len() >= MAX_ERRORS {
            self.out.fatal = true;
        }
    }

    fn line_number(&self, offset: u32) -> usize {
        let before = self.text.as_bytes().get(..offset as usize).unwrap_or(&[]);
        memchr::memchr_iter(b'\n', before).count() + 1
    }

    /// Keeps track of brackets; the answer is what the token is.
    fn bracket(&mut self, token: Token, raw: usize) -> TokenKind {
        let span = Span::new(token.start, token.end);
        if token.kind.closing().is_some() {
            if self.brackets.len() >= MAX_BRACKETS {
                self.report(
                    Diagnostic::error(codes::TOO_DEEP, span, "too many nested parentheses")
                        .with_text(format!("brackets nest at most {MAX_BRACKETS} deep")),
                );
                self.out.fatal = true;
                return TokenKind::Error;
            }
            self.brackets.push(Bracket { token, raw });
        } else if token.kind.is_closing() {
            let closing = token.kind.name();
            let Some(open) = self.brackets.pop() else {
                self.report(
                    Diagnostic::error(codes::UNMATCHED_BRACKET, span, format!("unmatched '{closing}'"))
                        .with_text("no bracket is open here"),
                );
                return TokenKind::Error;
            };
            if open.token.kind.closing() != Some(token.kind) {
                let opening = open.token.kind.name();
                let mut message =
                    format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'");
                let line = self.line_number(open.token.start);
                if line != self.line_number(token.start) {
                    message.push_str(&format!(" on line {line}"));
                }
                // If it closes an outer bracket, the inner one was never closed; else it is the wrong one.
                let outer = self.brackets.iter().rposition(|b| b.token.kind.closing() == Some(token.kind));
                if let Some(outer) = outer {
                    self.brackets.truncate(outer);
                }
                let expected = open.token.kind.closing().map_or("", TokenKind::name);
                self.report(
                    Diagnostic::error(codes::UNMATCHED_BRACKET, span, message)
                        .with_text(format!("expected `{expected}`"))
                        .with_label(Span::new(open.token.start, open.token.end), "this bracket is open"),
                );
                return TokenKind::Error;
            }
        }
        token.kind
    }

    fn report_unclosed(&mut self, bracket: Bracket) {
        let Token { kind, start, end } = bracket.token;
        // A string without an end on the same line has swallowed the closing bracket.
        let rest = self.text.as_bytes().get(start as usize..).unwrap_or(&[]);
        let line_end = start + memchr::memchr(b'\n', rest).unwrap_or(rest.len()) as u32;
        let swallowed = |d: &Diagnostic| {
            d.code == codes::UNTERMINATED_STRING && (start..line_end).contains(&d.primary.span.start)
        };
        if self.out.diagnostics.iter().any(swallowed) {
            return;
        }
        let closing = kind.closing().map_or("", TokenKind::name);
        self.report(
            Diagnostic::error(
                codes::UNCLOSED_BRACKET,
                Span::new(start, end),
                format!("'{}' was never closed", kind.name()),
            )
            .with_text(format!("no `{closing}` for this bracket")),
        );
    }

    /// Ends the current logical line in spite of its open brackets; the parser will pass over it.
    fn abandon_line(&mut self, newline: Token) {
        self.brackets.clear();
        self.out.tokens.push(Token { kind: TokenKind::Error, start: newline.start, end: newline.start });
        self.end_line(newline);
    }

    /// The text ends within a bracket. Most likely its own line lacks the closing bracket: lay out again from the
    /// next line that is not indented deeper than the statement. The answer is where to go on.
    fn unclosed(&mut self, bracket: Bracket) -> usize {
        self.report_unclosed(bracket);
        let outermost = self.brackets.first().copied().unwrap_or(bracket);
        // What was put out after the line of the outermost bracket is dropped.
        let limit = self.indents.last().map_or(0, |level| level.column);
        let mut at = outermost.raw + 1;
        while let Some(token) = self.raw.get(at) {
            at += 1;
            let Some(next) = self.raw.get(at) else { break };
            if token.kind == TokenKind::Newline
                && next.kind != TokenKind::Newline
                && self.measure(token.end, next.start).0 <= limit
            {
                break;
            }
        }
        let newline = at.checked_sub(1).and_then(|last| self.raw.get(last)).copied();
        let end = self.text_end();
        let newline = newline.filter(|token| token.kind == TokenKind::Newline).unwrap_or(Token {
            kind: TokenKind::Newline,
            start: end,
            end,
        });
        let kept = self.out.tokens.iter().take_while(|token| token.start <= outermost.token.start).count();
        self.out.tokens.truncate(kept.max(self.line_first));
        self.abandon_line(newline);
        self.line_start = newline.end;
        at
    }

    /// The columns of the first token of a line: with tabs to multiples of eight, and with tabs one wide.
    fn measure(&self, from: u32, to: u32) -> (usize, usize) {
        let (mut column, mut alternate) = (0, 0);
        let mut joined = 0;
        for byte in self.text.as_bytes().get(from as usize..to as usize).unwrap_or(&[]) {
            match byte {
                b' ' => (column, alternate) = (column + 1, alternate + 1),
                b'\t' => (column, alternate) = ((column / 8 + 1) * 8, alternate + 1),
                b'\x0c' => (column, alternate) = (0, 0),
                // What stands before a backslash on the first of joined lines counts.
                b'\\' => joined = if joined == 0 { column } else { joined },
                _ => {}
            }
        }
        if joined == 0 { (column, alternate) } else { (joined, joined) }
    }

    /// Compares the indentation of a line that begins at `start` with the levels that are open.
    fn indent(&mut self, start: u32) {
        let (column, alternate) = self.measure(self.line_start, start);
        let Some(top) = self.indents.last().copied() else { return };
        if column == top.column {
            if alternate != top.alternate {
                self.report_tabs(start);
            }
        } else if column > top.column {
            if alternate <= top.alternate {
                self.report_tabs(start);
            }
            self.open_level(start, column, alternate);
        } else {
            self.close_levels(start, column, alternate);
        }
    }

    fn open_level(&mut self, start: u32, column: usize, alternate: usize) {
        let place = Span::new(self.line_start, start);
        if self.indents.len() >= MAX_BLOCK_DEPTH {
            self.report(
                Diagnostic::error(codes::TOO_MUCH_INDENT, place, "too many levels of indentation")
                    .with_text(format!("blocks nest at most {MAX_BLOCK_DEPTH} deep")),
            );
            self.out.fatal = true;
            return;
        }
        let Ended { first, first_at, with_colon } = self.previous_line;
        // `match x` and a deeper `case …`: only the colon is missing.
        if !with_colon
            && first == Some(TokenKind::Name)
            && self.next_is_case(start)
            && let Some(token) = self.out.tokens.get_mut(first_at)
            && self.text.get(token.start as usize..token.end as usize) == Some("match")
        {
            token.kind = TokenKind::Match;
        }
        let first = self.out.tokens.get(first_at).filter(|_| first.is_some()).map(|token| token.kind);
        let is_clause = first.is_some_and(TokenKind::starts_clause);
        let ghost = !with_colon && !is_clause;
        let line_is_faulty = self
            .out
            .tokens
            .get(first_at..)
            .is_some_and(|line| line.iter().any(|token| token.kind == TokenKind::Error));
        if ghost && !line_is_faulty {
            self.report(
                Diagnostic::error(codes::UNEXPECTED_INDENT, place, "unexpected indent")
                    .with_text("this line is indented deeper than the one before it"),
            );
        }
        let is_match = first == Some(TokenKind::Match);
        self.indents.push(Level { column, alternate, ghost, is_match });
        if !ghost {
            self.out.tokens.push(Token { kind: TokenKind::Indent, start: self.line_start, end: start });
        }
    }

    fn next_is_case(&self, start: u32) -> bool {
        let rest = self.text.get(start as usize..).unwrap_or("");
        rest.strip_prefix("case").is_some_and(|rest| rest.starts_with([' ', '(', '[', '{', '"', '\'', '-']))
    }

    fn close_levels(&mut self, start: u32, column: usize, alternate: usize) {
        while let Some(top) = self.indents.last().copied()
            && top.column > column
            && self.indents.len() > 1
        {
            self.indents.pop();
            if !top.ghost {
                self.out.tokens.push(Token { kind: TokenKind::Dedent, start, end: start });
            }
        }
        let Some(top) = self.indents.last().copied() else { return };
        if top.column != column {
            let place = Span::new(self.line_start, start);
            self.report(
                Diagnostic::error(
                    codes::BAD_DEDENT,
                    place,
                    "unindent does not match any outer indentation level",
                )
                .with_text("no open block is indented like this"),
            );
            // Later lines of this indentation belong together.
            self.indents.push(Level { column, alternate, ghost: true, is_match: top.is_match });
        } else if top.alternate != alternate {
            self.report_tabs(start);
        }
    }

    fn report_tabs(&mut self, start: u32) {
        self.report(
            Diagnostic::error(
                codes::TABS_AND_SPACES,
                Span::new(self.line_start, start),
                "inconsistent use of tabs and spaces in indentation",
            )
            .with_text("how deep this is depends on the width of a tab")
            .with_hint("indent with spaces only"),
        );
    }

    /// Ends a logical line: `newline` is its end.
    fn end_line(&mut self, newline: Token) {
        let first_at = self.line_first;
        let in_match = self.indents.last().is_some_and(|level| level.is_match);
        let text = self.text;
        if let Some(line) = self.out.tokens.get_mut(first_at..) {
            soft_keywords(text, line, in_match);
            with_items(line);
        }
        let line = self.out.tokens.get(first_at..).unwrap_or(&[]);
        self.previous_line = Ended {
            first: line.first().map(|token| token.kind),
            first_at,
            with_colon: line.last().is_some_and(|token| token.kind == TokenKind::Colon),
        };
        self.out.tokens.push(newline);
        self.at_line_start = true;
    }
}

/// Decides whether the first word of a logical line is `match` or `case` as a keyword.
fn soft_keywords(text: &str, line: &mut [Token], in_match: bool) {
    let last = line.last().map(|token| token.kind);
    let next = line.get(1).map(|token| token.kind);
    let Some(first) = line.first_mut().filter(|first| first.kind == TokenKind::Name) else { return };
    match text.get(first.start as usize..first.end as usize) {
        Some("match") => {
            let has_subject = next.is_some_and(|kind| kind.starts_expression() || kind == TokenKind::Star);
            if last == Some(TokenKind::Colon) && has_subject {
                first.kind = TokenKind::Match;
            }
        }
        Some("case") if in_match => first.kind = TokenKind::Case,
        _ => {}
    }
}

/// Marks the `(` of `with (a as b, c):`.
fn with_items(line: &mut [Token]) {
    let with = match line {
        [Token { kind: TokenKind::With, .. }, ..] => 0,
        [Token { kind: TokenKind::Async, .. }, Token { kind: TokenKind::With, .. }, ..] => 1,
        _ => return,
    };
    let open = with + 1;
    if line.get(open).map(|token| token.kind) == Some(TokenKind::LParen)
        && is_item_list(line.get(open + 1..).unwrap_or(&[]))
        && let Some(token) = line.get_mut(open)
    {
        token.kind = TokenKind::WithParen;
    }
}

/// Whether the tokens after an opening parenthesis are a list of plain expressions with or without `as`, closed by a
/// parenthesis that `:` follows.
fn is_item_list(tokens: &[Token]) -> bool {
    let mut depth = 0_usize;
    let mut lambdas = 0_usize;
    let mut has_as = false;
    let mut at_item_start = true;
    for (at, token) in tokens.iter().enumerate() {
        let kind = token.kind;
        if kind.is_closing() {
            if depth == 0 {
                // With an `as` it can be nothing else, even if the colon is missing.
                let next = tokens.get(at + 1);
                return at > 0 && next.map_or(has_as, |next| next.kind == TokenKind::Colon);
            }
            depth -= 1;
        } else if kind.closing().is_some() {
            depth += 1;
        } else if depth == 0 {
            match kind {
                TokenKind::As => has_as = true,
                TokenKind::Lambda => lambdas += 1,
                TokenKind::Colon if lambdas > 0 => lambdas -= 1,
                TokenKind::Star | TokenKind::DoubleStar | TokenKind::Yield
                    if at_item_start && lambdas == 0 =>
                {
                    return false;
                }
                TokenKind::ColonEqual | TokenKind::For => return false,
                _ => {}
            }
        }
        at_item_start = depth == 0 && kind == TokenKind::Comma;
    }
    false
}
