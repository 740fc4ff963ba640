//! The one best message for a token that fits nowhere.
//!
//! The generated parser says which token stopped it and which ones would have fitted. That alone makes poor messages, so
//! this looks at the logical line around the token for the mistakes that people make, the most telling first. The
//! messages are CPython 3.11's where it has a specific one. Nothing of lalrpop's types is used here.

use crate::actions::{Actions, Top};
use crate::ast::{Constant, Expr, ExprKind};
use crate::codes::{self, Code};
use crate::diagnostic::Diagnostic;
use crate::parser::{Failure, line_around, run};
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::ops::Range;

/// What is known about the place of the fault.
struct Place<'t> {
    tokens: &'t [Token],
    /// The faulty token.
    token: Token,
    at: usize,
    /// The token before it, on the same logical line.
    previous: Option<Token>,
    /// The logical line up to the faulty token.
    before: &'t [Token],
    /// The brackets that are open at the fault: their places in `before`.
    open: Vec<usize>,
    expected: &'t [String],
}

impl Place<'_> {
    fn expects(&self, token: &str) -> bool {
        self.expected.iter().any(|name| name.trim_matches('"') == token)
    }

    fn span(&self) -> Span {
        match self.token.kind {
            // A label on a newline would reach into the next line.
            TokenKind::Newline => Span::at(self.token.start),
            _ => Span::new(self.token.start, self.token.end),
        }
    }

    fn first(&self) -> TokenKind {
        self.before.first().map_or(self.token.kind, |token| token.kind)
    }

    fn innermost(&self) -> Option<Token> {
        self.open.last().and_then(|at| self.before.get(*at)).copied()
    }

    fn error(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span(), message)
    }

    /// The tokens of the line before the fault, at the same depth as the fault, from the last separator on.
    fn left(&self, is_separator: impl Fn(TokenKind) -> bool) -> &[Token] {
        let mut depth = 0_usize;
        let mut start = self.before.len();
        for (at, token) in self.before.iter().enumerate().rev() {
            if token.kind.is_closing() {
                depth += 1;
            } else if token.kind.closing().is_some() {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            } else if depth == 0 && is_separator(token.kind) {
                break;
            }
            start = at;
        }
        self.before.get(start..).unwrap_or(&[])
    }
}

/// The line to replace so that the others can be parsed.
pub(crate) fn faulty_line(tokens: &[Token], failure: &Failure) -> Range<usize> {
    let kind = tokens.get(failure.at).map(|token| token.kind);
    let line = line_around(tokens, failure.at);
    let expects = |token: &str| failure.expected.iter().any(|name| name.trim_matches('"') == token);
    let is_first = failure.at == line.start
        || failure.at >= tokens.len()
        || matches!(kind, Some(TokenKind::Indent | TokenKind::Dedent));
    let header = failure.at.checked_sub(1);
    if let Some(before) = header
        && is_first
    {
        if expects("except") && expects("finally") {
            return try_line(tokens, failure.at).unwrap_or(line);
        }
        if expects("indent") || expects("class") && expects("@") && !expects("pass") {
            return line_around(tokens, before);
        }
        if kind == Some(TokenKind::Indent) {
            return line_around(tokens, before);
        }
    }
    line
}

/// The line of the `try` whose block ends before the token.
fn try_line(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (index, token) in tokens.get(..at)?.iter().enumerate().rev() {
        match token.kind {
            TokenKind::Dedent => depth += 1,
            TokenKind::Indent => depth = depth.saturating_sub(1),
            TokenKind::Try if depth == 0 => return Some(line_around(tokens, index)),
            _ => {}
        }
    }
    None
}

