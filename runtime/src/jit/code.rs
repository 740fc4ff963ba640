//! Code memory: a group of TIR functions compiled, and what keeps it alive.
//!
//! **Invariant.** The machine code of a group lives exactly as long as its [`NativeCode`]. Whoever can run it holds an
//! `Arc` of that: handles, caches, and other groups that call into it (`externs`).

use super::helpers;
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{Linkage, Module, default_libcall_names};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use ungil_compiler::codegen::{self, GroupCode, Site, Target};
use ungil_compiler::tir::{Group, passes, verify};

/// A function of other code that a group calls.
#[derive(Clone, Debug)]
pub struct ExternCode {
    /// The code.
    pub code: Arc<NativeCode>,
    /// Which of its functions.
    pub function: usize,
}

/// A compiled group.
#[derive(Debug)]
pub struct NativeCode {
    /// As it was given, before any pass: what the evaluator runs.
    pub(super) group: Arc<Group>,
    /// The code of the functions that [`Group::externs`] names. This field is ESSENTIAL: their addresses are in our code.
    pub(super) externs: Vec<ExternCode>,
    pub(super) sites: Vec<Site>,
    pub(super) id: u64,
    /// Addresses of entry thunks, by function.
    pub(super) thunks: Vec<usize>,
    /// Addresses of inner functions.
    inner: Vec<usize>,
    bytes: usize,
    compile_time: Duration,
    memory: CodeMemory,
}

/// Owner of the pages.
struct CodeMemory(ManuallyDrop<JITModule>);

impl std::fmt::Debug for CodeMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeMemory")
    }
}

impl Drop for CodeMemory {
    fn drop(&mut self) {
        // SAFETY: taken once, here; by the invariant at the top nobody runs this code any more.
        unsafe { ManuallyDrop::take(&mut self.0).free_memory() }
    }
}

// SAFETY: after compilation the module is only touched by `Drop`, which has the only reference; its pages are read-only
// and executable for every thread.
unsafe impl Send for CodeMemory {}
// SAFETY: as above: there is no method that takes it by shared reference.
unsafe impl Sync for CodeMemory {}

/// Why a group could not be compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct CompileError(pub String);

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CompileError {}

/// The host's instruction set.
pub fn isa() -> Result<OwnedTargetIsa, CompileError> {
    static ISA: OnceLock<Result<OwnedTargetIsa, CompileError>> = OnceLock::new();
    ISA.get_or_init(|| {
        let fail =
            |e: &dyn std::fmt::Display| CompileError(format!("no code generator for this machine: {e}"));
        let mut flags = settings::builder();
        let verifier = if cfg!(debug_assertions) { "true" } else { "false" };
        let options = [
            ("opt_level", "speed"),
            ("enable_verifier", verifier),
            ("is_pic", "false"),
            ("use_colocated_libcalls", "false"),
            ("unwind_info", "false"),
        ];
        for (name, value) in options {
            flags.set(name, value).map_err(|e| fail(&e))?;
        }
        let builder = cranelift_native::builder().map_err(|e| fail(&e))?;
        builder.finish(settings::Flags::new(flags)).map_err(|e| fail(&e))
    })
    .clone()
}

/// Stages of a compilation for listings.
#[derive(Debug)]
pub struct Listing {
    /// TIR after the passes.
    pub tir: String,
    /// CLIF of every function.
    pub clif: String,
    /// Machine code of every function.
    pub asm: String,
}

impl NativeCode {
    /// Compile a group. `externs` are the codes of its `Group::externs`, in order.
    pub fn compile(group: Group, externs: Vec<ExternCode>) -> Result<Arc<NativeCode>, CompileError> {
        let started = Instant::now();
        let isa = isa()?;
        let id = next_id();
        let addresses = extern_addresses(&group, &externs)?;
        let code = lower(&group, &addresses, id, &isa)?.1;
        // Helpers are called by address: nothing is looked up by name but what Cranelift itself calls.
        let mut module = JITModule::new(JITBuilder::with_isa(isa.clone(), default_libcall_names()));
        let compiled = define(&mut module, &code);
        let memory = CodeMemory(ManuallyDrop::new(module));
        let (ids, sizes) = compiled?;
        let bytes = sizes.iter().sum();
        let address = |number: usize| memory.0.get_finalized_function(ids[number]).expose_provenance();
        let thunks = (0..code.count).map(|i| address(code.thunk(i))).collect();
        let inner = (0..code.count).map(address).collect();
        if super::perf::wanted() {
            let functions = code.functions.iter().enumerate();
            super::perf::note(functions.map(|(k, f)| (address(k), sizes[k], format!("ungil:{}", f.name))));
        }
        Ok(Arc::new(NativeCode {
            group: Arc::new(group),
            externs,
            sites: code.sites,
            id,
            thunks,
            inner,
            bytes,
            compile_time: started.elapsed(),
            memory,
        }))
    }

