//! The commands.

use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use backend::desk::{Cabinet, Cleared, grouped};
use check::{Finding, Location, Row, Sources};
use civic::cases::{Case, Service};
use civic::duties::Unit;
use civic::published::IdsFile;
use civic::time::{Date, Instant, Timestamp, Zone};
use civic::{Bilingual as _, Text};
use publish::{Folder, Publication, PublishError, Published, city_folder};
use serde_json::json;
use sheets::city;

use crate::arguments;
use crate::case::failure;
use crate::outcome::{Done, Failure, Output, explain_server};
use crate::progress::Progress;
use crate::report::{self, Counts};

/// What findings call the store of cases.
const CASE_STORE: &str = "诉求库";

/// The instant now, on this machine's clock.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |s| s.as_secs());
    Instant(i64::try_from(seconds).unwrap_or(i64::MAX / 2))
}

fn zone(sources: &Sources) -> Zone {
    let settings = sources.settings.as_ref();
    settings.map_or_else(|| Zone::fixed("UTC", 0), |s| s.zone.clone())
}

/// The sheets of a folder; naming something that is no folder is a mistake in the command.
pub(crate) fn read(
    out: &Output,
    city: &Path,
    progress: &mut Progress,
) -> Result<city::Imported, Failure> {
    if !city.is_dir() {
        return Err(Failure::Usage(Text::new(
            format!("没有这个城市文件夹：{}", city.display()),
            format!("there is no such city folder: {}", city.display()),
        )));
    }
    progress.stage(out.lang.of(&Text::new("读取表格…", "Reading the sheets…")));
    let files = city_folder::read(city).map_err(|error| {
        let city = city.display();
        Failure::Outside(Text::new(
            format!("无法读取 {city}：{error}"),
            format!("{city} cannot be read: {error}"),
        ))
    })?;
    Ok(city::read_out(files))
}

/// All that is wrong: what could not be read, and what the rows say of each other.
fn findings(
    out: &Output,
    imported: &city::Imported,
    previous: Option<&IdsFile>,
    today: Date,
    progress: &mut Progress,
) -> Vec<Finding> {
    progress.stage(out.lang.of(&Text::new("检查…", "Checking…")));
    let mut findings = imported.findings.clone();
    findings.extend(check::check(&imported.sources, previous, today));
    findings.sort_by(|a, b| (&a.location, &a.code).cmp(&(&b.location, &b.code)));
    findings
}

/// What the identifiers of a published tree mean. Where there is no tree nothing was held against
/// them, which is not the same as that none changed.
fn published(dir: &Path) -> Result<IdsFile, Failure> {
    let tree = Folder::new(dir);
    let manifest = if dir.is_dir() {
        publish::current(&tree)
    } else {
        Ok(None)
    };
    match manifest {
        Ok(Some(_)) => Ok(publish::published_ids(&tree)?),
        Ok(None) => {
            let dir = dir.display();
            Err(Failure::Refused(Text::new(
                format!("--against 指定的 {dir} 里没有已发布的内容，编号没有比对"),
                format!("--against {dir}: nothing is published there to compare identifiers with"),
            )))
        }
        Err(error) if is_damage(&error) => Err(Failure::Refused(error.text())),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn check(out: &Output, args: &arguments::Check) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    let imported = read(out, &args.city, &mut progress)?;
    let previous = args.against.as_deref().map(published).transpose()?;
    let today = args
        .today
        .unwrap_or_else(|| zone(&imported.sources).local(now()).date);
    let findings = findings(out, &imported, previous.as_ref(), today, &mut progress);
    drop(progress);
    let counts = Counts::of(&findings);
    let text = report::of(&imported, &findings, out.lang) + &counts.line(out.lang);
    Ok(Done {
        text,
        json: json!({
            "today": today,
            "counts": counts,
            "rows": imported.counts,
            "findings": findings,
        }),
        well: counts.error == 0,
    })
}

/// Rules that could be read are printed; what is wrong with the others is `check`'s to say.
pub(crate) fn opening_hours(out: &Output, args: &arguments::OpeningHours) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    let imported = read(out, &args.city, &mut progress)?;
    drop(progress);
    Ok(crate::export::opening_hours(&imported))
}

/// What lands on each office by the rows that could be read, as they stand on a day.
pub(crate) fn office_year(out: &Output, args: &arguments::OfficeYear) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    let imported = read(out, &args.city, &mut progress)?;
    drop(progress);
    let today = args
        .today
        .unwrap_or_else(|| zone(&imported.sources).local(now()).date);
    Ok(crate::export::office_year(&imported, today))
}

