//! Tracebacks as CPython 3.11 prints them.

use ungil_compiler::bytecode::Position;
use ungil_grammar::Source;
use ungil_grammar::ast::{ExprKind, StmtKind};

use crate::heap::{Gil, Local, Object, Reg, Scope};
use crate::object::{CodeObj, Name, Type};
use crate::vm::region::Unit;
use crate::word::Word;

/// Equal entries beyond this many are counted, not printed.
const RECURSIVE_CUTOFF: usize = 3;

impl Gil {
    /// The exception with its chain, as it is printed when nothing catches it.
    pub fn format_exception(&mut self, exception: Reg) -> Vec<u8> {
        let mut out = Vec::new();
        let mut seen = Vec::new();
        self.push_chain(exception, &mut out, &mut seen, 0);
        out
    }

    /// What module `traceback` needs: the entries of a traceback without a title, as they are printed.
    pub(crate) fn format_entries(&self, traceback: Local<'_>) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        let mut at = traceback.as_traceback();
        while let Some(entry) = at {
            let mut text = Vec::new();
            push_entry(entry.code(), entry.instr(), &mut text);
            lines.push(text);
            at = entry.next().as_traceback();
        }
        lines
    }

    fn push_chain(&mut self, exception: Reg, out: &mut Vec<u8>, seen: &mut Vec<Word>, depth: usize) {
        let word = exception.get(self).word();
        if depth > 200 || seen.contains(&word) {
            return;
        }
        seen.push(word);
        let s = &mut Scope::new(self);
        let earlier = s.slot();
        let Some(e) = exception.get(s).as_exception() else { return };
        let (cause, context, suppress) = (e.cause().word(), e.context().word(), e.suppress_context());
        if !cause.is_none() {
            earlier.set(s, Local::new(cause));
            if !seen.contains(&cause) {
                s.push_chain(earlier, out, seen, depth + 1);
                out.extend_from_slice(
                    b"\nThe above exception was the direct cause of the following exception:\n\n",
                );
            }
        } else if !context.is_none() && !suppress && !seen.contains(&context) {
            earlier.set(s, Local::new(context));
            s.push_chain(earlier, out, seen, depth + 1);
            out.extend_from_slice(
                b"\nDuring handling of the above exception, another exception occurred:\n\n",
            );
        }
        s.push_one(exception, out, 0);
    }

    fn push_one(&mut self, exception: Reg, out: &mut Vec<u8>, group_depth: usize) {
        let is_group = self.group_items(exception.get(self)).is_some();
        if is_group || group_depth > 0 {
            self.push_group(exception, out, group_depth);
            return;
        }
        self.push_entries(exception, out, "Traceback (most recent call last):\n");
        self.push_message(exception, out);
    }

    fn push_entries(&self, exception: Reg, out: &mut Vec<u8>, title: &str) {
        let Some(mut entry) = exception.get(self).as_exception().and_then(|e| e.traceback().as_traceback())
        else {
            return;
        };
        out.extend_from_slice(title.as_bytes());
        let mut last: Option<(Word, u32)> = None;
        let mut repeated = 0;
        loop {
            let code = entry.code();
            let key = (code.header().word(), code.line_of(entry.instr()));
            if last == Some(key) {
                repeated += 1;
            } else {
                push_repeated(repeated, out);
                repeated = 0;
                last = Some(key);
            }
            if repeated < RECURSIVE_CUTOFF {
                push_entry(code, entry.instr(), out);
            }
            match entry.next().as_traceback() {
                Some(next) => entry = next,
                None => break,
            }
        }
        push_repeated(repeated, out);
    }

