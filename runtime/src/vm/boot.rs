//! Makes the types, names and constants of a new engine.

use crate::heap::{Gil, Local, Object, Reg, Res};
use crate::object::{BuiltinFlavor, Class, ClassFlags, Def, Kind, Name, Signature, Type};
use crate::vm::{slots, types_async, types_exc, types_func, types_gen, types_object};
use crate::word::Word;

/// A builtin module: its functions, and what else it needs at its first import.
#[derive(Clone, Copy)]
pub struct ModuleDef {
    /// Its name.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [Def],
    /// Adds constants and classes.
    pub init: fn(&mut Gil, Reg) -> Res,
}

impl Gil {
    /// Fills a fresh engine. Nothing collects meanwhile: no poll happens here.
    pub(crate) fn boot(&self) -> Res {
        let engine = self.engine();
        for row in Type::TABLE {
            let shape = engine.shapes.add_root(Word::NONE, 0, false);
            debug_assert_eq!(shape, row.ty.shape());
        }
        engine.empty_str.set(self.str("").word());
        for (code, slot) in engine.chars.iter().enumerate() {
            let mut bytes = Vec::new();
            crate::object::encode(code as u32, &mut bytes);
            slot.set(self.intern_bytes(&bytes, None).header().word());
        }
        engine.empty_tuple.set(self.tuple_of_shape(0, Type::Tuple.shape()).header().word());
        engine.empty_bytes.set(self.bytes(Vec::new()).word());
        for (slot, text) in engine.names.iter().zip(Name::TEXTS) {
            slot.set(self.intern(text).header().word());
        }
        engine.modules.set(self.dict().header().word());
        engine.builtins.set(self.dict().header().word());
        self.make_types()?;
        // Builtin functions and bound builtin methods are of one class, though their cells differ.
        let functions = self.builtin_class(Type::BuiltinFunction).header().word();
        engine.types[Type::BuiltinMethod as usize].set(functions);
        engine.shapes.set_class(Type::BuiltinMethod.shape(), functions);
        for &(ty, tables) in slots::TABLE {
            for table in tables {
                self.add_methods(self.builtin_class(ty), table)?;
            }
        }
        for (ty, table) in own_methods() {
            self.add_methods(self.builtin_class(ty), table)?;
        }
        for &(ty, table) in crate::builtins::METHODS {
            self.add_methods(self.builtin_class(ty), table)?;
        }
        for ty in [Type::List, Type::Dict, Type::Set, Type::ByteArray, Type::Slice] {
            self.builtin_class(ty).dict().set_str(self, self.name(Name::Hash), self.none())?;
        }
        self.fill_builtins()?;
        let path: Vec<Local<'_>> = engine.config.path.iter().map(|text| self.str(text)).collect();
        self.set_global_root("sys.path", self.list_of(&path).local());
        Ok(())
    }

    fn make_types(&self) -> Res {
        let engine = self.engine();
        for row in Type::TABLE {
            let name = self.intern(row.name);
            let base = Local::new(engine.types[row.base as usize].get());
            let bases = if row.ty == Type::Object { self.empty_tuple() } else { self.tuple(&[base]) };
            let layout = match row.kind {
                Kind::Exception => Type::BaseException,
                Kind::Instance => Type::Object,
                _ => row.ty,
            };
            let class = self
                .alloc(Class::new(name, name, bases, self.dict(), layout, Some(row.ty)), Type::Type.shape());
            let mut order = vec![class.local()];
            if let Some(base) = base.as_class() {
                order.extend(base.mro().iter());
                if !base.has(ClassFlags::SEALED) || row.ty != Type::Object {
                    base.add_subclass(class);
                }
            }
            class.set_mro(self.tuple(&order));
            engine.types[row.ty as usize].set(class.header().word());
            engine.shapes.set_class(row.ty.shape(), class.header().word());
            if row.ty == Type::Object {
                class.add_flags(ClassFlags::NO_DICT);
            }
            let makes_none = matches!(
                row.ty,
                Type::NotImplementedType
                    | Type::EllipsisType
                    | Type::DictKeys
                    | Type::DictValues
                    | Type::DictItems
                    | Type::Generator
                    | Type::Coroutine
                    | Type::AsyncGenerator
                    | Type::CoroutineWrapper
                    | Type::AsyncGeneratorASend
                    | Type::AsyncGeneratorAThrow
                    | Type::AnextAwaitable
                    | Type::Function
                    | Type::BuiltinMethod
                    | Type::MethodWrapper
                    | Type::UnionType
                    | Type::BuiltinFunction
                    | Type::Code
                    | Type::Traceback
                    | Type::Cell
                    | Type::Host
                    | Type::NativeFunction
            );
            if makes_none {
                class.add_flags(ClassFlags::SEALED);
            }
        }
        Ok(())
    }

