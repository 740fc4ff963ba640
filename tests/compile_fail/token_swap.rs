fn main() { let a = ungil::Engine::new(); let b = ungil::Engine::new(); let _ = a.attach(|ga| b.attach(|gb| { std::mem::swap(ga, gb); Ok(()) })); }