/// Makes the message. `rest` are the tokens after the faulty statement.
pub(crate) fn explain(
    actions: &mut Actions<'_>,
    tokens: &[Token],
    rest: &[Token],
    failure: &Failure,
) -> Diagnostic {
    let end = tokens.last().map_or(0, |token| token.end);
    let past = Token { kind: TokenKind::EndMarker, start: end, end };
    let token = tokens.get(failure.at).or_else(|| rest.first()).copied().unwrap_or(past);
    let line = line_around(tokens, failure.at);
    let before = tokens.get(line.start..failure.at).unwrap_or(&[]);
    let mut open = Vec::new();
    for (at, token) in before.iter().enumerate() {
        if token.kind.closing().is_some() {
            open.push(at);
        } else if token.kind.is_closing() {
            open.pop();
        }
    }
    let place = Place {
        tokens,
        token,
        at: failure.at,
        previous: before.last().copied(),
        before,
        open,
        expected: &failure.expected,
    };
    blocks(actions, &place)
        .or_else(|| equals(actions, &place))
        .or_else(|| words(actions, &place))
        .or_else(|| lists(actions, &place))
        .or_else(|| headers(actions, &place))
        .or_else(|| neighbours(actions, &place))
        .or_else(|| half_assignment(actions, &place))
        .unwrap_or_else(|| generic(&place))
}

fn line_number(text: &str, offset: u32) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes().get(..offset as usize).unwrap_or(&[])).count() + 1
}

/// What CPython calls a header in "expected an indented block after …".
fn header_name(line: &[Token]) -> Option<String> {
    let first = line.first()?;
    let kind = match first.kind {
        TokenKind::Async => line.get(1)?.kind,
        kind => kind,
    };
    Some(match kind {
        TokenKind::Def => "function definition".to_owned(),
        TokenKind::Class => "class definition".to_owned(),
        TokenKind::Except if line.get(1).is_some_and(|token| token.kind == TokenKind::Star) => {
            "'except*' statement".to_owned()
        }
        kind if kind.starts_clause() => format!("'{}' statement", kind.name()),
        _ => return None,
    })
}

/// Missing and unexpected blocks.
fn blocks(actions: &Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    if place.expects("indent") && !place.expects("pass") {
        let header_at = place.at.checked_sub(1)?;
        let header = place.tokens.get(line_around(place.tokens, header_at))?;
        let first = header.first()?;
        let colon = header.get(header.len().checked_sub(2)?)?;
        let name = header_name(header)?;
        let line = line_number(actions.text, first.start);
        let message = format!("expected an indented block after {name} on line {line}");
        return Some(
            place
                .error(codes::EXPECTED_BLOCK, message)
                .with_text("expected a deeper indentation here")
                .with_label(Span::new(first.start, colon.end), "this needs a block")
                .with_hint("write `pass` for an empty block"),
        );
    }
    if place.token.kind == TokenKind::Indent {
        return Some(
            place
                .error(codes::UNEXPECTED_INDENT, "unexpected indent")
                .with_text("this line is indented deeper than the one before it"),
        );
    }
    if place.expects("except") && place.expects("finally") && place.before.is_empty() {
        let try_at = try_line(place.tokens, place.at).and_then(|line| place.tokens.get(line.start));
        let mut diagnostic = place
            .error(codes::BAD_TRY, "expected 'except' or 'finally' block")
            .with_text("the `try` ends before this");
        if let Some(try_at) = try_at {
            diagnostic = diagnostic.with_label(Span::new(try_at.start, try_at.end), "this `try`");
        }
        return Some(diagnostic);
    }
    if place.previous.is_none() && place.expects("def") && place.expects("@") && !place.expects("pass") {
        return Some(
            place
                .error(codes::INVALID_SYNTAX, "invalid syntax")
                .with_text("expected `def` or `class` after a decorator"),
        );
    }
    None
}

