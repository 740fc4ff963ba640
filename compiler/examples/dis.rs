//! Prints the bytecode (or, with `--hir`, the resolved tree) of a file: `cargo run -p ungil-compiler --example dis -- FILE`.

fn main() {
    let mut hir = false;
    for arg in std::env::args().skip(1) {
        if arg == "--hir" {
            hir = true;
            continue;
        }
        let bytes = match std::fs::read(&arg) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{arg}: {error}");
                continue;
            }
        };
        let source = ungil_grammar::Source::from_bytes(arg.as_str(), &bytes);
        match ungil_compiler::compile(&source) {
            Ok(program) => {
                if hir {
                    print!("{}", ungil_compiler::hir::print::print(&program.module));
                } else {
                    print!("{}", ungil_compiler::bytecode::disasm::disassemble(&program.code));
                }
                if let Err(problem) = ungil_compiler::bytecode::verify::verify(&program.code) {
                    eprintln!("{arg}: VERIFY: {problem}");
                }
            }
            Err(diagnostics) => {
                for diagnostic in diagnostics {
                    let line = source.line(diagnostic.primary.span.start);
                    eprintln!("{arg}:{line}: {} {}", diagnostic.code, diagnostic.message);
                }
            }
        }
    }
}
