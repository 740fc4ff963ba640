//! Matching arguments to parameters, with CPython's messages when they do not match.

use smallvec::SmallVec;

use crate::heap::{Args, Gil, Local, Object, Raised, Res};
use crate::object::{Builtin, Dict, Function, ParamDefault, ParamKind, Type};
use crate::word::Word;

type Words = SmallVec<[Word; 16]>;

impl Gil {
    fn window_words(&self, base: u32, n: u32) -> Words {
        (base..base + n).map(|i| self.word_at(i)).collect()
    }

    /// Puts the arguments of a call into the function's first registers, which begin at `base`.
    #[inline(never)]
    pub(crate) fn bind_arguments(&self, function: &Function, base: u32, n: u32, names: Option<Word>) -> Res {
        let code = function.code();
        let params = code.source.params;
        let positional = u32::from(params.positional);
        if names.is_none()
            && !params.star
            && !params.double_star
            && params.keyword_only == 0
            && n <= positional
        {
            return self.fill_defaults(function, base, n, positional);
        }
        if self.bind_quick(function, base, n, names)? {
            return Ok(());
        }
        self.bind_general(function, base, n, names)
    }

    /// Calls that are right and not too large. It looks at everything first and moves the words after that; false, and
    /// nothing moved, where `bind_general` has to do it or to say what is wrong.
    fn bind_quick(&self, function: &Function, base: u32, n: u32, names: Option<Word>) -> Res<bool> {
        const MANY: usize = 8;
        let code = function.code();
        let params = &code.source.params;
        let (positional, only) = (u32::from(params.positional), usize::from(params.positional_only));
        let named = positional as usize + usize::from(params.keyword_only);
        let names = names.and_then(|names| Local::new(names).as_tuple());
        let keywords = names.map_or(0, |names| names.len());
        if keywords > MANY || named > 64 || code.locals.len() < named || (n > positional && !params.star) {
            return Ok(false);
        }
        let direct = n.min(positional);
        let mut filled = if direct == 64 { u64::MAX } else { (1u64 << direct) - 1 };
        // Where each keyword goes; `named` is the dict of the rest.
        let mut places = [0usize; MANY];
        let mut values = [Word::UNSET; MANY];
        if let Some(names) = names {
            for (i, name) in names.iter().enumerate() {
                let name = name.word();
                values[i] = self.word_at(base + n + i as u32);
                let at = code.locals[only..named].iter().position(|&local| local == name);
                places[i] = match at {
                    Some(at) if filled & 1 << (only + at) != 0 => return Ok(false),
                    Some(at) => {
                        filled |= 1 << (only + at);
                        only + at
                    }
                    None if params.double_star => named,
                    None => return Ok(false),
                };
            }
        }
        let defaults = function.defaults();
        let first = (positional as usize).saturating_sub(defaults.map_or(0, |defaults| defaults.len()));
        if (direct as usize..first).any(|at| filled & 1 << at == 0) {
            return Ok(false);
        }
        let keyword_only = (positional as usize..named).any(|at| filled & 1 << at == 0);
        if keyword_only {
            let Some(given) = function.kwdefaults() else { return Ok(false) };
            for at in positional as usize..named {
                let name = Local::new(code.locals[at]).as_str();
                if filled & 1 << at == 0 && name.and_then(|name| given.find_str(self, name)).is_none() {
                    return Ok(false);
                }
            }
        }
        self.raise_top_only(base + params.registers())?;
        let rest = if params.star {
            let mut tuple = self.empty_tuple();
            if n > positional {
                // SAFETY: the window of the call.
                tuple = self.tuple_of_args(unsafe { Args::at(base + positional, n - positional) });
            }
            Some(tuple.word())
        } else {
            None
        };
        for at in direct as usize..positional as usize {
            if filled & 1 << at == 0 {
                let value = defaults.and_then(|defaults| defaults.get(at.checked_sub(first)?));
                self.set_word_at(base + at as u32, value.map_or(Word::UNSET, Local::word));
            }
        }
        if keyword_only && let Some(given) = function.kwdefaults() {
            for at in positional as usize..named {
                let name = Local::new(code.locals[at]).as_str();
                if filled & 1 << at == 0
                    && let Some(value) = name.and_then(|name| given.get_str(self, name))
                {
                    self.set_word_at(base + at as u32, value.word());
                }
            }
        }
        let extra = params.double_star.then(|| self.dict());
        if let Some(names) = names {
            for (i, name) in names.iter().enumerate() {
                match extra {
                    Some(dict) if places[i] == named => self.put_keyword(dict, name, values[i])?,
                    _ => self.set_word_at(base + places[i] as u32, values[i]),
                }
            }
        }
        let mut at = base + named as u32;
        if let Some(rest) = rest {
            self.set_word_at(at, rest);
            at += 1;
        }
        if let Some(dict) = extra {
            self.set_word_at(at, dict.header().word());
        }
        Ok(true)
    }

