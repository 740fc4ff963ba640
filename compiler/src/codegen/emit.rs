//! The state of one CLIF function under construction, its variables, and how it raises.
//!
//! **Raising.** Every check jumps to a cold block that puts its exception word (and the values of its message) in place
//! and goes to the innermost *landing*: the dispatch of a `try`, or the function's one exit, which stores the out-slots and
//! returns status 1. All of that is ordinary control flow, so variables reach handlers and out-slots as SSA values.

use super::abi::{self, ctx};
use super::{Site, Target};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, Block, InstBuilder, MemFlagsData, Value, types};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use rustc_hash::FxHashMap;

/// What all functions of a group share.
pub(super) struct Shared<'a> {
    pub group: &'a Group,
    pub target: &'a Target<'a>,
    pub sites: Vec<Site>,
    pub outlined: Vec<Outlined<'a>>,
}

/// A `prange` body to be emitted.
#[derive(Clone)]
pub(super) struct Outlined<'a> {
    pub function: usize,
    pub prange: &'a Prange,
    /// Locals read from the environment, in this order after start and step.
    pub captured: Vec<LocalId>,
}

/// A local as Cranelift variables.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    Scalar(Variable),
    View(ViewSlot),
}

#[derive(Clone, Debug)]
pub(super) struct ViewSlot {
    pub ty: ViewType,
    pub base: Variable,
    pub shape: Vec<Variable>,
    pub strides: Vec<Variable>,
}

/// The values of a view header.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub base: Value,
    pub shape: Vec<Value>,
    pub strides: Vec<Value>,
}

impl Header {
    pub fn words(&self) -> Vec<Value> {
        std::iter::once(self.base)
            .chain(self.shape.iter().copied())
            .chain(self.strides.iter().copied())
            .collect()
    }
}

/// Where exceptions go.
#[derive(Clone, Copy)]
pub(super) struct Landing {
    /// Takes the exception word; stores it and falls into `caught`.
    pub raise: Block,
    /// The exception is in the context already.
    pub caught: Block,
}

/// What a jump out of the current place passes, innermost last.
pub(super) enum Scope<'a> {
    Loop(LoopScope<'a>),
    /// A `finally` block.
    Finally(&'a [Stmt]),
    /// Something that only changes the landing.
    Handler,
}

pub(super) struct LoopScope<'a> {
    pub on_break: Block,
    pub on_continue: Block,
    pub accs: &'a [Acc],
    /// Float reductions whose lanes run over this loop.
    pub lanes: Vec<(LocalId, ir::StackSlot)>,
    /// The ordinal of the iteration, if there are lanes.
    pub ordinal: Option<Variable>,
}

/// A running reduction or exact accumulator.
#[derive(Clone, Debug)]
pub(super) enum Running {
    /// Exact integer sum in an i128 variable.
    Sum(Variable),
    /// Exact sum of small numbers in an i64 variable: so few bits that it cannot overflow in a lifetime.
    SmallSum(Variable),
    /// Exact product in a 16-byte stack slot.
    Product(ir::StackSlot),
    /// One variable, one type.
    Word(ReduceOp, Scalar, Variable),
    /// Lanes over the granule: slot and ordinal.
    GranuleLanes(ReduceOp, Scalar, ir::StackSlot, Variable),
    /// Lanes over inner loops (see [`LoopScope::lanes`]), and the partial of the iteration.
    InnerLanes(ReduceOp, Scalar, Variable),
    /// `has`, value, payload.
    Extreme(ReduceOp, Scalar, Variable, Variable, Vec<Variable>),
}

