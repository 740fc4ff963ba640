//! A loaded program's regions and what became of them.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use ungil_compiler::Program;
use ungil_compiler::check::{
    Constants, EntryType, Home, Instance, MAX_VERSIONS, instantiate_linked, open_params,
};
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
pub(super) type Entry = Result<Arc<Compiled>, Arc<str>>;

/// The instances of each region by the types of its inputs.
type Instances = FxHashMap<u32, Vec<(Vec<EntryType>, Entry)>>;

/// So many refusals of a region are kept; others are found again.
const MAX_KNOWN: usize = 64;

/// A program as one engine loaded it. Its code objects share it.
#[derive(Debug)]
pub struct Unit {
    /// What the compiler made.
    pub program: Arc<Program>,
    /// The open parameters of each generic function.
    open: FxHashMap<u32, Box<[u32]>>,
    instances: Mutex<Instances>,
}

impl Unit {
    /// A unit without compiled regions.
    pub fn new(program: Arc<Program>) -> Arc<Unit> {
        let mut open = FxHashMap::default();
        for region in &program.module.regions {
            let params = open_params(&program.module, region.id);
            if !params.is_empty() {
                open.insert(region.id.0, params.into());
            }
        }
        Arc::new(Unit { program, open, instances: Mutex::default() })
    }

    /// The unit that a code object belongs to.
    pub fn of(code: &CodeObj) -> Option<Arc<Unit>> {
        code.unit.clone()?.downcast::<Unit>().ok()
    }

    /// The parameters of a native function whose types make its key, if there are any.
    pub(super) fn open_params(&self, region: u32) -> Option<&[u32]> {
        self.open.get(&region).map(|params| &**params)
    }

    /// The region for these input types, if it was compiled or refused before.
    pub(super) fn known(&self, region: u32, inputs: &[EntryType]) -> Option<Entry> {
        let instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        let known = instances.get(&region)?.iter().find(|(key, _)| key == inputs);
        known.map(|(_, entry)| entry.clone())
    }

    /// The region for these input types, compiled at the first request. `Err` is the text of the refusal.
    pub fn instance(&self, region: u32, inputs: &[EntryType], constants: &dyn Constants) -> Entry {
        if let Some(entry) = self.known(region, inputs) {
            return entry;
        }
        let home = Home { module: &self.program.module, source: &self.program.source, constants };
        self.make(region, inputs, &[home])
    }

    /// Compiles a region; the first home is this program.
    pub(super) fn make(&self, region: u32, inputs: &[EntryType], homes: &[Home<'_>]) -> Entry {
        if self.open.contains_key(&region) && self.count(region) >= MAX_VERSIONS as usize {
            return Err(format!(
                "this generic function has {MAX_VERSIONS} versions already, one for each combination of argument types; annotate its parameters"
            )
            .into());
        }
        let entry = self.compile(region, inputs, homes);
        let mut instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        let known = instances.entry(region).or_default();
        if entry.is_ok() || known.len() < MAX_KNOWN {
            known.push((inputs.to_vec(), entry.clone()));
        }
        entry
    }

    /// Forgets all compiled regions: the constants that they were compiled with have changed. Runs that have begun go on.
    pub fn forget(&self) {
        self.instances.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// How many versions of a region have code.
    fn count(&self, region: u32) -> usize {
        let instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        instances.get(&region).map_or(0, |known| known.iter().filter(|(_, entry)| entry.is_ok()).count())
    }

    /// The versions of a region that were compiled so far.
    pub fn versions(&self, region: u32) -> Vec<Arc<Compiled>> {
        let instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = instances.get(&region).map_or(&[][..], Vec::as_slice);
        entries.iter().filter_map(|(_, entry)| entry.as_ref().ok().cloned()).collect()
    }

    fn compile(&self, region: u32, inputs: &[EntryType], homes: &[Home<'_>]) -> Entry {
        match instantiate_linked(homes, RegionId(region), inputs) {
            Ok(instance) => match NativeCode::compile(instance.group.clone(), Vec::new()) {
                Ok(code) => Ok(Arc::new(Compiled { instance, code })),
                Err(error) => Err(error.to_string().into()),
            },
            Err(refusal) => {
                let texts: Vec<String> = refusal
                    .parts
                    .iter()
                    .filter_map(|(home, list)| {
                        Some(render(homes.get(*home as usize)?.source, list, Format::Human))
                    })
                    .collect();
                Err(texts.join("\n").trim_end().into())
            }
        }
    }
}
