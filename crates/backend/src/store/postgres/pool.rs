//! Connections to the database, made as they are needed, each set up the same way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{
    Client, ClientWrapper, Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::PostgresAddress;
use super::schema;
use super::trouble::DatabaseError;
use crate::store::error::Cause;

/// How many connections there are at most.
const CONNECTIONS: usize = 6;
/// How long a new connection, or a free one, is waited for.
const CONNECTING: Duration = Duration::from_secs(5);

/// What every connection is told: that a commit is durable, even where the database was set up to
/// answer earlier, and how long a statement may take and wait.
const SETTINGS: &str = "
SET search_path = mingdan;
SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local');
SET statement_timeout = '60s';
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = '120s';
SET client_min_messages = 'warning';
";

/// The connections to one database.
#[derive(Clone, Debug)]
pub(super) struct Connections {
    pool: Pool,
    /// True once the schema is known to be the newest.
    settled: Arc<AtomicBool>,
}

impl Connections {
    /// Nothing is connected yet.
    pub(super) fn new(address: &PostgresAddress) -> Result<Self, Cause> {
        let mut config = address.config.clone();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECTING);
        }
        config.application_name("mingdan");
        config.tcp_user_timeout(Duration::from_secs(15));
        let manager = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let tls = MakeRustlsConnect::new(tls(address)?);
        let manager = Manager::from_config(config, tls, manager);
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(CONNECTING))
            .create_timeout(Some(CONNECTING * 2))
            .recycle_timeout(Some(CONNECTING))
            .post_create(Hook::async_fn(|client: &mut ClientWrapper, _| {
                Box::pin(async move {
                    let set = client.batch_execute(SETTINGS).await;
                    set.map_err(HookError::Backend)
                })
            }))
            .build()?;
        Ok(Self {
            pool,
            settled: Arc::default(),
        })
    }

    /// A connection to a database of the newest schema.
    pub(super) async fn get(&self) -> Result<Client, Cause> {
        let mut client = self.pool.get().await.map_err(DatabaseError::from)?;
        if !self.settled.load(Ordering::Relaxed) {
            schema::settle(&mut client).await?;
            self.settled.store(true, Ordering::Relaxed);
        }
        Ok(client)
    }

    /// Ends every connection.
    pub(super) fn close(&self) {
        self.pool.close();
    }
}

/// Certificate and name of the database are verified wherever TLS is spoken.
fn tls(address: &PostgresAddress) -> Result<ClientConfig, Cause> {
    let mut trusted = RootCertStore::empty();
    if let Some(file) = &address.root_certificates {
        for certificate in CertificateDer::pem_file_iter(file)? {
            trusted.add(certificate?)?;
        }
    } else if address.config.get_ssl_mode() == SslMode::Require {
        let system = rustls_native_certs::load_native_certs();
        trusted.add_parsable_certificates(system.certs);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(trusted).with_no_client_auth())
}