/// One CLIF function under construction.
pub(super) struct Emit<'s, 'a, 'f> {
    pub shared: &'s mut Shared<'a>,
    pub b: FunctionBuilder<'f>,
    pub index: usize,
    pub function: &'a Function,
    pub slots: Vec<Slot>,
    pub ctx: Value,
    pub stop: Option<Value>,
    pub scopes: Vec<Scope<'a>>,
    pub landings: Vec<Landing>,
    /// The exception words that handlers around the current place caught.
    pub caught: Vec<Value>,
    pub running: FxHashMap<LocalId, Running>,
    /// Flags of conditionally assigned variables of the `prange` body that this is.
    pub last_flags: FxHashMap<LocalId, Variable>,
    /// The out-slots pointer of a block.
    pub outs: Option<Value>,
    /// The count of owned arrays at entry, if this function makes arrays.
    pub mark: Option<Value>,
    /// True in a `prange` body: falling off the end and exceptions do not touch results and outs.
    pub outlined: bool,
    /// Imported signatures by helper.
    pub helper_sigs: FxHashMap<abi::Helper, ir::SigRef>,
    pub sites: FxHashMap<(Pos, Vec<(usize, Pos)>), u32>,
    /// The inlined calls around the current place: who called, and where.
    pub within: Vec<(usize, Pos)>,
    /// Whose code this is: the function, or one that is inlined here.
    pub owner: usize,
    /// The ordinal of the loop whose vector part is being emitted, if it has lanes.
    pub vector_ordinal: Option<Variable>,
}

/// Plain data access: cannot trap, any alignment.
pub(super) fn data() -> MemFlagsData {
    MemFlagsData::new().with_notrap()
}

/// Access to context, stack slots and other words of ours.
pub(super) fn trusted() -> MemFlagsData {
    MemFlagsData::trusted()
}

/// The register type of a scalar.
pub(super) fn clif_type(ty: Scalar) -> ir::Type {
    match ty {
        Scalar::Bool | Scalar::I8 | Scalar::U8 => types::I8,
        Scalar::I16 | Scalar::U16 => types::I16,
        Scalar::I32 | Scalar::U32 => types::I32,
        Scalar::I64 | Scalar::U64 => types::I64,
        Scalar::F32 => types::F32,
        Scalar::F64 => types::F64,
    }
}

/// Make the variables of all locals.
pub(super) fn declare(b: &mut FunctionBuilder<'_>, function: &Function) -> Vec<Slot> {
    function
        .locals
        .iter()
        .map(|local| match local.ty {
            Type::Scalar(s) => Slot::Scalar(b.declare_var(clif_type(s))),
            Type::View(ty) => {
                let base = b.declare_var(types::I64);
                let shape = (0..ty.rank).map(|_| b.declare_var(types::I64)).collect();
                let strides = (0..ty.rank).map(|_| b.declare_var(types::I64)).collect();
                Slot::View(ViewSlot { ty, base, shape, strides })
            }
        })
        .collect()
}

/// True if the function makes arrays or receives them from a call.
pub(super) fn makes_arrays(block: &[Stmt], group: &Group) -> bool {
    let mut found = false;
    walk::stmts(block, &mut |stmt| match stmt {
        Stmt::AssignView(_, ViewExpr::New { .. } | ViewExpr::Copy(_) | ViewExpr::Reshape { .. }, _) => {
            found = true
        }
        Stmt::Call(_, call, _) => {
            let views = |types: &[Type]| types.iter().any(|t| t.view().is_some());
            found |= match call.callee {
                Callee::Local(i) => group.functions.get(i as usize).is_some_and(|f| views(&f.results)),
                Callee::Extern(i) => group.externs.get(i as usize).is_some_and(|e| views(&e.sig.results)),
            };
        }
        _ => {}
    });
    found
}

/// True if a block calls native functions.
pub(super) fn has_calls(block: &[Stmt]) -> bool {
    let mut found = false;
    walk::both(block, &mut |s| found |= matches!(s, Stmt::Call(..) | Stmt::WithGil(_)), &mut |_| {});
    walk::exprs(block, &mut |e| found |= matches!(e.kind, ExprKind::Call(_)));
    found
}

