//! Builds the portal, the `mingdan` program, the sample city's tree and the engine harness.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{Failure, command, root, run, target};

/// The sources of the portal, whose changes require a new build.
const PORTAL_SOURCES: [&str; 18] = [
    "src",
    "crates/api/src",
    "crates/civic/src",
    "crates/notices/src",
    "crates/routes",
    "crates/web/src",
    "style",
    "public",
    "map",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "tools/map.mjs",
    "tools/package-lock.json",
    "tools/chunks.js",
    "tools/split.mjs",
    "tools/release.mjs",
    "tools/worker.mjs",
];

/// A release build for the browser. The standard library is built along, optimized for size, and a
/// panic aborts at once without a message, which saves a seventh of all bytes; `public/boot.js`
/// then tells the visitor what to do. These are unstable features of the stable compiler, so the
/// build has a target folder of its own: crates that detect a nightly compiler would otherwise be
/// rebuilt whenever the two alternate.
fn for_browser(program: &str, arguments: &[&str]) -> Command {
    let mut command = command(program, arguments);
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_TARGET_DIR", browser_target())
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort \
             -Zlocation-detail=none -Zfmt-debug=none",
        );
    command
}

fn browser_target() -> PathBuf {
    target().join("browser")
}

/// The release build of the portal: split into the program of a first visit and chunks loaded on
/// demand, with a Brotli-compressed copy beside each file. Trunk has no hook between the compiler
/// and wasm-bindgen, where the program is split, so scripts in `tools` do here what Trunk does for
/// developers. The output folder is separate from `dist`, which `trunk serve` uses.
pub(crate) fn portal() -> Result<PathBuf, Failure> {
    let out = target().join("portal");
    // The file written last: an interrupted build does not update it, and is run again.
    let done = out.join("index.html.br");
    let newest = PORTAL_SOURCES
        .iter()
        .filter_map(|path| newest(&root().join(path)))
        .max();
    let built = modified(&done);
    if built.is_some() && newest < built {
        println!("xtask: the portal in {} is up to date", out.display());
        return Ok(out);
    }
    println!("xtask: building the portal into {}", out.display());
    let start = SystemTime::now();
    let cargo = for_browser(
        "cargo",
        &[
            "rustc",
            "--locked",
            "--package",
            "mingdan-portal",
            "--bin",
            "mingdan-portal",
            "--features",
            "split",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "wasm-release",
            "--",
            // The splitter needs the relocations. The flag is for this program alone, so that the
            // standard library is shared with the harness.
            "-Clink-arg=--emit-relocs",
        ],
    );
    run(cargo, "fix what cargo reports above")?;
    let program = browser_target().join("wasm32-unknown-unknown/wasm-release/mingdan-portal.wasm");
    let split = target().join("split");
    let [program, split, dist] =
        [program, split, out.clone()].map(|path| path.display().to_string());
    for script in [
        ["tools/split.mjs", &program, &split],
        ["tools/release.mjs", &split, &dist],
    ] {
        run(command("node", &script), "fix what node reports above")?;
    }
    // Dates the build at its start, so that sources changed meanwhile are newer.
    if let Ok(done) = fs::File::options().append(true).open(&done) {
        let _ = done.set_modified(start);
    }
    Ok(out)
}

/// Builds the program `mingdan`.
pub(crate) fn mingdan(release: bool) -> Result<PathBuf, Failure> {
    program("mingdan", release)
}

/// The engine harness as a native program and as a module for the browser.
pub(crate) struct Harness {
    pub(crate) native: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Builds the harness both ways. The module is built and optimized as the portal is, so that
/// benchmarks measure what is released.
pub(crate) fn harness(release: bool) -> Result<Harness, Failure> {
    Ok(Harness {
        native: program("engine-harness", release)?,
        wasm: harness_module()?,
    })
}

/// Builds the harness as a module for the browser.
fn harness_module() -> Result<PathBuf, Failure> {
    let fix = "fix what cargo reports above";
    run(
        for_browser(
            "cargo",
            &[
                "build",
                "--locked",
                "--package",
                "engine-harness",
                "--target",
                "wasm32-unknown-unknown",
                "--profile",
                "wasm-release",
            ],
        ),
        fix,
    )?;
    let built = browser_target().join("wasm32-unknown-unknown/wasm-release/engine-harness.wasm");
    let wasm = target().join("engine-harness");
    let module = wasm.join("engine_harness_bg.wasm");
    if modified(&module) <= modified(&built) {
        let (out, input) = (wasm.display().to_string(), built.display().to_string());
        run(
            command(
                "wasm-bindgen",
                &[
                    "--target",
                    "web",
                    "--no-typescript",
                    "--out-dir",
                    &out,
                    "--out-name",
                    "engine_harness",
                    &input,
                ],
            ),
            "fix what wasm-bindgen reports above",
        )?;
        let module = module.display().to_string();
        run(
            command("wasm-opt", &["-Oz", &module, "-o", &module]),
            "fix what wasm-opt reports above",
        )?;
    }
    Ok(wasm)
}

/// Builds both programs for the browser: the portal and the harness.
pub(crate) fn browser_programs() -> Result<(), Failure> {
    portal()?;
    harness_module().map(drop)
}

fn program(name: &str, release: bool) -> Result<PathBuf, Failure> {
    let mut arguments = vec!["build", "--locked", "--package", name];
    if release {
        arguments.push("--release");
    }
    run(command("cargo", &arguments), "fix what cargo reports above")?;
    let profile = if release { "release" } else { "debug" };
    Ok(target().join(profile).join(name))
}

/// Publishes the sample city's tree in `out`; an existing tree gets a new snapshot if the sheets
/// have changed.
pub(crate) fn tree(mingdan: &Path, out: &Path, at: Option<&str>) -> Result<(), Failure> {
    let (program, out) = (mingdan.display().to_string(), out.display().to_string());
    let mut arguments = vec!["build", "cities/xining", "--out", &out];
    if let Some(at) = at {
        arguments.extend(["--at", at]);
    }
    run(
        command(&program, &arguments),
        "fix the sheets in cities/xining as the findings above say",
    )
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|meta| meta.modified()).ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    let inside = fs::read_dir(path)
        .ok()
        .into_iter()
        .flatten()
        .filter_map(|entry| newest(&entry.ok()?.path()))
        .max();
    inside.max(modified(path))
}
