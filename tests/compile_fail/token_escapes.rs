fn main() { let e = ungil::Engine::new(); let mut out: Option<&mut ungil::Gil> = None; let _ = e.attach(|g| { out = Some(g); Ok(()) }); }
