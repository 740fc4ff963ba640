use ungil_runtime::heap::Gil;

fn bad(gil: &mut Gil) {
    std::thread::scope(|scope| {
        scope.spawn(|| gil.collect());
    });
}

fn main() {
    let _ = bad;
}
