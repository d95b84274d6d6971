//! Every setting, by flag, environment or file: the flag wins, then the environment, then the file.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZero;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use serde::Deserialize;
use tracing_subscriber::filter::Targets;

use crate::Error;
use crate::log::LogFormat;
use crate::public_url::PublicUrl;
use crate::store::{StoreName, StoreUrl};

/// The options of `mingdan serve`. One that is left out takes its default.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ServeArgs {
    /// 设置文件（TOML），键用各选项的长名 A TOML file with any of these settings, by their long
    /// names: `listen = "0.0.0.0:8080"`
    #[arg(long, value_name = "FILE", env = "MINGDAN_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// 监听的地址和端口，端口 0 取一个空闲的 Address and port to listen on; port 0 takes a free one
    /// [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "MINGDAN_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// 公众访问的网址，如 `https://city.example`；在代理之后请写明 The address that visitors use; name
    /// it behind a proxy [default: the host that is asked for]
    #[arg(long, value_name = "URL", env = "MINGDAN_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,
    /// 构建好的网页 The built portal, as `trunk build --release` leaves it [default: dist]
    #[arg(long, value_name = "DIR", env = "MINGDAN_PORTAL")]
    pub portal: Option<PathBuf>,
    /// 已发布的文件夹 The published tree, as `mingdan build` writes it [default: tree]
    #[arg(long, value_name = "DIR", env = "MINGDAN_TREE")]
    pub tree: Option<PathBuf>,
    /// 存放诉求的文件夹，不公开，请备份 Where feedback is stored; private, back it up [default: data]
    #[arg(long, value_name = "DIR", env = "MINGDAN_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// 诉求库：`sqlite:文件` 或 `postgres://用户@主机/库` Where the cases are: `sqlite:PATH` or
    /// `postgres://USER@HOST/DATABASE`; the password belongs in a file or in
    /// `MINGDAN_STORE_PASSWORD` [default: feedback.sqlite3 in the data directory]
    #[arg(
        long,
        value_name = "URL",
        env = "MINGDAN_STORE",
        hide_env_values = true
    )]
    pub store: Option<StoreName>,
    /// 存放数据库密码的文件 A file with the password of the database, on one line
    #[arg(long, value_name = "FILE", env = "MINGDAN_STORE_PASSWORD_FILE")]
    pub store_password_file: Option<PathBuf>,
    /// 一次提交最多多少字节 The most bytes a submission may have [default: 65536]
    #[arg(long, value_name = "BYTES", env = "MINGDAN_MAX_BODY")]
    pub max_body: Option<usize>,
    /// 同一地址每分钟最多提交几次 Submissions a minute from one address before it is asked to wait
    /// [default: 10]
    #[arg(long, value_name = "NUMBER", env = "MINGDAN_RATE")]
    pub rate: Option<u32>,
    /// 可信代理用来写明访客地址的请求头，如 x-real-ip；直接对外服务时不要写，否则谁都能冒充 Header in
    /// which a trusted proxy names the client, such as `x-real-ip`; leave it out where clients
    /// connect directly, or they could claim any address
    #[arg(long, value_name = "HEADER", env = "MINGDAN_CLIENT_IP_HEADER")]
    pub client_ip_header: Option<String>,
    /// 处理一个请求最多几秒 Seconds a request may take [default: 30]
    #[arg(long, value_name = "SECONDS", env = "MINGDAN_REQUEST_TIMEOUT", value_parser = seconds)]
    pub request_timeout: Option<NonZero<u32>>,
    /// 等请求其余部分最多几秒 Seconds to wait for the rest of a request: its header, then each part of
    /// its body [default: 10]
    #[arg(long, value_name = "SECONDS", env = "MINGDAN_RECEIVE_TIMEOUT", value_parser = seconds)]
    pub receive_timeout: Option<NonZero<u32>>,
    /// 空闲连接保留几秒 Seconds a connection may be idle, or an answer not be taken [default: 60]
    #[arg(long, value_name = "SECONDS", env = "MINGDAN_IDLE_TIMEOUT", value_parser = seconds)]
    pub idle_timeout: Option<NonZero<u32>>,
    /// 最多同时多少个连接 The most connections at once [default: 10000, or half of the descriptors
    /// (ulimit -n) where those are fewer]
    #[arg(long, value_name = "NUMBER", env = "MINGDAN_MAX_CONNECTIONS")]
    pub max_connections: Option<usize>,
    /// 让浏览器在这么多秒内只用 HTTPS 访问；代理提供 HTTPS 之后才写 Seconds for which browsers are to
    /// use HTTPS alone (HSTS); only once a proxy serves HTTPS [default: not sent]
    #[arg(long, value_name = "SECONDS", env = "MINGDAN_HSTS")]
    pub hsts: Option<u64>,
    /// 日志的格式，写到标准错误 The form of the log on standard error [default: text]
    #[arg(long, value_name = "FORMAT", env = "MINGDAN_LOG")]
    pub log: Option<LogFormat>,
    /// 记哪些日志 What is logged: error, warn, info, debug or trace, also by module such as
    /// `warn,backend=debug` [default: info]
    #[arg(long, value_name = "LEVEL", env = "RUST_LOG")]
    pub log_level: Option<String>,
}

