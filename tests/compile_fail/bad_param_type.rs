fn main() { let m: ungil::Module = todo!(); let _ = m.native::<(String,), f64>("f"); }