/// `=` where an expression is.
fn equals(actions: &mut Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    if place.token.kind != TokenKind::Equal {
        return None;
    }
    let previous = place.previous?;
    if place.before.len() == 1 && previous.kind.is_keyword() {
        return Some(keyword_as_name(actions, previous));
    }
    let is_separator = |kind: TokenKind| {
        kind.is_keyword() && !matches!(kind, TokenKind::None | TokenKind::True | TokenKind::False)
            || matches!(
                kind,
                TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::ColonEqual
                    | TokenKind::EqualEqual
                    | TokenKind::NotEqual
                    | TokenKind::Less
                    | TokenKind::Greater
                    | TokenKind::LessEqual
                    | TokenKind::GreaterEqual
                    | TokenKind::Semicolon
                    | TokenKind::Match
            )
    };
    let left = place.left(is_separator);
    let expr = parse_part(actions, left)?;
    let span = expr.span;
    let fix = |diagnostic: Diagnostic| diagnostic.with_fix(place.span(), "==");
    match expr.kind {
        ExprKind::Name { .. } => {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            Some(fix(place.error(codes::EQUALS_IN_EXPRESSION, message).with_text("`=` is no operator")))
        }
        ExprKind::List { .. } | ExprKind::Tuple { .. } | ExprKind::GeneratorExp { .. } => None,
        ExprKind::Constant { value: Constant::None | Constant::True | Constant::False, .. } => {
            let message = format!("cannot assign to {}", expr.kind_name());
            Some(Diagnostic::error(codes::CANNOT_ASSIGN, span, message).with_text("this is no target"))
        }
        _ => {
            let message =
                format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", expr.kind_name());
            Some(fix(Diagnostic::error(codes::CANNOT_ASSIGN, span, message).with_text("this is no target")))
        }
    }
}

/// Parses some tokens as an expression, for its kind only.
fn parse_part(actions: &mut Actions<'_>, tokens: &[Token]) -> Option<Expr> {
    let end = tokens.last()?.end;
    let mut line = tokens.to_vec();
    line.push(Token { kind: TokenKind::Newline, start: end, end });
    let before = actions.diagnostics.len();
    let result = run(actions, TokenKind::StartExpression, &line);
    let is_clean = actions.diagnostics.len() == before;
    actions.diagnostics.truncate(before);
    match result {
        Ok(Top::Expression(expr)) if is_clean => Some(expr),
        _ => None,
    }
}

fn keyword_as_name(actions: &Actions<'_>, token: Token) -> Diagnostic {
    let word = actions.slice(token.start, token.end);
    Diagnostic::error(codes::KEYWORD_AS_NAME, Span::new(token.start, token.end), "invalid syntax")
        .with_text(format!("`{word}` is a keyword and cannot be a name"))
        .with_hint(format!("choose another name, such as `{word}_`"))
}

/// Keywords and words of other languages.
fn words(actions: &Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    let previous = place.previous?;
    let text = actions.slice(previous.start, previous.end);
    if place.token.kind.is_keyword()
        && place.token.kind != TokenKind::In
        && matches!(
            previous.kind,
            TokenKind::Dot
                | TokenKind::Def
                | TokenKind::Class
                | TokenKind::As
                | TokenKind::Import
                | TokenKind::Global
                | TokenKind::Nonlocal
                | TokenKind::For
        )
    {
        return Some(keyword_as_name(actions, place.token));
    }
    if place.token.kind.is_keyword()
        && matches!(place.first(), TokenKind::Def | TokenKind::Async)
        && place.open.len() == 1
        && matches!(previous.kind, TokenKind::LParen | TokenKind::Comma)
    {
        return Some(keyword_as_name(actions, place.token));
    }
    if previous.kind == TokenKind::Name
        && matches!(text, "print" | "exec")
        && place.open.is_empty()
        && (place.token.kind.starts_expression() || place.token.kind == TokenKind::Name)
    {
        let end = place.tokens.get(place.at..).unwrap_or(&[]);
        let end = end
            .iter()
            .take_while(|token| !matches!(token.kind, TokenKind::Newline | TokenKind::Semicolon))
            .last()
            .map_or(place.token.end, |token| token.end);
        let message = format!("Missing parentheses in call to '{text}'. Did you mean {text}(...)?");
        return Some(
            Diagnostic::error(codes::OLD_PRINT, Span::new(previous.start, end), message)
                .with_text(format!("`{text}` is a function"))
                .with_fix(Span::new(previous.end, place.token.start), "(")
                .with_fix(Span::at(end), ")"),
        );
    }
    if previous.kind == TokenKind::Else && place.token.kind == TokenKind::If && place.before.len() == 1 {
        let span = Span::new(previous.start, place.token.end);
        return Some(
            Diagnostic::error(codes::EXPECTED_COLON, span, "expected ':'")
                .with_text("two words")
                .with_hint("write `elif`")
                .with_fix(span, "elif"),
        );
    }
    let double = |kind| previous.kind == kind && previous.end == place.token.start;
    let (meant, span) = match place.token.kind {
        TokenKind::Ampersand if double(TokenKind::Ampersand) => {
            ("and", Span::new(previous.start, place.token.end))
        }
        TokenKind::Bar if double(TokenKind::Bar) => ("or", Span::new(previous.start, place.token.end)),
        TokenKind::Newline if place.before.len() > 2 => {
            let [.., first, second] = place.before else { return None };
            let meant = match (first.kind, second.kind) {
                (TokenKind::Plus, TokenKind::Plus) => "+= 1",
                (TokenKind::Minus, TokenKind::Minus) => "-= 1",
                _ => return None,
            };
            (meant, Span::new(first.start, second.end))
        }
        _ => return None,
    };
    Some(
        Diagnostic::error(codes::UNKNOWN_OPERATOR, span, "invalid syntax")
            .with_text("there is no such operator")
            .with_hint(format!("write `{meant}`"))
            .with_fix(span, meant),
    )
}

