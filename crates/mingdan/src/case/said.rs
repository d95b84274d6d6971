//! Cases for a person at a terminal.

use std::fmt::Write as _;

use api::{CaseFile, CaseList, CaseSummary, LogLine, SaidLine};
use civic::Text;
use civic::cases::handling::Role;
use civic::time::{Date, Timestamp};

use crate::lang::Lang;

/// The columns that a Chinese character takes in a terminal.
const WIDE: usize = 2;
/// The columns for the beginning of a text.
const BEGINS: usize = 36;

/// Cases in a list, a line each.
pub(crate) fn list(list: &CaseList, lang: Lang) -> String {
    let mut text = String::new();
    if list.cases.is_empty() {
        return lang
            .of(&Text::new("没有这样的诉求。", "There is no such case."))
            .to_owned();
    }
    let number = list
        .cases
        .iter()
        .map(|case| digits(case.number))
        .max()
        .unwrap_or(1);
    for case in &list.cases {
        let due = due(case, lang);
        let unit = lang.of(&case.unit_name);
        let _ = writeln!(
            text,
            "{:>number$}  {}  {}  {}  {}  {}",
            case.number,
            day(case.received),
            padded(stage(case, lang), 10),
            padded(&due, 16),
            padded(if unit.is_empty() { "–" } else { unit }, 18),
            shortened(&case.begins, BEGINS),
        );
        if !case.alike.is_empty() {
            let alike = Text::new(
                format!(
                    "还有 {} 件说的是同一件事；并入这一件：mingdan case fold {}",
                    case.alike.len(),
                    case.number
                ),
                format!(
                    "{} more say the same; to merge them: mingdan case fold {}",
                    case.alike.len(),
                    case.number
                ),
            );
            let _ = writeln!(text, "{:>number$}  {}", "", lang.of(&alike));
        }
    }
    if let Some(next) = list.next {
        let more = Text::new(
            format!("还有，接着看：--after {next}"),
            format!("There are more: --after {next}"),
        );
        let _ = writeln!(text, "{}", lang.of(&more));
    }
    text
}

