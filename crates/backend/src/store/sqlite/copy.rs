//! Rows of another database into a backup, and out of one.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::backup::{NewBackup, ReadBackup};
use super::schema;
use crate::store::case::Backup;
use crate::store::error::Cause;
use crate::store::table::{Cell, CellRow, Gathered, Rows, TABLES, Table};

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Empty => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn cell(value: ValueRef<'_>) -> rusqlite::Result<Cell> {
    Ok(match value {
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(_) => Cell::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
        // The schema has no column of this kind.
        ValueRef::Real(_) | ValueRef::Null => Cell::Empty,
    })
}

/// The trigger that has a word written with its entry, which copying table by table does not do.
const TRIGGER: &str = "words_are_append_only";

/// Writes rows into a backup as `next` gives them, and finishes it once it says that those were all.
pub(in crate::store) fn write_backup(
    new: NewBackup,
    mut next: impl FnMut() -> Result<Option<Rows>, Cause>,
) -> Result<Backup, Cause> {
    let mut connection = schema::open(new.path())?;
    let transaction = connection.transaction()?;
    let trigger: String = transaction.query_row(
        "SELECT sql FROM sqlite_schema WHERE name = ?1",
        [TRIGGER],
        |row| row.get(0),
    )?;
    transaction.execute_batch(&format!("DROP TRIGGER {TRIGGER}"))?;
    while let Some(Rows { table, rows }) = next()? {
        insert(&transaction, table, &rows)?;
    }
    transaction.execute_batch(&trigger)?;
    transaction.commit()?;
    // One file, without a log beside it.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.close().map_err(|(_, error)| error)?;
    new.finish()
}

fn insert(connection: &Connection, table: Table, rows: &[CellRow]) -> rusqlite::Result<()> {
    let marks = vec!["?"; table.columns.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        table.name,
        table.names()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    for row in rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// Reads all rows of a backup, table by table, and hands them on until `take` says that it has no
/// use for more.
pub(in crate::store) fn read_backup(
    backup: &ReadBackup,
    mut take: impl FnMut(Rows) -> bool,
) -> Result<(), Cause> {
    for table in TABLES.iter().copied() {
        let mut statement = backup.connection.prepare(&table.select())?;
        let mut rows = statement.query([])?;
        let mut gathered = Gathered::default();
        while let Some(row) = rows.next()? {
            let cells = (0..table.columns.len()).map(|at| cell(row.get_ref(at)?));
            let cells = cells.collect::<rusqlite::Result<CellRow>>()?;
            if let Some(rows) = gathered.take(cells)
                && !take(Rows { table, rows })
            {
                return Ok(());
            }
        }
        let rows = gathered.rest();
        if !take(Rows { table, rows }) {
            return Ok(());
        }
    }
    Ok(())
}
