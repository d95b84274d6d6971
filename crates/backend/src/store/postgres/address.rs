//! The address of a database: `postgres://user@host/database`, as libpq has it.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The address of a PostgreSQL database. What it shows of itself never has the password.
#[derive(Clone)]
pub struct PostgresAddress {
    pub(super) config: Config,
    /// A file with the certificates to trust instead of the system's.
    pub(super) root_certificates: Option<PathBuf>,
}

/// Why a text is no address of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is not written like one. The text itself is not repeated: it may have a password.
    #[error(
        "this is not the address of a database; write it as postgres://USER@HOST/DATABASE, or \
         postgres://USER@%2Frun%2Fpostgresql/DATABASE for a socket in a folder"
    )]
    Malformed,
    /// It names no user.
    #[error("the address of the database names no user; write postgres://USER@HOST/DATABASE")]
    NoUser,
    /// It asks for a way to use TLS that is not known.
    #[error(
        "the address of the database says sslmode={0}; write sslmode=require, or sslmode=disable \
         where the network between is your own"
    )]
    SslMode(String),
}

impl PostgresAddress {
    /// Reads an address. A database on another machine is spoken to by TLS alone, with its
    /// certificate and name verified, unless the address says `sslmode=disable`; `sslrootcert` names
    /// a PEM file with the certificates to trust instead of the system's.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut root_certificates = None;
        let mut ssl_mode = None;
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or(AddressError::Malformed)?;
            let value = percent_encoding::percent_decode_str(value).decode_utf8();
            let value = value.map_err(|_| AddressError::Malformed)?;
            match name {
                "sslrootcert" => root_certificates = Some(PathBuf::from(&*value)),
                "sslmode" => ssl_mode = Some(read_ssl_mode(&value)?),
                _ => rest.push(pair),
            }
        }
        let text = format!("{base}?{}", rest.join("&"));
        let mut config: Config = text.parse().map_err(|_| AddressError::Malformed)?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(AddressError::Malformed);
        }
        if config.get_user().is_none() {
            return Err(AddressError::NoUser);
        }
        let default = if is_local(&config) {
            SslMode::Prefer
        } else {
            SslMode::Require
        };
        config.ssl_mode(ssl_mode.unwrap_or(default));
        Ok(Self {
            config,
            root_certificates,
        })
    }

    /// The same address with a password.
    #[must_use]
    pub fn with_password(mut self, password: &str) -> Self {
        self.config.password(password);
        self
    }

    #[cfg(test)]
    pub(crate) fn has_password(&self, password: &str) -> bool {
        self.config.get_password() == Some(password.as_bytes())
    }
}

fn read_ssl_mode(value: &str) -> Result<SslMode, AddressError> {
    match value {
        "disable" => Ok(SslMode::Disable),
        "prefer" => Ok(SslMode::Prefer),
        // Certificate and name are always verified.
        "require" | "verify-ca" | "verify-full" => Ok(SslMode::Require),
        _ => Err(AddressError::SslMode(value.to_owned())),
    }
}

/// True where nothing that is sent leaves this machine.
fn is_local(config: &Config) -> bool {
    let hosts = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            let address = name.parse::<IpAddr>();
            name == "localhost" || address.is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    });
    hosts && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

impl fmt::Display for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.config.get_dbname().or(self.config.get_user());
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts: Vec<String> = hosts.collect();
        write!(
            f,
            "the database {} on {}",
            name.unwrap_or_default(),
            hosts.join(", ")
        )
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresAddress({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(text: &str) -> SslMode {
        let address = PostgresAddress::parse(text).expect("an address");
        address.config.get_ssl_mode()
    }

    #[test]
    fn a_database_on_another_machine_is_spoken_to_by_tls_unless_said_otherwise() {
        for local in [
            "postgres://mingdan@localhost/mingdan",
            "postgres://mingdan@127.0.0.1:5433/mingdan",
            "postgresql://mingdan@[::1]/mingdan",
            "postgres://mingdan@%2Frun%2Fpostgresql/mingdan",
        ] {
            assert_eq!(mode(local), SslMode::Prefer, "{local}");
        }
        for remote in [
            "postgres://mingdan@db.city.example/mingdan",
            "postgres://mingdan@192.0.2.7/mingdan?connect_timeout=3",
            "postgres://mingdan@localhost,192.0.2.7/mingdan",
            "postgres://mingdan@localhost/mingdan?hostaddr=192.0.2.7",
        ] {
            assert_eq!(mode(remote), SslMode::Require, "{remote}");
        }
        let said = "postgres://mingdan@192.0.2.7/mingdan?sslmode=disable";
        assert_eq!(mode(said), SslMode::Disable);
    }

    #[test]
    fn what_is_shown_of_an_address_has_no_password() {
        let text = "postgres://mingdan:secret-of-theirs@localhost/feedback";
        let address = PostgresAddress::parse(text).expect("an address");
        assert_eq!(address.to_string(), "the database feedback on localhost");
        assert!(!format!("{address:?}").contains("secret"));
        let with = PostgresAddress::parse("postgres://mingdan@localhost/feedback");
        let with = with.expect("an address").with_password("another");
        assert_eq!(with.config.get_password(), Some(&b"another"[..]));
        assert!(!format!("{with:?}").contains("another"));
    }

    #[test]
    fn what_is_no_address_is_refused_without_repeating_it() {
        let parse = |text: &str| {
            PostgresAddress::parse(text)
                .map(|_| ())
                .expect_err("refused")
        };
        for wrong in [
            "postgres://a:secret@h:port/d",
            "mysql://a@h/d",
            "postgres://",
            "postgres://a@h/d?sslmode",
            "postgres://a@h/d?nonsense=1",
        ] {
            assert_eq!(parse(wrong), AddressError::Malformed, "{wrong}");
        }
        assert_eq!(parse("postgres://localhost/d"), AddressError::NoUser);
        let unknown = AddressError::SslMode("allow".to_owned());
        assert_eq!(parse("postgres://a@h/d?sslmode=allow"), unknown);
    }

    #[test]
    fn the_certificates_to_trust_can_be_named() {
        let text = "postgres://a@h/d?sslmode=verify-full&sslrootcert=%2Fetc%2Fcity.pem";
        let address = PostgresAddress::parse(text).expect("an address");
        assert_eq!(address.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(address.root_certificates, Some("/etc/city.pem".into()));
    }
}
