//! `import`: builtin modules, modules written in the language that come along, and the program's own files.

use std::path::Path;

use ungil_grammar::Source;

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Dict, Name, Type};
use crate::vm::attr::name_of;
use crate::word::Word;

impl Gil {
    /// `sys.modules`.
    pub fn modules_dict(&self) -> &Dict {
        match Local::new(self.engine().modules.get()).as_dict() {
            Some(dict) => dict,
            None => unreachable!("the dict of modules is made first"),
        }
    }

    /// `ImportName`: `fromlist` a tuple or None.
    pub(crate) fn import_name(
        &mut self,
        function: Word,
        name: Word,
        fromlist: Word,
        level: usize,
        out: Reg,
    ) -> Res {
        let text = name_of(name).to_string_lossy().into_owned();
        let full = if level == 0 { text.clone() } else { self.resolve_relative(function, &text, level)? };
        let names: Vec<String> = Local::new(fromlist)
            .as_tuple()
            .map(|names| {
                names
                    .iter()
                    .filter_map(Local::as_str)
                    .map(|name| name.to_string_lossy().into_owned())
                    .collect()
            })
            .unwrap_or_default();
        let s = &mut Scope::new(self);
        let module = s.slot();
        s.import_module(&full, module)?;
        if names.is_empty() {
            // `import a.b` binds `a`.
            if level == 0
                && let Some((top, _)) = full.split_once('.')
            {
                s.import_module(top, module)?;
            }
        } else if s.has_path(module) {
            for name in names.iter().filter(|name| *name != "*") {
                let found = s.slot();
                if !s.getattr_opt(module, name, found)? {
                    match s.import_module(&format!("{full}.{name}"), found) {
                        Err(_) if s.raised_is(Type::ModuleNotFoundError) && s.is_about(&full, name) => {
                            s.take_raised();
                        }
                        other => other?,
                    }
                }
            }
        }
        out.set(s, module.get(s));
        Ok(())
    }

    /// Whether the ModuleNotFoundError being raised is about this submodule itself.
    fn is_about(&self, package: &str, name: &str) -> bool {
        let wanted = format!("{package}.{name}");
        self.own_attr(self.peek_raised(), self.name(Name::NameAttr))
            .and_then(Local::as_str)
            .is_some_and(|name| name.to_string_lossy() == wanted)
    }

    fn has_path(&self, module: Reg) -> bool {
        module
            .get(self)
            .as_module()
            .is_some_and(|module| module.dict().get_str(self, self.name(Name::Path)).is_some())
    }

    fn resolve_relative(&self, function: Word, text: &str, level: usize) -> Res<String> {
        let globals = Local::new(function).as_function().map(|function| function.globals());
        let get = |name| {
            globals
                .and_then(|globals| globals.get_str(self, self.name(name)))
                .and_then(Local::as_str)
                .map(|text| text.to_string_lossy().into_owned())
        };
        let is_package =
            globals.is_some_and(|globals| globals.get_str(self, self.name(Name::Path)).is_some());
        let mut package = match (get(Name::Package), get(Name::Name)) {
            (Some(package), _) => package,
            (None, Some(name)) if is_package => name,
            (None, Some(name)) => {
                name.rsplit_once('.').map_or_else(String::new, |(package, _)| package.to_owned())
            }
            _ => String::new(),
        };
        if package.is_empty() {
            return Err(
                self.raise_new(Type::ImportError, "attempted relative import with no known parent package")
            );
        }
        for _ in 1..level {
            match package.rsplit_once('.') {
                Some((parent, _)) => package = parent.to_owned(),
                None => {
                    return Err(self
                        .raise_new(Type::ImportError, "attempted relative import beyond top-level package"));
                }
            }
        }
        Ok(if text.is_empty() { package } else { format!("{package}.{text}") })
    }

