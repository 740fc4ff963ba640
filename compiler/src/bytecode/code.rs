//! [`Code`]: the bytecode of one function, class body or module, with its tables.

use std::sync::Arc;

use num_bigint::BigInt;

use super::ops::{Field, Op, Role};

/// One instruction; see [`super::ops`] for the picture.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Instr(pub u64);

impl Instr {
    /// An instruction with three operands behind `a`.
    pub const fn abcd(op: Op, a: u8, b: u16, c: u16, d: u16) -> Instr {
        Instr(op as u64 | (a as u64) << 8 | (b as u64) << 16 | (c as u64) << 32 | (d as u64) << 48)
    }

    /// An instruction whose last operand is a jump distance or a 32-bit immediate.
    pub const fn abj(op: Op, a: u8, b: u16, cd: i32) -> Instr {
        Instr(op as u64 | (a as u64) << 8 | (b as u64) << 16 | (cd as u32 as u64) << 32)
    }

    /// The operation's number, which may be a quickened one of the runtime's.
    pub const fn number(self) -> u8 {
        self.0 as u8
    }

    /// The operation, if the number is one of the table.
    pub fn op(self) -> Option<Op> {
        Op::from_number(self.number())
    }

    /// Operand `a`.
    pub const fn a(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// Operand `b`.
    pub const fn b(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// Operand `c`.
    pub const fn c(self) -> u16 {
        (self.0 >> 32) as u16
    }

    /// Operand `d`.
    pub const fn d(self) -> u16 {
        (self.0 >> 48) as u16
    }

    /// Operands `c` and `d` as one signed number.
    pub const fn cd(self) -> i32 {
        (self.0 >> 32) as i32
    }

    /// The same instruction with another jump distance.
    pub const fn with_cd(self, cd: i32) -> Instr {
        Instr(self.0 & 0xFFFF_FFFF | (cd as u32 as u64) << 32)
    }

    /// The value of one operand field, sign-extended where the role is signed.
    pub const fn field(self, field: Field, role: Role) -> i64 {
        let signed = matches!(role, Role::Imm);
        match field {
            Field::A => self.a() as i64,
            Field::B if signed => self.b() as i16 as i64,
            Field::B => self.b() as i64,
            Field::C if signed => self.c() as i16 as i64,
            Field::C => self.c() as i64,
            Field::D => self.d() as i64,
            Field::CD => self.cd() as i64,
        }
    }

    /// The window of registers that the instruction reads and the one that it writes, as (first, count).
    /// Both are empty for an instruction without a window.
    pub fn window(self) -> ((u32, u32), (u32, u32)) {
        let a = u32::from(self.a());
        let (b, c, d) = (u32::from(self.b()), u32::from(self.c()), u32::from(self.d()));
        match self.op() {
            Some(Op::RangePrep) => ((a, 1 + b), (a, 3)),
            Some(Op::ForRange) => ((a, 3), (a, 3)),
            Some(Op::LoadMethod | Op::LoadSuperAttr) => ((a, 0), (a, 2)),
            Some(Op::Call) => ((a, 1 + b), (a, 1)),
            Some(Op::CallMethod) => ((a, 2 + b), (a, 1)),
            Some(Op::CallKw) => ((a, 1 + b + d), (a, 1)),
            Some(Op::CallMethodKw) => ((a, 2 + b + d), (a, 1)),
            Some(Op::CallEx) => ((a, 3), (a, 1)),
            Some(Op::BuildList | Op::BuildTuple | Op::BuildSet | Op::BuildString) => ((b, c), (0, 0)),
            Some(Op::BuildDict) => ((b, 2 * c), (0, 0)),
            Some(Op::UnpackSeq | Op::UnpackItem) => ((0, 0), (b, c)),
            Some(Op::UnpackEx) => ((0, 0), (b, c + 1 + d)),
            Some(Op::BuildClass) => ((a, 2 + b + d), (a, 1)),
            Some(Op::PushExc | Op::WithEnter | Op::AsyncWithEnter) => ((0, 0), (a, 2)),
            Some(Op::ExcStar) => ((a, 1), (a, 2)),
            Some(Op::WithExit) => ((a, 1), (0, 0)),
            Some(Op::WithExitExc | Op::AsyncWithExit) => ((a, 1), (a, 1)),
            _ => ((0, 0), (0, 0)),
        }
    }
}

/// A constant of the code. Tuples and frozen sets nest.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(Arc<BigInt>),
    Float(f64),
    /// The imaginary part; a complex literal has no real one, folding may make one.
    Complex(f64, f64),
    /// Text in WTF-8: UTF-8 that may hold lone surrogates.
    Str(Arc<[u8]>),
    Bytes(Arc<[u8]>),
    Tuple(Arc<[Const]>),
    FrozenSet(Arc<[Const]>),
}

/// Where a closure's cell comes from when the function is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A register of the enclosing frame that holds a cell.
    Cell(u16),
    /// A cell of the enclosing function's own closure.
    Free(u16),
}

/// The parameters, which are the first registers in this order: positional (of them the first `positional_only`
/// cannot be named), keyword-only, then `*args`, then `**kwargs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Parameters that can only be given by position.
    pub positional_only: u16,
    /// All parameters that can be given by position, those included.
    pub positional: u16,
    /// Parameters that can only be given by name.
    pub keyword_only: u16,
    /// Is there a `*args`?
    pub star: bool,
    /// Is there a `**kwargs`?
    pub double_star: bool,
}

impl Params {
    /// How many registers the parameters take.
    pub fn registers(&self) -> u32 {
        u32::from(self.positional)
            + u32::from(self.keyword_only)
            + u32::from(self.star)
            + u32::from(self.double_star)
    }
}

