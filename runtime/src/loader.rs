//! Brings a compiled program into an engine: copies the instructions, makes constants and names words, lays out caches.

use std::cell::Cell;
use std::sync::Arc;

use ungil_compiler::Program;
use ungil_compiler::bytecode::{Code, Const};
use ungil_grammar::{Diagnostic, Source};

use crate::heap::{Gil, Header, Local, Object, Raised, Res};
use crate::object::{CodeObj, Dict, InlineCache, Kind, Type};
use crate::vm::region::Unit;
use crate::word::Word;

pub use ungil_compiler::Mode;

/// Compiles a text.
pub fn compile(source: &Source, mode: Mode) -> Result<Arc<Program>, Vec<Diagnostic>> {
    let options = ungil_compiler::Options { mode, ..ungil_compiler::Options::default() };
    Ok(Arc::new(ungil_compiler::compile_with(source, options)?))
}

impl Gil {
    /// The function of a program's module body, with these globals.
    pub fn load_program<'g>(&'g self, program: &Arc<Program>, globals: &Dict) -> Res<Local<'g>> {
        self.load_unit(&Unit::new(program.clone()), globals)
    }

    /// As `load_program`, for a program whose compiled regions the caller shares.
    pub fn load_unit<'g>(&'g self, unit: &Arc<Unit>, globals: &Dict) -> Res<Local<'g>> {
        let code = self.load_code(&unit.program.code, unit)?;
        Ok(self.new_function(code, globals, self.none()).local())
    }

    fn load_code<'g>(&'g self, source: &Arc<Code>, unit: &Arc<Unit>) -> Res<&'g CodeObj> {
        let consts: Box<[Word]> =
            source.consts.iter().map(|value| self.constant(value).map(Local::word)).collect::<Res<_>>()?;
        let names = source.names.iter().map(|name| self.intern(name).header().word()).collect();
        let locals = source.locals.iter().map(|name| self.intern(name).header().word()).collect();
        let codes: Box<[Word]> = source
            .codes
            .iter()
            .map(|code| self.load_code(code, unit).map(|code| code.header().word()))
            .collect::<Res<_>>()?;
        let params = source.params;
        let simple = !params.star && !params.double_star && params.keyword_only == 0;
        let flags = source.flags;
        let code = CodeObj {
            header: Header::blank(Kind::CodeObj),
            instrs: source.instrs.iter().map(|instr| Cell::new(instr.0)).collect(),
            consts,
            names,
            caches: (0..source.caches).map(|_| InlineCache::default()).collect(),
            codes,
            locals,
            source: source.clone(),
            registers: source.registers.max(params.registers()),
            simple_params: simple.then_some(params.positional),
            makes_generator: flags.generator || flags.coroutine || flags.async_generator,
            texts: [&source.name, &source.qualname, &source.filename]
                .map(|text| self.intern(text).header().word()),
            liveness: std::cell::OnceCell::new(),
            suspended: std::cell::RefCell::default(),
            unit: Some(unit.clone()),
        };
        let code = self.alloc(code, Type::Code.shape());
        self.note_external(code.instrs.len() * 16);
        self.engine().codes.borrow_mut().push(code.header().word());
        Ok(code)
    }

    fn constant(&self, value: &Const) -> Res<Local<'_>> {
        Ok(match value {
            Const::None => self.none(),
            Const::True => self.bool(true),
            Const::False => self.bool(false),
            Const::Ellipsis => Local::new(Word::ELLIPSIS),
            Const::Int(int) => self.int(*int),
            Const::BigInt(big) => self.bigint((**big).clone()),
            Const::Float(float) => self.float(*float),
            Const::Complex(real, imag) => self.complex(*real, *imag),
            Const::Str(bytes) => self.intern_bytes(bytes, None).local(),
            Const::Bytes(bytes) => self.bytes(bytes.to_vec()),
            Const::Tuple(items) => {
                let items = items.iter().map(|item| self.constant(item)).collect::<Res<Vec<_>>>()?;
                self.tuple(&items)
            }
            Const::FrozenSet(items) => {
                // Constants of a display are hashable without guest code; an odd one stays a tuple, which `in` accepts.
                let items = items.iter().map(|item| self.constant(item)).collect::<Res<Vec<_>>>()?;
                self.tuple(&items)
            }
        })
    }

    /// Raises SyntaxError for the first of these diagnostics.
    pub fn raise_syntax_error(&self, source: &Source, diagnostics: &[Diagnostic]) -> Raised {
        let Some(first) = diagnostics.iter().find(|diagnostic| diagnostic.is_error()) else {
            return self.raise_new(Type::SyntaxError, "invalid syntax");
        };
        let exception = self.exception_text(Type::SyntaxError, &first.message);
        let place = source.line_col(first.primary.span.start);
        let set = |name: &str, value: Local<'_>| {
            let _ = self.set_own_attr(exception.local(), self.intern(name), value);
        };
        set("msg", self.str(&first.message));
        set("filename", self.str(source.name()));
        set("lineno", self.int(i64::from(place.line)));
        set("offset", self.int(i64::from(place.column)));
        set("text", self.str(source.line_text(place.line)));
        let end = source.line_col(first.primary.span.end.max(first.primary.span.start));
        set("end_lineno", self.int(i64::from(end.line)));
        set("end_offset", self.int(i64::from(end.column)));
        set("print_file_and_line", self.none());
        self.raise_exception(exception)
    }
}
