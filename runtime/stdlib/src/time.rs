//! `time`: clocks, sleeping, calendar time by the C library.

use crate::define::{ModuleBuilder, int_arg, text};
use crate::signals;
use crate::structseq;
use ladon_vm::err;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{iter, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Tuple, int, simple_namespace};
use ladon_vm::value::{Ref, Value};
use std::cell::RefCell;
use std::ffi::CString;

/// What an interpreter keeps for `time`: the class `struct_time`.
#[derive(Default)]
struct TimeState(RefCell<Option<Value>>);

crate::functions! {
    fn defs {
        "time()" => |_, _| Ok(seconds(clock(libc::CLOCK_REALTIME))), "Seconds since the epoch.";
        "time_ns()" => |_, _| Ok(nanoseconds(clock(libc::CLOCK_REALTIME))), "Nanoseconds since the epoch.";
        "monotonic()" => |_, _| Ok(seconds(clock(libc::CLOCK_MONOTONIC))), "A clock that never goes back.";
        "monotonic_ns()" => |_, _| Ok(nanoseconds(clock(libc::CLOCK_MONOTONIC))), "A clock that never goes back.";
        "perf_counter()" => |_, _| Ok(seconds(clock(libc::CLOCK_MONOTONIC))), "A clock to measure with.";
        "perf_counter_ns()" => |_, _| Ok(nanoseconds(clock(libc::CLOCK_MONOTONIC))), "A clock to measure with.";
        "process_time()" => |_, _| Ok(seconds(clock(libc::CLOCK_PROCESS_CPUTIME_ID))), "Processor time of the process.";
        "process_time_ns()" => |_, _| Ok(nanoseconds(clock(libc::CLOCK_PROCESS_CPUTIME_ID))), "Processor time of the process.";
        "thread_time()" => |_, _| Ok(seconds(clock(libc::CLOCK_THREAD_CPUTIME_ID))), "Processor time of the thread.";
        "thread_time_ns()" => |_, _| Ok(nanoseconds(clock(libc::CLOCK_THREAD_CPUTIME_ID))), "Processor time of the thread.";
        "clock_gettime(clk_id, /)" => time_clock_gettime, "The time of a clock of the system.";
        "clock_gettime_ns(clk_id, /)" => time_clock_gettime_ns, "The time of a clock of the system.";
        "clock_getres(clk_id, /)" => time_clock_getres, "The resolution of a clock of the system.";
        "get_clock_info(name, /)" => time_get_clock_info, "What is known of a clock.";
        "sleep(seconds, /)" => time_sleep, "Wait.";
        "gmtime(seconds=None, /)" => time_gmtime, "Calendar time in UTC.";
        "localtime(seconds=None, /)" => time_localtime, "Local calendar time.";
        "mktime(time_tuple, /)" => time_mktime, "Seconds since the epoch of a local calendar time.";
        "strftime(format, time_tuple=None, /)" => time_strftime, "Calendar time as text.";
        "asctime(time_tuple=None, /)" => time_asctime, "Calendar time as text of a fixed form.";
        "ctime(seconds=None, /)" => time_ctime, "Local time as text of a fixed form.";
        "strptime(string, format='%a %b %d %H:%M:%S %Y', /)" => time_strptime, "Calendar time from text.";
        "tzset()" => time_tzset, "Read the time zone again.";
    }
}

const FIELDS: [&str; 9] =
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let builder = ModuleBuilder::new(thread, "time", "Clocks, sleeping and calendar time.")?
        .functions(defs())
        .value("struct_time", struct_time(thread)?)
        .ints(&[
            ("CLOCK_REALTIME", i64::from(libc::CLOCK_REALTIME)),
            ("CLOCK_MONOTONIC", i64::from(libc::CLOCK_MONOTONIC)),
            ("CLOCK_PROCESS_CPUTIME_ID", i64::from(libc::CLOCK_PROCESS_CPUTIME_ID)),
            ("CLOCK_THREAD_CPUTIME_ID", i64::from(libc::CLOCK_THREAD_CPUTIME_ID)),
        ])
        .int("_STRUCT_TM_ITEMS", 11);
    zone(&builder.module.dict())?;
    builder.finish()
}

