//! The questions of a kind of feedback.

use civic::cases::{Question, QuestionKind, QuestionOption};
use civic::{QuestionCode, ServiceCode, Text};
use serde::{Deserialize, Serialize};

/// What is asked for one kind of feedback alone (GET `services/{code}.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceDefinition {
    /// GeoReport: the kind of feedback.
    pub service_code: ServiceCode,
    /// What it is called.
    #[serde(default)]
    pub service_name: String,
    /// The same in English.
    #[serde(default)]
    pub service_name_en: String,
    /// GeoReport: its questions, in the order in which they are asked; empty where it has none.
    pub attributes: Vec<Attribute>,
}

/// One question. It is answered by the parameter `attribute[code]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// GeoReport: false where nothing is to be answered; always true.
    pub variable: bool,
    /// GeoReport: its code, unique within the kind.
    pub code: QuestionCode,
    /// GeoReport: what kind of answer it takes.
    pub datatype: QuestionKind,
    /// GeoReport: true where it has to be answered.
    pub required: bool,
    /// GeoReport: what helps to answer it; empty where nothing does.
    #[serde(default)]
    pub datatype_description: String,
    /// The same in English.
    #[serde(default)]
    pub datatype_description_en: String,
    /// GeoReport: its place among the questions, from 1.
    pub order: u32,
    /// GeoReport: the question.
    pub description: String,
    /// The same in English.
    #[serde(default)]
    pub description_en: String,
    /// GeoReport: what there is to choose from; left out where nothing is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AttributeValue>,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeValue {
    /// GeoReport: what is sent where it is chosen.
    pub key: String,
    /// GeoReport: what it is called.
    pub name: String,
    /// The same in English.
    #[serde(default)]
    pub name_en: String,
}

impl From<&civic::cases::Service> for ServiceDefinition {
    fn from(service: &civic::cases::Service) -> Self {
        let Text { zh, en } = service.name.clone();
        let questions = (1..).zip(&service.questions);
        Self {
            service_code: service.code.clone(),
            service_name: zh,
            service_name_en: en,
            attributes: questions
                .map(|(order, question)| attribute(order, question))
                .collect(),
        }
    }
}

fn attribute(order: u32, question: &Question) -> Attribute {
    let (label, hint) = (question.label.clone(), question.hint.clone());
    Attribute {
        variable: true,
        code: question.code.clone(),
        datatype: question.kind.clone(),
        required: question.required,
        datatype_description: hint.zh,
        datatype_description_en: hint.en,
        order,
        description: label.zh,
        description_en: label.en,
        values: question.options.iter().map(value).collect(),
    }
}

fn value(option: &QuestionOption) -> AttributeValue {
    let Text { zh, en } = option.name.clone();
    AttributeValue {
        key: option.key.clone(),
        name: zh,
        name_en: en,
    }
}