fn seconds(text: &str) -> Result<NonZero<u32>, String> {
    text.parse()
        .map_err(|_| "写成秒数，如 30 write a number of seconds such as 30".to_owned())
}

/// The settings of a server, complete.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that visitors use; `None` for the host that each asks for.
    pub public_url: Option<PublicUrl>,
    /// The directory of the built portal.
    pub portal: PathBuf,
    /// The directory of the published tree.
    pub tree: PathBuf,
    /// The directory of the store and the server's secret.
    pub data_dir: PathBuf,
    /// Where the cases are.
    pub store: StoreUrl,
    /// The most bytes a submission may have.
    pub max_body: usize,
    /// Submissions a minute from one address.
    pub rate: u32,
    /// The header in which a trusted proxy names the client; `None` where clients connect directly.
    pub client_ip_header: Option<String>,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How long the rest of a request may take to come: its header, then each part of its body.
    pub receive_timeout: Duration,
    /// How long a connection may be idle, or an answer not be taken.
    pub idle_timeout: Duration,
    /// The most connections at once; `None` for as many as is usual.
    pub max_connections: Option<usize>,
    /// For how many seconds browsers are to use HTTPS alone; `None` where they are not told.
    pub hsts: Option<u64>,
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
        let data_dir = self.data_dir.or(file.data_dir);
        let data_dir = data_dir.unwrap_or_else(|| "data".into());
        let store = match self.store.or(file.store) {
            Some(name) => name.read()?,
            None => StoreUrl::in_directory(&data_dir),
        };
        let password = password(self.store_password_file.or(file.store_password_file))?;
        let store = match password {
            Some(password) => store.with_password(&password),
            None => store,
        };
        let level = self.log_level.or(file.log_level);
        let level = level.unwrap_or_else(|| "info".to_owned());
        Ok(Settings {
            listen: self
                .listen
                .or(file.listen)
                .unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            public_url: self.public_url.or(file.public_url),
            portal: self.portal.or(file.portal).unwrap_or_else(|| "dist".into()),
            tree: self.tree.or(file.tree).unwrap_or_else(|| "tree".into()),
            data_dir,
            store,
            max_body: self.max_body.or(file.max_body).unwrap_or(64 * 1024),
            rate: self.rate.or(file.rate).unwrap_or(10),
            client_ip_header: self.client_ip_header.or(file.client_ip_header),
            request_timeout: duration(self.request_timeout.or(file.request_timeout), 30),
            receive_timeout: duration(self.receive_timeout.or(file.receive_timeout), 10),
            idle_timeout: duration(self.idle_timeout.or(file.idle_timeout), 60),
            max_connections: self.max_connections.or(file.max_connections),
            hsts: self.hsts.or(file.hsts),
            log: self.log.or(file.log).unwrap_or_default(),
            log_level: level
                .parse()
                .map_err(|error: tracing_subscriber::filter::ParseError| {
                    Error::LogLevel(level, error.into())
                })?,
        })
    }
}

/// The password of the database: from its file, or from the environment.
fn password(file: Option<PathBuf>) -> Result<Option<String>, Error> {
    let Some(file) = file else {
        return Ok(std::env::var("MINGDAN_STORE_PASSWORD").ok());
    };
    let read = std::fs::read_to_string(&file);
    let text = read.map_err(|error| Error::Settings(file, error.into()))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn duration(seconds: Option<NonZero<u32>>, default: u32) -> Duration {
    Duration::from_secs(seconds.map_or(default, NonZero::get).into())
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
            "listen = \"127.0.0.1:9\"\nrate = 3\nlog = \"json\"\nidle-timeout = 5\npublic-url = \"https://city.example\"\n",
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
        assert_eq!(settings.idle_timeout, Duration::from_secs(5));
        assert_eq!(settings.receive_timeout, Duration::from_secs(10));
        let url = settings.public_url.expect("a URL");
        assert_eq!(url.to_string(), "https://city.example");
    }

    #[test]
    fn the_store_is_a_file_of_the_data_directory_unless_another_is_named() {
        let of = |store: Option<&str>| {
            let args = ServeArgs {
                data_dir: Some("there".into()),
                store: store.map(Into::into),
                ..ServeArgs::default()
            };
            args.resolve().expect("settings").store.to_string()
        };
        assert_eq!(of(None), "there/feedback.sqlite3");
        assert_eq!(of(Some("sqlite:x")), "x");
    }

    #[test]
    fn a_password_is_read_from_its_file_and_shown_nowhere() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("password");
        std::fs::write(&path, "secret-of-theirs\n").expect("written");
        let settings = ServeArgs {
            store: Some("postgres://mingdan@localhost/feedback".into()),
            store_password_file: Some(path),
            ..ServeArgs::default()
        };
        let settings = settings.resolve().expect("settings");
        let StoreUrl::Postgres(address) = &settings.store else {
            unreachable!("a database, not {:?}", settings.store);
        };
        assert!(address.has_password("secret-of-theirs"));
        assert!(!format!("{settings:?}").contains("secret"));
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