/// Parameters, dict displays, comprehensions, `except` lists.
fn lists(actions: &mut Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    let previous = place.previous?;
    let token = place.token.kind;
    let is_definition = matches!(place.first(), TokenKind::Def)
        || place.first() == TokenKind::Async && place.before.get(1).is_some_and(|t| t.kind == TokenKind::Def);
    let in_parameters = is_definition && place.open.len() == 1;
    let in_lambda =
        place.left(|kind| kind == TokenKind::Colon).iter().any(|token| token.kind == TokenKind::Lambda);
    if (in_parameters || in_lambda) && previous.kind == TokenKind::Slash && token == TokenKind::Star {
        let message = "expected comma between / and *";
        return Some(place.error(codes::BAD_PARAMETERS, message).with_fix(Span::at(previous.end), ","));
    }
    if is_definition && place.open.is_empty() && place.expects("(") && previous.kind == TokenKind::Name {
        let text = "parameters in parentheses belong here, even if there are none";
        return Some(place.error(codes::BAD_PARAMETERS, "expected '('").with_text(text));
    }
    if token == TokenKind::LParen && (in_parameters || in_lambda) {
        let message = if in_lambda {
            "Lambda expression parameters cannot be parenthesized"
        } else {
            "Function parameters cannot be parenthesized"
        };
        if matches!(previous.kind, TokenKind::LParen | TokenKind::Comma | TokenKind::Lambda) {
            let text = "take one parameter and unpack it in the body";
            return Some(place.error(codes::BAD_PARAMETERS, message).with_text(text));
        }
    }
    if previous.kind == TokenKind::Equal
        && matches!(token, TokenKind::Comma | TokenKind::RParen | TokenKind::Colon)
        && (in_parameters || in_lambda)
    {
        let span = Span::new(previous.start, previous.end);
        return Some(
            Diagnostic::error(codes::BAD_PARAMETERS, span, "expected default value expression")
                .with_text("the default is missing"),
        );
    }
    if token == TokenKind::Comma && place.first() == TokenKind::Except && place.open.is_empty() {
        return Some(
            place
                .error(codes::BAD_TRY, "multiple exception types must be parenthesized")
                .with_text("write `except (A, B):`"),
        );
    }
    let innermost = place.innermost();
    match innermost.map(|token| token.kind) {
        Some(TokenKind::LBrace) if previous.kind == TokenKind::Colon => {
            if token == TokenKind::Star {
                let message = "cannot use a starred expression in a dictionary value";
                return Some(place.error(codes::BAD_DICT, message));
            }
            if matches!(token, TokenKind::Comma | TokenKind::RBrace) {
                let span = Span::new(previous.start, previous.end);
                let message = "expression expected after dictionary key and ':'";
                return Some(
                    Diagnostic::error(codes::BAD_DICT, span, message).with_text("the value is missing"),
                );
            }
        }
        Some(TokenKind::LBrace)
            if matches!(token, TokenKind::Comma | TokenKind::RBrace)
                && place.expects(":")
                && previous.kind.ends_expression() =>
        {
            return Some(
                place
                    .error(codes::BAD_DICT, "':' expected after dictionary key")
                    .with_text("the item has no value"),
            );
        }
        Some(TokenKind::LParen) if token == TokenKind::DoubleStar && previous.kind == TokenKind::LParen => {
            return Some(place.error(codes::BAD_STAR, "cannot use double starred expression here"));
        }
        _ => {}
    }
    if matches!(token, TokenKind::For | TokenKind::Async)
        && let Some(bracket) = innermost
        && matches!(bracket.kind, TokenKind::LBracket | TokenKind::LBrace)
    {
        let element = place.left(|_| false);
        let has_comma =
            parse_part(actions, element).is_some_and(|e| matches!(e.kind, ExprKind::Tuple { .. }));
        if let (true, Some(first), Some(last)) = (has_comma, element.first(), element.last()) {
            let span = Span::new(first.start, last.end);
            return Some(
                Diagnostic::error(
                    codes::BAD_COMPREHENSION,
                    span,
                    "did you forget parentheses around the comprehension target?",
                )
                .with_fix(Span::at(span.start), "(")
                .with_fix(Span::at(span.end), ")"),
            );
        }
    }
    if matches!(token, TokenKind::For | TokenKind::Async)
        && innermost.is_some_and(|bracket| bracket.kind == TokenKind::LBrace)
        && place
            .left(|kind| kind == TokenKind::Comma)
            .first()
            .is_some_and(|t| t.kind == TokenKind::DoubleStar)
    {
        let message = "dict unpacking cannot be used in dict comprehension";
        return Some(place.error(codes::BAD_COMPREHENSION, message));
    }
    None
}

