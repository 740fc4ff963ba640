fn main() { let e = ungil::Engine::new(); let _ = e.attach(|g| { let h = ungil::Gil::clone(g); drop(h); Ok(()) }); }