/// The inner function of a TIR function.
pub(super) fn inner_function<'a>(
    shared: &mut Shared<'a>,
    frontend: &mut FunctionBuilderContext,
    index: usize,
) -> ir::Function {
    let group = shared.group;
    let function = &group.functions[index];
    let config = shared.target.config;
    let results = &function.results;
    let params: Vec<Type> = function.params.iter().map(|&p| function.ty(p)).collect();
    let sig = super::inner_signature(&params, results, !function.outs.is_empty(), config.default_call_conv);
    let mut clif = ir::Function::with_name_signature(ir::UserFuncName::user(0, index as u32), sig);
    let mut b = FunctionBuilder::new(&mut clif, frontend);
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    b.switch_to_block(entry);
    b.seal_block(entry);
    let args = b.block_params(entry).to_vec();
    let slots = declare(&mut b, function);
    let mut e = Emit::new(shared, b, index, slots, args[0], false);
    e.zero_locals();
    let mut at = 1;
    for (&param, &ty) in function.params.iter().zip(&params) {
        let end = at + abi::words(ty);
        e.define(param, &args[at..end]);
        at = end;
    }
    e.outs = args.get(at).copied();
    e.stop = Some(e.load_ctx(types::I64, ctx::STOP));
    if makes_arrays(&function.body, group) {
        let mark = e.helper(abi::Helper::ArrayMark, &[e.ctx]);
        e.mark = Some(mark);
    }
    // After the mark, which the exit for exceptions uses.
    if has_calls(&function.body) {
        e.check_stack(function.pos);
    }
    if e.block(&function.body) {
        e.return_values(&[]);
    }
    e.finish();
    clif
}

/// The entry thunk of a TIR function: words in memory to registers and back.
pub(super) fn thunk(
    shared: &Shared<'_>,
    frontend: &mut FunctionBuilderContext,
    index: usize,
) -> ir::Function {
    let function = &shared.group.functions[index];
    let config = shared.target.config;
    let word = AbiParam::new(types::I64);
    let sig =
        ir::Signature { params: vec![word; 3], returns: vec![word], call_conv: config.default_call_conv };
    let number = (shared.group.functions.len() + index) as u32;
    let mut clif = ir::Function::with_name_signature(ir::UserFuncName::user(0, number), sig);
    let mut b = FunctionBuilder::new(&mut clif, frontend);
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    b.switch_to_block(entry);
    b.seal_block(entry);
    let (ctx, args, ret) = (b.block_params(entry)[0], b.block_params(entry)[1], b.block_params(entry)[2]);
    let params: Vec<Type> = function.params.iter().map(|&p| function.ty(p)).collect();
    let mut values = vec![ctx];
    let mut at = 0;
    for &ty in &params {
        match ty {
            // The low bytes of the word are the narrow scalar.
            Type::Scalar(s) => values.push(b.ins().load(clif_type(s), trusted(), args, at)),
            Type::View(_) => {
                for k in 0..abi::words(ty) as i32 {
                    values.push(b.ins().load(types::I64, trusted(), args, at + 8 * k));
                }
            }
        }
        at += 8 * abi::words(ty) as i32;
    }
    let outs = !function.outs.is_empty();
    let results = abi::result_words(function) as i64;
    if outs {
        values.push(b.ins().iadd_imm_s(ret, 8 * results));
    }
    let sig = super::inner_signature(&params, &function.results, outs, config.default_call_conv);
    let callee = import_local(&mut b, sig, index);
    let call = b.ins().call(callee, &values);
    let returned = b.inst_results(call).to_vec();
    if let ([Type::Scalar(s)], [value, _]) = (&function.results[..], &returned[..]) {
        let bits = to_word(&mut b, *s, *value);
        b.ins().store(trusted(), bits, ret, 0);
    } else {
        for k in 0..results as i32 {
            let value = b.ins().load(types::I64, trusted(), ctx, ctx::RET + 8 * k);
            b.ins().store(trusted(), value, ret, 8 * k);
        }
    }
    b.ins().return_(&returned[returned.len() - 1..]);
    b.finalize(config);
    clif
}

/// A reference to another function of the group by its number.
pub(super) fn import_local(b: &mut FunctionBuilder<'_>, sig: ir::Signature, number: usize) -> ir::FuncRef {
    let signature = b.import_signature(sig);
    let name = ir::UserExternalName { namespace: 0, index: number as u32 };
    let name = b.func.declare_imported_user_function(name);
    b.import_function(ir::ExtFuncData {
        name: ir::ExternalName::user(name),
        signature,
        colocated: true,
        patchable: false,
    })
}

