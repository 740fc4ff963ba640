//! Inputs of an interactive session: each is a program of its own, which knows what the earlier ones bound.
//!
//! A region asks what a name of the module's scope is *before it runs*: `nogil` and `prange` by their import, functions,
//! constants and arrays by the statement that binds them. In a session that statement is an earlier input. So a session hands
//! the imports of earlier inputs on as they were, functions and classes as names imported from `__main__`, which are looked
//! up when a region is compiled, and everything else as a value.

use rustc_hash::FxHashMap;
use ungil_grammar::{Diagnostic, Source};

use crate::hir::{Binding, Module, Name};
use crate::{Mode, Options, Program, compile_after};

/// What the inputs of a session have bound so far.
///
/// ```
/// use ungil_compiler::Session;
/// use ungil_grammar::Source;
///
/// let mut session = Session::default();
/// session.compile(&Source::new("<stdin>", "from ungil import i64, nogil\n")).expect("an import");
/// let text = "@nogil\ndef double(x: i64) -> i64:\n    return 2 * x\n";
/// let program = session.compile(&Source::new("<stdin>", text)).expect("a native function");
/// assert_eq!(program.module.regions.len(), 1);
/// ```
#[derive(Debug, Default)]
pub struct Session {
    known: FxHashMap<Name, Binding>,
    rebound: bool,
}

impl Session {
    /// Compiles the next input.
    ///
    /// # Errors
    /// What is wrong with it; the session is as before then.
    pub fn compile(&mut self, source: &Source) -> Result<Program, Vec<Diagnostic>> {
        let options = Options { mode: Mode::Interactive, ..Options::default() };
        let program = compile_after(source, options, &self.known)?;
        self.learn(&program.module);
        Ok(program)
    }

    /// Whether the last input bound a name that was bound before: what was compiled with its old value is out of date.
    pub fn rebound(&self) -> bool {
        self.rebound
    }

    fn learn(&mut self, module: &Module) {
        self.rebound = false;
        for (name, global) in module.globals.iter().filter(|(_, global)| global.bindings > 0) {
            let binding = match &global.binding {
                import @ (Binding::Import { .. } | Binding::ImportFrom { .. }) if global.constant => {
                    import.clone()
                }
                Binding::Function(_) | Binding::Class(_) => {
                    Binding::ImportFrom { module: "__main__".into(), name: name.clone() }
                }
                _ => Binding::Value,
            };
            self.rebound |= self.known.insert(name.clone(), binding).is_some();
        }
    }
}