/// A case: where it stands, what was said, what is public.
pub(crate) fn file(file: &CaseFile, lang: Lang) -> String {
    let case = &file.summary;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} {}  {}  {}",
        lang.of(&Text::new("诉求", "Case")),
        case.number,
        lang.of(&case.service_name),
        stage(case, lang)
    );
    let mut fact = |zh: &str, en: &str, value: &str| {
        if !value.is_empty() {
            let name = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            let _ = writeln!(text, "  {} {value}", padded(name, 14));
        }
    };
    fact("收到", "received", &moment(case.received));
    fact("期限", "due", &due(case, lang));
    let used = file.working_days.map(|days| days.to_string());
    fact("用了工作日", "working days", &used.unwrap_or_default());
    let unit = case
        .unit
        .as_ref()
        .map(|code| format!("{} {code}", lang.of(&case.unit_name)));
    fact("办理单位", "unit", unit.unwrap_or_default().trim());
    fact("承办人", "handlers", &file.handlers.join(", "));
    fact(
        "公开方式",
        "made public",
        lang.pick(file.publication.zh(), file.publication.en()),
    );
    fact(
        "联系方式",
        "contact",
        file.contact.as_deref().unwrap_or_default(),
    );
    let photos: Vec<String> = file.photos.iter().map(ToString::to_string).collect();
    fact("照片", "photos", &photos.join(", "));
    if let Some(closing) = &file.closing {
        let value = format!(
            "{}，{}：{}",
            lang.pick(closing.reason.zh(), closing.reason.en()),
            lang.pick(closing.means.zh(), closing.means.en()),
            lang.of(&closing.ground)
        );
        fact("办结", "closed", &value);
    }
    let rating = file.rating.map(|score| format!("{score}/5"));
    fact("评价", "rating", &rating.unwrap_or_default());
    let withheld = file
        .withheld
        .as_ref()
        .map(|why| lang.pick(why.zh(), why.en()).to_owned());
    fact("不公布", "withheld", &withheld.unwrap_or_default());
    let id = case.published_as.as_ref().map(ToString::to_string);
    fact("公开编号", "published as", &id.unwrap_or_default());
    for unknown in &file.unknown {
        fact("看不懂的记录", "not understood", unknown);
    }
    if !file.suspects.is_empty() {
        let suspects: Vec<String> = file
            .suspects
            .iter()
            .map(|s| format!("{}（{}）", s.text, lang.pick(s.kind.zh(), s.kind.en())))
            .collect();
        fact("可能的个人信息", "may be personal", &suspects.join("，"));
    }
    text.push('\n');
    for line in &file.log {
        log_line(&mut text, line, lang);
    }
    if let Some(public) = &file.public {
        let stands = match (file.is_published_current, file.is_clearing_current) {
            (true, _) => Text::new("已公布", "published"),
            (false, true) => Text::new("已审核，还没有公布", "cleared, not published yet"),
            (false, false) => Text::new(
                "审核以后又改了，要重新审核",
                "changed since it was cleared: clear it again",
            ),
        };
        let head = Text::new("公众看到的", "What the public sees");
        let _ = writeln!(text, "\n{}（{}）", lang.of(&head), lang.of(&stands));
        let _ = writeln!(text, "  {}", lang.of(&public.title));
        for line in lang.of(&public.description).lines() {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

fn log_line(text: &mut String, line: &LogLine, lang: Lang) {
    let who = match (&line.role, line.by_reporter) {
        (_, true) => lang.of(&Text::new("反映人", "the reporter")).to_owned(),
        (Some(role), _) => format!("{} {}", line.name, role_name(role, lang)),
        (None, _) => lang.of(&Text::new("程序", "the program")).to_owned(),
    };
    let kind = lang.pick(line.kind.zh(), line.kind.en());
    let pause = line
        .pause
        .as_ref()
        .map(|why| format!("（{}）", lang.pick(why.zh(), why.en())));
    let _ = writeln!(
        text,
        "{}  {kind}{}  {who}",
        moment(line.at),
        pause.unwrap_or_default()
    );
    for SaidLine {
        slot,
        question,
        text: said,
    } in &line.words
    {
        let name = match question {
            None => lang.pick(slot.zh(), slot.en()).to_owned(),
            Some(question) => format!("{} {question}", lang.pick(slot.zh(), slot.en())),
        };
        let deleted = Text::new("（已到期删除）", "(deleted after the promised time)");
        let said = said.as_deref().unwrap_or_else(|| lang.of(&deleted));
        let mut lines = said.lines();
        let _ = writeln!(text, "    {name}: {}", lines.next().unwrap_or_default());
        for more in lines {
            let _ = writeln!(text, "      {more}");
        }
    }
}

fn role_name(role: &Role, lang: Lang) -> &str {
    lang.pick(role.zh(), role.en())
}

fn stage(case: &CaseSummary, lang: Lang) -> &str {
    lang.pick(case.stage.zh(), case.stage.en())
}

fn due(case: &CaseSummary, lang: Lang) -> String {
    let Some(due) = case.due_on else {
        return "–".to_owned();
    };
    let note = match (case.overdue, case.paused) {
        (true, _) => Text::new(" 超期", " overdue"),
        (_, true) => Text::new(" 停钟", " paused"),
        _ => Text::default(),
    };
    format!("{}{}", iso(due), lang.of(&note))
}

fn iso(date: Date) -> String {
    date.to_string()
}

fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}

fn moment(at: Timestamp) -> String {
    at.to_string()
        .chars()
        .take(16)
        .collect::<String>()
        .replace('T', " ")
}

fn digits(number: i64) -> usize {
    number.to_string().len()
}

fn width(c: char) -> usize {
    if c >= '\u{1100}' { WIDE } else { 1 }
}

fn padded(text: &str, columns: usize) -> String {
    let used: usize = text.chars().map(width).sum();
    format!("{text}{}", " ".repeat(columns.saturating_sub(used)))
}

/// The first line, as far as the columns go.
fn shortened(text: &str, columns: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += width(c);
        if used > columns {
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}
