//! Cases through a running server, by its API.

use std::fs;
use std::time::Duration;

use api::{CaseAction, CaseFile, CaseList, Error};
use backend::desk::ListQuery;
use civic::Text;
use routes::handling as address;
use serde::de::DeserializeOwned;
use ureq::Agent;
use ureq::http::Response;

use super::arguments::Place;
use crate::outcome::Failure;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A server, and the key that opens it.
pub(crate) struct Remote {
    agent: Agent,
    site: String,
    authorization: String,
}

impl Remote {
    pub(crate) fn open(server: &str, place: &Place) -> Result<Self, Failure> {
        let Some(file) = &place.key_file else {
            return Err(Failure::Usage(Text::new(
                "请用 --key-file 指出存有钥匙的文件",
                "name the file with the key by --key-file",
            )));
        };
        let key = fs::read_to_string(file).map_err(|error| {
            Failure::Outside(Text::new(
                format!("钥匙文件 {} 不能读：{error}", file.display()),
                format!("the key file {} cannot be read: {error}", file.display()),
            ))
        })?;
        let is_safe = server.starts_with("https://")
            || ["http://127.0.0.1", "http://localhost", "http://[::1]"]
                .iter()
                .any(|here| server.starts_with(here));
        if !is_safe {
            return Err(Failure::Usage(Text::new(
                "钥匙不能不加密就发出去：请写 https://，或者本机的 http://127.0.0.1:端口",
                "a key is not sent without encryption: write https://, or http://127.0.0.1:PORT on the server's own machine",
            )));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .build();
        Ok(Self {
            agent: config.into(),
            site: server.trim_end_matches('/').to_owned(),
            authorization: format!("Bearer {}", key.trim()),
        })
    }

    pub(crate) fn list(&self, query: &ListQuery) -> Result<CaseList, Failure> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let stages = query.stages.iter();
        pairs.extend(stages.map(|stage| ("stage", stage.code().to_owned())));
        pairs.extend(query.units.iter().map(|unit| ("unit", unit.to_string())));
        let services = query.services.iter();
        pairs.extend(services.map(|service| ("service", service.to_string())));
        if query.overdue {
            pairs.push(("overdue", "true".to_owned()));
        }
        if query.to_clear {
            pairs.push(("to_clear", "true".to_owned()));
        }
        pairs.push(("after", query.after.to_string()));
        pairs.push(("limit", query.most.to_string()));
        let request = self.agent.get(self.url(address::CASES)).query_pairs(pairs);
        self.read(request.header("authorization", &self.authorization).call())
    }

    pub(crate) fn show(&self, number: i64) -> Result<CaseFile, Failure> {
        let request = self.agent.get(self.url(&address::case(number)));
        self.read(request.header("authorization", &self.authorization).call())
    }

    pub(crate) fn act(&self, number: i64, action: &CaseAction) -> Result<CaseFile, Failure> {
        let request = self.agent.post(self.url(&address::case(number)));
        let request = request
            .header("authorization", &self.authorization)
            .content_type("application/json");
        self.read(request.send(serde_json::to_vec(action).unwrap_or_default()))
    }

    pub(crate) fn photo(&self, number: i64, photo: i64) -> Result<Vec<u8>, Failure> {
        let request = self
            .agent
            .get(self.url(&address::case_photo(number, photo)));
        let answer = request.header("authorization", &self.authorization).call();
        self.bytes(answer)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    fn read<T: DeserializeOwned>(
        &self,
        answer: Result<Response<ureq::Body>, ureq::Error>,
    ) -> Result<T, Failure> {
        let bytes = self.bytes(answer)?;
        serde_json::from_slice(&bytes).map_err(|error| {
            Failure::Outside(Text::new(
                format!("{} 的回答看不懂，两边的版本可能不同：{error}", self.site),
                format!(
                    "the answer of {} cannot be read, perhaps of another version: {error}",
                    self.site
                ),
            ))
        })
    }

    fn bytes(&self, answer: Result<Response<ureq::Body>, ureq::Error>) -> Result<Vec<u8>, Failure> {
        let unreachable = |error: ureq::Error| {
            Failure::Outside(Text::new(
                format!("连不上 {}：{error}", self.site),
                format!("{} cannot be reached: {error}", self.site),
            ))
        };
        let mut answer = answer.map_err(unreachable)?;
        let status = answer.status();
        let body = answer.body_mut().read_to_vec().map_err(unreachable)?;
        if status.is_success() {
            return Ok(body);
        }
        let errors: Vec<Error> = serde_json::from_slice(&body).unwrap_or_default();
        let Some(error) = errors.first() else {
            return Err(Failure::Outside(Text::new(
                format!("{} 的回答是 {status}", self.site),
                format!("{} answered {status}", self.site),
            )));
        };
        let text = error.message();
        if status.is_client_error() {
            Err(Failure::Refused(text))
        } else {
            Err(Failure::Outside(text))
        }
    }
}
