//! What of a form is sent for a kind of feedback 按类别提交.

use super::{Answer, Service, Submission};

/// What a city's data say of a submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it is about is a published requirement.
    pub about_requirement: bool,
    /// Its place is the name of a county and no more.
    pub in_county: bool,
}

impl Submission {
    /// What of it is sent for its kind.
    ///
    /// Answers to questions of another kind, which was chosen before, are left out. Of a kind whose cases
    /// are public only in groups nothing goes that could tell who writes: no contact, no day, nothing that
    /// it is about but a requirement, no place finer than a county.
    #[must_use]
    pub fn tailored(&self, service: &Service, told: Told) -> Self {
        let is_asked = |answer: &&Answer| {
            let mut questions = service.questions.iter();
            questions.any(|question| question.code == answer.question)
        };
        let answers = self.answers.iter().filter(is_asked);
        let answers = answers.filter(|answer| answer.values.iter().any(|value| !value.is_empty()));
        let mut tailored = Self {
            answers: answers.cloned().collect(),
            ..self.clone()
        };
        if !service.publication.is_each() {
            tailored.contact.clear();
            tailored.happened.clear();
            if told.about_requirement {
                // A step or a duty would name the unit that it lands on.
                let whole = tailored.about.split('/').next().unwrap_or_default();
                tailored.about = whole.to_owned();
            } else {
                tailored.about.clear();
            }
            if !told.in_county {
                tailored.address_string.clear();
            }
        }
        tailored
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;
    use crate::cases::{Publication, Question, QuestionKind};

    fn service(publication: Publication) -> Service {
        Service {
            code: "burden".into(),
            name: Text::default(),
            description: Text::default(),
            reply_working_days: Some(5),
            redirect: false,
            anonymous: true,
            publication,
            questions: vec![Question {
                code: "hours".into(),
                kind: QuestionKind::Number,
                required: false,
                label: Text::default(),
                hint: Text::default(),
                options: Vec::new(),
            }],
        }
    }

    fn written() -> Submission {
        let answer = |question: &str, value: &str| Answer {
            question: question.into(),
            values: vec![value.to_owned()],
        };
        Submission {
            service_code: "burden".into(),
            description: "每周报三张表".to_owned(),
            address_string: "城中区".to_owned(),
            about: "T-002/T-002.3".to_owned(),
            happened: "昨天".to_owned(),
            contact: "13800138000".to_owned(),
            answers: vec![answer("hours", "3"), answer("other", "x")],
        }
    }

    #[test]
    fn answers_to_questions_of_another_kind_are_not_sent() {
        let sent = written().tailored(&service(Publication::Each), Told::default());
        assert_eq!(sent.answers.len(), 1);
        assert_eq!(sent.contact, "13800138000");
        assert_eq!(sent.about, "T-002/T-002.3");
        let mut open = written();
        open.answers[0].values = vec![String::new()];
        assert!(
            open.tailored(&service(Publication::Each), Told::default())
                .answers
                .is_empty()
        );
    }

    #[test]
    fn s4_9_nothing_that_could_tell_who_writes_is_sent_for_a_grouped_kind() {
        for publication in [Publication::Grouped, Publication::Unknown("later".into())] {
            let told = Told {
                about_requirement: true,
                in_county: true,
            };
            let sent = written().tailored(&service(publication.clone()), told);
            assert_eq!((sent.contact.as_str(), sent.happened.as_str()), ("", ""));
            assert_eq!(sent.about, "T-002");
            assert_eq!(sent.address_string, "城中区");
            let sent = written().tailored(&service(publication), Told::default());
            assert_eq!(
                (sent.about.as_str(), sent.address_string.as_str()),
                ("", "")
            );
        }
    }
}
