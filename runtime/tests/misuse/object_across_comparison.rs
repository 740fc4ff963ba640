use ungil_runtime::heap::{Args, Gil, Res};

fn bad(gil: &mut Gil, args: Args) -> Res<bool> {
    let text = args.get(gil, 0).as_str();
    let equal = gil.eq(args.reg(1), args.reg(2))?;
    if let Some(text) = text {
        return Ok(text.byte_len() == 1);
    }
    Ok(equal)
}

fn main() {
    let _ = bad;
}