fn zone(dict: &Dict) -> PyResult<()> {
    let year = 365 * 86400;
    let now = (clock(libc::CLOCK_REALTIME) / 1_000_000_000) as i64;
    let start = now - now.rem_euclid(year);
    let (winter, summer) = (broken_down(start, true), broken_down(start + year / 2, true));
    let (standard, daylight) = if winter.tm_isdst > 0 { (summer, winter) } else { (winter, summer) };
    let has_daylight = daylight.tm_isdst > 0;
    let offset = |tm: &libc::tm| -tm.tm_gmtoff;
    dict.set_name("timezone", int::from_i64(offset(&standard)));
    dict.set_name("altzone", int::from_i64(offset(&daylight)));
    dict.set_name("daylight", int::from_i64(i64::from(has_daylight)));
    let names = Tuple::new(vec![text(&zone_name(&standard))?, text(&zone_name(&daylight))?]);
    dict.set_name("tzname", names.into_value());
    Ok(())
}

fn zone_name(tm: &libc::tm) -> String {
    if tm.tm_zone.is_null() {
        return String::from("UTC");
    }
    // SAFETY: the C library's static name of a zone.
    unsafe { std::ffi::CStr::from_ptr(tm.tm_zone) }.to_string_lossy().into_owned()
}

/// A clock of the system in nanoseconds.
pub fn clock(id: libc::clockid_t) -> i128 {
    let mut spec = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: filled in by the call.
    unsafe { libc::clock_gettime(id, &mut spec) };
    i128::from(spec.tv_sec) * 1_000_000_000 + i128::from(spec.tv_nsec)
}

fn seconds(ns: i128) -> Value {
    let whole = ns.div_euclid(1_000_000_000) as f64;
    Value::float(whole + ns.rem_euclid(1_000_000_000) as f64 * 1e-9)
}

fn nanoseconds(ns: i128) -> Value {
    int::from_i64(ns as i64)
}

fn clock_arg(thread: &ThreadState, args: Bound<'_>) -> PyResult<libc::clockid_t> {
    let id = int_arg(thread, args.value(0))? as libc::clockid_t;
    let mut spec = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: filled in by the call.
    if unsafe { libc::clock_gettime(id, &mut spec) } != 0 {
        return Err(ladon_vm::exceptions::make::os_error(thread, crate::io::fileio::errno(), None));
    }
    Ok(id)
}

fn time_clock_gettime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(seconds(clock(clock_arg(thread, args)?)))
}

fn time_clock_gettime_ns(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(nanoseconds(clock(clock_arg(thread, args)?)))
}

fn time_clock_getres(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    clock_arg(thread, args)?;
    Ok(Value::float(1e-9))
}

fn time_get_clock_info(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = crate::define::str_arg(thread, args.value(0), "get_clock_info", "1")?.to_string_lossy();
    let (function, adjustable, monotonic) = match name.as_str() {
        "time" => ("clock_gettime(CLOCK_REALTIME)", true, false),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", false, true),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", false, true),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", false, true),
        _ => return Err(err!(thread, ValueError, "unknown clock")),
    };
    let dict = Dict::new();
    dict.set_name("implementation", text(function)?);
    dict.set_name("monotonic", Value::bool(monotonic));
    dict.set_name("adjustable", Value::bool(adjustable));
    dict.set_name("resolution", Value::float(1e-9));
    Ok(simple_namespace::new(thread, dict).into_value())
}

fn time_sleep(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let wanted = match int::as_i64(value) {
        Some(whole) => whole as f64,
        None => number::to_f64(thread, value)?,
    };
    if wanted.is_nan() {
        return Err(err!(thread, ValueError, "Invalid value NaN (not a number)"));
    }
    if wanted < 0.0 {
        return Err(err!(thread, ValueError, "sleep length must be non-negative"));
    }
    if wanted > 9.2e9 {
        return Err(err!(thread, OverflowError, "timestamp too large to convert to C PyTime_t"));
    }
    let end = clock(libc::CLOCK_MONOTONIC) + (wanted * 1e9).round() as i128;
    loop {
        let left = end - clock(libc::CLOCK_MONOTONIC);
        let left = left.max(0);
        let spec = libc::timespec { tv_sec: (left / 1_000_000_000) as i64, tv_nsec: (left % 1_000_000_000) as i64 };
        // SAFETY: reads the given time only.
        let result = allow_threads(thread, || unsafe { libc::nanosleep(&spec, std::ptr::null_mut()) });
        if result == 0 || left == 0 {
            return Ok(Value::none());
        }
        signals::check(thread)?;
    }
}

