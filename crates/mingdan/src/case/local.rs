//! Cases in the store of this machine, whether a server runs or not.

use api::{CaseAction, CaseFile, CaseList};
use backend::causes;
use backend::desk::{Cabinet, CabinetError, DeskError, ListQuery};
use backend::store::StoreError;
use civic::cases::handling::Actor;
use civic::{Bilingual as _, Text, UnitCode};
use serde_json::json;

use super::arguments::{Due, Place};
use crate::outcome::{Done, Failure, Output, explain_server};

/// The store, and who acts.
pub(crate) struct Local {
    cabinet: Cabinet,
    actor: Option<Actor>,
}

impl Local {
    pub(crate) fn open(place: &Place) -> Result<Self, Failure> {
        let cabinet = Cabinet::open(
            &place.data_dir,
            &place.store.url(&place.data_dir)?,
            &place.tree,
        );
        let cabinet = cabinet.map_err(|error| Failure::Outside(explain_server(&error)))?;
        let actor = match (&place.name, &place.role) {
            (Some(name), Some(role)) => Some(Actor::Staff {
                name: name.clone(),
                role: role.clone(),
                unit: place.unit(),
            }),
            (None, None) => None,
            _ => return Err(who()),
        };
        Ok(Self { cabinet, actor })
    }

    /// Whoever may read the store's file reads every case.
    fn reader(&self) -> Actor {
        self.actor.clone().unwrap_or(Actor::System)
    }

    pub(crate) fn list(&self, query: &ListQuery) -> Result<CaseList, Failure> {
        self.cabinet.list(query, &self.reader()).map_err(failure)
    }

    pub(crate) fn show(&self, number: i64) -> Result<CaseFile, Failure> {
        self.cabinet.show(number, &self.reader()).map_err(failure)
    }

    pub(crate) fn act(&self, number: i64, action: CaseAction) -> Result<CaseFile, Failure> {
        let actor = self.actor.clone().ok_or_else(who)?;
        self.act_as(&actor, number, action)
    }

    pub(crate) fn act_as(
        &self,
        actor: &Actor,
        number: i64,
        action: CaseAction,
    ) -> Result<CaseFile, Failure> {
        let CaseAction { seen, action } = action;
        self.cabinet
            .act(number, seen, actor, action)
            .map_err(failure)
    }

    pub(crate) fn photo(&self, number: i64, photo: i64) -> Result<Vec<u8>, Failure> {
        let found = self.cabinet.photo(number, photo, &self.reader());
        found.map_err(failure)?.ok_or_else(|| {
            Failure::Refused(Text::new(
                "这一件没有这张照片，编号见 case show",
                "this case has no such photo; see case show for their numbers",
            ))
        })
    }

    pub(crate) fn due(&self, out: &Output, due: &Due) -> Result<Done, Failure> {
        let unit = due.unit.as_deref().map(UnitCode::from);
        let found = self.cabinet.due(unit.as_ref(), due.within);
        let (calendar, without_day) = found.map_err(failure)?;
        let Some(path) = &due.out else {
            return Ok(Done {
                json: json!({ "calendar": calendar, "without_day": without_day }),
                text: calendar,
                well: true,
            });
        };
        let written = std::fs::write(path, &calendar);
        let path = path.display();
        written.map_err(|error| {
            Failure::Outside(Text::new(
                format!("不能写 {path}：{error}"),
                format!("cannot write {path}: {error}"),
            ))
        })?;
        let mut text = Text::new(
            format!("日历写在 {path}。"),
            format!("The calendar is in {path}."),
        );
        if without_day > 0 {
            text = Text::new(
                format!("{}另有 {without_day} 件没有期限，不在里面。", text.zh),
                format!(
                    "{} {without_day} more have no day and are not in it.",
                    text.en
                ),
            );
        }
        Ok(Done {
            text: out.lang.of(&text).to_owned(),
            json: json!({ "file": due.out, "without_day": without_day }),
            well: true,
        })
    }
}

fn who() -> Failure {
    Failure::Usage(Text::new(
        "请写谁在办、什么角色：--as 王 --role handler --unit-of 630103",
        "say who acts and in which role: --as Wang --role handler --unit-of 630103",
    ))
}

fn store(error: &StoreError) -> Failure {
    let causes = causes(error);
    Failure::Outside(Text::new(
        format!("诉求库不能用：{error}（{causes}）"),
        format!("the store failed: {error} ({causes})"),
    ))
}

pub(crate) fn failure(error: CabinetError) -> Failure {
    let error = match error {
        CabinetError::Desk(error) => error,
        tree @ CabinetError::Tree(..) => {
            let causes = causes(&tree);
            return Failure::Outside(Text::new(
                format!("已发布的文件夹不能读，用 --tree 指出（{causes}）"),
                format!("{tree}; name it by --tree ({causes})"),
            ));
        }
    };
    match error {
        DeskError::NoSuchCase(number) => Failure::Refused(Text::new(
            format!("没有编号是 {number} 的诉求，见 case list"),
            format!("there is no case {number}; see case list"),
        )),
        DeskError::NotYours(number) => Failure::Refused(Text::new(
            format!("诉求 {number} 由别的单位办理，您看不到"),
            format!("case {number} is another unit's, which you may not see"),
        )),
        DeskError::Changed(number) => Failure::Refused(Text::new(
            format!("刚才有别人办过诉求 {number}，请再看一遍"),
            format!("somebody else did something to case {number}: look at it again"),
        )),
        DeskError::Refused(refusal) => Failure::Refused(refusal.text()),
        DeskError::Store(error) => store(&error),
        DeskError::Log(error) => {
            let causes = causes(&error);
            Failure::Outside(Text::new(
                format!("记录看不懂：{error}（{causes}）"),
                format!("the log cannot be read: {error} ({causes})"),
            ))
        }
    }
}