/// A header without its colon.
fn headers(actions: &Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    if !place.open.is_empty() || !place.expects(":") {
        return None;
    }
    let first = match place.first() {
        TokenKind::Async => place.before.get(1)?.kind,
        first => first,
    };
    let previous = place.previous?;
    let ends_line = place.token.kind == TokenKind::Newline;
    // After these nothing but the colon can come.
    let strict = matches!(first, TokenKind::Def | TokenKind::Try | TokenKind::Else | TokenKind::Finally);
    if !first.starts_clause() || !ends_line && !strict {
        return None;
    }
    let header = place.before.first()?;
    let word = actions.slice(header.start, header.end);
    Some(
        place
            .error(codes::EXPECTED_COLON, "expected ':'")
            .with_text(format!("the header of `{word}` ends with `:`"))
            .with_fix(Span::at(previous.end), ":"),
    )
}

/// `target =` and nothing more, where the target is none either.
fn half_assignment(actions: &mut Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    let (equal, left) = place.before.split_last()?;
    if place.token.kind != TokenKind::Newline || equal.kind != TokenKind::Equal || !place.open.is_empty() {
        return None;
    }
    let expr = parse_part(actions, left)?;
    let is_target = expr.is_single_target()
        || matches!(expr.kind, ExprKind::Tuple { .. } | ExprKind::List { .. } | ExprKind::Starred { .. });
    let message = format!("cannot assign to {}", expr.kind_name());
    (!is_target)
        .then(|| Diagnostic::error(codes::CANNOT_ASSIGN, expr.span, message).with_text("this is no target"))
}

fn missing_else(place: &Place<'_>) -> Option<Diagnostic> {
    if !place.expects("else") || place.token.kind == TokenKind::Colon {
        return None;
    }
    let left = place.left(|kind| {
        matches!(kind, TokenKind::Comma | TokenKind::Equal | TokenKind::Colon | TokenKind::ColonEqual)
    });
    let has_if = left.iter().skip(1).any(|token| token.kind == TokenKind::If);
    let (first, last) = (left.first()?, left.last()?);
    has_if.then(|| {
        Diagnostic::error(
            codes::MISSING_ELSE,
            Span::new(first.start, last.end),
            "expected 'else' after 'if' expression",
        )
        .with_text("what is its value otherwise?")
    })
}

