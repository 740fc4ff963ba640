//! A loaded program's regions and what became of them.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use ungil_compiler::Program;
use ungil_compiler::check::{Constants, EntryType, Instance, instantiate};
use ungil_compiler::hir::RegionId;
use ungil_grammar::render::{Format, render};

use crate::jit::NativeCode;
use crate::object::CodeObj;

/// A region compiled for one combination of input types.
#[derive(Debug)]
pub struct Compiled {
    /// What the checker made: signature and TIR.
    pub instance: Instance,
    /// The machine code, and the evaluator's input.
    pub code: Arc<NativeCode>,
}

/// The result of compiling: code, or the rendered diagnostics.
type Entry = Result<Arc<Compiled>, Arc<str>>;

/// The instances of each region by the types of its inputs.
type Instances = FxHashMap<u32, Vec<(Vec<EntryType>, Entry)>>;

/// A program as one engine loaded it. Its code objects share it.
#[derive(Debug)]
pub struct Unit {
    /// What the compiler made.
    pub program: Arc<Program>,
    instances: Mutex<Instances>,
}

impl Unit {
    /// A unit without compiled regions.
    pub fn new(program: Arc<Program>) -> Arc<Unit> {
        Arc::new(Unit { program, instances: Mutex::default() })
    }

    /// The unit that a code object belongs to.
    pub fn of(code: &CodeObj) -> Option<Arc<Unit>> {
        code.unit.clone()?.downcast::<Unit>().ok()
    }

    /// The region for these input types, compiled at the first request. `Err` is the text of the refusal.
    pub fn instance(&self, region: u32, inputs: &[EntryType], constants: &dyn Constants) -> Entry {
        let find = |entries: &Instances| {
            let known = entries.get(&region)?.iter().find(|(key, _)| key == inputs);
            known.map(|(_, entry)| entry.clone())
        };
        if let Some(entry) = find(&self.instances.lock().unwrap_or_else(PoisonError::into_inner)) {
            return entry;
        }
        let entry = self.compile(region, inputs, constants);
        let mut instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        instances.entry(region).or_default().push((inputs.to_vec(), entry.clone()));
        entry
    }

    fn compile(&self, region: u32, inputs: &[EntryType], constants: &dyn Constants) -> Entry {
        let program = &self.program;
        match instantiate(&program.module, &program.source, RegionId(region), inputs, constants) {
            Ok(instance) => match NativeCode::compile(instance.group.clone(), Vec::new()) {
                Ok(code) => Ok(Arc::new(Compiled { instance, code })),
                Err(error) => Err(error.to_string().into()),
            },
            Err(diagnostics) => Err(render(&program.source, &diagnostics, Format::Human).trim_end().into()),
        }
    }
}
