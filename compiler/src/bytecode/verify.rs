//! The verifier: what the interpreter takes for granted about a [`Code`].
//!
//! Checked: operations and operands are of the table; registers, windows, indices and jump targets are in range; execution cannot run
//! off the end; the exception table is well formed; closures match; and no register but a parameter is read before it is written (what
//! the collector relies on).

use super::liveness::Liveness;
use super::{Capture, Code, NO_CACHE, Op, Role};

/// Checks a code object and those inside it; says what is wrong with the first bad one.
pub fn verify(code: &Code) -> Result<(), String> {
    let mut queue = vec![code];
    while let Some(code) = queue.pop() {
        verify_one(code).map_err(|problem| format!("{}: {problem}", code.qualname))?;
        for child in &code.codes {
            for capture in &child.captures {
                let good = match capture {
                    Capture::Cell(reg) => u32::from(*reg) < code.registers,
                    Capture::Free(index) => usize::from(*index) < code.captures.len(),
                };
                if !good {
                    return Err(format!("{}: {} captures what is not there", code.qualname, child.qualname));
                }
            }
            queue.push(child);
        }
    }
    Ok(())
}

fn verify_one(code: &Code) -> Result<(), String> {
    let count = code.instrs.len();
    if code.positions.len() != count {
        return Err("positions and instructions differ in number".into());
    }
    if code.params.registers() > code.registers || code.locals.len() > code.registers as usize {
        return Err("locals do not fit the registers".into());
    }
    if code.captures.len() != code.free_names.len() {
        return Err("captures and free names differ in number".into());
    }
    for (pc, instr) in code.instrs.iter().enumerate() {
        verify_instr(code, pc, *instr).map_err(|problem| format!("at {pc} {instr:?}: {problem}"))?;
    }
    if code.instrs.last().and_then(|i| i.op()).is_none_or(Op::falls_through) {
        return Err("execution runs off the end".into());
    }
    for row in &code.handlers {
        if row.start >= row.end || row.end as usize > count || row.target as usize >= count {
            return Err(format!(
                "bad row {}..{} to {} of the exception table",
                row.start, row.end, row.target
            ));
        }
    }
    let liveness = Liveness::new(code);
    for reg in liveness.before(code, 0).iter() {
        let keeps = code.flags.keep_locals && (reg as usize) < code.locals.len();
        if reg >= code.params.registers() && !keeps {
            return Err(format!("r{reg} may be read before it is written"));
        }
    }
    Ok(())
}

fn verify_instr(code: &Code, pc: usize, instr: super::Instr) -> Result<(), String> {
    let op = instr.op().ok_or("unknown operation")?;
    for operand in op.operands() {
        let value = instr.field(operand.field, operand.role);
        let index = value as usize;
        let good = match operand.role {
            Role::Def | Role::Use | Role::UseDef | Role::Window => {
                value >= 0 && value < i64::from(code.registers)
            }
            Role::Imm | Role::Count => true,
            Role::Const => value >= 0 && index < code.consts.len(),
            Role::Name => index < code.names.len(),
            Role::Cache => value < i64::from(code.caches) || value == i64::from(NO_CACHE),
            Role::Code => index < code.codes.len(),
            Role::Free => index < code.captures.len(),
            Role::Region => code.sites.iter().any(|site| i64::from(site.region) == value),
            Role::Jump => {
                let target = pc as i64 + 1 + value;
                target >= 0 && target < code.instrs.len() as i64
            }
        };
        // A window of no registers may stand at the end.
        let empty = operand.role == Role::Window && instr.window() == ((instr.window().0.0, 0), (0, 0));
        if !good && !empty {
            return Err(format!("{:?} operand {value} is out of range", operand.role));
        }
    }
    let (reads, writes) = code.window(instr);
    for (first, count) in [reads, writes] {
        if count > 0 && first.checked_add(count).is_none_or(|end| end > code.registers) {
            return Err(format!("window of {count} registers at r{first} is out of range"));
        }
    }
    Ok(())
}