/// A scalar as 64 bits.
pub(super) fn to_word(b: &mut FunctionBuilder<'_>, ty: Scalar, value: Value) -> Value {
    match ty {
        Scalar::I64 | Scalar::U64 => value,
        Scalar::F64 => b.ins().bitcast(types::I64, MemFlagsData::new(), value),
        Scalar::F32 => {
            let bits = b.ins().bitcast(types::I32, MemFlagsData::new(), value);
            b.ins().uextend(types::I64, bits)
        }
        ty if ty.is_signed() => b.ins().sextend(types::I64, value),
        _ => b.ins().uextend(types::I64, value),
    }
}

/// A scalar from 64 bits.
pub(super) fn from_word(b: &mut FunctionBuilder<'_>, ty: Scalar, word: Value) -> Value {
    match ty {
        Scalar::I64 | Scalar::U64 => word,
        Scalar::F64 => b.ins().bitcast(types::F64, MemFlagsData::new(), word),
        Scalar::F32 => {
            let bits = b.ins().ireduce(types::I32, word);
            b.ins().bitcast(types::F32, MemFlagsData::new(), bits)
        }
        ty => b.ins().ireduce(clif_type(ty), word),
    }
}

impl<'s, 'a, 'f> Emit<'s, 'a, 'f> {
    pub fn new(
        shared: &'s mut Shared<'a>,
        mut b: FunctionBuilder<'f>,
        index: usize,
        slots: Vec<Slot>,
        ctx: Value,
        outlined: bool,
    ) -> Self {
        let function = &shared.group.functions[index];
        let exit = Landing { raise: b.create_block(), caught: b.create_block() };
        b.set_cold_block(exit.raise);
        b.set_cold_block(exit.caught);
        b.append_block_param(exit.raise, types::I64);
        Emit {
            shared,
            b,
            index,
            function,
            slots,
            ctx,
            stop: None,
            scopes: Vec::new(),
            landings: vec![exit],
            caught: Vec::new(),
            running: FxHashMap::default(),
            last_flags: FxHashMap::default(),
            outs: None,
            mark: None,
            outlined,
            helper_sigs: FxHashMap::default(),
            sites: FxHashMap::default(),
            within: Vec::new(),
            owner: index,
            vector_ordinal: None,
        }
    }

    /// Emit the exit for exceptions and finish the CLIF.
    pub fn finish(mut self) {
        let exit = self.landings[0];
        self.store_trap(exit);
        self.b.switch_to_block(exit.caught);
        if let Some(mark) = self.mark {
            let roots = self.out_roots();
            self.sweep(mark, &roots);
        }
        self.store_outs();
        let mut returned = Vec::new();
        if !self.outlined
            && let [Type::Scalar(s)] = self.function.results[..]
        {
            returned.push(self.zero(s));
        }
        returned.push(self.b.ins().iconst(types::I64, 1));
        self.b.ins().return_(&returned);
        self.b.seal_all_blocks();
        let config = self.shared.target.config;
        self.b.finalize(config);
    }

    /// The `raise` half of a landing.
    pub fn store_trap(&mut self, landing: Landing) {
        self.b.switch_to_block(landing.raise);
        let word = self.b.block_params(landing.raise)[0];
        self.b.ins().store(trusted(), word, self.ctx, ctx::TRAP);
        let group = self.b.ins().iconst(types::I64, self.shared.target.group_id as i64);
        self.b.ins().store(trusted(), group, self.ctx, ctx::GROUP);
        let none = self.b.ins().iconst(types::I64, 0);
        self.b.ins().store(trusted(), none, self.ctx, ctx::TRACE);
        self.b.ins().store(trusted(), none, self.ctx, ctx::CONTEXT);
        let serial = self.load_ctx(types::I64, ctx::NEXT_SERIAL);
        self.b.ins().store(trusted(), serial, self.ctx, ctx::SERIAL);
        let next = self.b.ins().iadd_imm_s(serial, 1);
        self.b.ins().store(trusted(), next, self.ctx, ctx::NEXT_SERIAL);
        self.b.ins().jump(landing.caught, &[]);
    }

