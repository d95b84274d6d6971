//! The answers to the questions of a kind of feedback, as GeoReport sends them and as we do.
//!
//! | in | as |
//! |---|---|
//! | a form | `attribute[code]=value`, `attribute[code][]=value`, each as often as there are values |
//! | JSON | `"attribute[code]": value`, `"attribute": {"code": value}`, `"answers": [{"question": "code", "values": [value]}]` |
//!
//! In JSON a value is a text, a number, or a list of them. What is left empty says nothing.

use civic::QuestionCode;
use civic::cases::Answer;
use civic::cases::markup::has_markup;
use serde_json::Value;

use super::wrong::Wrong;

const ATTRIBUTE: &str = "attribute";
const ANSWERS: &str = "answers";

/// What is wrong with an answer, and the name of the member that it is in.
type Refused = (String, Wrong);

/// The answers in the order of their questions as they were sent.
#[derive(Default)]
pub(super) struct Answers(Vec<Answer>);

impl Answers {
    /// True for the name of a single answer, which may be there more than once.
    pub(super) fn may_repeat(name: &str) -> bool {
        question(name).is_some()
    }

    /// Takes a member of a submission; `None` where it is no answer.
    pub(super) fn take(&mut self, name: &str, value: &Value) -> Option<Vec<Refused>> {
        if let Some(code) = question(name) {
            return Some(self.add(code, value).err().into_iter().collect());
        }
        let all = match (name, value) {
            (ATTRIBUTE | ANSWERS, Value::Null) => return Some(Vec::new()),
            (ATTRIBUTE, Value::Object(members)) => {
                let members = members.iter();
                members.map(|(code, value)| self.add(code, value)).collect()
            }
            (ANSWERS, Value::Array(items)) => items.iter().map(|item| self.item(item)).collect(),
            (ATTRIBUTE | ANSWERS, _) => vec![Err((name.to_owned(), Wrong::NotAnswers))],
            _ => return None,
        };
        Some(all.into_iter().filter_map(Result::err).collect())
    }

    /// All of them. None is without a value, and none has the same one twice.
    pub(super) fn into_all(self) -> Vec<Answer> {
        self.0
    }

    fn item(&mut self, item: &Value) -> Result<(), Refused> {
        let not_answers = || (ANSWERS.to_owned(), Wrong::NotAnswers);
        let members = item.as_object().ok_or_else(not_answers)?;
        let code = members.get("question").and_then(Value::as_str);
        let (code, values) = code.zip(members.get("values")).ok_or_else(not_answers)?;
        if members.len() > 2 {
            return Err(not_answers());
        }
        self.add(code, values)
    }

    fn add(&mut self, code: &str, value: &Value) -> Result<(), Refused> {
        let given = match value {
            Value::Array(values) => values.iter().map(one).collect(),
            value => one(value).map(|value| vec![value]),
        };
        let given: Vec<String> = given.map_err(|wrong| (format!("{ATTRIBUTE}[{code}]"), wrong))?;
        for value in given.iter().map(|value| value.trim()) {
            if !value.is_empty() {
                self.put(code, value);
            }
        }
        Ok(())
    }

    fn put(&mut self, code: &str, value: &str) {
        let code = QuestionCode::from(code);
        let at = self.0.iter().position(|answer| answer.question == code);
        let at = at.unwrap_or_else(|| {
            self.0.push(Answer {
                question: code,
                values: Vec::new(),
            });
            self.0.len() - 1
        });
        if let Some(answer) = self.0.get_mut(at)
            && !answer.values.iter().any(|given| given == value)
        {
            answer.values.push(value.to_owned());
        }
    }
}

/// The question that a name such as `attribute[code]` or `attribute[code][]` is about.
fn question(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(ATTRIBUTE)?.strip_prefix('[')?;
    let code = rest.strip_suffix("][]").or(rest.strip_suffix(']'))?;
    (!code.is_empty() && !code.contains(['[', ']'])).then_some(code)
}