fn broken_down(seconds: i64, local: bool) -> libc::tm {
    // SAFETY: a zeroed `tm` is valid; the calls fill it in.
    unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        if local {
            libc::localtime_r(&seconds, &mut tm);
        } else {
            libc::gmtime_r(&seconds, &mut tm);
        }
        tm
    }
}

fn struct_time(thread: &ThreadState) -> PyResult<Value> {
    let state = thread.interp().state::<TimeState>();
    if let Some(class) = state.0.borrow().clone() {
        return Ok(class);
    }
    let class = structseq::make_class(thread, "time", "struct_time", &FIELDS, &["tm_zone", "tm_gmtoff"])?;
    *state.0.borrow_mut() = Some(class.clone());
    Ok(class)
}

fn tuple_of(thread: &ThreadState, tm: &libc::tm, zone: &str) -> PyResult<Value> {
    let items = [
        i64::from(tm.tm_year) + 1900,
        i64::from(tm.tm_mon) + 1,
        i64::from(tm.tm_mday),
        i64::from(tm.tm_hour),
        i64::from(tm.tm_min),
        i64::from(tm.tm_sec),
        (i64::from(tm.tm_wday) + 6) % 7,
        i64::from(tm.tm_yday) + 1,
        i64::from(tm.tm_isdst),
    ];
    let items = items.into_iter().map(int::from_i64).collect();
    let extra = [("tm_zone", text(zone)?), ("tm_gmtoff", int::from_i64(tm.tm_gmtoff))];
    structseq::make_object(thread, &struct_time(thread)?, items, &extra)
}

fn seconds_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<i64> {
    let Some(value) = value else { return Ok((clock(libc::CLOCK_REALTIME) / 1_000_000_000) as i64) };
    if let Some(x) = ladon_vm::types::float::as_f64(value).filter(|_| !int::is_int(value)) {
        if x.is_nan() {
            return Err(err!(thread, ValueError, "Invalid value NaN (not a number)"));
        }
        if x.abs() > 9.2e18 {
            return Err(err!(thread, OverflowError, "timestamp out of range for platform time_t"));
        }
        return Ok(x.floor() as i64);
    }
    int_arg(thread, value)
}

fn time_gmtime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let tm = broken_down(seconds_arg(thread, args.some(0))?, false);
    tuple_of(thread, &tm, "UTC")
}

fn time_localtime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let tm = broken_down(seconds_arg(thread, args.some(0))?, true);
    tuple_of(thread, &tm, &zone_name(&tm))
}

/// Reads a calendar time from a tuple; of now, when there is none.
fn tm_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<libc::tm> {
    let Some(value) = value else {
        return Ok(broken_down(seconds_arg(thread, None)?, true));
    };
    if value.downcast::<Tuple>().is_none() {
        return Err(err!(thread, TypeError, "Tuple or struct_time argument required"));
    }
    let items = iter::collect(thread, value)?;
    let Some(items) = items.get(..9) else {
        return Err(err!(thread, TypeError, "function takes exactly 9 arguments ({} given)", items.len()));
    };
    let mut numbers = [0i32; 9];
    for (slot, item) in numbers.iter_mut().zip(items) {
        let number = int_arg(thread, item)?;
        *slot = i32::try_from(number)
            .map_err(|_| err!(thread, OverflowError, "Python int too large to convert to C int"))?;
    }
    let [year, month, day, hour, minute, second, weekday, yearday, daylight] = numbers;
    // SAFETY: a zeroed `tm` is valid.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = year.wrapping_sub(1900);
    tm.tm_mon = month - 1;
    (tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec) = (day, hour, minute, second);
    tm.tm_wday = (weekday + 1).rem_euclid(7);
    tm.tm_yday = yearday - 1;
    tm.tm_isdst = daylight;
    Ok(tm)
}

