use ungil_runtime::heap::{Args, Gil, Local, Reg, Res};

fn call<'g>(gil: &'g mut Gil, f: Reg, x: Reg, out: Reg) -> Res<Local<'g>> {
    gil.call1(f, x, out)?;
    Ok(out.get(gil))
}

fn bad(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let result = call(gil, args.reg(1), args.reg(0), out)?;
    out.set(gil, result);
    Ok(())
}

fn main() {
    let _ = bad;
}
