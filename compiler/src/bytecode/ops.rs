//! The instruction set, once: every reader (encoder, disassembler, verifier, liveness, interpreter) is made
//! from `for_each_op!`.
//!
//! An instruction is one `u64`:
//!
//! ```text
//!  63        48 47        32 31        16 15     8 7      0
//! +------------+------------+------------+--------+--------+
//! |     d      |     c      |     b      |   a    |   op   |
//! +------------+------------+------------+--------+--------+
//! |          cd  (i32)      |
//! ```
//!
//! `a` is a register below 256, `b`, `c`, `d` are 16 bits wide: registers, counts, indices or a signed immediate.
//! `cd` is a signed 32-bit jump distance, counted from the following instruction.
//! Registers are the frame's: parameters first (in order: positional, keyword-only, `*args`, `**kwargs`), then
//! the other locals, then temporaries. A result that belongs into a register above 255 is made in a low one and
//! moved by `MoveFar`.
//!
//! **Names.** `LoadX`/`StoreX`/`DeleteX` move between a register and place X. A suffix `I` means that the last
//! operand is a signed 16-bit immediate, `K` that it is a constant. `JLt` jumps if `a < b` is true, `JNotLt` if
//! it is false: these differ for NaN and for classes of the program's own.
//!
//! **Windows.** A call's callee stands in `R[a]`, its arguments behind it, and the callee's frame begins at its
//! first argument, so nothing is copied. The result comes back in `R[a]`. Everything from `a` upwards is dead
//! after the call. This is so for `Call`, `CallMethod`, `CallKw` and `CallMethodKw` only: every other operation that
//! runs code of the program (`CallEx`, `BuildClass`, `WithEnter`, `WithExit`, `WithExitExc`, operators, …) puts that
//! frame behind the running frame's `Code::registers` and leaves all registers but its results alone.
//!
//! **Polls.** Every taken jump and every call is a safepoint.

/// How an operand field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A register that is written.
    Def,
    /// A register that is read.
    Use,
    /// A register that is read and then written.
    UseDef,
    /// The first register of a window whose extent [`super::Instr::window`] tells.
    Window,
    /// A signed immediate.
    Imm,
    /// An unsigned count or set of flags.
    Count,
    /// An index into [`super::Code::consts`].
    Const,
    /// An index into [`super::Code::names`].
    Name,
    /// An index into the frame's inline caches; `NO_CACHE` means none.
    Cache,
    /// An index into [`super::Code::codes`].
    Code,
    /// An index into the closure of the running function.
    Free,
    /// A region's number.
    Region,
    /// A jump distance from the next instruction, in instructions.
    Jump,
}

/// Where in the word an operand stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Bits 8 to 15.
    A,
    /// Bits 16 to 31.
    B,
    /// Bits 32 to 47.
    C,
    /// Bits 48 to 63.
    D,
    /// Bits 32 to 63, signed.
    CD,
}

/// One operand of an operation: where it stands and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Where it stands.
    pub field: Field,
    /// What it means.
    pub role: Role,
}

