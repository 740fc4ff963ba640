//! The one table of diagnostic codes, for all stages.
//!
//! UG001–UG049 syntax · UG050–UG089 scope and other checks outside regions · UG090 parsed but not compiled yet ·
//! UG100–UG199 types of regions (native code) · UG200–UG299 what a region may hold · UG300–UG399 parallel loops.
//!
//! To add a diagnostic, add a row: number, name of its constant, class of the exception that the guest sees, title,
//! explanation. Numbers are never reused.

/// The number of a diagnostic, shown as `UG001`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

/// The exception class that a guest program sees when it compiles the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// `RegionError` of module `ungil`: a region is refused.
    Region,
}

impl Class {
    /// The class's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxError",
            Self::Indentation => "IndentationError",
            Self::Tab => "TabError",
            Self::Region => "RegionError",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The number.
    pub code: Code,
    /// The exception class.
    pub class: Class,
    /// A short title.
    pub title: &'static str,
    /// A paragraph for `ungil explain`.
    pub explanation: &'static str,
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UG{:03}", self.0)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Code {
    /// The row of this code.
    pub fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.code == self)
    }

    /// The exception class of this code.
    pub fn class(self) -> Class {
        self.row().map_or(Class::Syntax, |row| row.class)
    }

    /// The code written as `UG001`.
    pub fn from_name(name: &str) -> Option<Self> {
        let number = name.strip_prefix("UG").or_else(|| name.strip_prefix("ug"))?.parse().ok()?;
        Some(Self(number)).filter(|code| code.row().is_some())
    }
}

