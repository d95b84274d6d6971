//! The sheets that an import writes, as `docs/sheets.md` describes them.

use std::collections::BTreeMap;

use super::error::KeyError;

/// A sheet: its file and its columns, Chinese and English.
pub(crate) struct Spec {
    pub(crate) file: &'static str,
    pub(crate) columns: &'static [(&'static str, &'static str)],
}

/// The cells of a row by the column's English heading.
pub(crate) type Cells = BTreeMap<&'static str, String>;

const SOURCE: [(&str, &str); 2] = [("来源类型", "source_kind"), ("来源说明", "source_ref")];

macro_rules! spec {
    ($name:ident, $file:literal, $(($zh:literal, $en:literal)),+ $(,)?) => {
        pub(crate) const $name: Spec = Spec {
            file: $file,
            columns: &[$(($zh, $en),)+ SOURCE[0], SOURCE[1]],
        };
    };
}

spec!(
    UNITS,
    "单位.csv",
    ("单位代码", "code"),
    ("名称", "name"),
    ("英文名称", "name_en"),
    ("层级", "level"),
    ("上级代码", "parent")
);
spec!(
    DOCUMENTS,
    "文件.csv",
    ("文件编号", "id"),
    ("文号", "number"),
    ("标题", "title"),
    ("英文标题", "title_en"),
    ("条款", "article"),
    ("英文条款", "article_en"),
    ("原文", "text"),
    ("英文原文", "text_en"),
    ("发文单位", "issuer"),
    ("英文发文单位", "issuer_en"),
    ("层级", "level"),
    ("发文日期", "issued_on"),
    ("失效日期", "expires_on"),
    ("效力", "status"),
    ("链接", "link")
);
spec!(
    GOODS,
    "品类.csv",
    ("品类编号", "id"),
    ("名称", "name"),
    ("英文名称", "name_en"),
    ("食品", "food"),
    ("登记要求", "registration"),
    ("别名", "aliases")
);
spec!(
    PLACES,
    "地点.csv",
    ("地点编号", "id"),
    ("名称", "name"),
    ("英文名称", "name_en"),
    ("路段", "section"),
    ("英文路段", "section_en"),
    ("类型", "kind"),
    ("侧", "side"),
    ("等级", "grade"),
    ("单位代码", "unit"),
    ("拼音", "pinyin"),
    ("别名", "aliases"),
    ("摊位数", "capacity"),
    ("备注", "note"),
    ("英文备注", "note_en")
);
spec!(
    RULES,
    "规则.csv",
    ("规则编号", "id"),
    ("适用地点", "scope"),
    ("效力", "effect"),
    ("品类", "goods"),
    ("时段", "windows"),
    ("星期", "weekdays"),
    ("日期类型", "day_types"),
    ("季节", "seasons"),
    ("仅限日期", "dates"),
    ("除外日期", "except_dates"),
    ("时段外", "outside"),
    ("优先级", "priority"),
    ("生效", "in_force"),
    ("失效", "expires"),
    ("条件", "conditions"),
    ("英文条件", "conditions_en"),
    ("首违", "first_breach"),
    ("英文首违", "first_breach_en"),
    ("文件", "documents"),
    ("备注", "note"),
    ("英文备注", "note_en")
);
spec!(
    CHANGES,
    "临时调整.csv",
    ("调整编号", "id"),
    ("类型", "kind"),
    ("被调整规则", "targets"),
    ("适用地点", "places"),
    ("品类", "goods"),
    ("开始", "from"),
    ("结束", "until"),
    ("时段", "windows"),
    ("条件", "conditions"),
    ("英文条件", "conditions_en"),
    ("原因", "reason"),
    ("英文原因", "reason_en"),
    ("改到", "instead"),
    ("英文改到", "instead_en"),
    ("文件", "documents")
);
spec!(
    CALENDAR,
    "日历.csv",
    ("日期", "date"),
    ("名称", "name"),
    ("英文名称", "name_en"),
    ("类型", "kind"),
    ("年份", "year")
);
spec!(
    SERVICES,
    "诉求类别.csv",
    ("类别编号", "code"),
    ("名称", "name"),
    ("英文名称", "name_en"),
    ("说明", "description"),
    ("英文说明", "description_en"),
    ("答复工作日", "reply_working_days"),
    ("引导到其他渠道", "redirect"),
    ("默认匿名", "anonymous")
);

