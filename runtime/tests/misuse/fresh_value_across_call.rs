use ungil_runtime::heap::{Args, Gil, Reg, Res};

fn bad(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = gil.int(1);
    gil.call1(args.reg(1), args.reg(0), out)?;
    out.set(gil, x);
    Ok(())
}

fn main() {
    let _ = bad;
}
