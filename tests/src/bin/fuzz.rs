//! Runs programs nobody wrote until something breaks: `fuzz --seconds 600 [--seed N] [--kind grammar|mutate]
//! [--place main|thread|interpreter] [--out FOLDER]`, or `fuzz --minimise FILE`. What failed is kept in FOLDER, made small. The
//! same seed makes the same programs; `--runs N` ends after N of them; `--print SEED` only shows one.

use ladon_tests::fuzz::judge::{self, Judge, Place};
use ladon_tests::fuzz::random::Random;
use ladon_tests::fuzz::{grammar, minimise, mutate};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

struct Options {
    seed: u64,
    seconds: u64,
    runs: u64,
    patience: u64,
    kind: Option<String>,
    place: Option<String>,
    out: PathBuf,
    minimise: Option<PathBuf>,
    print: Option<u64>,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        seed: 1,
        seconds: 60,
        runs: u64::MAX,
        patience: 10,
        kind: None,
        place: None,
        out: PathBuf::from("target/fuzz"),
        minimise: None,
        print: None,
    };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{name}: {value} is not a number"));
        match name.as_str() {
            "--seed" => options.seed = number()?,
            "--seconds" => options.seconds = number()?,
            "--runs" => options.runs = number()?,
            "--patience" => options.patience = number()?,
            "--kind" => options.kind = Some(value),
            "--place" => options.place = Some(value),
            "--out" => options.out = value.into(),
            "--print" => options.print = Some(number()?),
            "--minimise" => options.minimise = Some(value.into()),
            _ => return Err(format!("unknown option {name}")),
        }
    }
    Ok(options)
}

/// Scripts to damage: those that touch neither files nor processes, so that no damage reaches them either.
fn corpus(folder: &Path, found: &mut Vec<Vec<u8>>) {
    const REACH_OUT: &[&str] =
        &["os", "shutil", "subprocess", "signal", "tempfile", "pathlib", "open", "posix", "input"];
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).map(|all| all.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            corpus(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            if !words.any(|word| REACH_OUT.contains(&word)) {
                found.push(text.into_bytes());
            }
        }
    }
}

fn make(random: &mut Random, kind: Option<&str>, scripts: &[Vec<u8>]) -> Vec<u8> {
    let grammar_made = match kind {
        Some(kind) => kind == "grammar",
        None => random.one_in(2),
    };
    if grammar_made || scripts.is_empty() {
        return grammar::program(random);
    }
    let (script, other) = (random.below(scripts.len()), random.below(scripts.len()));
    mutate::mutate(random, &scripts[script], &scripts[other])
}

fn place(random: &mut Random, wanted: Option<&str>) -> Place {
    match (wanted, random.below(8)) {
        (Some("thread"), _) | (None, 0) => Place::Thread,
        (Some("interpreter"), _) | (None, 1) => Place::Interpreter,
        _ => Place::Main,
    }
}

fn seeded(seed: u64) -> Random {
    Random::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D))
}

fn run(options: &Options) -> Result<usize, String> {
    std::fs::create_dir_all(&options.out).map_err(|error| error.to_string())?;
    let folder = options.out.join(format!("run-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let absolute = |path: &Path| std::path::absolute(path).map_err(|error| error.to_string());
    let judge = Judge {
        ladon: absolute(&judge::default_ladon())?,
        folder: absolute(&folder)?,
        patience: Duration::from_secs(options.patience),
    };
    if let Some(file) = &options.minimise {
        let program = std::fs::read(file).map_err(|error| error.to_string())?;
        let mut random = Random::new(0);
        let place = place(&mut random, Some(options.place.as_deref().unwrap_or("main")));
        judge.check(&program, place).err().ok_or("the program does not fail")?;
        let small = minimise::minimise(&program, 3000, |text| judge.check(text, place).is_err());
        println!("{}", String::from_utf8_lossy(&small));
        return Ok(0);
    }
    let mut scripts = Vec::new();
    corpus(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts"), &mut scripts);
    if let Some(seed) = options.print {
        let program = make(&mut seeded(seed), options.kind.as_deref(), &scripts);
        println!("{}", String::from_utf8_lossy(&program));
        return Ok(0);
    }
    let start = Instant::now();
    let (mut failures, mut runs) = (0, 0);
    while runs < options.runs && start.elapsed() < Duration::from_secs(options.seconds) {
        let seed = options.seed.wrapping_add(runs);
        runs += 1;
        let mut random = seeded(seed);
        let program = make(&mut random, options.kind.as_deref(), &scripts);
        let place = place(&mut random, options.place.as_deref());
        if let Err(reason) = judge.check(&program, place) {
            failures += 1;
            // Each try of a program that hangs takes twice the patience.
            let tries = if reason.contains("does not end") { 20 } else { 300 };
            let small = minimise::minimise(&program, tries, |text| judge.check(text, place).is_err());
            let file = options.out.join(format!("seed-{seed}-{place:?}.py"));
            std::fs::write(&file, &small).map_err(|error| error.to_string())?;
            println!("seed {seed}, {place:?}: {reason}\n  {}", file.display());
        }
    }
    println!("{runs} programs, {failures} failures, {} s", start.elapsed().as_secs());
    let _ = std::fs::remove_dir_all(&folder);
    Ok(failures)
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("fuzz: {message}");
            ExitCode::from(2)
        }
    }
}