/// The sheets of which an import knows nothing: a heading and no rows.
pub(crate) const EMPTY: [(&str, &str); 6] = [
    (
        "履职事项.csv",
        "事项编号,单位代码,清单,类别,事项名称,文件,列入日期,来源类型\n",
    ),
    (
        "工作要求.csv",
        "要求编号,标题,类别,所属清单,事项编号,状态,来源类型\n",
    ),
    (
        "要求层级.csv",
        "层级编号,要求编号,上一层级,层级,单位代码,文件,来源类型\n",
    ),
    (
        "纠偏.csv",
        "纠偏编号,对象类型,对象编号,发现途径,发现日期,决定单位,纠正前,纠正后,理由,来源类型\n",
    ),
    ("动态.csv", "动态编号,日期,类型,标题,内容,来源类型\n"),
    (
        "诉求案例.csv",
        "诉求编号,类别编号,标题,受理日期,阶段,来源类型\n",
    ),
];

impl Spec {
    fn column(&self, name: &str) -> Option<&'static str> {
        self.columns
            .iter()
            .map(|(_, en)| *en)
            .find(|en| *en == name)
    }

    /// A row that stands in the map itself. A text in two languages fills two columns.
    pub(crate) fn literal(&self, key: &str, table: &toml::Table) -> Result<Cells, KeyError> {
        let mut cells = Cells::new();
        for (name, value) in table {
            let key = format!("{key}.{name}");
            if let toml::Value::Table(both) = value {
                for (language, text) in both {
                    let column = match language.as_str() {
                        "zh" => self.column(name),
                        "en" => self.column(&format!("{name}_en")),
                        _ => None,
                    };
                    let column = column.ok_or_else(|| self.unknown(&key))?;
                    cells.insert(column, scalar(&key, text)?);
                }
                continue;
            }
            let column = self.column(name).ok_or_else(|| self.unknown(&key))?;
            cells.insert(column, scalar(&key, value)?);
        }
        Ok(cells)
    }

    fn unknown(&self, key: &str) -> KeyError {
        let names: Vec<&str> = self.columns.iter().map(|(_, en)| *en).collect();
        let names = names.join(", ");
        KeyError::new(
            key,
            format!("{} 没有这一列；有：{names}", self.file),
            format!("{} has no such column; it has: {names}", self.file),
        )
    }

    /// The sheet as CSV.
    pub(crate) fn csv<'a>(
        &self,
        rows: impl Iterator<Item = &'a Cells>,
    ) -> Result<Vec<u8>, std::io::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|(zh, _)| *zh))?;
        for cells in rows {
            let cell = |en: &str| cells.get(en).map_or("", String::as_str);
            writer.write_record(self.columns.iter().map(|(_, en)| cell(en)))?;
        }
        writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

fn scalar(key: &str, value: &toml::Value) -> Result<String, KeyError> {
    Ok(match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::Boolean(true) => "是".to_owned(),
        toml::Value::Boolean(false) => "否".to_owned(),
        toml::Value::Datetime(at) => at.to_string(),
        toml::Value::Array(all) => {
            let all = all.iter().map(|v| scalar(key, v));
            all.collect::<Result<Vec<_>, _>>()?.join("；")
        }
        toml::Value::Float(_) | toml::Value::Table(_) => {
            return Err(KeyError::new(
                key,
                "这里应是文字、整数、是否或它们的列表",
                "this should be a text, a whole number, true or false, or a list of them",
            ));
        }
    })
}
