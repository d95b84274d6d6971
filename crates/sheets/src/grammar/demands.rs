//! What a step asks for: how often, which targets, which things.

use civic::duties::{Bound, Frequency, Milli, Period};

use super::cell_error::{CellError, Read};
use super::list::{fold, list};
use super::number::milli;

/// `每周2次`, `每天`, `每季度1次`, `一次`, `3次`.
pub fn frequency(text: &str) -> Read<Frequency> {
    let error = || CellError::new("频次无法读懂", "How often cannot be read", "每周2次");
    let text = fold(text).replace(' ', "");
    let (per, rest) = ["每年", "每季度", "每季", "每月", "每周", "每日", "每天"]
        .iter()
        .zip([
            Period::Year,
            Period::Quarter,
            Period::Quarter,
            Period::Month,
            Period::Week,
            Period::Day,
            Period::Day,
        ])
        .find_map(|(mark, per)| text.strip_prefix(mark).map(|rest| (per, rest)))
        .unwrap_or((Period::Once, text.as_str()));
    let per = if per == Period::Once && rest.is_empty() {
        return Err(error());
    } else {
        per
    };
    let count = rest.trim_end_matches(['次', '份', '张', '个']);
    let count = count.strip_prefix("一次").unwrap_or(count);
    let times = match count {
        "" if per != Period::Once || rest != "次" => 1,
        "一" => 1,
        "两" | "二" => 2,
        "三" => 3,
        digits => digits.parse().map_err(|_| error())?,
    };
    Ok(Frequency { times, per })
}

/// One target of a cell: its measure, bound, value and unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetCell {
    /// What is measured.
    pub measure: String,
    /// At least or at most.
    pub bound: Bound,
    /// The value.
    pub value: Milli,
    /// The unit of measure.
    pub unit: String,
}

/// `新增临时摊点≥60处；签订率≥85%`.
pub fn targets(text: &str) -> Read<Vec<TargetCell>> {
    const MARKS: [(&str, Bound); 8] = [
        ("不少于", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        (">=", Bound::AtLeast),
        ("不多于", Bound::AtMost),
        ("不超过", Bound::AtMost),
        ("≤", Bound::AtMost),
        ("<=", Bound::AtMost),
    ];
    let error = || {
        CellError::new(
            "指标无法读懂",
            "The target cannot be read",
            "新增临时摊点≥60处",
        )
    };
    list(&fold(text))
        .iter()
        .map(|part| {
            let (at, mark, bound) = MARKS
                .iter()
                .filter_map(|(mark, bound)| part.find(mark).map(|at| (at, *mark, bound.clone())))
                .min_by_key(|(at, ..)| *at)
                .ok_or_else(error)?;
            let rest = part[at + mark.len()..].trim();
            let digits = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            Ok(TargetCell {
                measure: part[..at].trim().to_owned(),
                bound,
                value: milli(&rest[..digits]).ok_or_else(error)?,
                unit: rest[digits..].trim().to_owned(),
            })
        })
        .collect()
}

/// One thing asked for: its name, the term for its kind, how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCell {
    /// What it is called.
    pub name: String,
    /// The term for its kind.
    pub kind: String,
    /// How often.
    pub frequency: Frequency,
}

/// `月度小结（报告，每月1）；定点照片（照片，每天6）`.
pub fn asked(text: &str) -> Read<Vec<AskedCell>> {
    let error = || {
        CellError::new(
            "应写成“名称（类型，频次）”",
            "This should be name（kind，how often）",
            "月度小结（报告，每月1）",
        )
    };
    list(&fold(text))
        .iter()
        .map(|part| {
            let inner = part.strip_suffix(')').ok_or_else(error)?;
            let (name, inner) = inner.rsplit_once('(').ok_or_else(error)?;
            let (kind, often) = inner.split_once([',', '，', '、']).ok_or_else(error)?;
            Ok(AskedCell {
                name: name.trim().to_owned(),
                kind: kind.trim().to_owned(),
                frequency: frequency(often)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_frequencies_and_things_asked_for_are_read() {
        let cell = targets("新增临时摊点≥60处；签订率不少于99.5%").expect("two targets");
        assert_eq!(
            (cell[0].value, cell[0].unit.as_str()),
            (Milli(60_000), "处")
        );
        assert_eq!(
            (cell[1].measure.as_str(), cell[1].value),
            ("签订率", Milli(99_500))
        );
        assert!(targets("多多益善").is_err());
        let often = |t: &str| frequency(t).map(|f| (f.times, f.per));
        assert_eq!(often("每周2次"), Ok((2, Period::Week)));
        assert_eq!(often("每天"), Ok((1, Period::Day)));
        assert_eq!(often("每季度1次"), Ok((1, Period::Quarter)));
        assert_eq!(often("一次"), Ok((1, Period::Once)));
        assert_eq!(often("3次"), Ok((3, Period::Once)));
        assert!(frequency("常常").is_err());
        let things = asked("月度小结（报告，每月1）；定点照片(照片,每天6)").expect("two things");
        assert_eq!(
            (things[1].name.as_str(), things[1].kind.as_str()),
            ("定点照片", "照片")
        );
        assert_eq!(
            things[1].frequency,
            Frequency {
                times: 6,
                per: Period::Day
            }
        );
        assert!(asked("月度小结").is_err());
    }
}
