//! Installs missing tools, naming each one first; installed ones are left alone.
//!
//! The `for_…` functions are the sets of tools that commands need. Each of the others checks for
//! one tool and installs it: from rustup, npm or crates.io, or the browser and a Chinese font from
//! apt. Every failure says how to install the tool by hand.

use std::fs;
use std::path::PathBuf;

use crate::process::{Failure, command, find, output, root, run, target};

const TRUNK: &str = "0.21.14";
const WASM_SPLIT: &str = "0.2.4";
const CARGO_DENY: &str = "0.20.2";
const WASM: &str = "wasm32-unknown-unknown";
const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Installs what building the portal needs.
pub(crate) fn for_building() -> Result<(), Failure> {
    wasm_target()?;
    library_source()?;
    node()?;
    npm_packages("tools", "binaryen's wasm-opt and esbuild")?;
    cargo_tool("wasm-bindgen-cli", &wasm_bindgen_version()?, false)?;
    wasm_split()
}

/// Installs what the tests need.
pub(crate) fn for_tests() -> Result<(), Failure> {
    for_building()?;
    component("rustfmt")?;
    component("clippy")?;
    cargo_tool("cargo-deny", CARGO_DENY, true)?;
    postgresql()?;
    for_browser()
}

/// Installs what the tests need, and Trunk, which rebuilds the portal on every change during
/// development.
pub(crate) fn for_all() -> Result<(), Failure> {
    for_tests()?;
    cargo_tool("trunk", TRUNK, true)
}

/// Installs what driving a browser needs.
pub(crate) fn for_browser() -> Result<(), Failure> {
    node()?;
    browser_packages()?;
    npm_packages("tests/browser", "playwright-core and axe-core")
}

/// Installs what Lighthouse needs.
pub(crate) fn for_lighthouse() -> Result<(), Failure> {
    node()?;
    npm_packages("tests/lighthouse", "Lighthouse")
}

/// Installs what measuring the server needs: nginx, its peer, and wrk, which asks both.
pub(crate) fn for_serving() -> Result<(), Failure> {
    node()?;
    npm_packages("tests/browser", "playwright-core and axe-core")?;
    programs(&["nginx", "wrk"])
}

/// Installs what torturing the server needs: the databases and the web server that it is held against,
/// and wrk, which floods it.
pub(crate) fn for_torture() -> Result<(), Failure> {
    node()?;
    postgresql()?;
    programs(&["nginx", "sqlite3", "wrk"])
}

/// Installs what replaying dated requests needs beside the browser: faketime, which tells a program
/// another time.
pub(crate) fn for_weight() -> Result<(), Failure> {
    programs(&["faketime"])
}

/// Installs programs that have the names of their packages.
fn programs(names: &[&str]) -> Result<(), Failure> {
    let missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| find(name).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt_packages(&missing, "")
}

/// The server of PostgreSQL, which the tests of the stores start by themselves. Its programs are not
/// on the path where the system can hold several versions.
fn postgresql() -> Result<(), Failure> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders = versions.flatten().map(|version| version.path().join("bin"));
    let is_there = folders.any(|folder| folder.join("initdb").is_file())
        || std::env::var_os("POSTGRES_BIN").is_some();
    if is_there {
        return Ok(());
    }
    apt_packages(
        &["postgresql"],
        "and name the folder of initdb in POSTGRES_BIN",
    )
}

/// The browser that the tests drive.
pub(crate) fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| CHROMIUM_NAMES.iter().find_map(|name| find(name)))
}

fn announce(what: &str) {
    println!("xtask: installing {what}");
}

fn wasm_target() -> Result<(), Failure> {
    let installed = output("rustc", &["--print", "target-libdir", "--target", WASM])
        .is_some_and(|dir| PathBuf::from(dir.trim()).is_dir());
    if installed {
        return Ok(());
    }
    announce("Rust's standard library for WebAssembly");
    let add = ["target", "add", WASM];
    run(
        command("rustup", &add),
        "run `rustup target add wasm32-unknown-unknown` with a network",
    )
}

