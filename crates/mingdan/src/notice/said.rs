//! What was found, for a person at a terminal.

use std::fmt::Write as _;

use civic::Text;

use super::report::{Found, NoticeRead, Report, Row, Said, SentenceRead};
use crate::lang::Lang;

/// Everything in words: what is to be looked at, both documents kind by kind, what was not read.
pub(super) fn text(report: &Report, lang: Lang) -> String {
    let mut said = Words {
        lang,
        text: String::new(),
    };
    if let Some(above) = &report.above {
        said.notice(&Text::new("上级：", "Above: "), above);
    }
    said.notice(&Text::new("本件：", "Here: "), &report.here);
    said.findings(report);
    said.beside(report);
    for notice in report.above.iter().chain([&report.here]) {
        said.unread(notice);
    }
    said.held_against(report);
    said.text
}

struct Words {
    lang: Lang,
    text: String,
}

impl Words {
    fn of(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    fn pick(&self, text: &Text) -> String {
        one_line(self.lang.of(text))
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    fn notice(&mut self, which: &Text, notice: &NoticeRead) {
        let count = |of: fn(&SentenceRead) -> usize| notice.sentences.iter().map(of).sum::<usize>();
        let demands = count(|sentence| sentence.demands.len());
        let aside = count(|sentence| sentence.set_aside.len());
        let unread = count(|sentence| sentence.unread.len());
        let sentences = notice.sentences.len();
        let counts = self.of(
            &format!("{sentences} 句，{demands} 处要求，{aside} 处不算要求，{unread} 处没读懂"),
            &format!(
                "{sentences} sentences; demands: {demands}, none: {aside}, not understood: {unread}"
            ),
        );
        let which = self.lang.of(which);
        let title = notice.title.as_deref().map(one_line);
        let title = title.map_or_else(String::new, |title| match self.lang {
            Lang::Zh => format!("《{title}》"),
            Lang::En => format!(" {title}"),
        });
        let line = format!("{which}{}{title}", one_line(&notice.file));
        self.line(0, &line);
        self.line(2, &counts);
    }

    /// A sentence with its place.
    fn quoted(&self, sentence: &SentenceRead) -> String {
        let place = sentence.at.as_ref().map(|at| self.pick(&at.name));
        let place = place.unwrap_or_default();
        format!("{place}{}{}", self.of("：", ": "), one_line(&sentence.text))
    }

    fn findings(&mut self, report: &Report) {
        let n = report.findings.len();
        if n == 0 {
            let none = self.of(
                "没有找到要看的。没有找到，不等于没有：请看下面没读懂的。",
                "Nothing found to look at. That does not mean there is nothing: see what was not understood below.",
            );
            self.heading(&none);
            return;
        }
        let heading = self.of(
            &format!("要看的 {n} 处（程序按规则找的，都待核实）"),
            &format!("To look at: {n} (found by rules; each is to be checked)"),
        );
        self.heading(&heading);
        for (at, finding) in report.findings.iter().enumerate() {
            self.finding(at + 1, finding, report);
        }
    }

    fn finding(&mut self, number: usize, finding: &Found, report: &Report) {
        let kind = match finding.kind {
            "added" => self.of("加的：", "Added: ") + &self.pick(&finding.name),
            "duty" => self.of("清单：", "Duty list: ") + &self.pick(&finding.name),
            _ => self.of("公文规范", "Limit"),
        };
        let line = format!("{number}. [{kind}] {}", self.pick(&finding.what));
        self.line(2, &line);
        let sentence = finding.sentence.and_then(|at| report.here.sentence(at));
        let quoted = match sentence {
            Some(sentence) => self.quoted(sentence),
            None => self.of("全文", "The whole document"),
        };
        self.line(5, &quoted);
        if let (Some(above), "added") = (&report.above, finding.kind) {
            if finding.above.is_empty() {
                let silent = self.of(
                    "上级的文件里没有读到这一条",
                    "The document above was not seen to ask for it",
                );
                self.line(5, &silent);
            }
            for at in finding.above.iter().take(3) {
                if let Some(sentence) = above.sentence(*at) {
                    let line = self.of("上级写的 ", "Above wrote, ") + &self.quoted(sentence);
                    self.line(5, &line);
                }
            }
        }
        let cited = finding.document.as_ref().map(|cited| {
            let title = self.pick(&cited.title);
            format!("{title} {} ", one_line(&cited.number))
        });
        let rule = cited.unwrap_or_default() + &self.pick(&finding.article);
        if !rule.trim().is_empty() {
            let line = self.of("依据：", "Rule: ") + rule.trim();
            self.line(5, &line);
        }
        let line = self.of("怎样改：", "Put it so: ") + &self.pick(&finding.advice);
        self.line(5, &line);
    }

    fn beside(&mut self, report: &Report) {
        let is_compared = report.above.is_some();
        let heading = if is_compared {
            self.of("两边对照", "Side by side")
        } else {
            self.of("要了什么", "What it asks")
        };
        self.heading(&heading);
        if report.beside.is_empty() {
            let none = self.of("没有读出要求。", "No demand was read.");
            self.line(2, &none);
        }
        for Row {
            name, above, here, ..
        } in &report.beside
        {
            let name = self.pick(name);
            self.line(2, &name);
            if let Some(notice) = &report.above {
                self.side(&Text::new("上级", "above"), above, notice, true);
            }
            self.side(&Text::new("本件", "here"), here, &report.here, is_compared);
        }
    }

    fn side(&mut self, which: &Text, all: &[Said], notice: &NoticeRead, is_compared: bool) {
        let which = self.lang.of(which).to_owned();
        if all.is_empty() {
            let none = self.of("没有读到", "not found");
            self.line(4, &format!("{which}  {none}"));
        }
        for said in all {
            let sentence = said.sentence.and_then(|at| notice.sentence(at));
            let flag = said.flag_name.as_ref().map(|flag| self.pick(flag));
            let mut line = format!("{which}  {}", self.pick(&said.value));
            if let Some(flag) = flag {
                let _ = write!(line, "  + {flag}");
            }
            if is_compared && !said.compared {
                line.push_str(&self.of("（没有参加比）", " (not compared)"));
            }
            self.line(4, &line);
            if let Some(sentence) = sentence {
                let quoted = self.quoted(sentence);
                self.line(8, &quoted);
            }
        }
    }

    fn unread(&mut self, notice: &NoticeRead) {
        let file = one_line(&notice.file);
        let mut lines = Vec::new();
        for sentence in &notice.sentences {
            for unread in &sentence.unread {
                lines.push(self.piece(
                    &self.of("没读懂", "Not understood"),
                    &unread.words,
                    &unread.why,
                    sentence,
                ));
            }
            for aside in &sentence.set_aside {
                lines.push(self.piece(
                    &self.of("不算要求", "No demand"),
                    &aside.words,
                    &aside.why,
                    sentence,
                ));
            }
        }
        if !lines.is_empty() {
            let heading = self.of(
                &format!("没读懂的和不算要求的（{file}）"),
                &format!("Not understood, and no demand ({file})"),
            );
            self.heading(&heading);
            for [what, sentence] in lines {
                self.line(2, &what);
                self.line(5, &sentence);
            }
        }
        if notice.left.is_empty() {
            return;
        }
        let heading = self.of(
            &format!("文件里不在文字中的（{file}）"),
            &format!("In the file, and not in its text ({file})"),
        );
        self.heading(&heading);
        for left in &notice.left {
            let mut line = format!("{}{}", self.pick(&left.at.name), self.of("：", ": "));
            line.push_str(&self.pick(&left.name));
            if !left.words.is_empty() {
                let _ = write!(line, " “{}”", one_line(&left.words));
            }
            self.line(2, &line);
        }
    }

    fn piece(&self, mark: &str, words: &str, why: &Text, sentence: &SentenceRead) -> [String; 2] {
        let why = self.pick(why);
        [
            format!("{mark} “{}”{}{why}", one_line(words), self.of("，", ", ")),
            self.quoted(sentence),
        ]
    }

    fn held_against(&mut self, report: &Report) {
        let held = &report.held_against;
        let heading = self.of("比了什么", "What it was held against");
        self.heading(&heading);
        let level = match &held.above {
            Some(above) => {
                let (above, days) = (one_line(above), held.deadline_buffer_days);
                self.of(
                    &format!("上级：{above}；时限早于上级超过 {days} 天才算提前。"),
                    &format!(
                        "The level above: {above}; a deadline is earlier by more than {days} days."
                    ),
                )
            }
            None => self.of("没有和上级比。", "No level above."),
        };
        self.line(2, &level);
        let limits = match held.limits {
            None => self.of(
                "没有城市文件夹（--city），没有和公文规范、履职清单比。",
                "No city's folder (--city): no limits on documents, no duty lists.",
            ),
            Some(0) => self.of(
                "这座城市没有公文规范.csv，没有比。",
                "This city has no 公文规范.csv: no limits on documents.",
            ),
            Some(n) => self.of(
                &format!("公文规范：{n} 条。"),
                &format!("Limits on documents: {n}."),
            ),
        };
        self.line(2, &limits);
        if let Some(n) = held.duties {
            let whose = match &held.unit {
                Some(unit) => self.pick(unit),
                None => self.of("所有单位", "all units"),
            };
            let duties = self.of(
                &format!("{whose}的清单：收回和不得要求的 {n} 项。"),
                &format!("The lists of {whose}: {n} taken back or barred."),
            );
            self.line(2, &duties);
        }
        let errors = held.errors_in_sheets;
        if errors > 0 {
            let line = self.of(
                &format!("城市的表格有 {errors} 处错误，读不出的行没有比：请运行 mingdan check。"),
                &format!("The city's sheets have {errors} ERRORs, and rows that could not be read were left out: run mingdan check."),
            );
            self.line(2, &line);
        }
    }
}

/// A text of a file in one line, and without what would steer a terminal.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