fn check_ranges(thread: &ThreadState, tm: &mut libc::tm) -> PyResult<()> {
    let check = |value: &mut i32, low: i32, high: i32, name: &str| {
        if *value == low - 1 && low == 0 || *value == -1 {
            *value = low;
        }
        if (low..=high).contains(value) { Ok(()) } else { Err(err!(thread, ValueError, "{name} out of range")) }
    };
    check(&mut tm.tm_mon, 0, 11, "month")?;
    if tm.tm_mday == 0 {
        tm.tm_mday = 1;
    }
    check(&mut tm.tm_mday, 1, 31, "day of month")?;
    if !(0..=23).contains(&tm.tm_hour) {
        return Err(err!(thread, ValueError, "hour out of range"));
    }
    if !(0..=59).contains(&tm.tm_min) {
        return Err(err!(thread, ValueError, "minute out of range"));
    }
    if !(0..=61).contains(&tm.tm_sec) {
        return Err(err!(thread, ValueError, "seconds out of range"));
    }
    check(&mut tm.tm_yday, 0, 365, "day of year")
}

fn time_mktime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mut tm = tm_arg(thread, Some(args.value(0)))?;
    tm.tm_wday = -1;
    // SAFETY: reads and normalises the given struct.
    let seconds = unsafe { libc::mktime(&mut tm) };
    if seconds == -1 && tm.tm_wday == -1 {
        return Err(err!(thread, OverflowError, "mktime argument out of range"));
    }
    Ok(Value::float(seconds as f64))
}

fn time_strftime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let format = crate::define::str_arg(thread, args.value(0), "strftime", "1")?;
    let mut tm = tm_arg(thread, args.some(1))?;
    check_ranges(thread, &mut tm)?;
    let format = ladon_vm::import::path::encode(format);
    let mut out = Vec::new();
    // NUL bytes stay as they are: the C library formats what is between them.
    for (index, part) in format.split(|byte| *byte == 0).enumerate() {
        if index > 0 {
            out.push(0);
        }
        out.extend_from_slice(&format_part(part, &tm));
    }
    Ok(ladon_vm::import::path::decode(&out)?.into_value())
}

fn format_part(part: &[u8], tm: &libc::tm) -> Vec<u8> {
    if part.is_empty() {
        return Vec::new();
    }
    let Ok(format) = CString::new(part) else { return Vec::new() };
    let mut size = 256.max(part.len() * 4);
    loop {
        let mut buffer = vec![0u8; size];
        // SAFETY: the buffer has this size; the format ends with NUL.
        let length = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), size, format.as_ptr(), tm) };
        if length > 0 || size > part.len() * 256 {
            buffer.truncate(length);
            return buffer;
        }
        size *= 4;
    }
}

fn asctime_of(tm: &libc::tm) -> PyResult<Value> {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = DAYS[tm.tm_wday.rem_euclid(7) as usize];
    let month = MONTHS[tm.tm_mon.rem_euclid(12) as usize];
    let (d, h, m, s, y) = (tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, i64::from(tm.tm_year) + 1900);
    text(&format!("{day} {month} {d:2} {h:02}:{m:02}:{s:02} {y}"))
}

fn time_asctime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mut tm = tm_arg(thread, args.some(0))?;
    check_ranges(thread, &mut tm)?;
    asctime_of(&tm)
}

fn time_ctime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    asctime_of(&broken_down(seconds_arg(thread, args.some(0))?, true))
}

fn time_strptime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let parse = ladon_vm::import::import_attribute(thread, "_strptime", "_strptime_time")?;
    let format = args.get(1).cloned().map_or_else(|| text("%a %b %d %H:%M:%S %Y"), Ok)?;
    ladon_vm::object::call::positional(thread, &parse, &[args.value(0).clone(), format])
}

fn time_tzset(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: reads the environment.
    unsafe { tzset() };
    let module = ladon_vm::import::import_module(thread, "time")?;
    if let Some(module) = module.downcast::<Module>() {
        zone(&module.dict())?;
    }
    Ok(Value::none())
}
