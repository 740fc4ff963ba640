fn main() { let e = ungil::Engine::new(); let _ = e.attach(|g| { std::thread::scope(|s| { s.spawn(move || { let _ = g.value(1); }); }); Ok(()) }); }