    /// The group as it was given.
    pub fn group(&self) -> &Arc<Group> {
        &self.group
    }

    /// Bytes of machine code.
    pub fn code_size(&self) -> usize {
        let _ = &self.memory;
        self.bytes
    }

    /// How long compilation took.
    pub fn compile_time(&self) -> Duration {
        self.compile_time
    }

    /// The site table of a group that this code is or calls.
    pub(super) fn sites_of(&self, id: u64) -> Option<&[Site]> {
        if self.id == id {
            return Some(&self.sites);
        }
        self.externs.iter().find_map(|e| e.code.sites_of(id))
    }
}

fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn extern_addresses(group: &Group, externs: &[ExternCode]) -> Result<Vec<u64>, CompileError> {
    if group.externs.len() != externs.len() {
        return Err(CompileError("another number of external functions than the group names".into()));
    }
    let mut addresses = Vec::with_capacity(externs.len());
    for (have, want) in externs.iter().zip(&group.externs) {
        let function = have.code.group.functions.get(have.function);
        let fits = function.is_some_and(|f| f.signature() == want.sig && f.outs.is_empty());
        if !fits {
            return Err(CompileError(format!("`{}` is not the function that was expected", want.name)));
        }
        addresses.push(have.code.inner[have.function] as u64);
    }
    Ok(addresses)
}

/// Verify, run the passes, lower: the optimised group and its CLIF.
fn lower(
    group: &Group,
    externs: &[u64],
    id: u64,
    isa: &OwnedTargetIsa,
) -> Result<(Group, GroupCode), CompileError> {
    verify::verify(group).map_err(CompileError)?;
    let mut fast = group.clone();
    passes::run(&mut fast);
    if cfg!(debug_assertions) {
        verify::verify(&fast).map_err(|e| CompileError(format!("after passes: {e}")))?;
    }
    let target =
        Target { config: isa.frontend_config(), addresses: helpers::addresses(), externs, group_id: id };
    let code = codegen::lower(&fast, &target).map_err(CompileError)?;
    Ok((fast, code))
}

/// The functions, and how many bytes each has.
type Defined = (Vec<cranelift_module::FuncId>, Vec<usize>);

fn define(module: &mut JITModule, code: &GroupCode) -> Result<Defined, CompileError> {
    let fail = |e: cranelift_module::ModuleError| CompileError(format!("code generation failed: {e:?}"));
    let mut ids = Vec::with_capacity(code.functions.len());
    for (number, function) in code.functions.iter().enumerate() {
        let name = format!("f{number}");
        let id = module.declare_function(&name, Linkage::Local, &function.clif.signature).map_err(fail)?;
        debug_assert_eq!(id.as_u32() as usize, number, "references are by number");
        ids.push(id);
    }
    let mut bytes = Vec::with_capacity(ids.len());
    let mut context = module.make_context();
    for (function, &id) in code.functions.iter().zip(&ids) {
        context.func = function.clif.clone();
        module.define_function(id, &mut context).map_err(fail)?;
        bytes.push(context.compiled_code().map_or(0, |c| c.code_buffer().len()));
        context.clear();
    }
    module.finalize_definitions().map_err(fail)?;
    Ok((ids, bytes))
}

/// The stages of a group's compilation as text. Calls of other groups need no code here.
pub fn listing(group: &Group) -> Result<Listing, CompileError> {
    let isa = isa()?;
    let externs = vec![0; group.externs.len()];
    let (fast, code) = lower(group, &externs, 0, &isa)?;
    let mut listing =
        Listing { tir: ungil_compiler::tir::print::print(&fast), clif: String::new(), asm: String::new() };
    for function in &code.functions {
        listing.clif.push_str(&format!("; {}\n{}\n", function.name, function.clif.display()));
        let mut context = cranelift_codegen::Context::for_function(function.clif.clone());
        context.set_disasm(true);
        let compiled = context
            .compile(&*isa, &mut Default::default())
            .map_err(|e| CompileError(format!("code generation failed: {:?}", e.inner)))?;
        let text = compiled.vcode.clone().unwrap_or_default();
        listing.asm.push_str(&format!("; {}\n{text}\n", function.name));
    }
    Ok(listing)
}
