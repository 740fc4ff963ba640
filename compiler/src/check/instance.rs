//! What goes into the checker and what comes out: the border between a region and the code around it.

use std::sync::Arc;

use super::Link;
use crate::hir::{Const, FuncId, Name, Var};
use crate::tir::{Group, Scalar, Type, ViewType};

/// The type of an input of a region when it is entered, as far as native code is concerned. A runtime makes a list of
/// these and may use it as the key of its cache of instances.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntryType {
    /// The variable has no value (allowed if the region assigns it first).
    Unbound,
    /// A bool.
    Bool,
    /// An int of any size. It becomes an i64 (or the annotated type of the variable) when the arguments are converted, which
    /// raises OverflowError if it does not fit.
    Int,
    /// A float.
    Float,
    /// A buffer with native elements: its dtype and rank, whether it is writable, and whether it is C-contiguous.
    View(ViewType),
    /// A tuple of scalars.
    Tuple(Arc<[EntryType]>),
    /// A native function: an address that stands for its program, and its region there.
    Function {
        /// The address; the runtime finds the home with it.
        program: usize,
        /// The region.
        region: u32,
    },
    /// Any other object, with the name of its type.
    Object(Name),
}

/// The values of the module's constants at instantiation, for those globals whose value is not in the source
/// (`N = len(sys.argv)`). Return `None` if the global has no value or is no scalar and no tuple of scalars.
pub trait Constants {
    /// The value of the constant global.
    fn value(&self, name: &str) -> Option<Const>;

    /// The struct value that a global is: the name of its class, and its fields as a tuple (of tuples, where a field is
    /// one too).
    fn structure(&self, name: &str) -> Option<(Name, Const)> {
        let _ = name;
        None
    }

    /// What a name that is imported, or one reached through an imported module, means: `["helper", "kernel"]`. `None`
    /// if there is no such thing.
    fn link(&self, path: &[&str]) -> Option<Link> {
        let _ = path;
        None
    }

    /// The number of the home of a program, by the address that [`EntryType::Function`] has.
    fn home(&self, program: usize) -> Option<u32> {
        let _ = program;
        None
    }
}

/// No constants but those in the source.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoConstants;

impl Constants for NoConstants {
    fn value(&self, _: &str) -> Option<Const> {
        None
    }
}

impl<F: Fn(&str) -> Option<Const>> Constants for F {
    fn value(&self, name: &str) -> Option<Const> {
        self(name)
    }
}

/// A region with the types of its inputs, ready to be evaluated or compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The native code: function 0 is the region, the others are the native functions that it calls.
    pub group: Group,
    /// The native inputs, in the order of function 0's parameters.
    pub params: Vec<Param>,
    /// The values that they are made of.
    pub inputs: Vec<Input>,
    /// What function 0 gives back, after [`Instance::exit_code`] if there is one.
    pub result: ResultType,
    /// Function 0's first result is an i64 that says how a block was left: see [`Exit`]. Only blocks with `return`,
    /// `break` or `continue` out of them have it.
    pub exit_code: bool,
    /// The variables that a block gives back, in the order of function 0's `outs`.
    pub outs: Vec<OutVar>,
    /// True if a call from bytecode need not release the lock: no loop, no recursion.
    pub short: bool,
    /// A `with gil:` is in it or below it.
    pub takes_lock: bool,
    /// Its `with gil:` statements, as TIR numbers them.
    pub gil_sites: Vec<GilSite>,
}

/// A `with gil:` of an instance: which bytecode it is, and what its native arguments mean.
#[derive(Clone, Debug, PartialEq)]
pub struct GilSite {
    /// The home whose module it is in.
    pub home: u32,
    /// The function around it.
    pub func: FuncId,
    /// Its number in the module: `bytecode::GilBlock::number`.
    pub number: u32,
    /// Its variables.
    pub vars: Vec<GilVar>,
}

/// A variable of the code around a `with gil:`.
#[derive(Clone, Debug, PartialEq)]
pub struct GilVar {
    /// The variable, as the function around names it.
    pub var: Var,
    /// Its name.
    pub name: Name,
    /// How native code holds it.
    pub held: GilHeld,
    /// What goes in.
    pub input: GilInput,
    /// Whether it may come back.
    pub out: bool,
}