    /// `module.Class: text` and the notes.
    fn push_message(&mut self, exception: Reg, out: &mut Vec<u8>) {
        let class = self.class_of(exception.get(self));
        let mut name = self.class_full_name(class);
        if let Some(rest) = name.strip_prefix("__main__.") {
            name = rest.to_owned();
        }
        if self.is_instance_of(exception.get(self), Type::SyntaxError) {
            self.push_syntax_error(exception, &name, out);
            return;
        }
        out.extend_from_slice(name.as_bytes());
        match self.str_text(exception) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => {
                out.extend_from_slice(b": ");
                out.extend_from_slice(crate::object::lossy(&text).as_bytes());
            }
            Err(_) => {
                self.take_raised();
                out.extend_from_slice(b": <exception str() failed>");
            }
        }
        if let Some(near) = self.suggestion(exception) {
            out.extend_from_slice(format!(". Did you mean: '{near}'?").as_bytes());
        }
        out.push(b'\n');
        self.push_notes(exception, out);
    }

    fn push_notes(&mut self, exception: Reg, out: &mut Vec<u8>) {
        let s = &mut Scope::new(self);
        let item = s.slot();
        let mut at = 0;
        while let Some(note) = s
            .own_attr(exception.get(s), s.name(Name::Notes))
            .and_then(Local::as_list)
            .and_then(|notes| notes.get(at))
            .map(Local::word)
        {
            at += 1;
            item.set(s, Local::new(note));
            match s.str_text(item) {
                Ok(text) => {
                    out.extend_from_slice(crate::object::lossy(&text).as_bytes());
                    out.push(b'\n');
                }
                Err(_) => {
                    s.take_raised();
                }
            }
        }
    }

    fn push_syntax_error(&mut self, exception: Reg, name: &str, out: &mut Vec<u8>) {
        let gil: &Gil = self;
        let attr = |key: &str| gil.own_attr(exception.get(gil), gil.intern(key));
        let text =
            |key: &str| attr(key).and_then(Local::as_str).map(|text| text.to_string_lossy().into_owned());
        let first = || {
            let args = exception.get(gil).as_exception()?.args().as_tuple()?;
            Some(args.get(0)?.as_str()?.to_string_lossy().into_owned())
        };
        let message = text("msg").or_else(first).unwrap_or_default();
        if let (Some(file), Some(line)) = (text("filename"), attr("lineno").and_then(Local::as_small_int)) {
            out.extend_from_slice(format!("  File \"{file}\", line {line}\n").as_bytes());
            if let Some(source) = text("text") {
                let stripped = source.trim();
                out.extend_from_slice(format!("    {stripped}\n").as_bytes());
                if let Some(offset) = attr("offset").and_then(Local::as_small_int) {
                    let indent = source.chars().take_while(|c| c.is_whitespace()).count();
                    let column = (offset.max(1) as usize - 1).saturating_sub(indent);
                    out.extend_from_slice(format!("    {}^\n", " ".repeat(column)).as_bytes());
                }
            }
        }
        out.extend_from_slice(format!("{name}: {message}\n").as_bytes());
    }

    /// Exception groups: indented, with a margin and numbered parts.
    fn push_group(&mut self, exception: Reg, out: &mut Vec<u8>, depth: usize) {
        let margin = |depth: usize| if depth == 0 { "  ".to_owned() } else { "  ".repeat(depth) };
        let s = &mut Scope::new(self);
        let item = s.slot();
        let mut head = Vec::new();
        s.push_entries(exception, &mut head, "Exception Group Traceback (most recent call last):\n");
        s.push_message(exception, &mut head);
        let items = s.group_items(exception.get(s)).and_then(Local::as_tuple).map_or(0, |items| items.len());
        let indent = margin(depth);
        let mut lines = head.split_inclusive(|&b| b == b'\n');
        if depth == 0
            && let Some(line) = lines.next()
        {
            out.extend_from_slice(b"  + ");
            out.extend_from_slice(line);
        }
        for line in lines {
            out.extend_from_slice(format!("{indent}| ").as_bytes());
            out.extend_from_slice(line);
        }
        for i in 0..items {
            let Some(part) = s
                .group_items(exception.get(s))
                .and_then(Local::as_tuple)
                .and_then(|items| items.get(i))
                .map(Local::word)
            else {
                break;
            };
            item.set(s, Local::new(part));
            let inner = margin(depth + 2);
            let plus = if i == 0 { "+-" } else { "  " };
            let lead = if depth == 0 { "  ".to_owned() } else { indent.clone() };
            out.extend_from_slice(
                format!("{lead}{plus}+---------------- {} ----------------\n", i + 1).as_bytes(),
            );
            let mut text = Vec::new();
            if s.group_items(item.get(s)).is_some() {
                s.push_group(item, out, depth + 2);
            } else {
                s.push_entries(item, &mut text, "Traceback (most recent call last):\n");
                s.push_message(item, &mut text);
                for line in text.split_inclusive(|&b| b == b'\n') {
                    out.extend_from_slice(format!("{inner}| ").as_bytes());
                    out.extend_from_slice(line);
                }
            }
            if i + 1 == items {
                out.extend_from_slice(format!("{inner}+------------------------------------\n").as_bytes());
            }
        }
    }
}