    /// Adds builtin methods to a class.
    pub(crate) fn add_methods(&self, class: &Class, table: &[Def]) -> Res {
        for def in table {
            let flavor = match def.flavor {
                BuiltinFlavor::Function => BuiltinFlavor::Method,
                other => other,
            };
            let receiver =
                matches!(flavor, BuiltinFlavor::Method | BuiltinFlavor::ClassMethod | BuiltinFlavor::Getter);
            let signature = self.signature(def, receiver)?;
            let builtin = self.new_builtin(def, signature, flavor, class.local(), self.none());
            class.dict().set_str(self, self.intern(def.name), builtin)?;
        }
        self.forget_lookups();
        Ok(())
    }

    fn signature(&self, def: &Def, receiver: bool) -> Res<Signature> {
        Signature::parse(def.params, receiver)
            .map_err(|text| self.raise_new(Type::SystemError, format!("{}: {text}", def.name)))
    }

    /// A builtin function of a module.
    pub fn builtin_function(&self, def: &Def, module: &str) -> Res<Local<'_>> {
        let signature = self.signature(def, false)?;
        let module = self.intern(module).local();
        Ok(self.new_builtin(def, signature, BuiltinFlavor::Function, self.none(), module))
    }

    fn fill_builtins(&self) -> Res {
        let dict = self.builtins_dict();
        let name = |text: &str| self.intern(text);
        dict.set_str(self, self.name(Name::Name), self.name(Name::BuiltinsName).local())?;
        dict.set_str(self, self.name(Name::Doc), self.none())?;
        for def in crate::builtins::FUNCTIONS {
            dict.set_str(self, name(def.name), self.builtin_function(def, "builtins")?)?;
        }
        for row in Type::TABLE.iter().filter(|row| row.ty.is_in_builtins()) {
            dict.set_str(self, name(row.name), self.builtin_class(row.ty).local())?;
        }
        let os_error = self.builtin_class(Type::OSError).local();
        for alias in ["IOError", "EnvironmentError"] {
            dict.set_str(self, name(alias), os_error)?;
        }
        dict.set_str(self, name("NotImplemented"), Local::new(Word::NOT_IMPLEMENTED))?;
        dict.set_str(self, name("Ellipsis"), Local::new(Word::ELLIPSIS))?;
        dict.set_str(self, name("__debug__"), self.bool(true))?;
        let module = self.module_over(dict);
        self.modules_dict().set_str(self, self.name(Name::BuiltinsName), module)
    }

    /// Keeps a value alive under a name, for modules of the runtime.
    pub fn set_global_root(&self, name: &'static str, value: Local<'_>) {
        self.engine().extra_roots.borrow_mut().insert(name, value.word());
    }

    /// The value that `set_global_root` keeps.
    pub fn global_root(&self, name: &'static str) -> Option<Local<'_>> {
        self.engine().extra_roots.borrow().get(name).map(|&word| Local::new(word))
    }
}

fn own_methods() -> Vec<(Type, &'static [Def])> {
    vec![
        (Type::Object, types_object::OBJECT),
        (Type::Type, types_object::TYPE),
        (Type::Module, types_object::MODULE),
        (Type::Super, types_object::SUPER),
        (Type::Property, types_object::PROPERTY),
        (Type::StaticMethod, types_object::WRAPPER),
        (Type::ClassMethod, types_object::WRAPPER),
        (Type::Function, types_func::FUNCTION),
        (Type::NativeFunction, types_func::FUNCTION),
        (Type::NativeFunction, types_func::NATIVE_FUNCTION),
        (Type::BuiltinFunction, types_func::BUILTIN),
        (Type::MethodDescriptor, types_func::BUILTIN),
        (Type::ClassMethodDescriptor, types_func::BUILTIN),
        (Type::SlotWrapper, types_func::BUILTIN),
        (Type::Method, types_func::METHOD),
        (Type::MethodWrapper, types_func::METHOD),
        (Type::Code, types_func::CODE),
        (Type::Cell, types_func::CELL),
        (Type::Traceback, types_func::TRACEBACK),
        (Type::Generator, types_gen::METHODS),
        (Type::Coroutine, types_async::COROUTINE),
        (Type::AsyncGenerator, types_async::ASYNC_GENERATOR),
        (Type::CoroutineWrapper, types_async::AWAITER),
        (Type::AsyncGeneratorASend, types_async::AWAITER),
        (Type::AsyncGeneratorAThrow, types_async::AWAITER),
        (Type::AnextAwaitable, types_async::AWAITER),
        (Type::BaseException, types_exc::BASE),
        (Type::KeyError, types_exc::KEY_ERROR),
        (Type::StopIteration, types_exc::STOP_ITERATION),
        (Type::SystemExit, types_exc::SYSTEM_EXIT),
        (Type::OSError, types_exc::OS_ERROR),
        (Type::ImportError, types_exc::IMPORT_ERROR),
        (Type::NameError, types_exc::NAME_ERROR),
        (Type::AttributeError, types_exc::NAME_ERROR),
        (Type::SyntaxError, types_exc::SYNTAX_ERROR),
        (Type::UnicodeDecodeError, types_exc::UNICODE_DECODE_ERROR),
        (Type::UnicodeEncodeError, types_exc::UNICODE_DECODE_ERROR),
        (Type::BaseExceptionGroup, types_exc::GROUP),
    ]
}
