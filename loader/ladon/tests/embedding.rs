//! Interpreters from Rust. (That this package has a test also makes `cargo test` build the `ladon` binary, which the
//! tests of the workspace run.)

use ladon::Runtime;
use std::thread;

#[test]
fn values_go_in_and_come_out() {
    let interp = Runtime::new().interpreter().build().expect("it starts");
    interp.exec("def double(items): return [2 * item for item in items]").expect("it runs");
    let doubled: Vec<i64> = interp.call("double", &[&vec![1_i64, 2, 3]]).expect("it returns");
    assert_eq!(doubled, [2, 4, 6]);
    assert_eq!(interp.eval::<String>("'-'.join('abc')").expect("it is a str"), "a-b-c");
    assert_eq!(interp.eval::<Option<f64>>("None").expect("it is None"), None);
}

#[test]
fn an_exception_is_an_error() {
    let interp = Runtime::new().interpreter().build().expect("it starts");
    let error = interp.exec("int('x')").expect_err("it raises");
    assert_eq!(error.class, "ValueError");
    assert_eq!(error.message, "invalid literal for int() with base 10: 'x'");
    assert!(interp.eval::<i64>("'text'").is_err(), "a str is no i64");
}

#[test]
fn interpreters_share_nothing() {
    let runtime = Runtime::new();
    let count = |times: i64| {
        thread::spawn(move || {
            let interp = runtime.interpreter().build().expect("it starts");
            interp
                .exec(&format!("import sys\nsys.count = 0\nfor _ in range({times}): sys.count += 1"))
                .expect("it runs");
            interp.eval::<i64>("sys.count").expect("it is an int")
        })
    };
    let counts: Vec<i64> = [100, 2000, 30].map(count).map(|thread| thread.join().expect("no panic")).to_vec();
    assert_eq!(counts, [100, 2000, 30]);
}
