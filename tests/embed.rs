//! The library as an embedder uses it: values, errors, threads, native functions, interruption; and misuse that must not
//! compile.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ungil::{Engine, Error, Source, Tier};

fn engine() -> Engine {
    Engine::builder().build().expect("an engine")
}

fn compile(engine: &Engine, text: &str) -> ungil::Module {
    engine.compile(Source::new("m.py", text)).expect("the text compiles and runs")
}

#[test]
fn values_go_in_and_come_out() -> Result<(), Error> {
    let engine = engine();
    let module = compile(&engine, "def same(x): return x\ndef pair(a, b): return (a, b)\n");
    let same = module.func("same")?;
    engine.attach(|gil| {
        assert_eq!(same.call(gil, (-5i64,))?.extract::<i64>(gil)?, -5);
        assert_eq!(same.call(gil, (u64::MAX,))?.extract::<u64>(gil)?, u64::MAX);
        assert_eq!(same.call(gil, (1.5,))?.extract::<f64>(gil)?, 1.5);
        assert!(same.call(gil, (true,))?.extract::<bool>(gil)?);
        assert_eq!(same.call(gil, ("é\u{1F600}",))?.extract::<String>(gil)?, "é\u{1F600}");
        assert_eq!(same.call(gil, (vec![1.0, 2.0],))?.extract::<Vec<f64>>(gil)?, [1.0, 2.0]);
        assert_eq!(same.call(gil, (None::<i64>,))?.extract::<Option<i64>>(gil)?, None);
        assert_eq!(module.func("pair")?.call(gil, (1, "x"))?.extract::<(i64, String)>(gil)?, (1, "x".into()));
        Ok(())
    })
}

#[test]
fn a_value_of_the_wrong_type_is_an_error() {
    let engine = engine();
    let error = engine.attach(|gil| gil.value("text")?.extract::<i64>(gil)).unwrap_err();
    assert!(matches!(&error, Error::Type { want, have } if want == "i64" && have == "str"), "{error:?}");
}

#[test]
fn an_exception_comes_back_with_its_traceback() {
    let error = engine().run("def f():\n    raise ValueError('no')\nf()\n").unwrap_err();
    let Error::Raised(exception) = error else { panic!("{error:?}") };
    assert_eq!((exception.class.as_str(), exception.message.as_str()), ("ValueError", "no"));
    assert!(exception.traceback.contains("line 2, in f"), "{}", exception.traceback);
}

#[test]
fn a_text_that_does_not_parse_says_where() {
    let error = engine().run("x = (1,\ny = 2\n").unwrap_err();
    let Error::Compile(error) = error else { panic!("{error:?}") };
    assert!(error.render().contains("'(' was never closed"), "{}", error.render());
    assert!(error.to_json().starts_with('{'));
}

#[test]
fn a_thread_holds_at_most_one_lock() {
    let (a, b) = (engine(), engine());
    let nested = a.attach(|_| b.attach(|_| Ok(())));
    assert!(matches!(nested, Err(Error::AlreadyAttached)), "{nested:?}");
    a.attach(|gil| gil.detach(|| b.attach(|_| Ok(())))).expect("released in between");
}

#[test]
fn engines_are_isolated_and_run_in_parallel() {
    let threads: Vec<_> = (0..4)
        .map(|k| {
            std::thread::spawn(move || {
                let engine = engine();
                let module = compile(
                    &engine,
                    &format!("k = {k}\ndef f(n):\n    t = 0\n    for i in range(n): t += k\n    return t\n"),
                );
                engine.attach(|gil| module.func("f")?.call(gil, (1000,))?.extract::<i64>(gil)).expect("runs")
            })
        })
        .collect();
    let sums: Vec<i64> = threads.into_iter().map(|thread| thread.join().expect("no panic")).collect();
    assert_eq!(sums, [0, 1000, 2000, 3000]);
}