/// The source of the standard library, which the release build of the portal compiles, and the
/// crates it depends on, so that the build itself needs no network.
fn library_source() -> Result<(), Failure> {
    let manifest = output("rustc", &["--print", "sysroot"])
        .map(|root| PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library/Cargo.toml"))
        .unwrap_or_default();
    if !manifest.is_file() {
        announce("the source of Rust's standard library");
        run(
            command("rustup", &["component", "add", "rust-src"]),
            "run `rustup component add rust-src` with a network",
        )?;
    }
    let manifest = manifest.display().to_string();
    let fetch = ["fetch", "--quiet", "--locked", "--manifest-path", &manifest];
    let mut fetch = command("cargo", &fetch);
    // The library's manifest may use unstable features of cargo.
    fetch.env("RUSTC_BOOTSTRAP", "1");
    run(fetch, "run `cargo xtask setup` again with a network")
}

fn component(name: &str) -> Result<(), Failure> {
    if output("cargo", &[name.trim_start_matches("rust"), "--version"]).is_some() {
        return Ok(());
    }
    announce(name);
    run(
        command("rustup", &["component", "add", name]),
        &format!("run `rustup component add {name}` with a network"),
    )
}

fn node() -> Result<(), Failure> {
    let major = output("node", &["--version"]).and_then(|text| {
        let text = text.trim().trim_start_matches('v');
        text.split('.').next()?.parse::<u32>().ok()
    });
    let fix = "install Node.js 20 or newer with npm, from nodejs.org or your system's packages";
    match major {
        Some(20..) if find("npm").is_some() => Ok(()),
        Some(20..) => Err(Failure::new("npm is missing", fix)),
        Some(old) => Err(Failure::new(format!("Node.js {old} is too old"), fix)),
        None => Err(Failure::new("Node.js is missing", fix)),
    }
}

/// The npm packages of a folder, exactly as in its lock file. A copy of the lock file marks what is
/// installed.
fn npm_packages(folder: &str, what: &str) -> Result<(), Failure> {
    let folder = root().join(folder);
    let lock = fs::read(folder.join("package-lock.json")).ok();
    let stamp = folder.join("node_modules/.installed-from");
    if lock.is_some() && fs::read(&stamp).ok() == lock {
        return Ok(());
    }
    announce(&format!("{what} (npm ci in {})", folder.display()));
    let mut npm = command(
        "npm",
        &["ci", "--no-fund", "--no-audit", "--loglevel=error"],
    );
    npm.current_dir(&folder);
    run(
        npm,
        &format!("run `npm ci` in {} with a network", folder.display()),
    )?;
    let written = fs::write(&stamp, lock.unwrap_or_default());
    written.map_err(|error| {
        Failure::new(
            format!("{} could not be written ({error})", stamp.display()),
            "check whether the disk is full",
        )
    })
}

/// A program installed from the crate `name`; it has the crate's name without `-cli`.
fn cargo_tool(name: &str, version: &str, locked: bool) -> Result<(), Failure> {
    let program = name.trim_end_matches("-cli");
    let found = output(program, &["--version"]);
    if found.is_some_and(|text| text.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    install(name, version, locked, &[])
}

/// The splitter has no `--version`, so its version is taken from cargo.
fn wasm_split() -> Result<(), Failure> {
    const NAME: &str = "wasm_split_cli_support";
    let entry = format!("{NAME} v{WASM_SPLIT}:");
    let list = output("cargo", &["install", "--list"]).unwrap_or_default();
    if list.lines().any(|line| line == entry) {
        return Ok(());
    }
    install(NAME, WASM_SPLIT, true, &["--features", "build-binary"])
}

fn install(name: &str, version: &str, locked: bool, more: &[&str]) -> Result<(), Failure> {
    announce(&format!("{name} {version} (some minutes)"));
    let mut arguments = vec!["install", name, "--version", version, "--force"];
    arguments.extend(more);
    // wasm-bindgen-cli pins the library's version itself, and its lock file may name versions that
    // a registry no longer has.
    if locked {
        arguments.push("--locked");
    }
    let mut cargo = command("cargo", &arguments);
    // The tools run for seconds, but are compiled for minutes: they are not optimized as for a
    // release, and what several of them depend on is compiled once.
    cargo
        .env("CARGO_TARGET_DIR", target().join("tools"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    run(
        cargo,
        &format!("run `cargo {}` with a network", arguments.join(" ")),
    )
}

/// The version of the library in Cargo.lock, which the program must match exactly.
fn wasm_bindgen_version() -> Result<String, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let mut lines = lock
        .lines()
        .skip_while(|line| *line != "name = \"wasm-bindgen\"");
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|line| line.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| {
            Failure::new(
                "Cargo.lock does not name wasm-bindgen",
                "restore it with `git checkout Cargo.lock`",
            )
        })
}

fn has_chinese_font() -> bool {
    output("fc-list", &[":lang=zh", "family"]).is_some_and(|list| !list.trim().is_empty())
        || PathBuf::from("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}

fn browser_packages() -> Result<(), Failure> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() {
        return Ok(());
    }
    apt_packages(&missing, "(CHROMIUM=/path names another browser)")?;
    if chromium().is_none() {
        return Err(Failure::new(
            "Chromium is still missing",
            "install it by hand, or name it with CHROMIUM=/path",
        ));
    }
    Ok(())
}

/// Installs packages from apt, or says the line that does.
fn apt_packages(missing: &[&str], otherwise: &str) -> Result<(), Failure> {
    let packages = missing.join(" ");
    let by_hand = format!(
        "run `apt-get update && apt-get install -y {packages}` as root, or install your system's \
         counterparts {otherwise}"
    );
    if find("apt-get").is_none() {
        return Err(Failure::new(format!("{packages} missing"), by_hand));
    }
    let is_root = output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !is_root && find("sudo").is_none() {
        return Err(Failure::new(
            format!("{packages} missing, and only root can install it"),
            by_hand,
        ));
    }
    announce(&format!("{packages} (apt-get)"));
    let apt = |arguments: &[&str]| {
        let mut words = vec!["apt-get", "-q", "-y"];
        words.extend(arguments);
        if !is_root {
            words.insert(0, "sudo");
        }
        let mut apt = command(words[0], &words[1..]);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        run(apt, &by_hand)
    };
    apt(&["update"])?;
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(missing);
    apt(&install)
}
