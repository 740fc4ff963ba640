//! Tokens: what logos recognises, plus the kinds that layout adds.
//!
//! A token is its kind and its place; names, numbers and strings take their values from the source text in the
//! parser's actions. White space, comments and joined lines leave no token.

use crate::lexer::{LexErrors, lex_bad_backslash, lex_join, lex_number, lex_string, lex_wide_name};
use logos::Logos;

/// A token at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The offset of its first byte.
    pub start: u32,
    /// The offset after its last byte.
    pub end: u32,
}

macro_rules! token_kinds {
    ($($(#[$attribute:meta])* $kind:ident $name:literal,)*) => {
        /// What a token is.
        #[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
        #[logos(extras = LexErrors)]
        #[logos(skip r"[ \t\x0c]+")]
        #[logos(skip(r"#[^\n]*", allow_greedy = true))]
        #[allow(missing_docs)]
        pub enum TokenKind {
            $($(#[$attribute])* $kind,)*
        }

        impl TokenKind {
            /// The token as it is written, or a word for its kind.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

token_kinds! {
    // Pseudo tokens that choose what the one generated parser parses.
    StartStatement "start of statement",
    StartExpression "start of expression",
    StartFStringField "start of field",

    // Layout.
    #[token("\n")]
    Newline "newline",
    Indent "indent",
    Dedent "dedent",
    EndMarker "end of input",
    /// A token that was already diagnosed.
    #[regex(r"\\\n", lex_join)]
    #[token("\\", lex_bad_backslash)]
    Error "error",
    /// The `(` of a parenthesised list of `with` items.
    WithParen "(",
    /// The soft keyword.
    Match "match",
    /// The soft keyword.
    Case "case",

    #[regex(r"[A-Za-z_][A-Za-z0-9_]*", priority = 3)]
    #[regex(r"[A-Za-z_\u{80}-\u{10FFFF}][A-Za-z0-9_\u{80}-\u{10FFFF}]*", lex_wide_name, priority = 1)]
    Name "name",
    #[regex(r"\.?[0-9]", lex_number)]
    Number "number",
    #[regex(r#"([uU]|[bB][rR]?|[rR][bBfF]?|[fF][rR]?)?["']"#, lex_string)]
    String "string",

    #[token("False", priority = 20)] False "False",
    #[token("None", priority = 20)] None "None",
    #[token("True", priority = 20)] True "True",
    #[token("and", priority = 20)] And "and",
    #[token("as", priority = 20)] As "as",
    #[token("assert", priority = 20)] Assert "assert",
    #[token("async", priority = 20)] Async "async",
    #[token("await", priority = 20)] Await "await",
    #[token("break", priority = 20)] Break "break",
    #[token("class", priority = 20)] Class "class",
    #[token("continue", priority = 20)] Continue "continue",
    #[token("def", priority = 20)] Def "def",
    #[token("del", priority = 20)] Del "del",
    #[token("elif", priority = 20)] Elif "elif",
    #[token("else", priority = 20)] Else "else",
    #[token("except", priority = 20)] Except "except",
    #[token("finally", priority = 20)] Finally "finally",
    #[token("for", priority = 20)] For "for",
    #[token("from", priority = 20)] From "from",
    #[token("global", priority = 20)] Global "global",
    #[token("if", priority = 20)] If "if",
    #[token("import", priority = 20)] Import "import",
    #[token("in", priority = 20)] In "in",
    #[token("is", priority = 20)] Is "is",
    #[token("lambda", priority = 20)] Lambda "lambda",
    #[token("nonlocal", priority = 20)] Nonlocal "nonlocal",
    #[token("not", priority = 20)] Not "not",
    #[token("or", priority = 20)] Or "or",
    #[token("pass", priority = 20)] Pass "pass",
    #[token("raise", priority = 20)] Raise "raise",
    #[token("return", priority = 20)] Return "return",
    #[token("try", priority = 20)] Try "try",
    #[token("while", priority = 20)] While "while",
    #[token("with", priority = 20)] With "with",
    #[token("yield", priority = 20)] Yield "yield",

    #[token("(")] LParen "(",
    #[token(")")] RParen ")",
    #[token("[")] LBracket "[",
    #[token("]")] RBracket "]",
    #[token("{")] LBrace "{",
    #[token("}")] RBrace "}",
    #[token(":")] Colon ":",
    #[token(",")] Comma ",",
    #[token(";")] Semicolon ";",
    #[token(".")] Dot ".",
    #[token("...")] Ellipsis "...",
    #[token("->")] Arrow "->",
    #[token(":=")] ColonEqual ":=",
    #[token("=")] Equal "=",
    #[token("+")] Plus "+",
    #[token("-")] Minus "-",
    #[token("*")] Star "*",
    #[token("**")] DoubleStar "**",
    #[token("/")] Slash "/",
    #[token("//")] DoubleSlash "//",
    #[token("%")] Percent "%",
    #[token("@")] At "@",
    #[token("<<")] LShift "<<",
    #[token(">>")] RShift ">>",
    #[token("&")] Ampersand "&",
    #[token("|")] Bar "|",
    #[token("^")] Caret "^",
    #[token("~")] Tilde "~",
    #[token("<")] Less "<",
    #[token(">")] Greater ">",
    #[token("<=")] LessEqual "<=",
    #[token(">=")] GreaterEqual ">=",
    #[token("==")] EqualEqual "==",
    #[token("!=")] NotEqual "!=",
    #[token("+=")] PlusEqual "+=",
    #[token("-=")] MinusEqual "-=",
    #[token("*=")] StarEqual "*=",
    #[token("/=")] SlashEqual "/=",
    #[token("//=")] DoubleSlashEqual "//=",
    #[token("%=")] PercentEqual "%=",
    #[token("@=")] AtEqual "@=",
    #[token("&=")] AmpersandEqual "&=",
    #[token("|=")] BarEqual "|=",
    #[token("^=")] CaretEqual "^=",
    #[token("<<=")] LShiftEqual "<<=",
    #[token(">>=")] RShiftEqual ">>=",
    #[token("**=")] DoubleStarEqual "**=",
}

impl TokenKind {
    /// Whether it is a word of the language that can never be a name.
    pub fn is_keyword(self) -> bool {
        (Self::False as u8..=Self::Yield as u8).contains(&(self as u8))
    }

    /// Whether it is an augmented assignment operator.
    pub fn is_augmented_assignment(self) -> bool {
        (Self::PlusEqual as u8..=Self::DoubleStarEqual as u8).contains(&(self as u8))
    }

    /// The closing bracket of an opening one.
    pub const fn closing(self) -> Option<Self> {
        match self {
            Self::LParen | Self::WithParen => Some(Self::RParen),
            Self::LBracket => Some(Self::RBracket),
            Self::LBrace => Some(Self::RBrace),
            _ => None,
        }
    }

    /// Whether it closes a bracket.
    pub const fn is_closing(self) -> bool {
        matches!(self, Self::RParen | Self::RBracket | Self::RBrace)
    }

    /// Whether an expression can begin with it.
    pub const fn starts_expression(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Number
                | Self::String
                | Self::False
                | Self::None
                | Self::True
                | Self::Await
                | Self::Lambda
                | Self::Not
                | Self::LParen
                | Self::LBracket
                | Self::LBrace
                | Self::Ellipsis
                | Self::Plus
                | Self::Minus
                | Self::Tilde
        )
    }

    /// Whether an expression can end with it.
    pub const fn ends_expression(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Number
                | Self::String
                | Self::False
                | Self::None
                | Self::True
                | Self::RParen
                | Self::RBracket
                | Self::RBrace
                | Self::Ellipsis
        )
    }

    /// Whether it begins a clause that has a block.
    pub const fn starts_clause(self) -> bool {
        matches!(
            self,
            Self::If
                | Self::Elif
                | Self::Else
                | Self::For
                | Self::While
                | Self::Def
                | Self::Class
                | Self::With
                | Self::Try
                | Self::Except
                | Self::Finally
                | Self::Async
                | Self::Match
                | Self::Case
        )
    }

    /// Whether it can only stand at the beginning of a statement, never inside of brackets.
    pub const fn starts_statement_only(self) -> bool {
        matches!(
            self,
            Self::Assert
                | Self::Break
                | Self::Class
                | Self::Continue
                | Self::Def
                | Self::Del
                | Self::Elif
                | Self::Except
                | Self::Finally
                | Self::Global
                | Self::Import
                | Self::Nonlocal
                | Self::Pass
                | Self::Raise
                | Self::Return
                | Self::Try
                | Self::While
                | Self::With
        )
    }
}
