//! `mingdan case …`: what each of its commands does.

use std::fs::OpenOptions;
use std::io::Write as _;

use api::CaseAction;
use backend::desk::ListQuery;
use civic::Text;
use serde_json::json;

use super::action::action;
use super::arguments::{Case, CaseCommand, List, Photo};
use super::office::Office;
use super::{fold, keys, run, said};
use crate::outcome::{Done, Failure, Output};

/// Does what the command line says.
pub(crate) fn case(out: &Output, args: Case) -> Result<Done, Failure> {
    let Case { what, place, .. } = args;
    match what {
        CaseCommand::Key(key) => keys::key(out, &key, &place),
        CaseCommand::List(list) => {
            let list = Office::open(&place)?.list(&query(&list))?;
            Ok(Done {
                text: said::list(&list, out.lang),
                json: json!(list),
                well: true,
            })
        }
        CaseCommand::Show(one) => {
            let file = Office::open(&place)?.show(one.number)?;
            Ok(Done {
                text: said::file(&file, out.lang),
                json: json!(file),
                well: true,
            })
        }
        CaseCommand::Photo(photo) => write_photo(out, &Office::open(&place)?, &photo),
        CaseCommand::Fold(told) => fold::fold(out, &Office::open(&place)?, told),
        CaseCommand::Run(run) => run::run(out, &Office::open(&place)?, &run),
        CaseCommand::Due(due) => Office::open(&place)?.here()?.due(out, &due),
        command => act(out, &Office::open(&place)?, command),
    }
}

fn act(out: &Output, office: &Office, command: CaseCommand) -> Result<Done, Failure> {
    let Some((number, action)) = action(command)? else {
        return Err(Failure::Usage(Text::new(
            "没有这个命令",
            "there is no such command",
        )));
    };
    let file = office.act(number, CaseAction { seen: None, action })?;
    Ok(Done {
        text: said::file(&file, out.lang),
        json: json!(file),
        well: true,
    })
}

fn query(list: &List) -> ListQuery {
    ListQuery {
        stages: list.stage.clone(),
        units: list.unit.iter().map(|unit| unit.as_str().into()).collect(),
        services: list.kind.iter().map(|kind| kind.as_str().into()).collect(),
        overdue: list.overdue,
        to_clear: list.to_clear,
        each: list.each,
        after: list.after,
        most: list.limit,
    }
}

fn write_photo(out: &Output, office: &Office, photo: &Photo) -> Result<Done, Failure> {
    let bytes = office.photo(photo.one.number, photo.which)?;
    let path = photo.out.display();
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&photo.out);
    let written = written.and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| {
        Failure::Outside(Text::new(
            format!("不能写 {path}：{error}"),
            format!("cannot write {path}: {error}"),
        ))
    })?;
    let text = Text::new(
        format!("照片写在 {path}。"),
        format!("The photo is in {path}."),
    );
    Ok(Done {
        text: out.lang.of(&text).to_owned(),
        json: json!({ "file": photo.out }),
        well: true,
    })
}
