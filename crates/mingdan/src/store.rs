//! `mingdan store`: the store of cases held against its log, copied and restored.

use std::path::Path;

use backend::store::{Backup, CaseStore, StoreUrl, Trouble};
use civic::Text;
use serde_json::json;

use crate::arguments::{Store, StoreCommand, StoreOf};
use crate::outcome::{Done, Failure, Output, explain_server};

/// Does what a command says.
pub(crate) fn store(out: &Output, args: &Store) -> Result<Done, Failure> {
    let url = url(args.of())?;
    let restores = matches!(args.what, StoreCommand::Restore(_));
    if let StoreUrl::Sqlite(path) = &url
        && !restores
        && !path.is_file()
    {
        return Err(Failure::Usage(Text::new(
            format!("没有这个诉求库：{url}；用 --store 或 --data-dir 指明"),
            format!("there is no store {url}; name it with --store or --data-dir"),
        )));
    }
    let cannot = |error| {
        let error = backend::Error::Store(url.to_string(), error);
        Failure::Outside(explain_server(&error))
    };
    let opened = url.open().map_err(cannot)?;
    let done = backend::block_on(async {
        let done = work(&*opened, args).await;
        // What was read is of use, also where nothing could be tidied up behind it.
        let _tidy = opened.close().await;
        done
    });
    let done = done.map_err(|error| Failure::Outside(explain_server(&error)))?;
    match done {
        Ok(done) => Ok(said(out, &done)),
        Err(error) if matches!(error.trouble(), Trouble::Refused | Trouble::Damaged) => {
            let error = backend::Error::Store(url.to_string(), error);
            Err(Failure::Refused(explain_server(&error)))
        }
        Err(error) => Err(cannot(error)),
    }
}

fn url(of: &StoreOf) -> Result<StoreUrl, Failure> {
    let args = backend::ServeArgs {
        config: of.config.clone(),
        data_dir: of.data_dir.clone(),
        store: of.store.clone(),
        store_password_file: of.store_password_file.clone(),
        ..backend::ServeArgs::default()
    };
    let settings = args.resolve();
    let settings = settings.map_err(|error| {
        let said = explain_server(&error);
        match error {
            backend::Error::StoreUrl(_) => Failure::Usage(said),
            _ => Failure::Outside(said),
        }
    })?;
    Ok(settings.store)
}

/// What was done.
enum Worked {
    Verified(backend::store::Verification),
    BackedUp(Backup, std::path::PathBuf),
    Restored(Backup),
}

async fn work(store: &dyn CaseStore, args: &Store) -> Result<Worked, backend::store::StoreError> {
    Ok(match &args.what {
        StoreCommand::Verify(verify) => Worked::Verified(store.verify(verify.known).await?),
        StoreCommand::Backup(backup) => {
            let made = store.backup(&backup.to).await?;
            Worked::BackedUp(made, backup.to.clone())
        }
        StoreCommand::Restore(restore) => Worked::Restored(store.restore(&restore.from).await?),
    })
}

fn said(out: &Output, worked: &Worked) -> Done {
    match worked {
        Worked::Verified(found) => verified(out, found),
        Worked::BackedUp(backup, to) => copied(out, backup, "备份到", "backed up to", Some(to)),
        Worked::Restored(backup) => copied(out, backup, "已恢复", "restored", None),
    }
}

fn verified(out: &Output, found: &backend::store::Verification) -> Done {
    let head = found.head.to_string();
    let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
    let json = json!({
        "whole": found.is_whole(),
        "entries": found.head.sequence,
        "head": head,
        "texts": found.texts,
        "deleted": found.deleted,
        "faults": faults,
    });
    let counts = Text::new(
        format!(
            "{} 条记录，{} 段文字和照片，已删除 {} 段。链尾 {head}",
            found.head.sequence, found.texts, found.deleted
        ),
        format!(
            "{} entries, {} texts and photos, {} deleted. The end of the log: {head}",
            found.head.sequence, found.texts, found.deleted
        ),
    );
    let verdict = if found.is_whole() {
        Text::new("日志完整。", "The log is whole.")
    } else {
        Text::new("日志不完整：", "The log is not whole:")
    };
    let mut lines = vec![out.lang.of(&verdict).to_owned()];
    lines.extend(faults);
    lines.push(out.lang.of(&counts).to_owned());
    Done {
        text: lines.join("\n"),
        json,
        well: found.is_whole(),
    }
}

fn copied(out: &Output, backup: &Backup, zh: &str, en: &str, to: Option<&Path>) -> Done {
    let Backup { cases, head } = backup;
    let place = to
        .map(|to| format!(" {}", to.display()))
        .unwrap_or_default();
    let text = Text::new(
        format!("{zh}{place}：{cases} 件诉求，链尾 {head}"),
        format!("{en}{place}: {cases} cases, the end of the log: {head}"),
    );
    Done {
        text: out.lang.of(&text).to_owned(),
        json: json!({ "cases": cases, "entries": head.sequence, "head": head.to_string() }),
        well: true,
    }
}
