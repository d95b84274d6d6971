//! Every setting, by flag, environment or file: the flag wins, then the environment, then the file.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;
use tracing_subscriber::filter::Targets;

use crate::Error;
use crate::log::LogFormat;

/// The options of `mingdan serve`. One that is left out takes its default.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ServeArgs {
    /// A TOML file with any of these settings, by their long names: `listen = "0.0.0.0:8080"`
    #[arg(long, value_name = "FILE", env = "MINGDAN_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "MINGDAN_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// The built portal, as `trunk build --release` leaves it [default: dist]
    #[arg(long, value_name = "DIR", env = "MINGDAN_PORTAL")]
    pub portal: Option<PathBuf>,
    /// The published tree, as `mingdan build` writes it [default: tree]
    #[arg(long, value_name = "DIR", env = "MINGDAN_TREE")]
    pub tree: Option<PathBuf>,
    /// Where feedback is stored; private, back it up [default: data]
    #[arg(long, value_name = "DIR", env = "MINGDAN_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// The most bytes a submission may have [default: 65536]
    #[arg(long, value_name = "BYTES", env = "MINGDAN_MAX_BODY")]
    pub max_body: Option<usize>,
    /// Submissions a minute from one address before it is asked to wait [default: 10]
    #[arg(long, value_name = "NUMBER", env = "MINGDAN_RATE")]
    pub rate: Option<u32>,
    /// Header in which a trusted proxy names the client, such as `x-real-ip`; leave it out where
    /// clients connect directly, or they could claim any address
    #[arg(long, value_name = "HEADER", env = "MINGDAN_CLIENT_IP_HEADER")]
    pub client_ip_header: Option<String>,
    /// Seconds a request may take [default: 30]
    #[arg(long, value_name = "SECONDS", env = "MINGDAN_REQUEST_TIMEOUT")]
    pub request_timeout: Option<u64>,
    /// The form of the log on standard error [default: text]
    #[arg(long, value_name = "FORMAT", env = "MINGDAN_LOG")]
    pub log: Option<LogFormat>,
    /// What is logged: error, warn, info, debug or trace, also by module such as
    /// `warn,backend=debug` [default: info]
    #[arg(long, value_name = "LEVEL", env = "RUST_LOG")]
    pub log_level: Option<String>,
}

/// The settings of a server, complete.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The directory of the built portal.
    pub portal: PathBuf,
    /// The directory of the published tree.
    pub tree: PathBuf,
    /// The directory of the store and the server's secret.
    pub data_dir: PathBuf,
    /// The most bytes a submission may have.
    pub max_body: usize,
    /// Submissions a minute from one address.
    pub rate: u32,
    /// The header in which a trusted proxy names the client; `None` where clients connect directly.
    pub client_ip_header: Option<String>,
    /// How long a request may take, in seconds.
    pub request_timeout: u64,
    /// The form of the log.
    pub log: LogFormat,
    /// What is logged, by module.
    pub log_level: Targets,
}

impl ServeArgs {
    /// Takes from the file what neither a flag nor the environment sets, and defaults for the rest.
    pub fn resolve(self) -> Result<Settings, Error> {
        let file = match &self.config {
            None => Self::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| Error::Settings(path.clone(), error.into()))?;
                toml::from_str(&text)
                    .map_err(|error| Error::Settings(path.clone(), error.into()))?
            }
        };
        let level = self.log_level.or(file.log_level);
        let level = level.unwrap_or_else(|| "info".to_owned());
        Ok(Settings {
            listen: self
                .listen
                .or(file.listen)
                .unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            portal: self.portal.or(file.portal).unwrap_or_else(|| "dist".into()),
            tree: self.tree.or(file.tree).unwrap_or_else(|| "tree".into()),
            data_dir: self
                .data_dir
                .or(file.data_dir)
                .unwrap_or_else(|| "data".into()),
            max_body: self.max_body.or(file.max_body).unwrap_or(64 * 1024),
            rate: self.rate.or(file.rate).unwrap_or(10),
            client_ip_header: self.client_ip_header.or(file.client_ip_header),
            request_timeout: self.request_timeout.or(file.request_timeout).unwrap_or(30),
            log: self.log.or(file.log).unwrap_or_default(),
            log_level: level
                .parse()
                .map_err(|error: tracing_subscriber::filter::ParseError| {
                    Error::LogLevel(level, error.into())
                })?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::causes;

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("serve.toml");
        std::fs::write(
            &path,
            "listen = \"127.0.0.1:9\"\nrate = 3\nlog = \"json\"\n",
        )
        .expect("written");
        let settings = ServeArgs {
            config: Some(path),
            rate: Some(5),
            ..ServeArgs::default()
        }
        .resolve()
        .expect("settings");
        assert_eq!(settings.listen.port(), 9);
        assert_eq!(settings.rate, 5);
        assert_eq!(settings.max_body, 65_536);
        assert_eq!(settings.log, LogFormat::Json);
    }

    #[test]
    fn a_misspelt_setting_is_an_error_that_names_it() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("serve.toml");
        std::fs::write(&path, "lisen = \"127.0.0.1:9\"\n").expect("written");
        let config = Some(path);
        let error = ServeArgs {
            config,
            ..ServeArgs::default()
        }
        .resolve()
        .expect_err("an error");
        assert!(causes(&error).contains("lisen"), "{error:?}");
    }

    #[test]
    fn a_level_that_is_none_is_an_error_that_quotes_it() {
        let error = ServeArgs {
            log_level: Some("backend=loud".to_owned()),
            ..ServeArgs::default()
        }
        .resolve()
        .expect_err("an error");
        assert!(error.to_string().contains("backend=loud"), "{error}");
    }
}
