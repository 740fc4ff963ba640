//! `gc`, and `_weakref`: what `weakref` is made of.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Kind};
use crate::vm::ModuleDef;
use crate::word::Word;

pub(super) const GC: ModuleDef = ModuleDef { name: "gc", functions: FUNCTIONS, init: nothing };
pub(super) const WEAKREF: ModuleDef = ModuleDef { name: "_weakref", functions: WEAK, init: nothing };

static FUNCTIONS: &[Def] = &[
    Def::new("collect", "generation=2", collect),
    Def::new("enable", "", none),
    Def::new("disable", "", none),
    Def::new("isenabled", "", yes),
    Def::new("freeze", "", none),
    Def::new("unfreeze", "", none),
    Def::new("is_tracked", "obj, /", is_tracked),
    Def::new("get_threshold", "", threshold),
    Def::new("set_threshold", "threshold0, threshold1=?, threshold2=?, /", none),
    Def::new("get_count", "", counts),
];

static WEAK: &[Def] = &[
    Def::new("new", "object, owner, notifies, /", new),
    Def::new("get", "weak, /", get),
    Def::new("owners", "object, /", owners),
];

fn nothing(_: &mut Gil, _: Reg) -> Res {
    Ok(())
}

fn none(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

fn yes(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.bool(true));
    Ok(())
}

/// Frees what is unreachable and runs all that its death asks for; how many objects were freed.
fn collect(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let mut count = 0;
    // What a `__del__` let go is freed too.
    for _ in 0..4 {
        count += gil.collect_now();
        if gil.engine().dying.pending.borrow().is_empty() {
            break;
        }
        gil.run_pending();
    }
    out.set(gil, gil.int(count as i64));
    gil.poll()
}

fn is_tracked(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let atomic =
        matches!(args.get(gil, 0).kind(), None | Some(Kind::Float | Kind::Int | Kind::Str | Kind::Bytes));
    out.set(gil, gil.bool(!atomic));
    Ok(())
}

fn threshold(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, gil.tuple(&[gil.int(700), gil.int(10), gil.int(10)]));
    Ok(())
}

fn counts(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, gil.tuple(&[gil.int(0), gil.int(0), gil.int(0)]));
    Ok(())
}

/// Whether weak references to the object can be made.
fn can_be_weak(gil: &Gil, object: Local<'_>) -> bool {
    let class = gil.class_of(object);
    if class.builtin_type().is_none() {
        // A class without `__slots__`, or with this one, gives its instances the right.
        return class.mro_classes().filter(|class| class.builtin_type().is_none()).any(|class| {
            let Some(slots) = class.dict().get_str(gil, gil.intern("__slots__")) else { return true };
            let is = |slot: Local<'_>| slot.as_str().is_some_and(|slot| slot.bytes() == b"__weakref__");
            is(slots)
                || slots.as_tuple().is_some_and(|slots| slots.iter().any(is))
                || slots.as_list().is_some_and(|slots| (0..slots.len()).any(|i| slots.get(i).is_some_and(is)))
        });
    }
    matches!(
        object.kind(),
        Some(
            Kind::Function
                | Kind::NativeFunction
                | Kind::Builtin
                | Kind::BoundMethod
                | Kind::Class
                | Kind::Generator
                | Kind::Set
                | Kind::Module
                | Kind::CodeObj
                | Kind::Array
                | Kind::Host
        )
    )
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let object = args.get(gil, 0);
    if !can_be_weak(gil, object) {
        return Err(
            gil.type_error(format!("cannot create weak reference to '{}' object", gil.type_name(object)))
        );
    }
    let notifies = args.get(gil, 2).word() == Word::TRUE;
    out.set(gil, gil.weak_ref(object, args.get(gil, 1), notifies).local());
    Ok(())
}

fn get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let target = args.get(gil, 0).as_weakref().map_or(Word::NONE, |weak| weak.target().word());
    out.set(gil, Local::new(target));
    Ok(())
}

/// The owners of the weak references to an object.
fn owners(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let gil: &Gil = s;
    let refs =
        gil.engine().dying.refs.borrow().get(&args.get(gil, 0).word().bits()).cloned().unwrap_or_default();
    let owners: Vec<Local<'_>> = refs
        .iter()
        .filter_map(|&word| Some(Local::new(Local::new(word).as_weakref()?.owner().word())))
        .collect();
    out.set(gil, gil.list_of(&owners).local());
    Ok(())
}
