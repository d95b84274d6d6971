//! What a step asks for: how often, which targets, which things.

use civic::duties::{Bound, Frequency, Milli, Period};

use super::cell_error::{CellError, Read};
use super::list::fold;
use super::number::leading_number;

/// The marks that part the things of a cell.
const MARKS: [char; 9] = ['；', ';', '、', '，', ',', '\n', '\r', '。', ' '];

/// `每周2次`, `每天`, `每季度1次`, `每周三`, `每月5日`, `2次/周`, `一次`, `3次`.
pub fn frequency(text: &str) -> Read<Frequency> {
    let error = || {
        CellError::new(
            "频次无法读懂；说不清多少次的，这里空着，写进备注",
            "How often cannot be read; where no number can be given, leave it empty and say it in the note",
            "每周2次；每年26次",
        )
    };
    let text: String = fold(text).split_whitespace().collect();
    let text = text.trim_end_matches(['。', '.']);
    if let Some((count, per)) = text.split_once('/') {
        let per = period(per)
            .filter(|(_, rest)| rest.is_empty())
            .ok_or_else(error)?;
        return Ok(Frequency {
            times: times(count).ok_or_else(error)? * per.0.times,
            per: per.0.per,
        });
    }
    let Some((per, rest)) = text.strip_prefix('每').and_then(period) else {
        let times = times(text).ok_or_else(error)?;
        return Ok(Frequency {
            times,
            per: Period::Once,
        });
    };
    let rest = ["各", "至少", "不少于", "不低于", "要", "须", "应"]
        .iter()
        .fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let count = if rest.is_empty() {
        Some(1)
    } else if let Some(days) = days_named(rest, &per.per) {
        Some(days)
    } else {
        times(rest)
    };
    let times = count
        .and_then(|count| count.checked_mul(per.times))
        .ok_or_else(error)?;
    Ok(Frequency {
        times,
        per: per.per,
    })
}

/// The period at the start of a text and what follows; half a year is twice a year.
fn period(text: &str) -> Option<(Frequency, &str)> {
    let text = text.strip_prefix('个').unwrap_or(text);
    [
        ("半年", 2, Period::Year),
        ("年度", 1, Period::Year),
        ("年", 1, Period::Year),
        ("季度", 1, Period::Quarter),
        ("季", 1, Period::Quarter),
        ("月", 1, Period::Month),
        ("星期", 1, Period::Week),
        ("礼拜", 1, Period::Week),
        ("周", 1, Period::Week),
        ("日", 1, Period::Day),
        ("天", 1, Period::Day),
    ]
    .into_iter()
    .find_map(|(word, times, per)| Some((Frequency { times, per }, text.strip_prefix(word)?)))
}

/// How many days are named: `三`, `一、三、五` of a week, `5日`, `10日前` of a month.
fn days_named(text: &str, per: &Period) -> Option<u32> {
    match per {
        Period::Week => {
            let mut days = 0;
            for c in text.chars() {
                match c {
                    '一' | '二' | '三' | '四' | '五' | '六' | '日' | '天' => days += 1,
                    '、' | '，' | ',' | '和' | '及' | '周' => {}
                    _ => return None,
                }
            }
            (days > 0).then_some(days)
        }
        Period::Month => {
            let day = text.trim_end_matches(['前', '底', '末']);
            if day.is_empty() {
                return Some(1);
            }
            let day = day.strip_suffix(['日', '号'])?;
            let in_month = day.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
            in_month.then_some(1)
        }
        Period::Quarter | Period::Year => (!text.is_empty()
            && text
                .trim_end_matches(['度', '末', '底', '初', '前'])
                .is_empty())
        .then_some(1),
        _ => None,
    }
}

