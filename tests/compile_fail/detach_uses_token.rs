fn main() { let e = ungil::Engine::new(); let _ = e.attach(|g| { g.detach(|| { let _ = g.value(1); }); Ok(()) }); }
