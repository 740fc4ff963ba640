use ungil_runtime::heap::Local;
use ungil_runtime::object::List;

fn bad<'g>(list: &'g List) -> &'g [Local<'g>] {
    list.as_slice()
}

fn main() {
    let _ = bad;
}
