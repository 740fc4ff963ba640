fn misuse(m: ungil::Module) { let f = m.native::<(&mut [f64], &[f64]), ()>("f").unwrap(); let mut a = vec![1.0]; f.call(&mut a, &a).unwrap(); }
fn main() { let _ = misuse; }
