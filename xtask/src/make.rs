//! Builds the portal, the program, the sample city's tree and the harness.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{Failure, command, root, run, target};

/// What the portal is made of, besides what it is built with.
const PORTAL_SOURCES: [&str; 17] = [
    "src",
    "crates/api/src",
    "crates/civic/src",
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
    "tools/cut.mjs",
    "tools/ship.mjs",
    "tools/worker.mjs",
];

/// A build for the browser as it is shipped. The standard library is built with the program, for
/// size, and a panic ends the program at once, without the words for it: a seventh of all bytes.
/// The page says what to do then (`public/boot.js`). This is the stable compiler with switches that
/// are not stable yet, so it has a folder of its own: crates that ask for such a compiler would
/// otherwise be built anew at every change between the two.
fn shipped(program: &str, arguments: &[&str]) -> Command {
    let mut command = command(program, arguments);
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_TARGET_DIR", shipped_target())
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort \
             -Zlocation-detail=none -Zfmt-debug=none",
        );
    command
}

fn shipped_target() -> PathBuf {
    target().join("shipped")
}

/// The portal in release, cut into the part of a first visit and chunks that come later, with a
/// Brotli twin beside each file. It has a folder of its own, so that a `trunk serve` in `dist` does
/// not disturb it. Trunk has no step for the cutting, which stands between the compiler and
/// wasm-bindgen; so what Trunk does for developers is done here by the scripts in `tools`.
pub(crate) fn portal() -> Result<PathBuf, Failure> {
    let out = target().join("portal");
    // An interrupted build leaves none of this time, and is done again.
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
    let cargo = shipped(
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
            // What is cut apart is joined anew, by the relocations. Only for this program: the
            // standard library stays the one that the harness is built with.
            "-Clink-arg=--emit-relocs",
        ],
    );
    run(cargo, "fix what cargo reports above")?;
    let program = shipped_target().join("wasm32-unknown-unknown/wasm-release/mingdan-portal.wasm");
    let cut = target().join("cut");
    let [program, cut, dist] = [program, cut, out.clone()].map(|path| path.display().to_string());
    for script in [
        ["tools/cut.mjs", &program, &cut],
        ["tools/ship.mjs", &cut, &dist],
    ] {
        run(command("node", &script), "fix what node reports above")?;
    }
    // What was changed while it was building is newer than what was built.
    if let Ok(done) = fs::File::options().append(true).open(&done) {
        let _ = done.set_modified(start);
    }
    Ok(out)
}

/// The program `mingdan`.
pub(crate) fn mingdan(release: bool) -> Result<PathBuf, Failure> {
    program("mingdan", release)
}

/// The engine as a native program and as a bare module for the browser.
pub(crate) struct Harness {
    pub(crate) native: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Builds the harness both ways. The module is built and shrunk as the portal is, so that what is
/// measured is what is shipped.
pub(crate) fn harness(release: bool) -> Result<Harness, Failure> {
    Ok(Harness {
        native: program("engine-harness", release)?,
        wasm: harness_module()?,
    })
}

/// The engine as a bare module for the browser.
fn harness_module() -> Result<PathBuf, Failure> {
    let fix = "fix what cargo reports above";
    run(
        shipped(
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
    let built = shipped_target().join("wasm32-unknown-unknown/wasm-release/engine_harness.wasm");
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

/// The programs that are built as they are shipped: the portal and the harness's module.
pub(crate) fn shipped_programs() -> Result<(), Failure> {
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

/// The sample city's tree in `out`; a tree that is there gets a new version where the sheets
/// changed.
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