/// The table. Each row: name, operands (field: role), and what it does.
#[macro_export]
macro_rules! for_each_op {
    ($m:ident) => {
        $m! {
            // Moves and constants.
            Nop { } "nothing";
            Move { A: Def, B: Use } "R[a] = R[b]";
            MoveFar { B: Def, C: Use } "R[b] = R[c], any registers";
            LoadInt { A: Def, CD: Imm } "R[a] = the int cd";
            LoadConst { A: Def, CD: Const } "R[a] = K[cd]";
            LoadNone { A: Def } "R[a] = None";
            LoadTrue { A: Def } "R[a] = True";
            LoadFalse { A: Def } "R[a] = False";
            LoadUnbound { A: Def } "R[a] = the mark of an unbound local";
            DeleteLocal { A: UseDef, B: Name } "UnboundLocalError if R[a] is unbound, else unbind it";
            CheckBound { B: Use, C: Name } "UnboundLocalError (NameError for free variables: see CheckFree) if R[b] is unbound";

            // Cells. A captured variable's register holds its cell; free variables stand in the function's closure.
            NewCell { A: Def } "R[a] = an empty cell";
            BoxCell { A: UseDef } "R[a] = a cell that holds R[a] (a captured parameter)";
            LoadCell { A: Def, B: Use, C: Name } "R[a] = value of cell R[b], UnboundLocalError if empty";
            StoreCell { A: Use, B: Use } "value of cell R[a] = R[b]";
            DeleteCell { A: Use, C: Name } "empty cell R[a], UnboundLocalError if it is empty";
            LoadFree { A: Def, B: Free, C: Name } "R[a] = value of the closure's cell b, NameError if empty";
            StoreFree { A: Use, B: Free } "value of the closure's cell b = R[a]";
            DeleteFree { B: Free, C: Name } "empty the closure's cell b";
            LoadClosureCell { A: Def, B: Free } "R[a] = the closure's cell b itself";

            // Globals, names of a class body or of eval'd code.
            LoadGlobal { A: Def, B: Name, D: Cache } "R[a] = global, else builtin, NameError";
            StoreGlobal { A: Use, B: Name, D: Cache } "global = R[a]";
            DeleteGlobal { B: Name } "delete a global";
            LoadName { A: Def, B: Name } "R[a] = name of the frame's namespace, else global, else builtin";
            LoadClassFree { A: Def, B: Name, C: Free } "R[a] = name of the frame's namespace, else the closure's cell c";
            StoreName { A: Use, B: Name } "name of the frame's namespace = R[a]";
            DeleteName { B: Name } "delete a name of the frame's namespace";
            LoadNamespace { A: Def } "R[a] = the frame's namespace dict (class body), or the globals";

            // Arithmetic. d = 1 says that it is an augmented assignment: fast paths need not look, slow paths try __iop__ first.
            Add { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] + R[c]";
            Sub { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] - R[c]";
            Mul { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] * R[c]";
            TrueDiv { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] / R[c]";
            FloorDiv { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] // R[c]";
            Mod { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] % R[c]";
            Pow { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] ** R[c]";
            MatMul { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] @ R[c]";
            Shl { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] << R[c]";
            Shr { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] >> R[c]";
            And { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] & R[c]";
            Or { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] | R[c]";
            Xor { A: Def, B: Use, C: Use, D: Count } "R[a] = R[b] ^ R[c]";
            AddI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] + c";
            SubI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] - c";
            MulI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] * c";
            FloorDivI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] // c";
            ModI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] % c";
            AndI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] & c";
            ShlI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] << c";
            ShrI { A: Def, B: Use, C: Imm, D: Count } "R[a] = R[b] >> c";
            AddK { A: Def, B: Use, C: Const, D: Count } "R[a] = R[b] + K[c]";
            SubK { A: Def, B: Use, C: Const, D: Count } "R[a] = R[b] - K[c]";
            MulK { A: Def, B: Use, C: Const, D: Count } "R[a] = R[b] * K[c]";
            TrueDivK { A: Def, B: Use, C: Const, D: Count } "R[a] = R[b] / K[c]";
            Neg { A: Def, B: Use } "R[a] = -R[b]";
            Pos { A: Def, B: Use } "R[a] = +R[b]";
            Invert { A: Def, B: Use } "R[a] = ~R[b]";
            Not { A: Def, B: Use } "R[a] = not R[b]";

            // Comparison to a value.
            Lt { A: Def, B: Use, C: Use } "R[a] = R[b] < R[c]";
            Le { A: Def, B: Use, C: Use } "R[a] = R[b] <= R[c]";
            Gt { A: Def, B: Use, C: Use } "R[a] = R[b] > R[c]";
            Ge { A: Def, B: Use, C: Use } "R[a] = R[b] >= R[c]";
            Eq { A: Def, B: Use, C: Use } "R[a] = R[b] == R[c]";
            Ne { A: Def, B: Use, C: Use } "R[a] = R[b] != R[c]";
            Is { A: Def, B: Use, C: Use } "R[a] = R[b] is R[c]";
            IsNot { A: Def, B: Use, C: Use } "R[a] = R[b] is not R[c]";
            In { A: Def, B: Use, C: Use } "R[a] = R[b] in R[c]";
            NotIn { A: Def, B: Use, C: Use } "R[a] = R[b] not in R[c]";

            // Jumps.
            Jump { CD: Jump } "jump";
            JTrue { A: Use, CD: Jump } "jump if R[a] is true";
            JFalse { A: Use, CD: Jump } "jump if R[a] is false";
            JNone { A: Use, CD: Jump } "jump if R[a] is None";
            JNotNone { A: Use, CD: Jump } "jump if R[a] is not None";
            JLt { A: Use, B: Use, CD: Jump } "jump if R[a] < R[b]";
            JNotLt { A: Use, B: Use, CD: Jump } "jump if not R[a] < R[b]";
            JLe { A: Use, B: Use, CD: Jump } "jump if R[a] <= R[b]";
            JNotLe { A: Use, B: Use, CD: Jump } "jump if not R[a] <= R[b]";
            JGt { A: Use, B: Use, CD: Jump } "jump if R[a] > R[b]";
            JNotGt { A: Use, B: Use, CD: Jump } "jump if not R[a] > R[b]";
            JGe { A: Use, B: Use, CD: Jump } "jump if R[a] >= R[b]";
            JNotGe { A: Use, B: Use, CD: Jump } "jump if not R[a] >= R[b]";
            JEq { A: Use, B: Use, CD: Jump } "jump if R[a] == R[b]";
            JNotEq { A: Use, B: Use, CD: Jump } "jump if not R[a] == R[b]";
            JNe { A: Use, B: Use, CD: Jump } "jump if R[a] != R[b]";
            JNotNe { A: Use, B: Use, CD: Jump } "jump if not R[a] != R[b]";
            JIs { A: Use, B: Use, CD: Jump } "jump if R[a] is R[b]";
            JIsNot { A: Use, B: Use, CD: Jump } "jump if R[a] is not R[b]";
            JIn { A: Use, B: Use, CD: Jump } "jump if R[a] in R[b]";
            JNotIn { A: Use, B: Use, CD: Jump } "jump if R[a] not in R[b]";
            JLtI { A: Use, B: Imm, CD: Jump } "jump if R[a] < b";
            JNotLtI { A: Use, B: Imm, CD: Jump } "jump if not R[a] < b";
            JLeI { A: Use, B: Imm, CD: Jump } "jump if R[a] <= b";
            JNotLeI { A: Use, B: Imm, CD: Jump } "jump if not R[a] <= b";
            JGtI { A: Use, B: Imm, CD: Jump } "jump if R[a] > b";
            JNotGtI { A: Use, B: Imm, CD: Jump } "jump if not R[a] > b";
            JGeI { A: Use, B: Imm, CD: Jump } "jump if R[a] >= b";
            JNotGeI { A: Use, B: Imm, CD: Jump } "jump if not R[a] >= b";
            JEqI { A: Use, B: Imm, CD: Jump } "jump if R[a] == b";
            JNotEqI { A: Use, B: Imm, CD: Jump } "jump if not R[a] == b";
            JNeI { A: Use, B: Imm, CD: Jump } "jump if R[a] != b";
            JNotNeI { A: Use, B: Imm, CD: Jump } "jump if not R[a] != b";

            // Iteration. A loop jumps to its `For…` at the bottom first; it jumps back to the body with an item.
            GetIter { A: Def, B: Use } "R[a] = iter(R[b])";
            ForNext { A: Use, B: Def, CD: Jump } "if iterator R[a] has a next item: R[b] = item, jump; else fall through";
            RangePrep { A: Window, B: Count, CD: Jump } "window: R[a] the callee named range, b arguments behind it. If it is the builtin and all are small ints, R[a..a+3] = next, stop, step (unboxed loop); else R[a] = iter(callee(args)), R[a+1] = mark. Then jump (to the ForRange)";
            ForRange { A: Window, B: Def, CD: Jump } "next item of the loop prepared at R[a..a+3] to R[b] and jump; else fall through";

            // Subscripts and attributes.
            GetItem { A: Def, B: Use, C: Use } "R[a] = R[b][R[c]]";
            GetItemI { A: Def, B: Use, C: Imm } "R[a] = R[b][c]";
            SetItem { A: Use, B: Use, C: Use } "R[a][R[b]] = R[c]";
            DelItem { A: Use, B: Use } "del R[a][R[b]]";
            GetSlice { A: Def, B: Use, C: Use, D: Use } "R[a] = R[b][R[c]:R[d]] (None for a bound left out)";
            SetSlice { A: Use, B: Use, C: Use, D: Use } "R[a][R[b]:R[c]] = R[d]";
            BuildSlice { A: Def, B: Use, C: Use, D: Use } "R[a] = slice(R[b], R[c], R[d])";
            GetAttr { A: Def, B: Use, C: Name, D: Cache } "R[a] = R[b].name";
            SetAttr { A: Use, B: Use, C: Name, D: Cache } "R[a].name = R[b]";
            DelAttr { A: Use, C: Name } "del R[a].name";
            LoadMethod { A: Window, B: Use, C: Name, D: Cache } "R[a], R[a+1] = function, receiver, if name is a plain function of R[b]'s class; else R[a], R[a+1] = R[b].name, no-receiver mark";
            LoadSuperAttr { A: Window, B: Use, C: Name, D: Use } "zero-argument super().name: class cell value R[b], self R[d]; result pair as in LoadMethod, for CallMethod";

            // Calls: see "Windows" above.
            Call { A: Window, B: Count, D: Cache } "R[a] = R[a](R[a+1] .. R[a+b])";
            CallMethod { A: Window, B: Count, D: Cache } "after LoadMethod: R[a] = R[a](R[a+1], R[a+2] .. R[a+1+b]), the receiver left out if it is the mark";
            CallKw { A: Window, B: Count, C: Const, D: Count } "as Call with b positional arguments and then d keyword values; K[c] the tuple of their names";
            CallMethodKw { A: Window, B: Count, C: Const, D: Count } "as CallMethod with b positional arguments and then d keyword values; K[c] the tuple of their names";
            CallEx { A: Window } "R[a] = R[a](*R[a+1], **R[a+2]); R[a+1] a list or tuple, R[a+2] a dict or None";
            Return { A: Use } "return R[a]";
            ReturnNone { } "return None";

            // Displays.
            BuildList { A: Def, B: Window, C: Count } "R[a] = [R[b] .. R[b+c-1]]";
            BuildTuple { A: Def, B: Window, C: Count } "R[a] = (R[b] .. R[b+c-1])";
            BuildSet { A: Def, B: Window, C: Count } "R[a] = {R[b] .. R[b+c-1]}";
            BuildDict { A: Def, B: Window, C: Count } "R[a] = dict of c pairs R[b]: R[b+1], …";
            ListAppend { A: Use, B: Use } "append R[b] to list R[a] (a display or comprehension of ours)";
            ListExtend { A: Use, B: Use } "extend list R[a] by iterable R[b] (display; TypeError 'Value after * must be an iterable')";
            ListExtendArgs { A: Use, B: Use, C: Use } "extend list R[a], the arguments of a call to R[c], by iterable R[b], its only argument";
            ListToTuple { A: Def, B: Use } "R[a] = tuple(list R[b])";
            SetAdd { A: Use, B: Use } "add R[b] to set R[a]";
            SetUpdate { A: Use, B: Use } "add each of iterable R[b] to set R[a]";
            DictSet { A: Use, B: Use, C: Use } "dict R[a][R[b]] = R[c]";
            DictUpdate { A: Use, B: Use } "update dict R[a] from mapping R[b] (display)";
            DictMerge { A: Use, B: Use, C: Use } "merge mapping R[b] into keyword dict R[a] of a call to R[c]; TypeError on a repeated or non-str key";
            BuildString { A: Def, B: Window, C: Count } "R[a] = the str parts R[b] .. R[b+c-1] joined";
            FormatValue { A: Def, B: Use, C: Count, D: Use } "R[a] = format(convert(R[b]), R[d]); c & 3: 0 none, 1 str, 2 repr, 3 ascii; c & 4: R[d] is the format spec (a str), else it is not looked at (empty spec)";
            UnpackItem { A: Use, B: Window, C: Count } "as UnpackSeq, first thing in the body of a loop: R[a] is its item, which nothing else reads";
            UnpackSeq { A: Use, B: Window, C: Count } "R[b] .. R[b+c-1] = exactly c items of R[a]; if it raises, none is written";
            UnpackEx { A: Use, B: Window, C: Count, D: Count } "R[b] .. = c items, a list, d items of R[a]; if it raises, none is written";

            // Functions and classes.
            MakeFunction { A: UseDef, B: Code, C: Count } "R[a] = function of code b; c flags which of R[a..a+3] are given: 1 defaults tuple R[a], 2 keyword-only defaults dict R[a+1], 4 annotations dict R[a+2]; cells as the code's captures say";
            BuildClass { A: Window, B: Count, C: Const, D: Count } "R[a] = class: R[a] body function, R[a+1] name, then b bases, then d keyword values with names K[c]";

            // Exceptions.
            Raise { A: Use } "raise R[a]";
            RaiseFrom { A: Use, B: Use } "raise R[a] from R[b]";
            RaiseBare { } "re-raise the exception being handled; RuntimeError 'No active exception to reraise'";
            PushExc { A: Window } "first of a handler: R[a] = exception handled before, R[a+1] = the one caught, which is now being handled";
            PopExc { A: Use } "the exception being handled is R[a] again";
            Reraise { A: Use } "raise R[a] again as it is: no new traceback entry, no context";
            JNotExc { A: Use, B: Use, CD: Jump } "jump unless exception R[a] matches class or tuple R[b] (TypeError if it is neither)";
            LoadAssertionError { A: Def } "R[a] = AssertionError";
            ExcStar { A: Window, B: Use } "except*: exception R[a] split by R[b]: R[a] = rest or None, R[a+1] = matching group or None";
            ExcStarRaise { A: UseDef, B: Use } "end of except*: R[a] list of raised, R[b] the original: R[a] = what to reraise, or None";
            WithEnter { A: Window, B: Use } "R[a] = bound __exit__ of R[b], R[a+1] = R[b].__enter__()";
            WithExit { A: Window } "call R[a](None, None, None)";
            WithExitExc { A: Window, B: Use } "R[a] = truth of R[a](type, value, traceback) of exception R[b]";

            // Generators and coroutines.
            Yield { A: Def, B: Use } "yield R[b]; R[a] = the value sent";
            GetYieldIter { A: Def, B: Use } "R[a] = iterator for yield from R[b]";
            YieldFrom { A: Def, B: Use, C: UseDef } "send R[c] (None first) to iterator R[b]; if it yields, yield that, take the sent value into R[c] and stay at this instruction; if it returns, R[a] = its value";
            GetAwaitable { A: Def, B: Use } "R[a] = iterator of awaitable R[b], for YieldFrom";
            GetAiter { A: Def, B: Use } "R[a] = R[b].__aiter__()";
            GetAnext { A: Def, B: Use } "R[a] = awaitable iterator of R[b].__anext__()";
            JNotStopAsync { A: Use, CD: Jump } "jump unless exception R[a] is StopAsyncIteration";
            AsyncWithEnter { A: Window, B: Use } "R[a] = bound __aexit__ of R[b], R[a+1] = R[b].__aenter__() (to be awaited)";
            AsyncWithExit { A: Window, B: Use } "R[a] = R[a](type, value, traceback) of exception R[b], or of three None if R[b] is None (to be awaited)";

            // Imports.
            ImportName { A: Def, B: Name, C: Const, D: Count } "R[a] = __import__(name, fromlist K[c], level d)";
            ImportFrom { A: Def, B: Use, C: Name } "R[a] = from module R[b] import name";
            ImportStar { A: Use } "all public names of module R[a] to the frame's namespace";

            // Patterns.
            JNotSequence { A: Use, CD: Jump } "jump unless R[a] matches a sequence pattern";
            JNotMapping { A: Use, CD: Jump } "jump unless R[a] matches a mapping pattern";
            GetLen { A: Def, B: Use } "R[a] = len(R[b])";
            MatchKeys { A: Def, B: Use, C: Use } "R[a] = tuple of mapping R[b]'s values for the keys of tuple R[c], or None if one is missing";
            MatchRest { A: Def, B: Use, C: Use } "R[a] = dict of mapping R[b] without the keys of tuple R[c]";
            MatchClass { A: Def, B: Use, C: Use, D: Use } "R[a] = tuple of attributes of R[b] if it is an instance of R[c], else None; R[d] a tuple: the count of positional patterns, then the keyword names";

            // The rest.
            PrintExpr { A: Use } "sys.displayhook(R[a])";
            SetupAnnotations { } "make __annotations__ in the frame's namespace if it is not there";
            EnterRegion { A: Window, B: Region, CD: Jump } "run region b natively: its captured values stand in R[a] .. in the region's order (unbound allowed) and come back there (also when it raises); then jump. If the region has exits, the register behind them says how it was left (0 end, 1 return, 2 break, 3 continue) and the next one holds the returned value; a deadline in seconds stands behind these. Under the bytecode engine: fall through to the body";
            GilEnd { } "the end of a `with gil:`: a frame that native code pushed for it is done; any other goes on";
        }
    };
}