/// Two expressions side by side.
fn neighbours(actions: &mut Actions<'_>, place: &Place<'_>) -> Option<Diagnostic> {
    if let Some(diagnostic) = missing_else(place) {
        return Some(diagnostic);
    }
    let previous = place.previous?;
    if place.open.is_empty()
        || !previous.kind.ends_expression()
        || !place.token.kind.starts_expression()
        || matches!(place.token.kind, TokenKind::Not | TokenKind::Lambda)
    {
        return None;
    }
    if previous.kind == TokenKind::Name && place.token.kind == TokenKind::String {
        return None;
    }
    if matches!(previous.kind, TokenKind::Name)
        && matches!(actions.slice(previous.start, previous.end), "match" | "case" | "_")
    {
        return None;
    }
    let left = place.left(|kind| {
        matches!(
            kind,
            TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::Equal
                | TokenKind::ColonEqual
                | TokenKind::Star
                | TokenKind::DoubleStar
                | TokenKind::If
                | TokenKind::Else
                | TokenKind::For
                | TokenKind::In
                | TokenKind::Lambda
                | TokenKind::Yield
                | TokenKind::From
        )
    });
    let first = *left.first()?;
    // After `for` in a comprehension an operator or `if` is missing rather than a comma.
    if place.left(|kind| kind == TokenKind::Comma).iter().any(|token| token.kind == TokenKind::For) {
        return None;
    }
    // The second expression must be one, or the comma would not help.
    let right = right_expression(actions, place)?;
    Some(
        Diagnostic::error(
            codes::MISSING_COMMA,
            Span::new(first.start, right.span.end),
            "invalid syntax. Perhaps you forgot a comma?",
        )
        .with_text("nothing joins these two")
        .with_fix(Span::at(previous.end), ","),
    )
}

/// The longest expression that begins at the fault.
fn right_expression(actions: &mut Actions<'_>, place: &Place<'_>) -> Option<Expr> {
    let tail = place.tokens.get(place.at..)?;
    let mut depth = 0_usize;
    let mut length = 0;
    for token in tail {
        if token.kind.closing().is_some() {
            depth += 1;
        } else if token.kind.is_closing() {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if depth == 0
            && matches!(
                token.kind,
                TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::ColonEqual
                    | TokenKind::Newline
                    | TokenKind::For
                    | TokenKind::Async
            )
        {
            break;
        }
        length += 1;
    }
    let part = tail.get(..length)?;
    parse_part(actions, part).or_else(|| {
        // Something is wrong further on; the first token alone may be an expression.
        parse_part(actions, part.get(..1)?)
    })
}

fn generic(place: &Place<'_>) -> Diagnostic {
    let diagnostic = place.error(codes::INVALID_SYNTAX, "invalid syntax");
    let only = match place.expected {
        [one] => Some(one.trim_matches('"')),
        _ => None,
    };
    let wants_expression = place.expects("name") && place.expects("number") && place.expects("(");
    match place.token.kind {
        TokenKind::Newline | TokenKind::EndMarker if wants_expression => {
            diagnostic.with_text("the line ends where an expression is expected")
        }
        TokenKind::Newline if place.expects("name") => {
            diagnostic.with_text("the line ends where a name is expected")
        }
        TokenKind::Elif | TokenKind::Else | TokenKind::Except | TokenKind::Finally
            if place.before.is_empty() =>
        {
            diagnostic.with_text("no statement before this can have such a clause")
        }
        TokenKind::Newline => match only {
            Some(only) => diagnostic.with_text(format!("the line ends where `{only}` is expected")),
            None => diagnostic.with_text("the line ends too early"),
        },
        TokenKind::EndMarker => diagnostic.with_text("the text ends too early"),
        TokenKind::Dedent => diagnostic.with_text("the block ends too early"),
        _ => match only {
            Some("name") => diagnostic.with_text("expected a name"),
            Some(only) => diagnostic.with_text(format!("expected `{only}`")),
            None if wants_expression => diagnostic.with_text("expected an expression"),
            None if place.token.kind.starts_expression()
                && place.previous.is_some_and(|previous| previous.kind.ends_expression()) =>
            {
                diagnostic.with_text("nothing joins this with what stands before it")
            }
            None => diagnostic.with_text("this does not fit here"),
        },
    }
}