/// How native code holds a variable of a `with gil:`.
#[derive(Clone, Debug, PartialEq)]
pub enum GilHeld {
    /// As native values: one argument and one result for each leaf.
    Value(OutValue),
    /// A Python object that stays in the register of the captured variable with this index.
    Captured(u32),
    /// A Python object among those that the runtime keeps for the native call: one i64, its number + 1, 0 for none.
    Object,
}

/// What goes into a `with gil:` for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GilInput {
    /// Nothing: it has no value, or Python has the value already.
    No,
    /// Its value.
    Value,
    /// A bool that says whether it has a value, then the value.
    Flagged,
}

/// How a block was left, as the number in its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// By its end.
    End = 0,
    /// By `return`, with the results that follow the code (zeros in all other cases).
    Return = 1,
    /// By `break` of the loop around.
    Break = 2,
    /// By `continue` of the loop around.
    Continue = 3,
}

/// An input of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// The parameter's or variable's name.
    pub name: Name,
    /// The native type. A scalar is converted under the rules of the border (an int or bool is accepted for a float, a
    /// bool for an int); a view must have exactly this dtype and rank, and be contiguous if the type says so.
    pub ty: Type,
    /// The region may write through this view: the buffer must be writable.
    pub writes: bool,
    /// Where the value comes from.
    pub source: ParamSource,
}

/// A parameter or captured variable and the native inputs that it gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The parameter's or variable's name.
    pub name: Name,
    /// Where the value comes from.
    pub source: ParamSource,
    /// Its parts.
    pub shape: Shape,
}

/// The parts of an input; the leaves are [`Instance::params`] in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One native input.
    Leaf,
    /// A tuple of exactly these.
    Tuple(Vec<Shape>),
    /// A value of the `@struct` class with this name, by its fields.
    Struct(Name, Vec<(Name, Shape)>),
    /// A function, which the code already contains.
    Function,
}

/// Where the runtime finds an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamSource {
    /// The parameter with this index (of `hir::Params::all`).
    Parameter(u32),
    /// The captured variable with this index (of `hir::Region::captures`).
    Capture(u32),
}

/// What a region returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultType {
    /// `None`: no native result.
    None,
    /// One scalar.
    Scalar(Scalar),
    /// A new array: a C-contiguous view whose memory goes to the caller.
    Array(ViewType),
    /// A tuple; its leaves, left to right, are the native results.
    Tuple(Vec<ResultType>),
    /// A value of the `@struct` class with this name; its leaves are native results too.
    Struct(Name, Vec<(Name, ResultType)>),
}

impl ResultType {
    /// The native results, left to right.
    pub fn leaves(&self) -> Vec<Type> {
        match self {
            ResultType::None => Vec::new(),
            ResultType::Scalar(s) => vec![Type::Scalar(*s)],
            ResultType::Array(v) => vec![Type::View(*v)],
            ResultType::Tuple(items) => items.iter().flat_map(ResultType::leaves).collect(),
            ResultType::Struct(_, fields) => fields.iter().flat_map(|(_, ty)| ty.leaves()).collect(),
        }
    }
}

/// A variable of the code around that a block assigns. It is given back on every exit, also when an exception leaves,
/// unless its `bound` flag (in TIR's `Out`) is false: then the variable keeps what it had.
#[derive(Clone, Debug, PartialEq)]
pub struct OutVar {
    /// The index in `hir::Region::captures`.
    pub capture: u32,
    /// The variable, as the function around names it.
    pub var: Var,
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub value: OutValue,
}

/// The value of an out-variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutValue {
    /// One slot: a scalar.
    Scalar(Scalar),
    /// One slot: a view header. If it equals the header of a captured variable, it is that object; if its memory was
    /// allocated by the block, it is a new array that now owns it.
    View(ViewType),
    /// A tuple: one slot for each leaf (all have the same `bound` flag).
    Tuple(Arc<[OutValue]>),
    /// A struct value: one slot for each leaf.
    Struct(Name, Arc<[(Name, OutValue)]>),
}

impl OutValue {
    /// How many slots of function 0's `outs` it takes.
    pub fn slots(&self) -> usize {
        match self {
            OutValue::Scalar(_) | OutValue::View(_) => 1,
            OutValue::Tuple(items) => items.iter().map(OutValue::slots).sum(),
            OutValue::Struct(_, fields) => fields.iter().map(|(_, value)| value.slots()).sum(),
        }
    }
}