macro_rules! define_ops {
    ($($name:ident { $($field:ident : $role:ident),* } $doc:literal;)*) => {
        /// An operation of the virtual machine.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Op { $(#[doc = $doc] $name,)* }

        impl Op {
            /// All operations, in the order of their numbers.
            pub const ALL: &'static [Op] = &[$(Op::$name,)*];

            /// The operation's name in disassembly.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name),)* }
            }

            /// What the operation does, in one line.
            pub const fn doc(self) -> &'static str {
                match self { $(Op::$name => $doc,)* }
            }

            /// The operands, in the order in which they are printed.
            pub const fn operands(self) -> &'static [Operand] {
                match self {
                    $(Op::$name => &[$(Operand { field: Field::$field, role: Role::$role },)*],)*
                }
            }
        }
    };
}

for_each_op!(define_ops);

impl Op {
    /// Whether execution can go on at the next instruction.
    pub const fn falls_through(self) -> bool {
        !matches!(
            self,
            Op::Return
                | Op::ReturnNone
                | Op::Jump
                | Op::RangePrep
                | Op::Raise
                | Op::RaiseFrom
                | Op::RaiseBare
                | Op::Reraise
        )
    }

    /// The operation with number `number`, if there is one.
    pub fn from_number(number: u8) -> Option<Op> {
        Op::ALL.get(usize::from(number)).copied()
    }
}

/// The cache index of an instruction that has no inline cache, because the function has too many.
pub const NO_CACHE: u16 = u16::MAX;

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    Shl,
    Shr,
    And,
    Or,
    Xor,
}

impl BinOp {
    /// All operators, in the order of their numbers.
    pub const ALL: [BinOp; 13] = [
        BinOp::Add,
        BinOp::Sub,
        BinOp::Mul,
        BinOp::TrueDiv,
        BinOp::FloorDiv,
        BinOp::Mod,
        BinOp::Pow,
        BinOp::MatMul,
        BinOp::Shl,
        BinOp::Shr,
        BinOp::And,
        BinOp::Or,
        BinOp::Xor,
    ];

    /// The operator's symbol in source text.
    pub const fn symbol(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::TrueDiv => "/",
            BinOp::FloorDiv => "//",
            BinOp::Mod => "%",
            BinOp::Pow => "**",
            BinOp::MatMul => "@",
            BinOp::Shl => "<<",
            BinOp::Shr => ">>",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions_in_the_table() {
        assert!(Op::ALL.len() <= 256);
        for (number, op) in Op::ALL.iter().enumerate() {
            assert_eq!(*op as usize, number);
            assert_eq!(Op::from_number(number as u8), Some(*op));
        }
    }
}