fn one(value: &Value) -> Result<String, Wrong> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) if has_markup(text) => Err(Wrong::Markup),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Wrong::NotText),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn taken(members: &[(&str, Value)]) -> (Vec<(String, Vec<String>)>, Vec<String>) {
        let mut answers = Answers::default();
        let mut refused = Vec::new();
        for (name, value) in members {
            let taken = answers.take(name, value).expect("an answer");
            refused.extend(taken.into_iter().map(|(name, _)| name));
        }
        let all = answers.into_all().into_iter();
        let all = all.map(|answer| (answer.question.as_str().to_owned(), answer.values));
        (all.collect(), refused)
    }

    fn answer(code: &str, values: &[&str]) -> (String, Vec<String>) {
        let values = values.iter().map(|value| (*value).to_owned());
        (code.to_owned(), values.collect())
    }

    #[test]
    fn an_answer_is_read_however_it_is_sent() {
        let expected = vec![answer("a", &["1"]), answer("b", &["x", "y"])];
        for members in [
            vec![
                ("attribute[a]", json!("1")),
                ("attribute[b]", json!(["x", "y"])),
            ],
            vec![
                ("attribute[a]", json!("1")),
                ("attribute[b][]", json!("x")),
                ("attribute[b][]", json!("y")),
            ],
            vec![("attribute", json!({ "a": 1, "b": ["x", " y ", "x", ""] }))],
            vec![(
                "answers",
                json!([
                    { "question": "a", "values": ["1"] },
                    { "question": "b", "values": ["x", "y"] },
                ]),
            )],
        ] {
            assert_eq!(taken(&members), (expected.clone(), vec![]), "{members:?}");
        }
    }

    #[test]
    fn what_is_left_empty_says_nothing() {
        for value in [json!(null), json!(""), json!(" "), json!([]), json!([""])] {
            assert_eq!(taken(&[("attribute[a]", value)]), (vec![], vec![]));
        }
        assert_eq!(taken(&[("attribute", json!(null))]), (vec![], vec![]));
    }

    #[test]
    fn what_is_no_answer_is_refused_by_the_name_of_its_question() {
        let nested = json!({ "a": { "b": 1 }, "c": [[1]], "d": true });
        let (all, refused) = taken(&[("attribute", nested)]);
        assert_eq!(all, []);
        assert_eq!(refused, ["attribute[a]", "attribute[c]", "attribute[d]"]);
        for value in [
            json!("x"),
            json!([1]),
            json!([{ "question": "a" }]),
            json!([{ "question": "a", "values": [], "more": 1 }]),
        ] {
            assert_eq!(taken(&[("answers", value)]).1, ["answers"]);
        }
        assert_eq!(taken(&[("attribute", json!("x"))]).1, ["attribute"]);
    }

    #[test]
    fn another_name_is_no_answer() {
        let mut answers = Answers::default();
        for name in [
            "attribute[",
            "attribute[]",
            "attribute[][]",
            "attribute[a",
            "attribute[a]]",
            "attribute[a][b]",
            "attributes[a]",
            "attribute.a",
        ] {
            assert!(answers.take(name, &json!("x")).is_none(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_read_out_of_its_name(code in "[^\\[\\]]+") {
            let (one, several) = (format!("attribute[{code}]"), format!("attribute[{code}][]"));
            prop_assert_eq!(question(&one), Some(code.as_str()));
            prop_assert_eq!(question(&several), Some(code.as_str()));
        }

        #[test]
        fn no_name_and_no_text_is_lost_or_panics(name in ".{0,20}", text in any::<String>()) {
            let mut answers = Answers::default();
            let name = format!("attribute[{name}]");
            let taken = answers.take(&name, &Value::String(text.clone()));
            let kept = answers.into_all().iter().any(|answer| answer.values == [text.trim()]);
            let is_text = !text.trim().is_empty() && !has_markup(&text);
            prop_assert_eq!(kept, taken.is_some() && is_text);
        }
    }
}
