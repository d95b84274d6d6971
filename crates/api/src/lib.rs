//! What travels between browser and server, as types that both use.
//!
//! The server speaks [Open311 GeoReport v2](https://wiki.open311.org/GeoReport_v2/), in JSON and in
//! XML. Every member that GeoReport names has its name and its type here, so that an unmodified client
//! works; our additions are members beside them, which such a client ignores. A GeoReport text has one
//! language, the Chinese original; its English is beside it, in a member whose name ends in `_en`. The
//! server writes XML from the same types; it has GeoReport's members alone, as GeoReport asks, and all
//! of them with the parameter `extensions=true`.
//!
//! | Request | Body | Answer |
//! |---|---|---|
//! | `GET discovery.json` | | [`Discovery`] |
//! | `GET services.json` | | list of [`Service`] |
//! | `GET services/{code}.json` | | [`ServiceDefinition`] |
//! | `POST requests.json` | [`Submission`] | list of one [`Receipt`] |
//! | `GET requests.json` | | list of [`Request`] |
//! | `GET requests/{id}.json` | | list of one [`Request`] |
//! | `GET tokens/{token}.json` | | list of one [`Case`] |
//! | any, where it fails | | list of [`Error`] |
//! | `GET /healthz` | | [`Health`] |
//!
//! The paths are in crate `routes`.
//!
//! **What a reader needs.** The portal reads JSON with a small reader of its own that takes strings,
//! whole numbers, booleans, lists, objects and `null`, and ignores members it does not know. So
//! no type here is flattened or untagged, and no fraction is ever read: GeoReport's `lat` and `long`
//! are written for others and not read back ([`Request`]). Enumerations are open: a value that this
//! version does not know is kept as text, so an old portal reads the answers of a newer server.
//!
//! Pure: no I/O, no clock. It compiles for the browser and for the server.

mod case;
mod definition;
mod degrees;
mod error;
mod handling;
mod health;
mod receipt;
mod request;
mod service;
mod token;
mod work;

pub use case::{Basis, Case, CaseStep, FollowUp, FollowUpKind, StepKind};
/// What a person sends (POST `requests.json`), as JSON or as a form. Its members have GeoReport's
/// names where GeoReport has them; `about`, `happened`, `contact` and `answers` are ours. Of GeoReport's
/// other members `lat` and `long` are kept as they are, `phone` and `email` as the contact, `address_id`
/// as what it is about, `attribute[code]` as the answers. Those that say who a person is or which program
/// they use (`first_name`, `last_name`, `account_id`, `device_id`, `api_key`, `jurisdiction_id`) are
/// ignored. Any other, such as `media_url`, is refused by its name.
pub use civic::cases::Submission;
pub use definition::{Attribute, AttributeValue, ServiceDefinition};
pub use degrees::Degrees;
pub use error::{Error, ErrorCode};
pub use handling::{
    CaseAction, CaseFile, CaseList, CaseSummary, ClosingLine, LogLine, PublicVersion, SaidLine,
    SuspectLine,
};
pub use health::{Health, HealthStatus};
pub use receipt::Receipt;
pub use request::{Request, Status};
pub use service::{Discovery, Endpoint, Service, ServiceType};
pub use token::{NoToken, TOKEN_GROUP, TOKEN_LENGTH, read_token, token_of};
pub use work::{MOST_BITS, WORK, WORK_WANTED, Work};
