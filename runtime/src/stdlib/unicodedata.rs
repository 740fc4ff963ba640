//! `unicodedata`: facts about characters (Unicode 14, as CPython 3.11), names and normal forms.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

use super::put;
use crate::heap::{Args, Gil, Local, Reg, Res};
use crate::object::{Def, Type};
use crate::text::unicode;
use crate::vm::ModuleDef;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "unicodedata",
    functions: &[
        Def::new("bidirectional", "chr, /", bidirectional),
        Def::new("category", "chr, /", category),
        Def::new("combining", "chr, /", combining),
        Def::new("decimal", "chr, default=?, /", decimal),
        Def::new("decomposition", "chr, /", decomposition),
        Def::new("digit", "chr, default=?, /", digit),
        Def::new("east_asian_width", "chr, /", east_asian_width),
        Def::new("is_normalized", "form, unistr, /", is_normalized),
        Def::new("lookup", "name, /", lookup),
        Def::new("mirrored", "chr, /", mirrored),
        Def::new("name", "chr, default=?, /", name),
        Def::new("normalize", "form, unistr, /", normalize),
        Def::new("numeric", "chr, default=?, /", numeric),
    ],
    init,
};

fn init(gil: &mut Gil, module: Reg) -> Res {
    put(gil, module, "unidata_version", gil.str("14.0.0"))
}

/// The one character of an argument.
fn character(gil: &Gil, args: Args, function: &str, which: &str) -> Res<u32> {
    let value = args.get(gil, 0);
    let Some(text) = value.as_str() else {
        let have = gil.type_name(value);
        return Err(
            gil.type_error(format!("{function}() argument{which} must be a unicode character, not {have}"))
        );
    };
    let mut points = text.code_points();
    match (points.next(), points.next()) {
        (Some(c), None) => Ok(c),
        _ => {
            Err(gil.type_error(format!("{function}() argument{which} must be a unicode character, not str")))
        }
    }
}

fn category(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "category", "")?;
    out.set(gil, gil.str(unicode::character(c).category));
    Ok(())
}

fn bidirectional(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "bidirectional", "")?;
    out.set(gil, gil.str(unicode::character(c).bidirectional));
    Ok(())
}

fn east_asian_width(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "east_asian_width", "")?;
    out.set(gil, gil.str(unicode::character(c).width));
    Ok(())
}

fn combining(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "combining", "")?;
    out.set(gil, gil.int(i64::from(unicode::character(c).combining)));
    Ok(())
}

fn mirrored(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "mirrored", "")?;
    out.set(gil, gil.int(i64::from(unicode::character(c).mirrored)));
    Ok(())
}

/// The value found, else the default, else ValueError.
fn found_or(gil: &Gil, args: Args, found: Option<Local<'_>>, message: &str, out: Reg) -> Res {
    match found {
        Some(value) => out.set(gil, value),
        None if args.get(gil, 1).is_unset() => return Err(gil.value_error(message)),
        None => out.set(gil, args.get(gil, 1)),
    }
    Ok(())
}

fn decimal(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "decimal", " 1")?;
    let found = unicode::decimal_value(c).map(|value| gil.int(i64::from(value)));
    found_or(gil, args, found, "not a decimal", out)
}

fn digit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "digit", " 1")?;
    let found = unicode::number(c).filter(|number| number.2).map(|number| gil.int(number.0));
    found_or(gil, args, found, "not a digit", out)
}

fn numeric(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "numeric", " 1")?;
    let found = unicode::number(c).map(|(above, below, _)| gil.float(above as f64 / below as f64));
    found_or(gil, args, found, "not a numeric character", out)
}

fn name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "name", " 1")?;
    let assigned = unicode::character(c).category != "Cn";
    let name = char::from_u32(c).filter(|_| assigned).and_then(unicode_names2::name);
    let found = name.map(|name| gil.str(&name.to_string()));
    found_or(gil, args, found, "no such name", out)
}

fn lookup(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    let Some(text) = value.as_str() else {
        let have = gil.type_name(value);
        return Err(gil.type_error(format!("lookup() argument must be str, not {have}")));
    };
    let text = text.to_string_lossy().into_owned();
    let known = unicode_names2::character(&text)
        .filter(|&c| unicode::character(u32::from(c)).category != "Cn")
        .filter(|&c| {
            unicode_names2::name(c).is_some_and(|name| name.to_string().eq_ignore_ascii_case(&text))
        });
    match known {
        Some(c) => {
            out.set(gil, gil.str(&c.to_string()));
            Ok(())
        }
        None => Err(gil.raise_new(Type::KeyError, format!("undefined character name '{text}'"))),
    }
}

fn decomposition(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let c = character(gil, args, "decomposition", "")?;
    let Some(c) = char::from_u32(c) else {
        out.set(gil, gil.str(""));
        return Ok(());
    };
    let (mut canonical, mut compatible) = (Vec::new(), Vec::new());
    decompose_canonical(c, |part| canonical.push(part));
    decompose_compatible(c, |part| compatible.push(part));
    let is_syllable = ('\u{ac00}'..='\u{d7a3}').contains(&c);
    if canonical == [c] && compatible != [c] {
        return Err(gil.raise_new(
            Type::NotImplementedError,
            "unicodedata.decomposition: compatibility decompositions are not supported",
        ));
    }
    if canonical == [c] || is_syllable {
        out.set(gil, gil.str(""));
        return Ok(());
    }
    // The mapping in the data base is one step: all but the last character may be composed again.
    while canonical.len() > 2 {
        match compose(canonical[0], canonical[1]) {
            Some(first) => {
                canonical.remove(0);
                canonical[0] = first;
            }
            None => break,
        }
    }
    let shown: Vec<String> = canonical.iter().map(|&part| format!("{:04X}", u32::from(part))).collect();
    out.set(gil, gil.str(&shown.join(" ")));
    Ok(())
}

/// The text of argument 1 in the normal form that argument 0 names.
fn normal_form(gil: &mut Gil, args: Args, function: &str) -> Res<Vec<u8>> {
    for (i, ordinal) in [(0, 1), (1, 2)] {
        if args.get(gil, i).as_str().is_none() {
            let have = gil.type_name(args.get(gil, i));
            return Err(gil.type_error(format!("{function}() argument {ordinal} must be str, not {have}")));
        }
    }
    let form = args.get(gil, 0).as_str().map_or_else(String::new, |form| form.to_string_lossy().into_owned());
    let normal: fn(&str) -> String = match form.as_str() {
        "NFC" => |text| text.nfc().collect(),
        "NFD" => |text| text.nfd().collect(),
        "NFKC" => |text| text.nfkc().collect(),
        "NFKD" => |text| text.nfkd().collect(),
        _ => return Err(gil.value_error("invalid normalization form")),
    };
    let bytes = args.get(gil, 1).as_str().map_or(Vec::new(), |text| text.bytes().to_vec());
    gil.charge(bytes.len())?;
    gil.tick(bytes.len())?;
    let mut out = Vec::with_capacity(bytes.len());
    // Lone surrogates are no characters: they stay, and separate the texts around them.
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(normal(chunk.valid()).as_bytes());
        out.extend_from_slice(chunk.invalid());
    }
    Ok(out)
}

fn normalize(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = normal_form(gil, args, "normalize")?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

fn is_normalized(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = normal_form(gil, args, "is_normalized")?;
    let same = args.get(gil, 1).as_str().is_some_and(|given| given.bytes() == text);
    out.set(gil, gil.bool(same));
    Ok(())
}
