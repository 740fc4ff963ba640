use ungil_runtime::heap::{Args, Gil, Res};

fn bad(gil: &mut Gil, args: Args) -> Res<usize> {
    let list = args.get(gil, 0).as_list();
    gil.tick(1)?;
    Ok(list.map_or(0, |list| list.len()))
}

fn main() {
    let _ = bad;
}
