use ungil_runtime::heap::{Args, Gil};

fn bad(gil: &mut Gil, args: Args) -> usize {
    let text = args.get(gil, 0).as_str();
    gil.detach(|| std::thread::yield_now());
    text.map_or(0, |text| text.byte_len())
}

fn main() {
    let _ = bad;
}
