//! A connection to PostgreSQL, set up, that knows when it met others.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use postgres::types::ToSql;
use postgres::{Client, Config, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Error, Result};

/// Where the database is, and in which schema.
#[derive(Clone)]
pub(crate) struct Address {
    config: Config,
    schema: String,
    trust_losses: bool,
}

impl Address {
    pub(crate) fn parse(url: &str, schema: &str, trust_losses: bool) -> Result<Self> {
        let mut config: Config = url
            .parse()
            .map_err(|_| Error::Unfit("this is no address of a PostgreSQL database".to_owned()))?;
        let fits = !schema.is_empty()
            && schema
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !fits {
            return Err(Error::Unfit(format!(
                "“{schema}” is no name of a schema: a-z, 0-9 and _ are allowed"
            )));
        }
        if config.get_application_name().is_none() {
            config.application_name("guildhall");
        }
        config.connect_timeout(Duration::from_secs(5));
        Ok(Self {
            config,
            schema: schema.to_owned(),
            trust_losses,
        })
    }

    /// The channel on which processes tell each other what changed.
    pub(crate) fn channel(&self) -> String {
        format!("guildhall_{}", self.schema)
    }

    /// A fresh connection, set up, whose statements may take `limit` each.
    pub(crate) fn connect(&self, limit: Duration) -> Result<PostgresLink> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls::RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Unfit(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut client = self.config.connect(MakeRustlsConnect::new(tls))?;
        client.batch_execute(&format!(
            "set search_path = {}; set statement_timeout = {}; set lock_timeout = '2s';
             set idle_in_transaction_session_timeout = '10s'; set timezone = 'UTC';",
            self.schema,
            limit.as_millis().max(1)
        ))?;
        Ok(PostgresLink {
            client,
            statements: HashMap::new(),
        })
    }

    /// Makes the schema, and refuses a database that forgets what it acknowledged (R100).
    ///
    /// Gives a connection inside a transaction that only one process at a time can have.
    pub(crate) fn prepare(&self) -> Result<PostgresLink> {
        let mut link = self.connect(Duration::from_secs(5))?;
        if !self.trust_losses {
            for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
                let value: String = link
                    .client
                    .query_one(&format!("show {setting}"), &[])?
                    .try_get(0)?;
                if value == "off" {
                    return Err(Error::Unfit(format!(
                        "{setting} is off in this database: acknowledged writes could be lost"
                    )));
                }
            }
        }
        link.batch("set statement_timeout = 0; set lock_timeout = 0; begin; select pg_advisory_xact_lock(2008071000)")?;
        let there = "select 1 from pg_namespace where nspname = $1";
        if link.client.query_opt(there, &[&self.schema])?.is_none() {
            // Only then, since a role that may not make schemas can still be given one.
            link.batch(&format!("create schema {}", self.schema))?;
        }
        Ok(link)
    }
}

/// A connection with its statements.
pub(crate) struct PostgresLink {
    client: Client,
    /// By the address of the program's text, which never moves.
    statements: HashMap<(usize, usize), Statement>,
}

impl PostgresLink {
    pub(crate) fn prepare(&mut self, text: &'static str) -> Result<Statement> {
        let key = (text.as_ptr().addr(), text.len());
        if let Some(known) = self.statements.get(&key) {
            return Ok(known.clone());
        }
        let fresh = self.client.prepare(text)?;
        self.statements.insert(key, fresh.clone());
        Ok(fresh)
    }

    pub(crate) fn query(
        &mut self,
        statement: &Statement,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<postgres::Row>> {
        Ok(self.client.query(statement, values)?)
    }

    pub(crate) fn execute(
        &mut self,
        statement: &Statement,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<u64> {
        Ok(self.client.execute(statement, values)?)
    }

    /// Whether it is of no use any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(crate) const fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        Ok(self.client.batch_execute(sql)?)
    }
}
