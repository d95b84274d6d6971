//! `mingdan sample`: a city of any size that is made up, with what is known of its requirements.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use civic::Text;
use generator::{City, FLAGS};
use serde_json::json;

use crate::arguments;
use crate::import_folder::{self, Beside};
use crate::outcome::{Done, Failure, Output};
use crate::progress::Progress;

pub(crate) fn sample(out: &Output, args: &arguments::Sample) -> Result<Done, Failure> {
    if !import_folder::is_empty(&args.folder)? {
        return Err(not_empty(&args.folder));
    }
    let city = City::new(args.size());
    let mut progress = Progress::new();
    let beside = Beside::new(&args.folder)?;
    let mut names = Vec::new();
    for file in city.files() {
        let said = Text::new(
            format!("写入 {}…", file.name),
            format!("Writing {}…", file.name),
        );
        progress.stage(out.lang.of(&said));
        let path = beside.path().join(file.name);
        write(&path, file.lines).map_err(import_folder::at(&path))?;
        names.push(file.name);
    }
    beside.keep(&args.folder)?;
    drop(progress);
    let (dir, count) = (args.folder.display(), names.len());
    let text = Text::new(
        format!(
            "已在 {dir} 写入 {count} 个文件；每一级该有的加码在 {dir}/{FLAGS}。都是示例，不是真实规定。"
        ),
        format!(
            "Wrote {count} files in {dir}; what each step must be found to add is in {dir}/{FLAGS}. All of it is made up."
        ),
    );
    Ok(Done {
        text: out.lang.of(&text).to_owned(),
        json: json!({
            "units": args.units,
            "items": args.items,
            "requirements": args.requirements,
            "streets": args.streets,
            "levels": args.levels,
            "seed": args.seed,
            "files": names,
        }),
        well: true,
    })
}

/// Writes the lines of a file as they are made, so that none is held in memory whole.
fn write(path: &Path, lines: impl Iterator<Item = String>) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    for line in lines {
        file.write_all(line.as_bytes())?;
    }
    file.flush()
}

fn not_empty(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::Usage(Text::new(
        format!("{folder} 不是空文件夹：请换一个，里面的内容不会被覆盖"),
        format!("{folder} is not empty: name another folder, nothing in it is overwritten"),
    ))
}