fn push_repeated(repeated: usize, out: &mut Vec<u8>) {
    if repeated >= RECURSIVE_CUTOFF {
        let more = repeated + 1 - RECURSIVE_CUTOFF;
        let s = if more == 1 { "" } else { "s" };
        out.extend_from_slice(format!("  [Previous line repeated {more} more time{s}]\n").as_bytes());
    }
}

fn push_entry(code: &CodeObj, instr: usize, out: &mut Vec<u8>) {
    let text =
        |value: Local<'_>| value.as_str().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let mut name = text(code.name());
    let file = text(code.filename());
    let unit = Unit::of(code);
    let source = unit.as_ref().map(|unit| &unit.program.source);
    let mut push_frame = |name: &str, line: u32, position: Option<&Position>| {
        out.extend_from_slice(format!("  File \"{file}\", line {line}, in {name}\n").as_bytes());
        if let (Some(position), Some(source)) = (position, source) {
            push_source_line(source, position, out);
        }
    };
    // Comprehensions run in the frame around them but are shown as frames of their own; outer ones stand last in the table.
    for inlined in code.source.inlined.iter().rev() {
        if (inlined.start as usize..inlined.end as usize).contains(&instr) {
            push_frame(&name, inlined.position.line, Some(&inlined.position));
            name = inlined.name.to_owned();
        }
    }
    push_frame(&name, code.line_of(instr), code.source.positions.get(instr));
}

/// The line and, where they say more than the line, carets.
fn push_source_line(source: &Source, position: &Position, out: &mut Vec<u8>) {
    if position.line == 0 || position.line > source.line_count() {
        return;
    }
    let original = source.line_text(position.line).trim_end_matches(['\n', '\r']);
    let stripped = original.trim_matches([' ', '\t', '\x0c']);
    if stripped.is_empty() {
        return;
    }
    out.extend_from_slice(format!("    {stripped}\n").as_bytes());
    let indent = original.len() - original.trim_start_matches([' ', '\t', '\x0c']).len();
    let start = position.column as usize;
    let one_line = position.end_line == position.line;
    let end = if one_line { position.end_column as usize } else { original.trim_end().len() };
    if start < indent || end <= start || end > original.len() {
        return;
    }
    let (Some(before), Some(segment)) = (original.get(indent..start), original.get(start..end)) else {
        return;
    };
    let anchors = if one_line { anchors_of(segment) } else { None };
    let whole = segment.chars().count() >= stripped.chars().count();
    if whole && anchors.is_none() {
        return;
    }
    let mut marks = String::from("    ");
    marks.extend(std::iter::repeat_n(' ', before.chars().count()));
    let width = segment.chars().count();
    match anchors {
        Some((left, right)) => {
            let left = segment.get(..left).map_or(0, |s| s.chars().count());
            let right = segment.get(..right).map_or(width, |s| s.chars().count());
            marks.push_str(&"~".repeat(left));
            marks.push_str(&"^".repeat(right - left));
            marks.push_str(&"~".repeat(width - right));
        }
        None => marks.push_str(&"^".repeat(width)),
    }
    marks.push('\n');
    out.extend_from_slice(marks.as_bytes());
}

/// Where the operator of a binary operation or the brackets of a subscript stand in an expression's text.
fn anchors_of(segment: &str) -> Option<(usize, usize)> {
    let parsed = ungil_grammar::parse(&Source::new("", segment));
    if parsed.has_errors() {
        return None;
    }
    let [statement] = parsed.module.body.as_slice() else { return None };
    let StmtKind::Expr { value: expr } = &statement.kind else { return None };
    match &expr.kind {
        ExprKind::BinOp { first, rest } => {
            let last = rest.last()?;
            let before = match rest.len() {
                1 => first.span.end,
                n => rest[n - 2].end,
            } as usize;
            let between = segment.get(before..last.right.span.start as usize)?;
            let at =
                before + between.find(|c: char| !c.is_whitespace() && c != ')' && c != '(' && c != '\\')?;
            let bytes = segment.as_bytes();
            let double = at + 1 < last.right.span.start as usize
                && !bytes[at + 1].is_ascii_whitespace()
                && bytes[at + 1] != b'(';
            Some((at, at + 1 + usize::from(double)))
        }
        ExprKind::Subscript { value, .. } => {
            let after = value.span.end as usize;
            let at = after + segment.get(after..)?.find('[')?;
            Some((at, segment.len()))
        }
        _ => None,
    }
}
