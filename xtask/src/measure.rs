//! `size`, `shots`, `lighthouse`, `bench` and `torture`: run the scripts in `tests/`, which use a real browser and server.

use std::process::Command;

use crate::process::{Failure, command, root, run, target};
use crate::{make, setup};

/// The time at which the tests' tree is published; the tests' browser is set to the same day.
pub(crate) const TEST_DAY: &str = "2026-11-23T08:00:00+08:00";

/// The bench that needs neither the portal nor a browser: the server's, beside nginx.
const SERVING: &str = "serving";

/// The bench whose programs are told another time.
const WEIGHT: &str = "weight";

/// What the scripts need to be built.
pub(crate) struct Built {
    /// Their environment variables.
    environment: Vec<(&'static str, String)>,
}

impl Built {
    /// Builds everything. The tree is always published again, so that a test never sees an old one.
    pub(crate) fn make(release: bool) -> Result<Self, Failure> {
        let portal = make::portal()?;
        let mingdan = make::mingdan(release)?;
        let tree = target().join("test-tree");
        if tree.exists() {
            std::fs::remove_dir_all(&tree).map_err(|error| {
                Failure::new(
                    format!("{} could not be removed ({error})", tree.display()),
                    "remove it by hand",
                )
            })?;
        }
        make::tree(&mingdan, &tree, Some(TEST_DAY))?;
        let harness = make::harness(release)?;
        let mut environment: Vec<(&'static str, String)> = [
            ("MINGDAN_PROGRAM", mingdan.as_path()),
            ("MINGDAN_PORTAL_DIR", &portal),
            ("MINGDAN_TREE_DIR", &tree),
            ("MINGDAN_HARNESS", &harness.native),
            ("MINGDAN_HARNESS_WASM", &harness.wasm),
            ("MINGDAN_TARGET", &target()),
        ]
        .map(|(name, path)| (name, path.display().to_string()))
        .into();
        let chromium = setup::chromium();
        environment.extend(chromium.map(|path| ("CHROMIUM", path.display().to_string())));
        Ok(Self { environment })
    }

    /// Builds the program `mingdan` alone.
    fn program() -> Result<Self, Failure> {
        let environment = [
            ("MINGDAN_PROGRAM", make::mingdan(true)?),
            ("MINGDAN_TARGET", target()),
        ];
        let environment = environment.map(|(name, path)| (name, path.display().to_string()));
        Ok(Self {
            environment: environment.into(),
        })
    }

    /// A Node.js command with the environment.
    pub(crate) fn node(&self, arguments: &[&str]) -> Command {
        let mut node = command("node", arguments);
        node.envs(self.environment.iter().map(|(name, value)| (name, value)));
        node
    }
}

fn prepared(release: bool) -> Result<Built, Failure> {
    setup::for_building()?;
    setup::for_browser()?;
    Built::make(release)
}

pub(crate) fn size() -> Result<bool, Failure> {
    let node = prepared(false)?.node(&["tests/browser/size.mjs"]);
    run(node, "see in the table above which files have grown").map(|()| true)
}

pub(crate) fn shots() -> Result<bool, Failure> {
    let node = prepared(false)?.node(&["tests/browser/shots.mjs"]);
    run(node, "fix what is reported above").map(|()| true)
}

pub(crate) fn lighthouse(pages: &[&str]) -> Result<bool, Failure> {
    setup::for_lighthouse()?;
    let mut node = prepared(true)?.node(&["tests/lighthouse/lighthouse.mjs"]);
    node.args(pages);
    run(node, "see in the table above what is below its least").map(|()| true)
}

fn benches() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("tests/bench"))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            Some(name.strip_suffix(".bench.mjs")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// Prints the names of the benches.
pub(crate) fn names() {
    for name in benches() {
        println!("{name}");
    }
}

pub(crate) fn bench(name: &str) -> Result<bool, Failure> {
    let names = benches();
    if !names.iter().any(|known| known == name) {
        return Err(Failure::new(
            format!("there is no bench `{name}`"),
            format!("there are: {}", names.join(", ")),
        ));
    }
    let built = if name == SERVING {
        setup::for_serving()?;
        Built::program()?
    } else {
        if name == WEIGHT {
            setup::for_weight()?;
        }
        prepared(true)?
    };
    let file = format!("tests/bench/{name}.bench.mjs");
    run(built.node(&[&file]), "fix what is reported above").map(|()| true)
}

pub(crate) fn torture() -> Result<bool, Failure> {
    setup::for_torture()?;
    let node = Built::program()?.node(&["tests/bench/torture.mjs"]);
    run(node, "see in the table above what did not hold").map(|()| true)
}
