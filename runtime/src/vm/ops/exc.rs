//! Raising, matching, `with`, exception groups.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Name, Type};
use crate::word::Word;

impl Gil {
    /// `raise value [from cause]`. Always an error.
    pub(crate) fn raise_value(&mut self, value: Reg, cause: Option<Reg>) -> Res {
        let s = &mut Scope::new(self);
        let (exception, cause_value) = (s.slot(), s.slot());
        s.make_exception(value, exception, "exceptions must derive from BaseException")?;
        if let Some(cause) = cause {
            if cause.get(s).is_none() {
                cause_value.set(s, s.none());
            } else {
                s.make_exception(cause, cause_value, "exception causes must derive from BaseException")?;
            }
            if let Some(exception) = exception.get(s).as_exception() {
                exception.set_cause(cause_value.get(s));
                exception.set_suppress_context(true);
            }
        }
        match exception.get(s).as_exception() {
            Some(exception) => Err(s.raise_exception(exception)),
            None => Ok(()),
        }
    }

    /// An exception object from an exception or its class.
    pub(crate) fn make_exception(&mut self, value: Reg, out: Reg, message: &str) -> Res {
        let x = value.get(self);
        if x.as_exception().is_some() {
            out.set(self, x);
            return Ok(());
        }
        if x.as_class().is_some_and(|class| class.derives_from(self, Type::BaseException)) {
            self.call0(value, out)?;
            if out.get(self).as_exception().is_none() {
                let have = self.type_name(out.get(self));
                return Err(self.type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {have}",
                    self.repr_class(value)
                )));
            }
            return Ok(());
        }
        Err(self.type_error(message))
    }

    fn repr_class(&self, class: Reg) -> String {
        class
            .get(self)
            .as_class()
            .map_or_else(String::new, |class| format!("<class '{}'>", self.class_full_name(class)))
    }

    #[cold]
    /// `raise` alone; whether there was an exception to raise again, whose traceback names this frame already if the
    /// frame caught it itself.
    pub(crate) fn raise_bare(&self) -> bool {
        let handled = self.thread().handled.get();
        if handled.is_none() {
            self.runtime_error("No active exception to reraise");
            return false;
        }
        self.put_raised(Local::new(handled));
        let frame = self.top_frame_mut();
        let traceback = Local::new(handled).as_exception().map(|exception| exception.traceback());
        // SAFETY: the frame's function keeps the code alive.
        let code = unsafe { &*frame.code };
        traceback.and_then(Local::as_traceback).is_some_and(|entry| std::ptr::eq(entry.code(), code))
    }

    /// `except class:`; the class may be a tuple.
    pub(crate) fn exception_matches(&mut self, exception: Reg, class: Reg) -> Res<bool> {
        let gil: &Gil = self;
        let (x, wanted) = (exception.get(gil), class.get(gil));
        let own = gil.class_of(x);
        match gil.match_one(own, wanted, 0) {
            Some(matches) => Ok(matches),
            None => {
                Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"))
            }
        }
    }

    fn match_one(&self, own: &crate::object::Class, wanted: Local<'_>, depth: usize) -> Option<bool> {
        if let Some(class) = wanted.as_class() {
            return class.derives_from(self, Type::BaseException).then(|| own.is_subclass_of(class));
        }
        let tuple = wanted.as_tuple().filter(|_| depth < 50)?;
        let mut found = false;
        for item in tuple.iter() {
            found |= self.match_one(own, item, depth + 1)?;
        }
        Some(found)
    }

    pub(crate) fn with_enter(&mut self, manager: Reg, exit: Reg, entered: Reg) -> Res {
        let s = &mut Scope::new(self);
        let target = s.root(manager.get(s));
        let class = s.class_of(target.get(s));
        let (enter_name, exit_name) = (s.name(Name::Enter), s.name(Name::Exit));
        let found = class.lookup(s, exit_name).map(Local::word);
        if class.lookup(s, enter_name).is_none() || found.is_none() {
            let name = class.name_text();
            let missed = if class.lookup(s, enter_name).is_some() { " (missed __exit__ method)" } else { "" };
            return Err(s.type_error(format!(
                "'{name}' object does not support the context manager protocol{missed}"
            )));
        }
        let (bound, result) = (s.slot(), s.slot());
        s.bind_class_value(found.unwrap_or(Word::NONE), target, bound)?;
        s.call_special(target, Name::Enter, Args::NONE, result)?;
        exit.set(s, bound.get(s));
        entered.set(s, result.get(s));
        Ok(())
    }

    pub(crate) fn with_exit(&mut self, exit: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (args, out) = (s.slots(3), s.slot());
        s.call(exit, args, out)
    }

    pub(crate) fn with_exit_exc(&mut self, exit: Reg, exception: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (args, out) = (s.slots(3), s.slot());
        let x = exception.get(s);
        args.reg(0).set(s, s.class_of(x).local());
        args.reg(1).set(s, x);
        args.reg(2).set(s, x.as_exception().map_or(s.none(), |exception| exception.traceback()));
        s.call(exit, args, out)?;
        let swallow = s.truthy(out)?;
        exit.set(s, s.bool(swallow));
        Ok(())
    }

    /// `except*`: splits the exception in `exception` by the classes `wanted`: the rest back to `exception`, what
    /// matches to `matching`; None where there is nothing.
    pub(crate) fn exception_star(&mut self, exception: Reg, wanted: Reg, matching: Reg) -> Res {
        if exception.get(self).is_none() {
            matching.set(self, self.none());
            return Ok(());
        }
        if self.group_items(exception.get(self)).is_none() {
            if !self.exception_matches(exception, wanted)? {
                matching.set(self, self.none());
                return Ok(());
            }
            // A naked exception is wrapped.
            let s = &mut Scope::new(self);
            let group = s.slot();
            s.make_group(exception, group)?;
            matching.set(s, group.get(s));
            exception.set(s, s.none());
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (yes, no) = (s.slot(), s.slot());
        s.split_group(exception, wanted, yes, no, 0)?;
        matching.set(s, yes.get(s));
        exception.set(s, no.get(s));
        Ok(())
    }

    /// The exceptions of a group: a tuple.
    pub(crate) fn group_items<'g>(&'g self, value: Local<'g>) -> Option<Local<'g>> {
        if !self.is_instance_of(value, Type::BaseExceptionGroup) {
            return None;
        }
        value.as_exception()?.args().as_tuple()?.get(1)
    }

    fn make_group(&mut self, exception: Reg, out: Reg) -> Res {
        let gil: &Gil = self;
        let x = exception.get(gil);
        let ty = if gil.is_instance_of(x, Type::Exception) {
            Type::ExceptionGroup
        } else {
            Type::BaseExceptionGroup
        };
        let args = gil.tuple(&[gil.str(""), gil.tuple(&[x])]);
        let group = gil.new_exception(gil.builtin_class(ty), args);
        out.set(gil, group.local());
        Ok(())
    }

    /// Splits a group: `yes` what matches, `no` the rest, each a group of the same kind or None.
    pub(crate) fn split_group(&mut self, group: Reg, wanted: Reg, yes: Reg, no: Reg, depth: usize) -> Res {
        if depth > 200 {
            return Err(self.raise_recursion_error());
        }
        if self.exception_matches(group, wanted)? {
            yes.set(self, group.get(self));
            no.set(self, self.none());
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (item, items_yes, items_no) = (s.slot(), s.root(s.list().local()), s.root(s.list().local()));
        let (part_yes, part_no) = (s.slot(), s.slot());
        let mut at = 0;
        while let Some(found) = s
            .group_items(group.get(s))
            .and_then(Local::as_tuple)
            .and_then(|items| items.get(at))
            .map(Local::word)
        {
            at += 1;
            item.set(s, Local::new(found));
            if s.group_items(item.get(s)).is_some() {
                s.split_group(item, wanted, part_yes, part_no, depth + 1)?;
            } else if s.exception_matches(item, wanted)? {
                part_yes.set(s, item.get(s));
                part_no.set(s, s.none());
            } else {
                part_yes.set(s, s.none());
                part_no.set(s, item.get(s));
            }
            for (part, items) in [(part_yes, items_yes), (part_no, items_no)] {
                if !part.get(s).is_none()
                    && let Some(list) = items.get(s).as_list()
                {
                    list.push(s, part.get(s))?;
                }
            }
        }
        s.derive_group(group, items_yes, yes)?;
        s.derive_group(group, items_no, no)
    }

    /// A group like `group` with these exceptions, or None if there are none.
    pub(crate) fn derive_group(&mut self, group: Reg, items: Reg, out: Reg) -> Res {
        let gil: &Gil = self;
        let Some(list) = items.get(gil).as_list().filter(|list| !list.is_empty()) else {
            out.set(gil, gil.none());
            return Ok(());
        };
        let Some(old) = group.get(gil).as_exception() else { return Ok(()) };
        let message = old.args().as_tuple().and_then(|args| args.get(0)).unwrap_or(gil.none());
        let words: Vec<Local<'_>> = list.iter().collect();
        let args = gil.tuple(&[message, gil.tuple(&words)]);
        let class = gil.class_of(group.get(gil));
        let class =
            if class.builtin_type().is_some() { class } else { gil.builtin_class(Type::ExceptionGroup) };
        let new = gil.new_exception(class, args);
        new.set_traceback(old.traceback());
        new.set_cause(old.cause());
        new.set_context(old.context());
        new.set_suppress_context(old.suppress_context());
        if let Some(notes) = gil.own_attr(old.local(), gil.name(Name::Notes)) {
            gil.set_own_attr(new.local(), gil.name(Name::Notes), notes)?;
        }
        out.set(gil, new.local());
        Ok(())
    }

    /// The end of `except*`: `raised` a list of what handlers raised and of the rest; the result is what to raise, or None.
    pub(crate) fn exception_star_raise(&mut self, raised: Reg, original: Reg) -> Res {
        let gil: &Gil = self;
        let Some(list) = raised.get(gil).as_list() else { return Ok(()) };
        let items: Vec<Local<'_>> = list.iter().filter(|item| !item.is_none()).collect();
        match items.as_slice() {
            [] => raised.set(gil, gil.none()),
            [one] => raised.set(gil, *one),
            _ => {
                let all = items.iter().all(|item| gil.is_instance_of(*item, Type::Exception));
                let ty = if all { Type::ExceptionGroup } else { Type::BaseExceptionGroup };
                let args = gil.tuple(&[gil.str(""), gil.tuple(&items)]);
                let group = gil.new_exception(gil.builtin_class(ty), args);
                if let Some(original) = original.get(gil).as_exception() {
                    group.set_context(original.context());
                }
                raised.set(gil, group.local());
            }
        }
        Ok(())
    }
}