    /// The common case: fewer positional arguments than parameters, the rest have defaults.
    fn fill_defaults(&self, function: &Function, base: u32, n: u32, positional: u32) -> Res {
        self.raise_top_only(base + positional)?;
        let defaults = function.defaults();
        let count = defaults.map_or(0, |defaults| defaults.len()) as u32;
        let first = positional.saturating_sub(count);
        if n < first {
            let missing = (n..first).map(|i| local_name(function, i as usize)).collect();
            return Err(self.missing(function, missing, "positional"));
        }
        if let Some(defaults) = defaults {
            for i in n..positional {
                let value = defaults.get((i - first) as usize).map_or(Word::UNSET, Local::word);
                self.set_word_at(base + i, value);
            }
        }
        Ok(())
    }

    /// Checks that registers up to `top` exist without making them part of the live ones: the frame does that.
    fn raise_top_only(&self, top: u32) -> Res {
        let thread = self.thread();
        if top > thread.soft_limit.get() && !thread.raise_soft_limit(top) {
            return Err(self.raise_recursion_error());
        }
        Ok(())
    }

    fn bind_general(&self, function: &Function, base: u32, n: u32, names: Option<Word>) -> Res {
        let code = function.code();
        let params = code.source.params;
        let (positional, only) = (params.positional as usize, params.positional_only as usize);
        let keyword_only = params.keyword_only as usize;
        let named = positional + keyword_only;
        let names = names.and_then(|names| Local::new(names).as_tuple());
        let given = self.window_words(base, n + names.map_or(0, |names| names.len()) as u32);
        self.raise_top_only(base + params.registers())?;
        let n = n as usize;
        let mut values: Words = SmallVec::from_elem(Word::UNSET, named);
        let direct = n.min(positional);
        values[..direct].copy_from_slice(&given[..direct]);
        let extra = params.double_star.then(|| self.dict());
        let mut only_by_name = Vec::new();
        if let Some(names) = names {
            for (i, name) in names.iter().enumerate() {
                let value = given[n + i];
                let at = (only..named).find(|&p| code.locals.get(p) == Some(&name.word()));
                match at {
                    Some(p) if values[p].is_unset() => values[p] = value,
                    Some(_) => {
                        let name = text(name);
                        let f = self.function_text(function);
                        return Err(
                            self.type_error(format!("{f}() got multiple values for argument '{name}'"))
                        );
                    }
                    None => match extra {
                        Some(dict) => self.put_keyword(dict, name, value)?,
                        None if (0..only).any(|p| code.locals.get(p) == Some(&name.word())) => {
                            only_by_name.push(text(name));
                        }
                        None => {
                            let name = text(name);
                            let f = self.function_text(function);
                            return Err(
                                self.type_error(format!("{f}() got an unexpected keyword argument '{name}'"))
                            );
                        }
                    },
                }
            }
        }
        if !only_by_name.is_empty() {
            let f = self.function_text(function);
            return Err(self.type_error(format!(
                "{f}() got some positional-only arguments passed as keyword arguments: '{}'",
                only_by_name.join(", ")
            )));
        }
        if n > positional && !params.star {
            let filled = values[positional..].iter().filter(|value| !value.is_unset()).count();
            return Err(self.too_many(function, n, filled));
        }
        let defaults = function.defaults();
        let first = positional.saturating_sub(defaults.map_or(0, |defaults| defaults.len()));
        let mut missing = Vec::new();
        for p in 0..positional {
            if values[p].is_unset() {
                match defaults.and_then(|defaults| defaults.get(p.checked_sub(first)?)) {
                    Some(value) => values[p] = value.word(),
                    None => missing.push(local_name(function, p)),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, missing, "positional"));
        }
        for p in positional..named {
            if values[p].is_unset() {
                let name = Local::new(code.locals[p]).as_str();
                match name.and_then(|name| function.kwdefaults()?.get_str(self, name)) {
                    Some(value) => values[p] = value.word(),
                    None => missing.push(local_name(function, p)),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, missing, "keyword-only"));
        }
        let mut at = base;
        for value in values {
            self.set_word_at(at, value);
            at += 1;
        }
        if params.star {
            let rest: SmallVec<[Local<'_>; 8]> =
                given[direct.min(n)..n].iter().map(|&word| Local::new(word)).collect();
            self.set_word_at(at, self.tuple(&rest).word());
            at += 1;
        }
        if let Some(dict) = extra {
            self.set_word_at(at, dict.header().word());
        }
        Ok(())
    }

    fn put_keyword(&self, dict: &Dict, name: Local<'_>, value: Word) -> Res {
        match name.as_str() {
            Some(name) => dict.set_str(self, name, Local::new(value)),
            None => Err(self.type_error("keywords must be strings")),
        }
    }

    fn function_text(&self, function: &Function) -> String {
        text(function.qualname(self))
    }

    #[cold]
    fn missing(&self, function: &Function, names: Vec<String>, what: &str) -> Raised {
        let f = self.function_text(function);
        let count = names.len();
        let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let s = if count == 1 { "" } else { "s" };
        self.type_error(format!("{f}() missing {count} required {what} argument{s}: {list}"))
    }

    #[cold]
    fn too_many(&self, function: &Function, given: usize, keyword_only: usize) -> Raised {
        let f = self.function_text(function);
        let positional = function.code().source.params.positional as usize;
        let defaults = function.defaults().map_or(0, |defaults| defaults.len());
        let takes = if defaults > 0 {
            format!("from {} to {positional} positional arguments", positional - defaults.min(positional))
        } else {
            format!("{positional} positional argument{}", if positional == 1 { "" } else { "s" })
        };
        let were = if keyword_only > 0 {
            format!(
                "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were given",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            )
        } else {
            format!("{given} {} given", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!("{f}() takes {takes} but {were}"))
    }

    /// Puts the arguments of a builtin into the order that `Def` describes; returns how many registers it gets.
    #[inline(never)]
    pub(crate) fn bind_builtin(
        &self,
        builtin: &Builtin,
        base: u32,
        n: u32,
        names: Option<Word>,
    ) -> Result<u32, Raised> {
        let signature = &*builtin.signature;
        let names = names.and_then(|names| Local::new(names).as_tuple()).filter(|names| !names.is_empty());
        let keywords = names.map_or(0, |names| names.len());
        if names.is_none() && signature.star && !signature.double_star && n as usize >= signature.positional {
            // The arguments are in place; what can only be named comes behind them.
            let named = &signature.params[signature.positional..];
            if named.iter().all(|param| param.default != ParamDefault::Required) {
                let total = n + named.len() as u32;
                self.raise_top_only(base + total)?;
                for (at, param) in (base + n..).zip(named) {
                    self.set_word_at(at, self.default_word(param.default));
                }
                return Ok(total);
            }
        }
        if names.is_some() && !accepts_keywords(builtin) {
            return Err(
                self.type_error(format!("{}() takes no keyword arguments", self.builtin_text(builtin)))
            );
        }
        let given = self.window_words(base, n + keywords as u32);
        let n = n as usize;
        let positional = signature.positional;
        if n > positional && !signature.star {
            return Err(self.builtin_count(builtin, n));
        }
        let mut values: Words = SmallVec::from_elem(Word::UNSET, signature.params.len());
        let mut set: SmallVec<[bool; 16]> = SmallVec::from_elem(false, signature.params.len());
        for (i, &word) in given[..n.min(positional)].iter().enumerate() {
            (values[i], set[i]) = (word, true);
        }
        let extra = signature.double_star.then(|| self.dict());
        if let Some(names) = names {
            for (i, name) in names.iter().enumerate() {
                let (value, wanted) = (given[n + i], text(name));
                let at = signature
                    .params
                    .iter()
                    .position(|param| param.name == wanted && param.kind != ParamKind::PositionalOnly);
                match at {
                    Some(p) if !set[p] => (values[p], set[p]) = (value, true),
                    Some(p) => {
                        let f = self.builtin_text(builtin);
                        let position = p + 1 - receiver(builtin);
                        return Err(self.type_error(format!(
                            "argument for {f}() given by name ('{wanted}') and position ({position})"
                        )));
                    }
                    None => match extra {
                        Some(dict) => self.put_keyword(dict, name, value)?,
                        None => {
                            let f = self.builtin_text(builtin);
                            return Err(self
                                .type_error(format!("'{wanted}' is an invalid keyword argument for {f}()")));
                        }
                    },
                }
            }
        }
        for (p, param) in signature.params.iter().enumerate() {
            if !set[p] {
                if param.default == ParamDefault::Required {
                    return Err(self.builtin_missing(builtin, n, p));
                }
                values[p] = self.default_word(param.default);
            }
        }
        let star = n.saturating_sub(positional);
        let total = (values.len() + star + usize::from(extra.is_some())) as u32;
        self.raise_top_only(base + total)?;
        let mut at = base;
        let mut put = |word: Word| {
            self.set_word_at(at, word);
            at += 1;
        };
        values[..positional].iter().for_each(|&word| put(word));
        given[n - star..n].iter().for_each(|&word| put(word));
        values[positional..].iter().for_each(|&word| put(word));
        if let Some(dict) = extra {
            put(dict.header().word());
        }
        Ok(total)
    }

    /// The builtin's name as messages show it.
    fn builtin_text(&self, builtin: &Builtin) -> String {
        match builtin.owner().as_class() {
            Some(class) if builtin.name == "__new__" || builtin.name == "__init__" => class.name_text(),
            _ => builtin.name.to_owned(),
        }
    }

    fn builtin_qualified(&self, builtin: &Builtin) -> String {
        match builtin.owner().as_class() {
            Some(class) if builtin.name == "__new__" || builtin.name == "__init__" => class.name_text(),
            Some(class) => format!("{}.{}", class.name_text(), builtin.name),
            None => match builtin.module().as_str().and_then(|module| module.as_utf8()) {
                Some(module) if module != "builtins" => format!("{module}.{}", builtin.name),
                _ => builtin.name.to_owned(),
            },
        }
    }

    /// A wrong count of positional arguments.
    #[cold]
    fn builtin_count(&self, builtin: &Builtin, n: usize) -> Raised {
        let skip = receiver(builtin);
        if n < skip {
            let owner = builtin.owner().as_class().map_or_else(String::new, |class| class.name_text());
            return self.type_error(if builtin.name.starts_with("__") {
                format!("descriptor '{}' of '{owner}' object needs an argument", builtin.name)
            } else {
                format!("unbound method {owner}.{}() needs an argument", builtin.name)
            });
        }
        let given = n - skip;
        let (min, max) = (builtin.signature.required - skip, builtin.signature.positional - skip);
        let plain = self.builtin_text(builtin);
        let full = self.builtin_qualified(builtin);
        let positional_only =
            builtin.signature.params.iter().all(|param| param.kind == ParamKind::PositionalOnly);
        let s = |count: usize| if count == 1 { "" } else { "s" };
        let parsed_by_hand = matches!(
            builtin.name,
            "find" | "rfind" | "index" | "rindex" | "count" | "startswith" | "endswith"
        ) && builtin.owner().as_class().is_some_and(|class| {
            matches!(class.builtin_type(), Some(Type::Str | Type::Bytes | Type::ByteArray))
        });
        let only = builtin.signature.params[skip.min(builtin.signature.params.len())..]
            .iter()
            .take_while(|param| param.kind == ParamKind::PositionalOnly)
            .count();
        self.type_error(if parsed_by_hand && max > 1 {
            if given < min {
                format!("{plain}() takes at least {min} argument{} ({given} given)", s(min))
            } else {
                format!("{plain}() takes at most {max} argument{} ({given} given)", s(max))
            }
        } else if max == 0 && builtin.signature.params.len() > builtin.signature.positional {
            format!("{plain}() takes no positional arguments")
        } else if max == 0 && builtin.simple {
            format!("{full}() takes no arguments ({given} given)")
        } else if min == 1 && max == 1 && positional_only && !builtin.signature.star {
            format!("{full}() takes exactly one argument ({given} given)")
        } else if positional_only {
            if min == max {
                format!("{plain} expected {min} argument{}, got {given}", s(min))
            } else if given < min {
                format!("{plain} expected at least {min} argument{}, got {given}", s(min))
            } else {
                format!("{plain} expected at most {max} argument{}, got {given}", s(max))
            }
        } else if given < min {
            let kind = if only >= min && min > 0 { "positional " } else { "" };
            format!("{plain}() takes at least {min} {kind}argument{} ({given} given)", s(min))
        } else if min == max {
            format!("{plain}() takes exactly {max} positional argument{} ({given} given)", s(max))
        } else {
            let kind = if builtin.signature.params.len() > builtin.signature.positional {
                "positional "
            } else {
                ""
            };
            format!("{plain}() takes at most {max} {kind}argument{} ({given} given)", s(max))
        })
    }

    #[cold]
    fn builtin_missing(&self, builtin: &Builtin, n: usize, p: usize) -> Raised {
        let param = builtin.signature.params[p];
        if param.kind == ParamKind::PositionalOnly || builtin.signature.star {
            return self.builtin_count(builtin, n);
        }
        let f = self.builtin_text(builtin);
        if param.kind == ParamKind::KeywordOnly {
            return self
                .type_error(format!("{f}() missing required keyword-only argument: '{}'", param.name));
        }
        let position = p + 1 - receiver(builtin);
        if f == "enumerate" {
            return self.type_error(format!("enumerate() missing required argument '{}'", param.name));
        }
        self.type_error(format!("{f}() missing required argument '{}' (pos {position})", param.name))
    }

    /// Whether the value is an instance of this builtin type or of a class derived from it.
    #[inline]
    pub fn is_instance_of(&self, value: Local<'_>, ty: Type) -> bool {
        crate::object::shape_of(value) == ty.shape() || self.class_of(value).derives_from(self, ty)
    }
}

fn receiver(builtin: &Builtin) -> usize {
    usize::from(
        builtin.signature.params.first().is_some_and(|param| param.name == "self" || param.name == "cls"),
    )
    .min(builtin.signature.positional)
}

fn accepts_keywords(builtin: &Builtin) -> bool {
    builtin.signature.double_star
        || builtin.signature.params.iter().any(|param| param.kind != ParamKind::PositionalOnly)
}

fn local_name(function: &Function, index: usize) -> String {
    function.code().locals.get(index).map_or_else(String::new, |&word| text(Local::new(word)))
}

fn text(value: Local<'_>) -> String {
    value.as_str().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}