    /// Imports a module by its full name, its parents first.
    pub fn import_module(&mut self, full: &str, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (parent, module) = (s.slot(), s.slot());
        let mut path = String::new();
        for part in full.split('.') {
            let is_top = path.is_empty();
            if !is_top {
                path.push('.');
            }
            path.push_str(part);
            if let Some(found) = s.modules_dict().get_str(s, s.intern(&path)).map(Local::word) {
                module.set(s, Local::new(found));
                if module.get(s).is_none() {
                    return Err(
                        s.module_not_found(&path, &format!("import of {path} halted; None in sys.modules"))
                    );
                }
            } else {
                if !is_top && !s.has_path(parent) {
                    let package = &path[..path.len() - part.len() - 1];
                    return Err(s.no_module(&path, &format!("; '{package}' is not a package")));
                }
                s.load_module(&path, (!is_top).then_some(parent), module)?;
                if !is_top {
                    s.setattr(parent, part, module)?;
                }
            }
            parent.set(s, module.get(s));
        }
        out.set(s, module.get(s));
        Ok(())
    }

    fn no_module(&self, name: &str, more: &str) -> crate::heap::Raised {
        self.module_not_found(name, &format!("No module named '{name}'{more}"))
    }

    fn module_not_found(&self, name: &str, text: &str) -> crate::heap::Raised {
        let exception = self.exception_text(Type::ModuleNotFoundError, text);
        let _ = self.set_own_attr(exception.local(), self.name(Name::NameAttr), self.str(name));
        let _ = self.set_own_attr(exception.local(), self.intern("path"), self.none());
        self.raise_exception(exception)
    }

    fn load_module(&mut self, full: &str, parent: Option<Reg>, out: Reg) -> Res {
        if let Some(def) = crate::stdlib::MODULES.iter().find(|def| def.name == full) {
            return self.load_builtin_module(def, out);
        }
        if let Some(source) = crate::stdlib::SOURCES.iter().find(|source| source.name == full) {
            let text = Source::new(format!("<frozen {full}>"), source.text);
            return self.load_source_module(full, &text, source.package, None, out);
        }
        let last = full.rsplit('.').next().unwrap_or(full);
        let directories = self.search_path(parent);
        for directory in directories {
            let base = Path::new(&directory).join(last);
            for (file, package) in [(base.join("__init__.py"), true), (base.with_extension("py"), false)] {
                let found = self.detach(|| std::fs::read(&file));
                if let Ok(bytes) = found {
                    let name = file.to_string_lossy().into_owned();
                    let source = Source::from_bytes(name, &bytes);
                    let directory = package.then(|| base.to_string_lossy().into_owned());
                    return self.load_source_module(full, &source, package, directory, out);
                }
            }
        }
        Err(self.no_module(full, ""))
    }

    fn search_path(&self, parent: Option<Reg>) -> Vec<String> {
        let list = match parent {
            Some(parent) => parent
                .get(self)
                .as_module()
                .and_then(|module| module.dict().get_str(self, self.name(Name::Path))),
            None => self.global_root("sys.path"),
        };
        list.and_then(Local::as_list)
            .map(|list| {
                list.iter()
                    .filter_map(Local::as_str)
                    .map(|text| text.to_string_lossy().into_owned())
                    .collect()
            })
            .unwrap_or_default()
    }

    fn load_builtin_module(&mut self, def: &crate::vm::ModuleDef, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let module = s.slot();
        {
            let gil: &Gil = s;
            let dict = gil.dict();
            dict.set_str(gil, gil.name(Name::Name), gil.str(def.name))?;
            dict.set_str(gil, gil.name(Name::Doc), gil.none())?;
            for function in def.functions {
                let value = gil.builtin_function(function, def.name)?;
                dict.set_str(gil, gil.intern(function.name), value)?;
            }
            module.set(gil, gil.module_over(dict));
            gil.modules_dict().set_str(gil, gil.intern(def.name), module.get(gil))?;
        }
        (def.init)(s, module)?;
        out.set(s, module.get(s));
        Ok(())
    }

