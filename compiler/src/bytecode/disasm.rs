//! The disassembler (`ungil dis --emit bytecode`).

use std::fmt::Write;

use super::{Capture, Code, Const, Instr, Op, Role};

/// Prints a code object and those inside it.
pub fn disassemble(code: &Code) -> String {
    let mut out = String::new();
    let mut queue = vec![code];
    while let Some(code) = queue.pop() {
        print(code, &mut out);
        queue.extend(code.codes.iter().rev().map(|c| &**c));
        if !queue.is_empty() {
            out.push('\n');
        }
    }
    out
}

fn print(code: &Code, out: &mut String) {
    let _ = write!(out, "{}: {} registers", code.qualname, code.registers);
    if !code.locals.is_empty() {
        let names: Vec<String> = code.locals.iter().enumerate().map(|(i, n)| format!("{n}=r{i}")).collect();
        let _ = write!(out, ", {}", names.join(" "));
    }
    let captures: Vec<String> = code
        .captures
        .iter()
        .zip(&code.free_names)
        .map(|(capture, name)| match capture {
            Capture::Cell(reg) => format!("{name}=outer r{reg}"),
            Capture::Free(index) => format!("{name}=outer free {index}"),
        })
        .collect();
    if !captures.is_empty() {
        let _ = write!(out, ", free {}", captures.join(" "));
    }
    if let Some(region) = code.native {
        let _ = write!(out, ", native region {region}");
    }
    out.push('\n');
    let mut line = 0;
    for (pc, instr) in code.instrs.iter().enumerate() {
        let here = code.positions.get(pc).map_or(0, |p| p.line);
        if here != line {
            let _ = write!(out, "{here:5}");
            line = here;
        } else {
            out.push_str("     ");
        }
        let _ = writeln!(out, "{pc:5}  {}", instruction(code, pc, *instr));
    }
    for handler in &code.handlers {
        let _ = writeln!(out, "      {}..{} raises to {}", handler.start, handler.end, handler.target);
    }
    for inlined in &code.inlined {
        let _ = writeln!(out, "      {}..{} is {}", inlined.start, inlined.end, inlined.name);
    }
}

/// One instruction as text.
pub fn instruction(code: &Code, pc: usize, instr: Instr) -> String {
    let Some(op) = instr.op() else { return format!("{instr:?}") };
    let mut text = format!("{:<14}", op.name());
    let ((_, reads), (_, writes)) = instr.window();
    let mut first = true;
    for operand in op.operands() {
        let value = instr.field(operand.field, operand.role);
        let shown = match operand.role {
            Role::Def | Role::Use | Role::UseDef => format!("r{value}"),
            Role::Window => match reads.max(writes) {
                0 | 1 => format!("r{value}"),
                count => format!("r{value}..r{}", value + i64::from(count) - 1),
            },
            Role::Imm | Role::Count => value.to_string(),
            Role::Const => match code.consts.get(value as usize) {
                Some(c) => constant(c),
                None => format!("const {value}?"),
            },
            Role::Name => match code.names.get(value as usize) {
                Some(name) => name.to_string(),
                None => format!("name {value}?"),
            },
            Role::Cache => continue,
            Role::Code => match code.codes.get(value as usize) {
                Some(code) => format!("<{}>", code.qualname),
                None => format!("code {value}?"),
            },
            Role::Free => match code.free_names.get(value as usize) {
                Some(name) => format!("free {name}"),
                None => format!("free {value}?"),
            },
            Role::Region => format!("region {value}"),
            Role::Jump => format!("-> {}", pc as i64 + 1 + value),
        };
        // A count that only says what the window shows, and the flag of plain arithmetic, are noise.
        if operand.role == Role::Count && value == 0 && !matches!(op, Op::UnpackEx) {
            continue;
        }
        text.push_str(if first { " " } else { ", " });
        text.push_str(&shown);
        first = false;
    }
    text.trim_end().to_string()
}

/// A constant, shortened.
fn constant(c: &Const) -> String {
    let text = match c {
        Const::None => "None".into(),
        Const::True => "True".into(),
        Const::False => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(i) => i.to_string(),
        Const::Float(f) => format!("{f:?}"),
        Const::Complex(re, im) => format!("({re:?}+{im:?}j)"),
        Const::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) => {
            let items: Vec<String> = items.iter().take(20).map(constant).collect();
            format!("({})", items.join(", "))
        }
        Const::FrozenSet(items) => {
            let items: Vec<String> = items.iter().take(20).map(constant).collect();
            format!("frozenset({{{}}})", items.join(", "))
        }
    };
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
