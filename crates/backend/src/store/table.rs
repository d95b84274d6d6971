//! The tables that every store has, for copying all rows from one database to another.

/// What a column holds. Each may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    /// About how much memory it takes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Empty | Self::Number(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// A row, in the order of the columns of its table.
pub(super) type CellRow = Vec<Cell>;

/// A table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    /// The columns that its rows are sorted by.
    pub(super) order: &'static str,
}

impl Table {
    /// The names of the columns, separated by commas.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// A query of all rows.
    pub(super) fn select(&self) -> String {
        let Self { name, order, .. } = self;
        format!("SELECT {} FROM {name} ORDER BY {order}", self.names())
    }
}

/// The rows of a table that are copied at once.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) table: Table,
    pub(super) rows: Vec<CellRow>,
}

/// How many rows are copied at once.
const MOST_ROWS: usize = 1000;
/// About how much memory they may take: photos are large.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Gathers rows until there are enough to be copied at once.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    rows: Vec<CellRow>,
    bytes: usize,
}

impl Gathered {
    /// Takes a row; gives all that were taken where they are enough.
    pub(super) fn take(&mut self, row: CellRow) -> Option<Vec<CellRow>> {
        self.bytes += row.iter().map(Cell::size).sum::<usize>();
        self.rows.push(row);
        let enough = self.rows.len() >= MOST_ROWS || self.bytes >= MOST_BYTES;
        enough.then(|| std::mem::take(self).rows)
    }

    /// The rest.
    pub(super) fn rest(self) -> Vec<CellRow> {
        self.rows
    }
}

/// Every table with something in it that has to be kept, each after those that it refers to.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "cases",
        columns: &[
            ("number", Kind::Number),
            ("token_hash", Kind::Text),
            ("idempotency_hash", Kind::Text),
            ("body_hash", Kind::Text),
            ("service", Kind::Text),
            ("lat_e6", Kind::Number),
            ("lon_e6", Kind::Number),
            ("created_at", Kind::Number),
            ("changed_at", Kind::Number),
            ("entries", Kind::Number),
            ("stage", Kind::Text),
            ("unit", Kind::Text),
            ("due_on", Kind::Text),
            ("ended_at", Kind::Number),
            ("published_as", Kind::Text),
            ("needs_clearing", Kind::Number),
        ],
        order: "number",
    },
    Table {
        name: "log",
        columns: &[
            ("sequence", Kind::Number),
            ("case_number", Kind::Number),
            ("at", Kind::Number),
            ("actor", Kind::Text),
            ("event", Kind::Text),
            ("hash", Kind::Bytes),
        ],
        order: "sequence",
    },
    Table {
        name: "words",
        columns: &[
            ("sequence", Kind::Number),
            ("slot", Kind::Text),
            ("digest", Kind::Bytes),
        ],
        order: "sequence, slot",
    },
    Table {
        name: "texts",
        columns: &[
            ("sequence", Kind::Number),
            ("slot", Kind::Text),
            ("text", Kind::Text),
            ("salt", Kind::Bytes),
        ],
        order: "sequence, slot",
    },
    Table {
        name: "contacts",
        columns: &[("case_number", Kind::Number), ("contact", Kind::Text)],
        order: "case_number",
    },
    Table {
        name: "photos",
        columns: &[
            ("sequence", Kind::Number),
            ("case_number", Kind::Number),
            ("media_type", Kind::Text),
            ("bytes", Kind::Bytes),
            ("salt", Kind::Bytes),
        ],
        order: "sequence",
    },
];
