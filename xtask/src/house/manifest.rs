//! The parts of a `Cargo.toml` that the house rules need. It parses only as much of TOML as
//! manifests use, since xtask depends on nothing but the standard library.

/// A package or a workspace, as its manifest declares it.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) package: Option<String>,
    /// The library's name, if it is not the package's.
    pub(super) library: Option<String>,
    /// The dependencies, without `[dev-dependencies]`.
    pub(super) dependencies: Vec<Dependency>,
    /// The workspace's members as written, including a `*`.
    pub(super) members: Vec<String>,
}

/// A dependency on another package.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    /// Its name in this manifest.
    name: String,
    pub(super) package: String,
    pub(super) line: usize,
}

impl Manifest {
    pub(super) fn read(text: &str) -> Self {
        let mut manifest = Self::default();
        for entry in entries(text) {
            manifest.add(&entry);
        }
        manifest
    }

    fn add(&mut self, entry: &Entry) {
        match (entry.table.as_str(), entry.key.as_str()) {
            ("package", "name") => self.package = strings(&entry.value).into_iter().next(),
            ("lib", "name") => self.library = strings(&entry.value).into_iter().next(),
            ("workspace", "members") => self.members = strings(&entry.value),
            (table, key) => {
                let Some(rest) = dependency_table(table) else {
                    return;
                };
                // `[dependencies.name]` has the name in the table, `name.workspace = true` in the key.
                let own = if rest.is_empty() { key } else { rest };
                let name = unquoted(own.split('.').next().unwrap_or(own));
                self.add_dependency(name, renamed(entry, !rest.is_empty()), entry.line);
            }
        }
    }

    /// A dependency may have several entries, one of which has the package's name.
    fn add_dependency(&mut self, name: String, renamed: Option<String>, line: usize) {
        let known = self.dependencies.iter_mut().find(|d| d.name == name);
        if let Some(known) = known {
            known.package = renamed.unwrap_or_else(|| known.package.clone());
        } else {
            self.dependencies.push(Dependency {
                package: renamed.unwrap_or_else(|| name.clone()),
                name,
                line,
            });
        }
    }
}

/// What follows `dependencies` in a table's name, or `None` if the table is not one of them.
fn dependency_table(table: &str) -> Option<&str> {
    let table = match table.strip_prefix("target.") {
        Some(target) => target[target.rfind(['\'', '"']).map_or(0, |at| at + 1)..]
            .split_once('.')
            .map_or("", |(_, rest)| rest),
        None => table,
    };
    let rest = table
        .strip_prefix("build-dependencies")
        .or_else(|| table.strip_prefix("dependencies"))?;
    Some(rest.trim_start_matches('.'))
}

/// The package's name, if the dependency is renamed.
fn renamed(entry: &Entry, has_own_table: bool) -> Option<String> {
    if has_own_table {
        let value = (entry.key == "package").then_some(&entry.value)?;
        return strings(value).into_iter().next();
    }
    let (_, after) = entry.value.split_once("package")?;
    let value = after.trim_start().strip_prefix('=')?;
    strings(value).into_iter().next()
}

fn unquoted(name: &str) -> String {
    name.trim().trim_matches(['"', '\'']).to_owned()
}

/// The quoted strings in a value.
fn strings(value: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut rest = value;
    while let Some(open) = rest.find(['"', '\'']) {
        let quote = if rest[open..].starts_with('"') {
            '"'
        } else {
            '\''
        };
        let body = &rest[open + 1..];
        let close = body.find(quote).unwrap_or(body.len());
        strings.push(body[..close].to_owned());
        rest = body.get(close + 1..).unwrap_or_default();
    }
    strings
}

/// A key with its value, which may span several lines.
struct Entry {
    table: String,
    key: String,
    value: String,
    line: usize,
}

fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut table, mut open) = (String::new(), 0_i32);
    for (index, line) in text.lines().enumerate() {
        let line = without_comment(line).trim();
        if open > 0 {
            open += brackets(line);
            if let Some(last) = entries.last_mut() {
                last.value.push_str(line);
            }
        } else if line.starts_with('[') {
            line.trim_matches(['[', ']']).trim().clone_into(&mut table);
        } else if let Some((key, value)) = line.split_once('=') {
            open = brackets(value);
            entries.push(Entry {
                table: table.clone(),
                key: key.trim().to_owned(),
                value: value.trim().to_owned(),
                line: index + 1,
            });
        }
    }
    entries
}

/// The number of opened minus closed brackets and braces in a line, outside strings.
fn brackets(line: &str) -> i32 {
    let mut quote = None;
    line.chars()
        .map(|character| match (quote, character) {
            (None, '"' | '\'') => {
                quote = Some(character);
                0
            }
            (Some(open), _) => {
                if open == character {
                    quote = None;
                }
                0
            }
            (None, '[' | '{') => 1,
            (None, ']' | '}') => -1,
            (None, _) => 0,
        })
        .sum()
}

fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mark = line.char_indices().find(|(_, character)| {
        match (quote, *character) {
            (None, '#') => return true,
            (None, '"' | '\'') => quote = Some(*character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        false
    });
    mark.map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read() {
        let manifest = Manifest::read(
            r#"
[workspace]
members = ["crates/*", # all of them
    "desk"]
[package]
name = "portal" # "name"
version.workspace = true
[lib]
name = "portal_lib"
[dependencies]
civic.workspace = true
web-sys = { version = "0.3", features = [
    "Window", "routes = 1",
] }
other = { path = "x", package = "check" }
[dependencies.api]
path = "crates/api"
package = "api-types"
default-features = false
[target.'cfg(target_family = "wasm")'.dependencies]
web = { path = "../web" }
[target.x86_64-unknown-linux-gnu.dependencies]
linux = "1"
[build-dependencies]
built = "1"
[dev-dependencies]
fixtures.workspace = true
[target.'cfg(unix)'.dev-dependencies]
snapshot.workspace = true
[workspace.dependencies]
backend = { path = "crates/backend" }
"#,
        );
        assert_eq!(manifest.package.as_deref(), Some("portal"));
        assert_eq!(manifest.library.as_deref(), Some("portal_lib"));
        assert_eq!(manifest.members, ["crates/*", "desk"]);
        let names: Vec<&str> = manifest
            .dependencies
            .iter()
            .map(|dependency| dependency.package.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "civic",
                "web-sys",
                "check",
                "api-types",
                "web",
                "linux",
                "built"
            ]
        );
        assert_eq!(manifest.dependencies[0].line, 11);
    }
}