macro_rules! codes {
    ($($number:literal $name:ident $class:ident $title:literal $explanation:literal)*) => {
        $(#[doc = $title] pub const $name: Code = Code($number);)*
        /// All rows, ordered by number.
        pub const TABLE: &[Row] = &[$(Row {
            code: $name,
            class: Class::$class,
            title: $title,
            explanation: $explanation,
        }),*];
    };
}

codes! {
    1 INVALID_SYNTAX Syntax "Invalid syntax."
        "The parser met a token that cannot stand here. The message names the token; look at it and at what stands \
         just before it: often a comma, an operator or a closing bracket is missing there."
    2 EXPECTED_COLON Syntax "A `:` is missing."
        "The header of `if`, `for`, `while`, `def`, `class`, `with`, `try`, `match`, `case` and their clauses ends \
         with a colon."
    3 EXPECTED_BLOCK Indentation "An indented block is missing."
        "After a header that ends with `:` comes an indented block, or a simple statement on the same line. Write \
         `pass` for an empty block."
    4 UNEXPECTED_INDENT Indentation "This line is indented more than it may be."
        "A line may be indented further than the line before it only after a header that ends with `:`."
    5 BAD_DEDENT Indentation "The indentation matches no outer level."
        "A line that ends a block must be indented exactly as far as the block it returns to."
    6 TABS_AND_SPACES Tab "Tabs and spaces are mixed in indentation."
        "Whether a line is indented deeper than another must not depend on the width of a tab. Indent with spaces \
         only."
    7 TOO_MUCH_INDENT Indentation "Too many levels of indentation."
        "Blocks nest at most 100 deep. Move inner blocks into functions of their own."
    8 UNCLOSED_BRACKET Syntax "A bracket was never closed."
        "Every `(`, `[` and `{` needs its closing bracket. The message points at the opening one."
    9 UNMATCHED_BRACKET Syntax "A closing bracket matches no opening bracket."
        "Either the bracket is one too many, or the opening bracket is of another kind."
    10 UNTERMINATED_STRING Syntax "A string literal has no end."
        "A string in single quotes ends on its line; a string in triple quotes ends with three quotes. End the \
         string with the quote it began with."
    11 BAD_NUMBER Syntax "A number is not well formed."
        "Digits must belong to the base; underscores stand between digits only; a decimal int does not begin with \
         zero (octal is written `0o17`); a name cannot follow a number directly."
    12 BAD_CHARACTER Syntax "This character cannot stand in a program."
        "Outside strings and comments only names, numbers, operators and white space are allowed. Text copied from a \
         document often brings typographic quotes, dashes or invisible spaces along."
    13 BAD_CONTINUATION Syntax "Something follows the line continuation character."
        "A `\\` that joins a line with the next one must be the last character of its line."
    14 BAD_ENCODING Syntax "The file cannot be decoded."
        "Source files are UTF-8 unless a comment in the first two lines names another encoding, as in \
         `# -*- coding: latin-1 -*-`. Known are utf-8, ascii, latin-1, latin-9, cp1251, cp1252 \
         and koi8-r."
    15 NUL_BYTE Syntax "The source holds a NUL byte."
        "A program is text; a NUL byte usually means that the file is binary or UTF-16."
    16 SOURCE_TOO_LARGE Syntax "The source is too large."
        "A source text holds at most 1 GiB."
    17 TOO_DEEP Syntax "The program is nested too deeply."
        "Brackets nest at most 200 deep and expressions at most 400. Give inner parts names of their own."
    18 CANNOT_ASSIGN Syntax "This cannot be assigned."
        "The target of an assignment is a name, an attribute, a subscript, or a tuple or list of them. If a \
         comparison was meant, write `==`."
    19 CANNOT_DELETE Syntax "This cannot be deleted."
        "`del` takes names, attributes, subscripts, and tuples or lists of them."
    20 BAD_ANNOTATION_TARGET Syntax "This cannot be annotated."
        "An annotation `target: type` takes one name, attribute or subscript."
    21 BAD_AUGMENTED_TARGET Syntax "This cannot be the target of an augmented assignment."
        "`target += value` takes one name, attribute or subscript."
    22 BAD_WALRUS_TARGET Syntax "`:=` assigns plain names only."
        "The target of an assignment expression is a plain name without parentheses."
    23 EQUALS_IN_EXPRESSION Syntax "`=` stands where an expression is expected."
        "An assignment is a statement. Write `==` to compare, `:=` to assign inside of an expression."
    24 ARGUMENT_ORDER Syntax "Arguments are in the wrong order."
        "In a call positional arguments come first, then `name=value`; `*iterable` may not follow `**mapping`."
    25 BAD_KEYWORD_ARGUMENT Syntax "The left side of `=` in a call is not a name."
        "A keyword argument is `name=value`. If a comparison was meant, write `==`."
    26 BARE_GENERATOR Syntax "A generator expression needs parentheses."
        "A generator expression may drop its parentheses only as the sole argument of a call."
    27 BAD_PARAMETERS Syntax "The parameter list is not well formed."
        "The order is: positional-only parameters, `/`, ordinary parameters, `*args` or `*`, keyword-only \
         parameters, `**kwargs`. After a parameter with a default all positional ones need a default."
    28 BAD_STAR Syntax "`*` cannot stand here."
        "`*iterable` stands in displays, subscripts, calls, and lists of values or targets only."
    29 BAD_COMPREHENSION Syntax "The comprehension is not well formed."
        "The element of a comprehension is one expression without `*` or `**`; a tuple as element needs parentheses."
    30 BAD_DICT Syntax "The dict display is not well formed."
        "A dict display holds items `key: value` and `**mapping`."
    31 BAD_IMPORT Syntax "The import is not well formed."
        "Write `import module`, `import module as name`, `from module import name` or \
         `from module import (name, name)`."
    32 BAD_TRY Syntax "The `try` statement is not well formed."
        "A `try` block is followed by `except` clauses, all plain or all `except*`, or by `finally`, or both."
    33 BAD_PATTERN Syntax "The pattern is not well formed."
        "A pattern is a literal, a dotted name, a name to bind, `_`, a sequence, a mapping, `Class(...)`, or several \
         of them joined with `|`."
    34 MISSING_COMMA Syntax "A comma seems to be missing."
        "Two expressions follow each other inside of brackets."
    35 MISSING_ELSE Syntax "An `else` is missing in a conditional expression."
        "`a if test` needs an `else`: an expression always has a value."
    36 KEYWORD_AS_NAME Syntax "A keyword cannot be used as a name."
        "The words of the language itself, such as `class`, `for` or `None`, cannot name variables, attributes or \
         parameters. Add an underscore: `class_`."
    37 OLD_PRINT Syntax "`print` and `exec` are functions."
        "Write `print(value)`."
    38 BAD_ESCAPE Syntax "An escape sequence in a string is not well formed."
        "`\\x` takes two hexadecimal digits, `\\u` four, `\\U` eight, `\\N{...}` the name of a character."
    39 BAD_FSTRING Syntax "The f-string is not well formed."
        "A replacement field is `{expression}`, `{expression!r}` or `{expression:format}`; its expression holds no \
         backslash and no comment. Write `{{` and `}}` for braces."
    40 MIXED_BYTES Syntax "Bytes and text cannot be joined."
        "Adjacent string literals are joined only if all are text or all are bytes."
    41 BYTES_NOT_ASCII Syntax "A bytes literal holds a character that is not ASCII."
        "Write other bytes as `\\xff`."
    42 UNEXPECTED_EOF Syntax "The program ends too early."
        "Something that was begun is not finished at the end of the text."
    43 BAD_IDENTIFIER Syntax "This character cannot stand in a name."
        "Names consist of letters, digits and underscores of any script, and do not begin with a digit."
    44 UNKNOWN_OPERATOR Syntax "This operator does not exist."
        "Python has no `++`, `--`, `&&`, `||`, `!` or `?`: write `+= 1`, `and`, `or`, `not`."
    45 TOO_MANY_ERRORS Syntax "Too many errors."
        "Reporting stopped here. Mend the first errors and try again."
    50 BAD_GLOBAL Syntax "A `global` or `nonlocal` declaration comes too late or contradicts another."
        "A name is declared `global` or `nonlocal` before its first use in the function, and is neither a parameter nor \
         annotated there."
    51 NO_NONLOCAL Syntax "`nonlocal` names no variable of an enclosing function."
        "`nonlocal x` needs an enclosing function with a variable `x`; for a variable of the module write `global x`."
    52 DUPLICATE_PARAMETER Syntax "Two parameters have the same name."
        "Each parameter of a function needs a name of its own."
    53 OUTSIDE_FUNCTION Syntax "`return`, `yield` or `await` outside a function."
        "These belong into the body of a function (`await` of an `async def`). To end a program use `sys.exit()`."
    54 OUTSIDE_LOOP Syntax "`break` or `continue` outside a loop."
        "`break` and `continue` act on the nearest `for` or `while` of the same function."
    55 OUTSIDE_ASYNC Syntax "`await`, `async for` or `async with` outside an asynchronous function."
        "Make the function an `async def`."
    56 BAD_WALRUS Syntax "`:=` cannot be used in this place of a comprehension."
        "In a comprehension `:=` may not rebind an iteration variable, stand in the iterated expression, or stand in a \
         class body."
    57 BAD_STAR_IMPORT Syntax "`import *` outside the module level."
        "`from module import *` binds names that are not known in advance, so it works at module level only."
    58 BAD_FUTURE Syntax "A `__future__` import is in the wrong place or unknown."
        "`from __future__ import …` comes first in the file, after the docstring only."
    59 BAD_EXCEPT Syntax "The `except` clauses are in the wrong order."
        "A bare `except:` catches everything, so it must be the last clause."
    60 EXCEPT_STAR_JUMP Syntax "`break`, `continue` or `return` in an `except*` block."
        "Several `except*` blocks of one statement may run, so none of them can leave it."
    61 BAD_CASE Syntax "A `case` is contradictory or makes others unreachable."
        "A pattern binds each name once, alternatives bind the same names, and only the last case matches everything."
    62 BAD_STAR_TARGET Syntax "The starred targets of an assignment are not well formed."
        "One target of a list or tuple of targets may be starred."
    63 REPEATED_KEYWORD Syntax "A keyword argument is repeated."
        "Each keyword argument is given once."
    64 ASSIGN_DEBUG Syntax "`__debug__` cannot be assigned."
        "`__debug__` is a constant."
    65 YIELD_IN_COMPREHENSION Syntax "`yield` in a comprehension."
        "Write a generator function."
    66 ASYNC_RETURN Syntax "`return` with a value in an asynchronous generator."
        "An asynchronous generator ends with a plain `return`."
    67 PROGRAM_TOO_LARGE Syntax "The program is too large for its bytecode."
        "A function has too many names, constants or nested blocks, or a jump is too far. Divide it."
    90 NOT_COMPILED_YET Syntax "This form is not compiled yet."
        "The program is valid Python, but this version of Ungil does not compile this form."
    101 UNTYPED_PARAMETER Region "A parameter of an exported native function has no type."
        "Native code that a host program calls needs the types of its parameters: write `x: i64`."
    110 TYPE_CHANGES Region "A variable has two types."
        "In native code a variable has one type. `s = 0` makes an i64, so `s = 0.5` later is refused. Start with a value \
         of the right type (`s = 0.0`), annotate the first assignment (`s: f64 = 0`), or use a second name."
    111 MAYBE_UNASSIGNED Region "A variable may be read before it is assigned."
        "On some path to this place the variable has no value: it is assigned only in one branch, or only in a loop that \
         may have no iteration. Give it a value before."
    112 MIXED_SIGNS Region "A u64 is mixed with a signed integer."
        "No integer type holds all values of both, and native code does not fall back to floats. Cast one of the two: \
         `i64(u)` or `u64(i)`; each raises OverflowError if the value does not fit."
    113 TYPE_MISMATCH Region "The types do not fit."
        "The message says what is wanted and what was found. Convert with `int(x)`, `float(x)`, `f32(x)`, `u8(x)` and the \
         like; a float is never made an int silently."
    114 LITERAL_RANGE Region "An integer literal does not fit its type."
        "A literal takes the type of its context, i64 if there is none. Use a wider type, for example `x: u64 = ...`."
    115 UNKNOWN_NAME Region "A name, field or method does not exist."
        "Check the spelling; the message offers the nearest name."
    116 READ_ONLY Region "Something read-only is written."
        "A `ConstView` promises that nothing is written through it, also by the functions it is passed to. Take a `View` \
         if it is meant to be written."
    201 NEEDS_LOCK Region "This needs the lock."
        "Native code runs without the lock of the interpreter, so it cannot use Python objects: no printing, no files, no \
         objects with methods. Do this before or after the region."
    202 NOT_NATIVE Region "A region calls a function that is not native."
        "Only native functions can be called without the lock. Mark the function `@nogil`, or call it outside."
    203 PYTHON_OBJECT Region "A region uses a Python object."
        "A region works on numbers, bools and arrays. Copy what it needs out of the object before the region."
    204 BUILDS_OBJECT Region "A region builds a list, dict, set or str."
        "Objects live under the lock. Use an array: `zeros(n, dtype=f64)`."
    206 YIELD_IN_REGION Region "A region cannot be suspended."
        "`yield` and `await` hand control to the interpreter, which needs the lock. Move them out."
    207 NOT_IN_NATIVE Region "This construct is not supported in native code."
        "The message names the construct and the nearest supported form."
    301 CARRIED Region "A parallel loop carries a value from one iteration to the next."
        "The iterations of a `prange` run in any order on several cores, so no iteration may need what another one left in \
         a variable. Assign the variable before its first use in the iteration, make it a reduction (`x += e`, \
         `x = max(x, e)`), or use `range`."
    302 MIXED_REDUCTION Region "A reduction mixes operators."
        "Sums, products, minima and so on are combined in parallel each by its own rule. Use two variables."
    303 REDUCTION_READ Region "A reduction variable is read inside the loop."
        "Within a parallel loop a reduction variable holds only the part of some iterations. Use a private copy, or read \
         it after the loop."
    304 NO_PARALLEL_FORM Region "This update has no parallel form."
        "Division, remainder, power and shifts depend on the order of the iterations. Collect with `+` or `*` and divide \
         after the loop, or use `range`."
    310 SHARED_WRITE Region "Iterations may write the same element."
        "A parallel loop may write an array only where the index names an element that belongs to this iteration alone, \
         such as `a[i]`, `a[i, j]` or `a[2 * i + 1]`. Use a reduction, or write to a place of its own for each iteration."
    311 SHARED_READ Region "An iteration reads what other iterations write."
        "In a parallel loop another iteration may have written the element already, or not yet. Read from a second array, \
         or from a copy made before the loop."
    330 LEAVES_PRANGE Region "`break` or `return` leaves a parallel loop."
        "The iterations run at the same time. Find the first one with a reduction: `if found: first = min(first, i)`."
    331 LOCK_IN_PRANGE Region "Every iteration takes the lock."
        "The iterations wait for each other, so the loop is no faster than a serial one. Move `with gil:` out of the loop."
    332 PRANGE_OUTSIDE Region "A parallel loop stands outside of a region."
        "Wrap the loop in `with nogil:`, or write `prange(..., nogil=True)`."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ordered_and_unique() {
        assert!(TABLE.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(EXPECTED_COLON.to_string(), "UG002");
        assert_eq!(Code::from_name("UG002"), Some(EXPECTED_COLON));
        assert_eq!(Code::from_name("UG9999"), None);
        assert_eq!(BAD_DEDENT.class().name(), "IndentationError");
    }
}