/// `2次`, `两次`, `十次`, `2`.
fn times(text: &str) -> Option<u32> {
    let count = text
        .strip_suffix(['次', '份', '张', '个', '篇', '场', '回', '遍'])
        .unwrap_or(text);
    if let Some(at) = "一二三四五六七八九十"
        .chars()
        .position(|digit| count.strip_prefix(digit) == Some(""))
    {
        return u32::try_from(at + 1).ok();
    }
    if count == "两" {
        return Some(2);
    }
    let (Milli(value), rest) = leading_number(count)?;
    let whole = rest.is_empty() && value > 0 && value % 1000 == 0;
    u32::try_from(value / 1000).ok().filter(|_| whole)
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

/// `新增临时摊点≥60处；签订率≥85%`, parted by any mark.
pub fn targets(text: &str) -> Read<Vec<TargetCell>> {
    const BOUNDS: [(&str, Bound); 14] = [
        ("不少于", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("不小于", Bound::AtLeast),
        ("至少", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        ("≧", Bound::AtLeast),
        (">=", Bound::AtLeast),
        ("不多于", Bound::AtMost),
        ("不超过", Bound::AtMost),
        ("不高于", Bound::AtMost),
        ("至多", Bound::AtMost),
        ("≤", Bound::AtMost),
        ("≦", Bound::AtMost),
        ("<=", Bound::AtMost),
    ];
    let error = || {
        CellError::new(
            "指标无法读懂",
            "The target cannot be read",
            "新增临时摊点≥1,200处；签订率≥85%",
        )
    };
    let text = fold(text);
    let mut cells = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        // A measure goes as far as its bound: it may hold any mark.
        let (at, mark, bound) = BOUNDS
            .iter()
            .filter_map(|(mark, bound)| Some((rest.find(mark)?, *mark, bound.clone())))
            .min_by_key(|(at, ..)| *at)
            .ok_or_else(error)?;
        let measure = rest[..at].trim_matches(MARKS).to_owned();
        let (value, after) =
            leading_number(rest[at + mark.len()..].trim_start()).ok_or_else(error)?;
        let after = after.trim_start_matches(' ');
        let has_bound = |text: &str| BOUNDS.iter().any(|(mark, _)| text.contains(mark));
        let mut end = after
            .find(|c| c != ' ' && MARKS.contains(&c))
            .unwrap_or(after.len());
        if has_bound(&after[..end]) {
            // A space parts two targets, and is otherwise a part of the unit.
            end = after.find(' ').unwrap_or(end);
        }
        let unit = after[..end].trim().to_owned();
        // Two targets with nothing between them: where the unit ends cannot be seen.
        if measure.is_empty() || has_bound(&unit) {
            return Err(error());
        }
        cells.push(TargetCell {
            measure,
            bound,
            value,
            unit,
        });
        rest = after[end..].trim_start_matches(MARKS);
    }
    Ok(cells)
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

/// `月度小结（报告，每月1）；定点照片（照片，每天6）`, parted by any mark.
pub fn asked(text: &str) -> Read<Vec<AskedCell>> {
    let error = || {
        CellError::new(
            "应写成“名称（类型，频次）”",
            "This should be name（kind，how often）",
            "月度小结（报告，每月1）；定点照片（照片，每天6）",
        )
    };
    let text = fold(text);
    let mut cells = Vec::new();
    let mut rest = text.trim_matches(MARKS);
    while !rest.is_empty() {
        let (item, after) = rest.split_once(')').ok_or_else(error)?;
        let (name, inner) = item.rsplit_once('(').ok_or_else(error)?;
        let (kind, often) = inner
            .split_once([',', '，', '、', '；', ';'])
            .ok_or_else(error)?;
        let name = name.trim_matches(MARKS).to_owned();
        if name.is_empty() {
            return Err(error());
        }
        cells.push(AskedCell {
            name,
            kind: kind.trim().to_owned(),
            frequency: frequency(often)?,
        });
        rest = after.trim_start_matches(MARKS);
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_things_asked_for_are_read() {
        let cell = targets("新增临时摊点≥60处；签订率不少于99.5%").expect("two targets");
        assert_eq!(
            (cell[0].value, cell[0].unit.as_str()),
            (Milli(60_000), "处")
        );
        assert_eq!(
            (cell[1].measure.as_str(), cell[1].value),
            ("签订率", Milli(99_500))
        );
        for text in [
            "多多益善",
            "摊点≥",
            "摊点≥60处；签订率",
            "≥60处",
            "摊点≥1,20处",
        ] {
            assert!(targets(text).is_err(), "{text}");
        }
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
        for text in [
            "月度小结",
            "月度小结（报告，每月1",
            "（报告，每月1）",
            "a（报告，每月1）b",
        ] {
            assert!(asked(text).is_err(), "{text}");
        }
    }

    #[test]
    fn two_things_parted_by_any_mark_are_two() {
        for mark in ["；", ";", "、", "，", ",", "\n", " "] {
            let cell = targets(&format!("摊点≥1,200处{mark}签订率≥85%")).expect(mark);
            let shown: Vec<_> = cell
                .iter()
                .map(|c| (c.measure.as_str(), c.value, c.unit.as_str()))
                .collect();
            assert_eq!(
                shown,
                [
                    ("摊点", Milli(1_200_000), "处"),
                    ("签订率", Milli(85_000), "%")
                ],
                "{mark}"
            );
            let things = asked(&format!(
                "小结（报告，每月1）{mark}照片、视频（照片，每天6）"
            ))
            .expect(mark);
            let names: Vec<_> = things.iter().map(|t| t.name.as_str()).collect();
            assert_eq!(names, ["小结", "照片、视频"], "{mark}");
        }
    }

    #[test]
    fn a_number_with_separators_is_one_number() {
        for text in [
            "摊点≥1,200处",
            "摊点≥1，200处",
            "摊点≥1 200处",
            "摊点≥1.2千处",
            "摊点≥0.12万处",
        ] {
            let cell = targets(text).expect(text);
            assert_eq!(
                (cell.len(), cell[0].value, cell[0].unit.as_str()),
                (1, Milli(1_200_000), "处"),
                "{text}"
            );
        }
    }

    #[test]
    fn frequencies_are_read_as_offices_write_them() {
        let often = |t: &str| frequency(t).map(|f| (f.times, f.per));
        for (text, times, per) in [
            ("每周2次", 2, Period::Week),
            ("每周两次", 2, Period::Week),
            ("每周三次", 3, Period::Week),
            ("每周一次", 1, Period::Week),
            ("每周三", 1, Period::Week),
            ("每周二", 1, Period::Week),
            ("每周一、三、五", 3, Period::Week),
            ("每星期五", 1, Period::Week),
            ("2次/周", 2, Period::Week),
            ("每周不少于2次", 2, Period::Week),
            ("每天", 1, Period::Day),
            ("每天6", 6, Period::Day),
            ("每日1次", 1, Period::Day),
            ("每月5日前", 1, Period::Month),
            ("每月底", 1, Period::Month),
            ("每季度1次", 1, Period::Quarter),
            ("每季度末", 1, Period::Quarter),
            ("每半年1次", 2, Period::Year),
            ("一次", 1, Period::Once),
            ("3次", 3, Period::Once),
        ] {
            assert_eq!(often(text), Ok((times, per)), "{text}");
        }
        for text in [
            "常常",
            "不定期",
            "每两周1次",
            "每周零次",
            "0次",
            "每周",
            "次",
        ] {
            assert!(frequency(text).is_err() || text == "每周", "{text}");
        }
    }
}