    pub fn landing(&self) -> Landing {
        self.landings[self.landings.len() - 1]
    }

    pub fn int(&mut self, value: i64) -> Value {
        self.b.ins().iconst(types::I64, value)
    }

    pub fn zero(&mut self, ty: Scalar) -> Value {
        match ty {
            Scalar::F64 => self.b.ins().f64const(0.0),
            Scalar::F32 => self.b.ins().f32const(0.0),
            ty => self.b.ins().iconst(clif_type(ty), 0),
        }
    }

    /// Give every local a value, so that a missing assignment is never undefined.
    pub fn zero_locals(&mut self) {
        let locals = &self.function.locals;
        for (slot, local) in self.slots.clone().into_iter().zip(locals) {
            match (slot, local.ty) {
                (Slot::Scalar(var), Type::Scalar(ty)) => {
                    let zero = self.zero(ty);
                    self.b.def_var(var, zero);
                }
                (Slot::View(v), _) => {
                    let zero = self.int(0);
                    for var in std::iter::once(v.base).chain(v.shape).chain(v.strides) {
                        self.b.def_var(var, zero);
                    }
                }
                _ => {}
            }
        }
    }

    /// Assign a local from its flattened values.
    pub fn define(&mut self, local: LocalId, values: &[Value]) {
        match self.slots[local.0 as usize].clone() {
            Slot::Scalar(var) => self.b.def_var(var, values[0]),
            Slot::View(v) => {
                for (var, &value) in std::iter::once(v.base).chain(v.shape).chain(v.strides).zip(values) {
                    self.b.def_var(var, value);
                }
            }
        }
        if let Some(&flag) = self.last_flags.get(&local) {
            let one = self.b.ins().iconst(types::I8, 1);
            self.b.def_var(flag, one);
        }
    }

    /// The flattened values of a local.
    pub fn read(&mut self, local: LocalId) -> Vec<Value> {
        match self.slots[local.0 as usize].clone() {
            Slot::Scalar(var) => vec![self.b.use_var(var)],
            Slot::View(_) => self.header(local).words(),
        }
    }

    pub fn view_slot(&self, local: LocalId) -> ViewSlot {
        match &self.slots[local.0 as usize] {
            Slot::View(v) => v.clone(),
            // Verified TIR names views where views are wanted.
            Slot::Scalar(var) => ViewSlot {
                ty: ViewType::new(Scalar::F64, 0),
                base: *var,
                shape: Vec::new(),
                strides: Vec::new(),
            },
        }
    }

    pub fn header(&mut self, local: LocalId) -> Header {
        let v = self.view_slot(local);
        Header {
            base: self.b.use_var(v.base),
            shape: v.shape.iter().map(|&x| self.b.use_var(x)).collect(),
            strides: v.strides.iter().map(|&x| self.b.use_var(x)).collect(),
        }
    }

    /// Begin a new block that only the current one reaches, and stay there.
    pub fn enter(&mut self, block: Block) {
        self.b.switch_to_block(block);
        self.b.seal_block(block);
    }

