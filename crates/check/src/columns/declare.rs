//! The form in which a sheet is declared.

/// Declares a sheet, a line a column: `Column` or `ColumnPair`, the constant, `Required` or
/// `Optional`, the Chinese and the English heading, the kind of cell and the meaning. The English
/// column of a pair is headed by 英文 and the Chinese heading, unless `english` names another.
/// Every sheet ends in the columns of `source`. After `[former]` come columns that are still read and no
/// longer written.
macro_rules! sheet {
    (
        $file:expr, $name:literal, missing: $missing:ident;
        $($shape:ident $column:ident = $presence:ident, $zh:literal, $en:literal, $kind:expr, $meaning:literal $(, english: $other:literal)?;)+
        $([former] $($old_shape:ident $old:ident = $old_presence:ident, $old_zh:literal, $old_en:literal, $old_kind:expr, $old_meaning:literal;)+)?
    ) => {
        $(sheet! { @$shape $column $presence $zh $en ($kind) $meaning $($other)? })+
        $($(sheet! { @$old_shape $old $old_presence $old_zh $old_en ($old_kind) $old_meaning })+)?

        /// The sheet as a whole.
        pub const SHEET: $crate::columns::SheetFormat = $crate::columns::SheetFormat {
            file: $file,
            english: $name,
            missing: $crate::Severity::$missing,
            entries: &[
                $($crate::columns::Entry::$shape($column),)+
                $crate::columns::Entry::Column($crate::columns::source::KIND),
                $crate::columns::Entry::Column($crate::columns::source::REFERENCE),
            ],
            former: &[$($($crate::columns::Entry::$old_shape($old),)+)?],
        };
    };
    (@Column $column:ident $presence:ident $zh:literal $en:literal ($kind:expr) $meaning:literal) => {
        #[doc = concat!("`", $zh, "` ", $en, ": ", $meaning)]
        pub const $column: $crate::columns::Column = $crate::columns::Column {
            zh: $zh,
            en: $en,
            presence: $crate::columns::Presence::$presence,
            kind: $kind,
            meaning: $meaning,
        };
    };
    (@ColumnPair $column:ident $presence:ident $zh:literal $en:literal ($kind:expr) $meaning:literal $($other:literal)?) => {
        #[doc = concat!("`", $zh, "` ", $en, ", in both languages: ", $meaning)]
        pub const $column: $crate::columns::ColumnPair = $crate::columns::ColumnPair::new(
            $crate::columns::Column {
                zh: $zh,
                en: $en,
                presence: $crate::columns::Presence::$presence,
                kind: $kind,
                meaning: $meaning,
            },
            (sheet!(@english $zh $($other)?), concat!($en, "_en")),
        );
    };
    (@english $zh:literal) => { concat!("英文", $zh) };
    (@english $zh:literal $other:literal) => { $other };
}

pub(super) use sheet;
