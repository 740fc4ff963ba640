//! `str.format` and `str.format_map`.

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::text::fields::{self, AutoNumber, Field, First, Step};

/// Where the values of fields come from.
#[derive(Clone, Copy)]
enum Source {
    /// Positional arguments and a dict of keywords.
    Arguments(Args, Reg),
    /// A mapping.
    Mapping(Reg),
}

/// `str.format`.
pub fn format(gil: &mut Gil, args: Args, out: Reg) -> Res {
    // The receiver, the positional arguments, the dict of keywords.
    let keywords = args.reg(args.len() - 1);
    let positional = args.take(args.len() - 1).skip(1);
    run(gil, args.reg(0), Source::Arguments(positional, keywords), out)
}

/// `str.format_map`.
pub fn format_map(gil: &mut Gil, args: Args, out: Reg) -> Res {
    run(gil, args.reg(0), Source::Mapping(args.reg(1)), out)
}

fn run(gil: &mut Gil, template: Reg, source: Source, out: Reg) -> Res {
    // The text of the template is copied: evaluating fields runs guest code.
    let template = match template.get(gil).as_str() {
        Some(text) => text.to_string_lossy().into_owned(),
        None => String::new(),
    };
    let mut result = Vec::with_capacity(template.len() + 16);
    let mut numbers = AutoNumber::default();
    expand(gil, &template, source, &mut numbers, 2, &mut result)?;
    if result.len() > 4096 {
        gil.charge(result.len())?;
    }
    out.set(gil, gil.str_wtf8(&result));
    Ok(())
}

/// Appends the expansion of `template`; `depth` bounds fields within specifications.
fn expand(
    gil: &mut Gil,
    template: &str,
    source: Source,
    numbers: &mut AutoNumber,
    depth: usize,
    result: &mut Vec<u8>,
) -> Res {
    if depth == 0 {
        return Err(gil.value_error("Max string recursion exceeded"));
    }
    let mut at = 0;
    while let Some(piece) = fields::next_piece(template, &mut at).map_err(|f| gil.raise_fault(&f))? {
        result.extend_from_slice(template.get(piece.literal).unwrap_or("").as_bytes());
        if let Some(field) = piece.field {
            expand_field(gil, template, &field, source, numbers, depth, result)?;
        }
        gil.tick(1)?;
    }
    Ok(())
}

fn expand_field(
    gil: &mut Gil,
    template: &str,
    field: &Field,
    source: Source,
    numbers: &mut AutoNumber,
    depth: usize,
    result: &mut Vec<u8>,
) -> Res {
    let mut scope = Scope::new(gil);
    let (value, text, spec) = (scope.slot(), scope.slot(), scope.slot());
    let name = template.get(field.name.clone()).unwrap_or("");
    read_field(&mut scope, name, source, numbers, value)?;
    match field.conversion {
        None => {}
        Some('r') => convert(&mut scope, value, text, false)?,
        Some('a') => convert(&mut scope, value, text, true)?,
        Some('s') => {
            scope.to_str(value, text)?;
            value.set(&scope, text.get(&scope));
        }
        Some(c) => return Err(scope.raise_fault(&fields::unknown_conversion(c))),
    }
    let spec_text = template.get(field.spec.clone()).unwrap_or("");
    if field.nested {
        let mut expanded = Vec::new();
        expand(&mut scope, spec_text, source, numbers, depth - 1, &mut expanded)?;
        spec.set(&scope, scope.str_wtf8(&expanded));
    } else {
        spec.set(&scope, scope.str(spec_text));
    }
    super::format_value(&mut scope, value, spec, text)?;
    if let Some(text) = text.get(&scope).as_str() {
        result.extend_from_slice(text.bytes());
    }
    Ok(())
}

/// Replaces `value` by its `repr` or `ascii`.
fn convert(gil: &mut Gil, value: Reg, text: Reg, ascii: bool) -> Res {
    gil.repr(value, text)?;
    if ascii && let Some(shown) = text.get(gil).as_str().filter(|s| !s.is_ascii()) {
        let escaped = crate::text::quote::escape_points(shown.code_points());
        text.set(gil, gil.str(&escaped));
    }
    value.set(gil, text.get(gil));
    Ok(())
}

/// Reads the value that a field name stands for.
fn read_field(gil: &mut Gil, name: &str, source: Source, numbers: &mut AutoNumber, value: Reg) -> Res {
    let (first, mut rest) = fields::first_part(name).map_err(|f| gil.raise_fault(&f))?;
    let index = match first {
        First::Auto => Some(numbers.automatic().map_err(|f| gil.raise_fault(&f))?),
        First::Index(index) => {
            numbers.explicit().map_err(|f| gil.raise_fault(&f))?;
            Some(index)
        }
        First::Name(_) => None,
    };
    match (source, index, first) {
        (Source::Arguments(positional, _), Some(index), _) => {
            if index >= positional.len() {
                return Err(gil.index_error(format!(
                    "Replacement index {index} out of range for positional args tuple"
                )));
            }
            value.set(gil, positional.get(gil, index));
        }
        (Source::Mapping(_), Some(_), _) => {
            return Err(gil.value_error("Format string contains positional fields"));
        }
        (Source::Arguments(_, keywords), None, First::Name(name)) => {
            let gil = &*gil;
            let key = gil.str(name);
            let found = match (keywords.get(gil).as_dict(), key.as_str()) {
                (Some(dict), Some(key)) => dict.get_str(gil, key),
                _ => None,
            };
            match found {
                Some(found) => value.set(gil, found),
                None => return Err(gil.key_error(key)),
            }
        }
        (Source::Mapping(mapping), None, First::Name(name)) => {
            let mut scope = Scope::new(gil);
            let key = scope.slot();
            key.set(&scope, scope.str(name));
            scope.getitem(mapping, key, value)?;
        }
        _ => {}
    }
    while let Some(step) = fields::next_step(&mut rest).map_err(|f| gil.raise_fault(&f))? {
        let mut scope = Scope::new(gil);
        let (key, next) = (scope.slot(), scope.slot());
        match step {
            Step::Attribute(name) => scope.getattr(value, name, next)?,
            Step::Index(index) => {
                key.set(&scope, scope.int(index as i64));
                scope.getitem(value, key, next)?;
            }
            Step::Key(text) => {
                key.set(&scope, scope.str(text));
                scope.getitem(value, key, next)?;
            }
        }
        value.set(&scope, next.get(&scope));
    }
    Ok(())
}
