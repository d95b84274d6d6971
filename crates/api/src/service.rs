//! What the server offers, and the kinds of feedback.

use civic::{ServiceCode, Text, open_enum};
use serde::{Deserialize, Serialize};

open_enum! {
    /// GeoReport: what a client is given for a submission.
    ServiceType {
        /// The identifier of the case, at once.
        Realtime = "realtime";
        /// A token, by which the identifier is found later.
        Batch = "batch";
        /// Nothing by which the case could be followed.
        Blackbox = "blackbox";
    }
}

/// A kind of feedback 诉求类别 (GET `services.json`). What is asked for it alone is its
/// [`ServiceDefinition`](crate::ServiceDefinition).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// GeoReport: its code.
    pub service_code: ServiceCode,
    /// GeoReport: what it is called.
    pub service_name: String,
    /// The same in English.
    #[serde(default)]
    pub service_name_en: String,
    /// GeoReport: what it is for.
    pub description: String,
    /// The same in English.
    #[serde(default)]
    pub description_en: String,
    /// GeoReport: true where it has questions of its own, which its definition lists.
    pub metadata: bool,
    /// GeoReport: what a client is given; always [`ServiceType::Batch`], a token.
    #[serde(rename = "type")]
    pub kind: ServiceType,
    /// GeoReport: words by which it is found, separated by commas. A city keeps none, so it is empty.
    #[serde(default)]
    pub keywords: String,
    /// GeoReport: the category that it belongs to. A city keeps none, so it is empty.
    #[serde(default)]
    pub group: String,
    /// Working days to an answer; `None` where no time is promised.
    #[serde(default)]
    pub reply_working_days: Option<u32>,
    /// False where it is not taken here but sent to another channel, such as 110.
    pub accepted: bool,
}

impl From<&civic::cases::Service> for Service {
    fn from(service: &civic::cases::Service) -> Self {
        let (Text { zh, en }, about) = (service.name.clone(), service.description.clone());
        Self {
            service_code: service.code.clone(),
            service_name: zh,
            service_name_en: en,
            description: about.zh,
            description_en: about.en,
            metadata: !service.questions.is_empty(),
            kind: ServiceType::Batch,
            keywords: String::new(),
            group: String::new(),
            reply_working_days: service.reply_working_days,
            accepted: !service.redirect,
        }
    }
}

/// What the server offers (GET `discovery.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// GeoReport: when this description last changed; later ones sort after earlier ones.
    pub changeset: String,
    /// GeoReport: whom to ask; the city's hotline.
    pub contact: String,
    /// GeoReport: how to get an API key; none is needed.
    pub key_service: String,
    /// GeoReport: the services that can be called.
    pub endpoints: Vec<Endpoint>,
}

/// One service that can be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// GeoReport: the specification it follows, as an address.
    pub specification: String,
    /// GeoReport: what its addresses begin with, whole.
    pub url: String,
    /// GeoReport: when the services or their definitions may last have changed: a client that keeps
    /// them reads them again.
    pub changeset: String,
    /// GeoReport: `production` or `test`.
    #[serde(rename = "type")]
    pub kind: String,
    /// GeoReport: the media types it speaks.
    pub formats: Vec<String>,
}