/// What kind of code this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct CodeFlags {
    pub generator: bool,
    pub coroutine: bool,
    /// With `generator`: an asynchronous generator.
    pub async_generator: bool,
    /// The body of a class: it has a namespace dict of its own.
    pub class_body: bool,
    /// A module's body, or `eval`/`exec` code: its names are those of a namespace.
    pub module: bool,
    /// A comprehension or generator expression.
    pub comprehension: bool,
    /// The function may look at its own variables by name (`locals()`, `eval`, …): none of them is ever dead.
    pub keep_locals: bool,
}

/// One row of the exception table: an exception raised at a pc in `start..end` goes on at `target`.
/// Rows of inner `try` statements come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// One behind the last instruction covered.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
}

/// A range of instructions that belong to a list, set or dict comprehension, which runs in the frame around it. Tracebacks show a
/// frame of its own for it. Rows of inner comprehensions come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlined {
    /// First instruction.
    pub start: u32,
    /// One behind the last instruction.
    pub end: u32,
    /// `<listcomp>`, `<setcomp>` or `<dictcomp>`.
    pub name: &'static str,
    /// The comprehension, where the frame around stands meanwhile.
    pub position: Position,
}

/// A place in the source: lines from 1, columns in bytes from 0, as CPython's `co_positions` has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
}

/// A native block entered by this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionSite {
    /// The region's number.
    pub region: u32,
    /// The registers of its window: the captured variables, and two more if it has exits.
    pub registers: u16,
}

/// A `with gil:` whose statements stand in this code, from `start` to the `GilEnd` before `end`. Native code runs them in a frame of
/// this code of their own, so no handler outside of the range is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GilBlock {
    /// Its number in the module.
    pub number: u32,
    /// The first instruction.
    pub start: u32,
    /// One behind the last.
    pub end: u32,
}

/// The bytecode of one function, class body or module.
#[derive(Clone, Debug)]
pub struct Code {
    /// The name, such as `f`, `<lambda>` or `<module>`.
    pub name: Arc<str>,
    /// The qualified name, such as `C.f.<locals>.<lambda>`.
    pub qualname: Arc<str>,
    /// The name of the source, as tracebacks print it.
    pub filename: Arc<str>,
    /// The line of the definition.
    pub first_line: u32,
    /// The instructions.
    pub instrs: Box<[Instr]>,
    /// The constants.
    pub consts: Box<[Const]>,
    /// The names of globals, attributes, and so on.
    pub names: Box<[Arc<str>]>,
    /// The codes of nested functions.
    pub codes: Box<[Arc<Code>]>,
    /// How many registers a frame has. Call windows may reach beyond by what the callee takes.
    pub registers: u32,
    /// How many inline caches.
    pub caches: u32,
    /// The parameters.
    pub params: Params,
    /// The names of the locals by register: parameters first.
    pub locals: Box<[Arc<str>]>,
    /// Where the cells of the closure come from, in order.
    pub captures: Box<[Capture]>,
    /// The names of the free variables, in the same order.
    pub free_names: Box<[Arc<str>]>,
    /// The names of the locals that are cells.
    pub cell_names: Box<[Arc<str>]>,
    /// What kind of code this is.
    pub flags: CodeFlags,
    /// The exception table.
    pub handlers: Box<[Handler]>,
    /// The comprehensions evaluated in this frame.
    pub inlined: Box<[Inlined]>,
    /// The source position of each instruction.
    pub positions: Box<[Position]>,
    /// The docstring, in WTF-8.
    pub doc: Option<Arc<[u8]>>,
    /// The native region of a `@nogil` function.
    pub native: Option<u32>,
    /// The native blocks that `EnterRegion` enters.
    pub sites: Box<[RegionSite]>,
    /// The `with gil:` statements, outer ones first.
    pub gil_blocks: Box<[GilBlock]>,
    /// The register of each local of the resolved function, if there are such statements.
    pub homes: Box<[u32]>,
}

impl Code {
    /// As [`Instr::window`], also for instructions whose window only the code knows.
    pub fn window(&self, instr: Instr) -> ((u32, u32), (u32, u32)) {
        if instr.op() == Some(Op::EnterRegion) {
            let a = u32::from(instr.a());
            let site = self.sites.iter().find(|site| site.region == u32::from(instr.b()));
            let registers = site.map_or(0, |site| u32::from(site.registers));
            // The last two, which say how the region was left, are written only; that they are taken for read does no harm.
            return ((a, registers), (a, registers));
        }
        instr.window()
    }
}

impl std::fmt::Debug for Instr {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.op() {
            None => write!(out, "?{:#018x}", self.0),
            Some(op) => {
                out.write_str(op.name())?;
                for operand in op.operands() {
                    write!(out, " {}", self.field(operand.field, operand.role))?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_back_as_they_went_in() {
        let instr = Instr::abcd(Op::AddI, 255, 65535, -7i16 as u16, 9);
        assert_eq!((instr.a(), instr.b(), instr.d()), (255, 65535, 9));
        assert_eq!(instr.field(Field::C, Role::Imm), -7);
        assert_eq!(instr.op(), Some(Op::AddI));
        let jump = Instr::abj(Op::JLt, 1, 2, -3);
        assert_eq!((jump.a(), jump.b(), jump.cd()), (1, 2, -3));
        assert_eq!(jump.with_cd(70000).cd(), 70000);
    }

    #[test]
    fn a_call_reads_its_window_and_writes_its_first_register() {
        let call = Instr::abcd(Op::CallMethod, 5, 2, 0, 0);
        assert_eq!(call.window(), ((5, 4), (5, 1)));
    }
}
