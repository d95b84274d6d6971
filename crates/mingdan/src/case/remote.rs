//! Cases through a running server, by its API.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use api::{CaseAction, CaseFile, CaseList, Error};
use backend::desk::ListQuery;
use civic::Text;
use routes::handling as address;
use serde::de::DeserializeOwned;
use ureq::Agent;
use ureq::http::{Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

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
        let is_encrypted = is_encrypted(server)?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(is_encrypted)
            .timeout_global(Some(TIMEOUT));
        let config = if is_encrypted {
            config.tls_config(tls()).build()
        } else {
            // This machine is reached without a proxy, which would be given the key.
            config.proxy(None).build()
        };
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
        if query.each {
            pairs.push(("each", "true".to_owned()));
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

/// Whether the way to a server is encrypted. Without that, nothing is sent but to this machine.
fn is_encrypted(server: &str) -> Result<bool, Failure> {
    let uri: Option<Uri> = server.parse().ok();
    let scheme = uri.as_ref().and_then(Uri::scheme_str);
    match (scheme, uri.as_ref().and_then(Uri::host)) {
        (Some("https"), Some(_)) => Ok(true),
        (Some("http"), Some("127.0.0.1" | "localhost" | "[::1]")) => Ok(false),
        _ => Err(Failure::Usage(Text::new(
            "钥匙不能不加密就发出去：请写 https://，或者本机的 http://127.0.0.1:端口",
            "a key is not sent without encryption: write https://, or http://127.0.0.1:PORT on the server's own machine",
        ))),
    }
}

/// A server is trusted as this machine trusts it, a city's own certificate authority included.
fn tls() -> TlsConfig {
    let trusted = rustls_native_certs::load_native_certs().certs;
    let trusted = trusted
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(trusted.collect())))
        .unversioned_rustls_crypto_provider(provider)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sent_encrypted_or_not_off_this_machine() {
        for server in ["https://city.example", "https://127.0.0.1:8443/portal"] {
            assert_eq!(is_encrypted(server).ok(), Some(true), "{server}");
        }
        for server in [
            "http://127.0.0.1:8080",
            "http://localhost/",
            "http://[::1]:8080",
        ] {
            assert_eq!(is_encrypted(server).ok(), Some(false), "{server}");
        }
        for server in [
            "http://city.example",
            "http://127.0.0.1.city.example",
            "http://localhost.city.example:8080",
            "http://localhost@city.example",
            "http://localhost:8080@city.example",
            "ftp://localhost",
            "localhost:8080",
            "https://",
            "",
        ] {
            assert!(is_encrypted(server).is_err(), "{server}");
        }
    }
}