pub(crate) fn build(out: &Output, args: &arguments::Build) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    let mut imported = read(out, &args.city, &mut progress)?;
    let zone = zone(&imported.sources);
    let published_at = args.at.unwrap_or_else(|| zone.timestamp(now()));
    if let Some(data_dir) = &args.cases {
        let cases = cases_of(args, data_dir, &imported.sources, &zone, published_at)?;
        imported.sources.cases.extend(cases);
    }
    let today = zone.local(published_at.instant).date;
    let previous = publish::published_ids(&Folder::new(&args.out))?;
    let findings = findings(out, &imported, Some(&previous), today, &mut progress);
    let counts = Counts::of(&findings);
    let mut text = report::of(&imported, &findings, out.lang) + &counts.line(out.lang);
    text.push('\n');
    let said = |published: serde_json::Value| {
        json!({
            "today": today,
            "counts": counts,
            "rows": imported.counts,
            "findings": findings,
            "published": published,
        })
    };
    if counts.error > 0 {
        text.push_str(out.lang.of(&Text::new(
            format!("没有发布，{} 保持原样。", args.out.display()),
            format!(
                "Nothing was published; {} is as it was.",
                args.out.display()
            ),
        )));
        return Ok(Done {
            text,
            json: said(serde_json::Value::Null),
            well: false,
        });
    }
    let published = write(out, args, &imported.sources, published_at, &mut progress)?;
    drop(progress);
    let manifest = &published.manifest;
    let (sequence, at, dir) = (manifest.sequence, manifest.published_at, args.out.display());
    if let Some(lock) = &published.taken_over {
        text.push_str(out.lang.of(&Text::new(
            format!("发布锁 {lock} 是一个已经退出的发布程序留下的，已接手。"),
            format!("The lock {lock} was left by a publisher that is gone; it was taken over."),
        )));
        text.push('\n');
    }
    text.push_str(out.lang.of(&if published.changed {
        Text::new(
            format!("已在 {dir} 发布第 {sequence} 版（{at}）。"),
            format!("Published version {sequence} ({at}) in {dir}."),
        )
    } else {
        Text::new(
            format!("内容没有变化，{dir} 仍是第 {sequence} 版（{at}）。"),
            format!("Nothing changed: {dir} still holds version {sequence} ({at})."),
        )
    }));
    Ok(Done {
        text,
        json: said(json!({
            "sequence": sequence,
            "published_at": at,
            "changed": published.changed,
            "taken_over": published.taken_over,
        })),
        well: true,
    })
}

/// What of a store may be published, as rows of the city's sources. Reports that join a group are marked in
/// the store by then.
fn cases_of(
    args: &arguments::Build,
    data_dir: &Path,
    sources: &Sources,
    zone: &Zone,
    at: Timestamp,
) -> Result<Vec<Row<Case>>, Failure> {
    let cabinet = Cabinet::open(data_dir, &args.store.url(data_dir)?, &args.out);
    let cabinet = cabinet.map_err(|error| Failure::Outside(explain_server(&error)))?;
    let calendar: Vec<_> = sources
        .calendar
        .iter()
        .map(|row| row.value.clone())
        .collect();
    let cleared = cabinet
        .cleared(zone, &calendar.into(), at.instant)
        .map_err(|error| failure(error.into()))?;
    let units: Vec<Unit> = sources.units.iter().map(|row| row.value.clone()).collect();
    let services: Vec<Service> = sources
        .services
        .iter()
        .map(|row| row.value.clone())
        .collect();
    let table = cabinet.groups(&units, zone, at.instant).map_err(|error| {
        let causes = backend::causes(&error);
        Failure::Outside(Text::new(
            format!("成组公开的诉求不能发布：{error}（{causes}）"),
            format!("the reports in groups cannot be published: {error} ({causes})"),
        ))
    })?;
    let all = cleared.into_iter().chain(grouped(&table, &services));
    let row = |cleared: Cleared| Row {
        location: Location {
            file: CASE_STORE.to_owned(),
            row: u32::try_from(cleared.number()).unwrap_or_default(),
            column: String::new(),
        },
        value: cleared.into_case(),
    };
    Ok(all.map(row).collect())
}

fn write(
    out: &Output,
    args: &arguments::Build,
    sources: &Sources,
    published_at: Timestamp,
    progress: &mut Progress,
) -> Result<Published, PublishError> {
    let writing = Text::new("写入文件", "Writing files");
    let writing = out.lang.of(&writing);
    progress.stage(writing);
    let publication = Publication {
        sources,
        target: &Folder::new(&args.out),
        published_at,
        force: args.force,
    };
    publish::publish(&publication, &mut |at| {
        progress.step(writing, at.done);
        Ok(())
    })
}

pub(crate) fn verify(out: &Output, args: &arguments::Verify) -> Result<Done, Failure> {
    let dir = args.dir.display();
    if !args.dir.is_dir() {
        return Err(Failure::Usage(Text::new(
            format!("没有这个文件夹：{dir}"),
            format!("there is no such folder: {dir}"),
        )));
    }
    let problem = match publish::verify(&Folder::new(&args.dir)) {
        Ok(count) => {
            let text = Text::new(
                format!("{count} 个文件都和清单一致。"),
                format!("All {count} files match the manifest."),
            );
            return Ok(Done {
                text: out.lang.of(&text).to_owned(),
                json: json!({ "matches": true, "files": count }),
                well: true,
            });
        }
        Err(error) if is_damage(&error) => error.text(),
        Err(error) => return Err(error.into()),
    };
    Ok(Done {
        text: out.lang.of(&problem).to_owned(),
        json: json!({ "matches": false, "problem": problem }),
        well: false,
    })
}

/// True where the tree itself is at fault, not the disk: a file is gone or is not what it was.
fn is_damage(error: &PublishError) -> bool {
    match error {
        PublishError::ForeignFolder(..) | PublishError::Json(_) => true,
        PublishError::Io(_, error) => error.kind() == io::ErrorKind::NotFound,
        PublishError::NoSettings | PublishError::Locked(_) | PublishError::Workbook(_) => false,
    }
}
