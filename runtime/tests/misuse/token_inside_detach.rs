use ungil_runtime::heap::{Args, Gil};

fn bad(gil: &mut Gil, args: Args) -> usize {
    gil.detach(|| args.get(gil, 0).as_str().map_or(0, |text| text.byte_len()))
}

fn main() {
    let _ = bad;
}
