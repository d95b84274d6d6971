//! All rows of a database into a backup, and out of one.

use std::path::Path;

use deadpool_postgres::Transaction;
use futures_util::{TryStreamExt as _, pin_mut};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio_postgres::Row;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

use super::schema::WRITE_LOCK;
use super::trouble::said;
use super::verify::verify;
use crate::store::case::Backup;
use crate::store::error::{Cause, OwnError};
use crate::store::sqlite::backup::{NewBackup, ReadBackup};
use crate::store::sqlite::copy::{read_backup, write_backup};
use crate::store::table::{Cell, CellRow, Gathered, Kind, Rows, TABLES, Table};

/// How many portions of rows may wait for the slower side.
const PORTIONS: usize = 2;

/// Copies what a transaction sees, which is one instant, into a backup.
pub(super) async fn backup(transaction: &Transaction<'_>, to: &Path) -> Result<Backup, Cause> {
    let new = NewBackup::create(to)?;
    let (send, mut receive) = mpsc::channel(PORTIONS);
    let next = move || {
        let next: Option<Option<Rows>> = receive.blocking_recv();
        // An end that nobody announced is not the end of all rows.
        next.ok_or_else(|| OwnError::BrokenOff.into())
    };
    let writing = spawn_blocking(move || write_backup(new, next));
    let read = read_all(transaction, &send).await;
    if read.is_ok() {
        let _it_failed_and_says_so = send.send(None).await;
    }
    drop(send);
    let written = writing.await.map_err(|_| OwnError::BrokenOff)?;
    read?;
    written
}

async fn read_all(
    transaction: &Transaction<'_>,
    send: &mpsc::Sender<Option<Rows>>,
) -> Result<(), Cause> {
    for table in TABLES.iter().copied() {
        let rows = transaction
            .query_raw(&table.select(), std::iter::empty::<&str>())
            .await
            .map_err(said)?;
        pin_mut!(rows);
        let mut gathered = Gathered::default();
        while let Some(row) = rows.try_next().await.map_err(said)? {
            if let Some(rows) = gathered.take(cells(table, &row)?)
                && send.send(Some(Rows { table, rows })).await.is_err()
            {
                return Ok(());
            }
        }
        let rows = gathered.rest();
        if send.send(Some(Rows { table, rows })).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn cells(table: Table, row: &Row) -> Result<CellRow, Cause> {
    let columns = table.columns.iter().enumerate();
    let cells = columns.map(|(at, (_, kind))| {
        Ok(match kind {
            Kind::Number => row.try_get::<_, Option<i64>>(at)?.map(Cell::Number),
            Kind::Text => row.try_get::<_, Option<String>>(at)?.map(Cell::Text),
            Kind::Bytes => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Cell::Bytes),
        }
        .unwrap_or(Cell::Empty))
    });
    cells.collect()
}

/// Takes everything over from a backup, in a transaction that is committed only where this succeeds.
pub(super) async fn restore(transaction: &Transaction<'_>, from: &Path) -> Result<Backup, Cause> {
    transaction.batch_execute(WRITE_LOCK).await.map_err(said)?;
    let holds = "SELECT EXISTS (SELECT 1 FROM cases) OR EXISTS (SELECT 1 FROM log)";
    let holds = transaction.query_one(holds, &[]).await.map_err(said)?;
    if holds.get(0) {
        return Err(OwnError::NotEmpty.into());
    }
    let from = from.to_owned();
    let source = spawn_blocking(move || ReadBackup::open(&from, &std::env::temp_dir())).await;
    let source = source.map_err(|_| OwnError::BrokenOff)??;
    let expected = source.backup;
    let (send, mut receive) = mpsc::channel(PORTIONS);
    let reading =
        spawn_blocking(move || read_backup(&source, |rows| send.blocking_send(rows).is_ok()));
    while let Some(rows) = receive.recv().await {
        copy_in(transaction, rows).await?;
    }
    reading.await.map_err(|_| OwnError::BrokenOff)??;
    let verification = verify(transaction, Some(expected.head)).await?;
    if let Some(fault) = verification.faults.first() {
        return Err(OwnError::Broken(fault.to_string()).into());
    }
    let count = "SELECT count(*) FROM cases";
    let count = transaction.query_one(count, &[]).await.map_err(said)?;
    let restored = Backup {
        cases: u64::try_from(count.get::<_, i64>(0)).unwrap_or_default(),
        head: verification.head,
    };
    if restored != expected {
        return Err(OwnError::Broken("it is not what the backup has".to_owned()).into());
    }
    Ok(restored)
}

async fn copy_in(transaction: &Transaction<'_>, Rows { table, rows }: Rows) -> Result<(), Cause> {
    let sql = format!(
        "COPY {} ({}) FROM STDIN (FORMAT BINARY)",
        table.name,
        table.names()
    );
    let sink = transaction.copy_in(&sql).await.map_err(said)?;
    let types: Vec<Type> = table
        .columns
        .iter()
        .map(|(_, kind)| type_of(*kind))
        .collect();
    let writer = BinaryCopyInWriter::new(sink, &types);
    pin_mut!(writer);
    for row in &rows {
        let columns = row.iter().zip(table.columns);
        let values: Vec<&(dyn ToSql + Sync)> = columns
            .map(|(cell, (_, kind))| value(cell, *kind))
            .collect();
        writer.as_mut().write(&values).await.map_err(said)?;
    }
    writer.finish().await.map_err(said)?;
    Ok(())
}

fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Number => Type::INT8,
        Kind::Text => Type::TEXT,
        Kind::Bytes => Type::BYTEA,
    }
}

fn value(cell: &Cell, kind: Kind) -> &(dyn ToSql + Sync) {
    match cell {
        Cell::Number(number) => number,
        Cell::Text(text) => text,
        Cell::Bytes(bytes) => bytes,
        Cell::Empty => match kind {
            Kind::Number => &None::<i64>,
            Kind::Text => &None::<String>,
            Kind::Bytes => &None::<Vec<u8>>,
        },
    }
}