#[test]
fn one_engine_serves_many_threads() {
    let engine = engine();
    let module = compile(&engine, "counts = []\ndef add(k):\n    counts.append(k)\n    return len(counts)\n");
    std::thread::scope(|scope| {
        for k in 0..4 {
            let (engine, module) = (engine.clone(), module.clone());
            scope.spawn(move || {
                for _ in 0..50 {
                    engine.attach(|gil| module.func("add")?.call(gil, (k,))).expect("runs");
                }
            });
        }
    });
    let total: i64 = engine.attach(|gil| module.func("add")?.call(gil, (9,))?.extract(gil)).expect("runs");
    assert_eq!(total, 201);
}

#[test]
fn a_native_function_outlives_module_and_engine() -> Result<(), Error> {
    let text = "from ungil import View, f64, nogil\n@nogil\ndef total(a: View[f64]) -> f64:\n    s = 0.0\n    for x in a:\n        s += x\n    return s\n";
    let total = {
        let engine = engine();
        compile(&engine, text).native::<(&[f64],), f64>("total")?
    };
    let numbers = [1.0, 2.0, 3.5];
    std::thread::scope(|scope| {
        for _ in 0..3 {
            let total = total.clone();
            scope.spawn(move || assert_eq!(total.call(&numbers).expect("no exception"), 6.5));
        }
    });
    Ok(())
}

#[test]
fn a_native_exception_has_class_and_line() -> Result<(), Error> {
    let text =
        "from ungil import View, i64, nogil\n@nogil\ndef at(a: View[i64], i: i64) -> i64:\n    return a[i]\n";
    let at = compile(&engine(), text).native::<(&[i64], i64), i64>("at")?;
    assert_eq!(at.call(&[1, 2, 3], -1)?, 3);
    let Err(Error::Raised(exception)) = at.call(&[1, 2, 3], 3) else { panic!("in range?") };
    assert_eq!(exception.class, "IndexError");
    assert!(exception.traceback.contains("line 4, in at"), "{}", exception.traceback);
    Ok(())
}

#[test]
fn a_wrong_signature_names_both() {
    let text = "from ungil import i64, nogil\n@nogil\ndef inc(x: i64) -> i64:\n    return x + 1\n";
    let module = compile(&engine(), text);
    let error = module.native::<(f64,), i64>("inc").unwrap_err();
    assert_eq!(error.to_string(), "the function is (i64) -> i64, not (f64) -> i64");
    assert!(matches!(module.native::<(i64,), i64>("dec"), Err(Error::NoSuchFunction(_))));
}

#[test]
fn an_interrupt_stops_bytecode_and_native_code() {
    let loops = [
        "while True: pass\n",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n",
        "from ungil import i64, nogil\n@nogil\ndef spin() -> i64:\n    k = 0\n    while k >= 0:\n        k = (k + 1) % 1000\n    return k\nspin()\n",
    ];
    for text in loops {
        let engine = engine();
        let interrupt = engine.interrupt();
        let watchdog = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            interrupt.raise();
        });
        let start = Instant::now();
        let result = engine.run(text);
        assert!(matches!(result, Err(Error::Interrupted)), "{text}: {result:?}");
        assert!(start.elapsed() < Duration::from_secs(5));
        watchdog.join().expect("no panic");
        engine.interrupt().clear();
        engine.run("x = 1").expect("runs again");
    }
}

#[test]
fn output_goes_to_the_hook() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = seen.clone();
    let engine = Engine::builder()
        .stdout(move |bytes| sink.lock().expect("not poisoned").extend_from_slice(bytes))
        .build()
        .expect("an engine");
    engine.run("print('a', 1)\nprint('b')").expect("runs");
    assert_eq!(String::from_utf8_lossy(&seen.lock().expect("not poisoned")), "a 1\nb\n");
}

#[test]
fn every_tier_gives_the_same() -> Result<(), Error> {
    let text = "from ungil import i64, nogil, prange\n@nogil\ndef f(n: i64) -> i64:\n    s = 0\n    for i in prange(n):\n        s += i * i % 7\n    return s\ndef main(n): return f(n)\n";
    let mut results = Vec::new();
    for tier in [Tier::Native, Tier::Interp, Tier::Bytecode] {
        let engine = Engine::builder().tier(tier).build()?;
        let module = compile(&engine, text);
        results.push(engine.attach(|gil| module.func("main")?.call(gil, (1000,))?.extract::<i64>(gil))?);
    }
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
    Ok(())
}

#[test]
fn misuse_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
