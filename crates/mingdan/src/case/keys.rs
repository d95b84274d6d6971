//! The keys of the staff.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use backend::causes;
use backend::desk::{Staff, StaffError};
use civic::Text;
use civic::time::Instant;
use serde_json::json;

use super::arguments::{Key, Place};
use crate::outcome::{Done, Failure, Output};

pub(crate) fn key(out: &Output, key: &Key, place: &Place) -> Result<Done, Failure> {
    let mut staff = Staff::open(&place.data_dir).map_err(|error| failure(&error))?;
    match key {
        Key::Add => add(out, &mut staff, place),
        Key::List => Ok(list(out, &staff)),
        Key::Remove { who } => {
            let taken = staff.take_away(who).map_err(|error| failure(&error))?;
            let text = Text::new(
                format!("收回了 {who} 的 {taken} 把钥匙，从现在起打不开。"),
                format!("Took {taken} of {who}'s keys away; they open nothing from now on."),
            );
            Ok(Done {
                text: out.lang.of(&text).to_owned(),
                json: json!({ "name": who, "removed": taken }),
                well: true,
            })
        }
    }
}

fn add(out: &Output, staff: &mut Staff, place: &Place) -> Result<Done, Failure> {
    let (Some(name), Some(role)) = (&place.name, &place.role) else {
        return Err(Failure::Usage(Text::new(
            "请写给谁、什么角色：case key add --as 王 --role handler --unit-of 630103",
            "say for whom and in which role: case key add --as Wang --role handler --unit-of 630103",
        )));
    };
    let key = staff
        .give(name, role.clone(), place.unit(), now())
        .map_err(|error| failure(&error))?;
    let text = Text::new(
        format!(
            "{name}（{}）的钥匙，只显示这一次，请存好：\n{key}",
            role.zh()
        ),
        format!(
            "The key of {name} ({}), shown this once: keep it.\n{key}",
            role.en()
        ),
    );
    Ok(Done {
        text: out.lang.of(&text).to_owned(),
        json: json!({ "name": name, "role": role, "unit": place.unit(), "key": key }),
        well: true,
    })
}

fn list(out: &Output, staff: &Staff) -> Done {
    let mut text = String::new();
    for held in staff.keys() {
        let role = out.lang.pick(held.role.zh(), held.role.en());
        let unit = held.unit.as_ref().map_or("", |unit| unit.as_str());
        let _ = writeln!(text, "{}  {role}  {unit}", held.name);
    }
    if text.is_empty() {
        let none = Text::new("还没有人有钥匙。", "Nobody has a key.");
        out.lang.of(&none).clone_into(&mut text);
    }
    let keys = staff.keys().iter().map(|held| {
        json!({ "name": held.name, "role": held.role, "unit": held.unit, "given_at": held.given_at })
    });
    Done {
        text,
        json: json!(keys.collect::<Vec<_>>()),
        well: true,
    }
}

fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

fn failure(error: &StaffError) -> Failure {
    let causes = causes(error);
    let with_causes = |text: String| match causes.as_str() {
        "" => text,
        causes => format!("{text}（{causes}）"),
    };
    match error {
        StaffError::Name => {
            Failure::Usage(Text::new("名字是 1 到 40 个看得见的字", error.to_string()))
        }
        StaffError::Known(name) => Failure::Refused(Text::new(
            format!("{name} 已经有这个角色的钥匙，先 case key remove 再给"),
            format!("{error}: take it away first, with case key remove"),
        )),
        StaffError::Nobody(name) => Failure::Refused(Text::new(
            format!("{name} 没有钥匙，见 case key list"),
            format!("{error}; see case key list"),
        )),
        StaffError::File(path, _) => Failure::Outside(Text::new(
            with_causes(format!(
                "钥匙文件 {} 不能用，检查 --data-dir",
                path.display()
            )),
            with_causes(format!("{error}; check --data-dir")),
        )),
        StaffError::Json(path, _) => Failure::Outside(Text::new(
            with_causes(format!("钥匙文件 {} 看不懂", path.display())),
            with_causes(error.to_string()),
        )),
    }
}