    pub fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }

    /// The number of the site for implicit exceptions at that place.
    pub fn site(&mut self, pos: Pos) -> u32 {
        let key = (pos, self.within.clone());
        if let Some(&site) = self.sites.get(&key) {
            return site;
        }
        let site = self.new_site(pos, Vec::new());
        self.sites.insert(key, site);
        site
    }

    pub fn new_site(&mut self, pos: Pos, message: Vec<super::SitePiece>) -> u32 {
        let functions = &self.shared.group.functions;
        let names = |k: usize| (functions[k].name.clone(), functions[k].file.clone());
        let (function, file) = names(self.owner);
        let inlined = |&(caller, pos): &(usize, Pos)| {
            let (function, file) = names(caller);
            super::InlinedCall { function, file, pos }
        };
        let within = self.within.iter().map(inlined).collect();
        self.shared.sites.push(Site { function, file, pos, within, message });
        (self.shared.sites.len() - 1) as u32
    }

    /// Raise from here; the current block ends.
    pub fn raise_word(&mut self, word: Value) {
        let raise = self.landing().raise;
        self.b.ins().jump(raise, &[word.into()]);
    }

    pub fn raise(&mut self, fault: Fault, args: &[Value], pos: Pos) {
        self.trap_args(args);
        let site = self.site(pos);
        let word = self.int(abi::trap_word(site, fault.kind(), Some(fault)) as i64);
        self.raise_word(word);
    }

    pub fn trap_args(&mut self, args: &[Value]) {
        for (k, &arg) in args.iter().enumerate().take(ctx::TRAP_ARG_COUNT) {
            self.b.ins().store(trusted(), arg, self.ctx, ctx::TRAP_ARGS + 8 * k as i32);
        }
    }

    /// Raise if `bad` is not zero; else go on.
    pub fn fail_if(&mut self, bad: Value, fault: Fault, args: &[Value], pos: Pos) {
        let (cold, next) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(bad, cold, &[], next, &[]);
        self.enter(cold);
        self.raise(fault, args, pos);
        self.enter(next);
    }

    /// A helper returned a fault word: raise unless it is 0.
    pub fn check_word(&mut self, word: Value, pos: Pos) {
        let (cold, next) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(word, cold, &[], next, &[]);
        self.enter(cold);
        let site = self.site(pos);
        let word = self.b.ins().bor_imm_u(word, site as i64);
        self.raise_word(word);
        self.enter(next);
    }

    /// A called function returned a status: note the call and propagate unless it is 0.
    pub fn check_call(&mut self, status: Value, pos: Pos) {
        let (cold, next) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(status, cold, &[], next, &[]);
        self.enter(cold);
        let site = self.site(pos);
        let (group, site) = (self.int(self.shared.target.group_id as i64), self.int(i64::from(site)));
        self.helper(abi::Helper::Trace, &[self.ctx, group, site]);
        let caught = self.landing().caught;
        self.b.ins().jump(caught, &[]);
        self.enter(next);
    }

    /// A parallel loop returned a status: propagate unless it is 0.
    pub fn check_status(&mut self, status: Value) {
        let next = self.b.create_block();
        let caught = self.landing().caught;
        self.b.ins().brif(status, caught, &[], next, &[]);
        self.enter(next);
    }

    pub fn helper(&mut self, helper: abi::Helper, args: &[Value]) -> Value {
        let conv = self.shared.target.config.default_call_conv;
        let sig = match self.helper_sigs.get(&helper) {
            Some(&sig) => sig,
            None => {
                let sig = self.b.import_signature(abi::helper_signature(helper, conv));
                self.helper_sigs.insert(helper, sig);
                sig
            }
        };
        let address = self.shared.target.addresses.helpers[helper as usize];
        let address = self.int(address as i64);
        let call = self.b.ins().call_indirect(sig, address, args);
        self.b.inst_results(call)[0]
    }

    pub fn load_ctx(&mut self, ty: ir::Type, offset: i32) -> Value {
        self.b.ins().load(ty, trusted(), self.ctx, offset)
    }

    pub fn store_ret(&mut self, word: usize, value: Value) {
        self.b.ins().store(trusted(), value, self.ctx, ctx::RET + 8 * word as i32);
    }

    pub fn load_ret(&mut self, word: usize) -> Value {
        self.load_ctx(types::I64, ctx::RET + 8 * word as i32)
    }

    /// Ask the stop word. An atomic load, so that no pass takes it out of a loop.
    pub fn poll(&mut self, pos: Pos) {
        let stop = match self.stop {
            Some(stop) => stop,
            None => self.load_ctx(types::I64, ctx::STOP),
        };
        let word = self.b.ins().atomic_load(types::I32, trusted(), stop);
        let (cold, next) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(word, cold, &[], next, &[]);
        self.enter(cold);
        // No way back into the loop: a call on it, however cold, would cost its values their registers.
        let reasons = self.b.ins().uextend(types::I64, word);
        let word = self.helper(abi::Helper::Poll, &[reasons]);
        let site = self.site(pos);
        let word = self.b.ins().bor_imm_u(word, site as i64);
        self.raise_word(word);
        self.enter(next);
    }

    /// In a prologue: RecursionError if the stack is used up, and a poll, since recursion is a loop.
    pub fn check_stack(&mut self, pos: Pos) {
        let sp = self.b.ins().get_stack_pointer(types::I64);
        let limit = self.load_ctx(types::I64, ctx::STACK_LIMIT);
        let low = self.b.ins().icmp(IntCC::UnsignedLessThan, sp, limit);
        self.fail_if(low, Fault::Recursion, &[], pos);
        self.poll(pos);
    }

    pub fn stack_slot(&mut self, bytes: usize) -> ir::StackSlot {
        let data = ir::StackSlotData::new(ir::StackSlotKind::ExplicitSlot, bytes as u32, 3);
        self.b.create_sized_stack_slot(data)
    }

    /// The address of a new stack slot that holds these words.
    pub fn words_on_stack(&mut self, words: &[Value]) -> Value {
        let slot = self.stack_slot(8 * words.len().max(1));
        let address = self.b.ins().stack_addr(types::I64, slot, 0);
        for (k, &word) in words.iter().enumerate() {
            self.b.ins().store(trusted(), word, address, 8 * k as i32);
        }
        address
    }

    pub fn out_roots(&mut self) -> Vec<Value> {
        let outs: Vec<LocalId> = self.function.outs.iter().map(|o| o.local).collect();
        let mut roots = Vec::new();
        for local in outs {
            if let Slot::View(v) = &self.slots[local.0 as usize] {
                let base = v.base;
                roots.push(self.b.use_var(base));
            }
        }
        roots
    }

    /// Free the arrays made since `mark` that none of the roots points into.
    pub fn sweep(&mut self, mark: Value, roots: &[Value]) {
        let count = self.int(roots.len() as i64);
        let address = self.words_on_stack(roots);
        self.helper(abi::Helper::ArraySweep, &[self.ctx, mark, address, count]);
    }

    pub fn store_outs(&mut self) {
        let Some(outs) = self.outs else { return };
        let mut at = 0;
        for out in self.function.outs.clone() {
            let bound = match out.bound {
                Some(flag) => {
                    let flag = self.read(flag)[0];
                    self.b.ins().uextend(types::I64, flag)
                }
                None => self.int(1),
            };
            self.b.ins().store(trusted(), bound, outs, at);
            at += 8;
            let values = self.read(out.local);
            let ty = self.function.ty(out.local);
            for value in values {
                let word = match ty {
                    Type::Scalar(s) => to_word(&mut self.b, s, value),
                    Type::View(_) => value,
                };
                self.b.ins().store(trusted(), word, outs, at);
                at += 8;
            }
        }
    }

    /// Return normally with flattened result values.
    pub fn return_values(&mut self, values: &[Value]) {
        let results = &self.function.results;
        let mut returned = Vec::new();
        if !self.outlined {
            if let Some(mark) = self.mark {
                let mut roots = self.out_roots();
                let mut at = 0;
                for &ty in results {
                    if ty.view().is_some() && at < values.len() {
                        roots.push(values[at]);
                    }
                    at += abi::words(ty);
                }
                self.sweep(mark, &roots);
            }
            if let [Type::Scalar(s)] = results[..] {
                let value = match values.first() {
                    Some(&value) => value,
                    None => self.zero(s),
                };
                returned.push(value);
            } else {
                let mut at = 0;
                for &ty in results {
                    for _ in 0..abi::words(ty) {
                        if let Some(&value) = values.get(at) {
                            let word = match ty {
                                Type::Scalar(s) => to_word(&mut self.b, s, value),
                                Type::View(_) => value,
                            };
                            self.store_ret(at, word);
                        }
                        at += 1;
                    }
                }
            }
            self.store_outs();
        }
        returned.push(self.int(0));
        self.b.ins().return_(&returned);
    }
}