    fn load_source_module(
        &mut self,
        full: &str,
        source: &Source,
        package: bool,
        directory: Option<String>,
        out: Reg,
    ) -> Res {
        let s = &mut Scope::new(self);
        let (function, module, result) = (s.slot(), s.slot(), s.slot());
        let program = match crate::loader::compile(source, crate::loader::Mode::File) {
            Ok(program) => program,
            Err(diagnostics) => return Err(s.raise_syntax_error(source, &diagnostics)),
        };
        {
            let gil: &Gil = s;
            let dict = gil.dict();
            module.set(gil, gil.module_over(dict));
            dict.set_str(gil, gil.name(Name::Name), gil.str(full))?;
            dict.set_str(gil, gil.name(Name::File), gil.str(source.name()))?;
            let package_name =
                if package { full } else { full.rsplit_once('.').map_or("", |(parent, _)| parent) };
            dict.set_str(gil, gil.name(Name::Package), gil.str(package_name))?;
            dict.set_str(gil, gil.name(Name::Builtins), gil.builtins_dict().local())?;
            if package {
                let paths: Vec<Local<'_>> = directory.iter().map(|directory| gil.str(directory)).collect();
                dict.set_str(gil, gil.name(Name::Path), gil.list_of(&paths).local())?;
            }
            gil.modules_dict().set_str(gil, gil.intern(full), module.get(gil))?;
            let loaded = gil.load_program(&program, dict)?;
            function.set(gil, loaded);
        }
        if let Err(raised) = s.call(function, Args::NONE, result) {
            let gil: &Gil = s;
            gil.modules_dict().remove_str(gil, gil.intern(full));
            return Err(raised);
        }
        // A module may replace itself in `sys.modules`.
        let found = s.modules_dict().get_str(s, s.intern(full)).map(Local::word);
        out.set(s, found.map_or(module.get(s), Local::new));
        Ok(())
    }

    /// `from module import name`.
    pub(crate) fn import_from(&mut self, module: Reg, name: Word, out: Reg) -> Res {
        match self.find_attr(module, name, out) {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(_) if self.catch(Type::AttributeError) => {}
            Err(raised) => return Err(raised),
        }
        // A submodule that is being imported may not be bound in its parent yet.
        let gil: &Gil = self;
        let of = module
            .get(gil)
            .as_module()
            .and_then(|module| module.dict().get_str(gil, gil.name(Name::Name)))
            .and_then(Local::as_str)
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let wanted = name_of(name).to_string_lossy();
        let full = format!("{of}.{wanted}");
        if let Some(found) = gil.modules_dict().get_str(gil, gil.intern(&full)) {
            out.set(gil, found);
            return Ok(());
        }
        let file = module
            .get(gil)
            .as_module()
            .and_then(|module| module.dict().get_str(gil, gil.name(Name::File)))
            .and_then(Local::as_str)
            .map_or_else(|| "unknown location".to_owned(), |file| file.to_string_lossy().into_owned());
        let exception = gil.exception_text(
            Type::ImportError,
            &format!("cannot import name '{wanted}' from '{of}' ({file})"),
        );
        let _ = gil.set_own_attr(exception.local(), gil.name(Name::NameAttr), gil.str(&of));
        Err(gil.raise_exception(exception))
    }

    /// `from module import *`.
    pub(crate) fn import_star(&mut self, module: Reg, globals: Word) -> Res {
        let s = &mut Scope::new(self);
        let (all, name, value) = (s.slot(), s.slot(), s.slot());
        let globals = s.root(Local::new(globals));
        if s.getattr_opt(module, "__all__", all)? {
            return s.for_each(all, |gil, item| {
                let s = &mut Scope::new(gil);
                let value = s.slot();
                s.getattr_reg(module, item, value)?;
                if let (Some(dict), Some(key)) = (globals.get(s).as_dict(), item.get(s).as_str()) {
                    dict.set_str(s, s.intern_str(key), value.get(s))?;
                }
                Ok(true)
            });
        }
        let mut at = 0;
        while let Some((number, k, v)) =
            module.get(s).as_module().and_then(|module| module.dict().next_entry(at))
        {
            at = number + 1;
            name.set(s, k);
            value.set(s, v);
            if let (Some(dict), Some(key)) = (globals.get(s).as_dict(), name.get(s).as_str())
                && !key.bytes().starts_with(b"_")
            {
                dict.set_str(s, key, value.get(s))?;
            }
        }
        Ok(())
    }
}
