fn misuse(m: ungil::Module) { let _ = m.native::<(String,), f64>("f"); }
fn main() { let _ = misuse; }
