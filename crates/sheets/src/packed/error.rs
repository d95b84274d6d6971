//! Why a packed file cannot be read.

use thiserror::Error;

/// What a parser reports, or words of our own.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a packed file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum PackedError {
    /// It has a password.
    #[error("protected by a password")]
    Encrypted,
    /// It is not whole.
    #[error("damaged: {part}: {why}")]
    Damaged {
        /// The part of the packed file; empty for the file as a whole.
        part: String,
        /// What its parser reports.
        why: String,
    },
    /// Its XML is larger than any document is.
    #[error("too large once unpacked")]
    TooLarge,
}

impl PackedError {
    /// Damage to the file as a whole.
    pub(crate) fn damaged(why: impl Into<Cause>) -> Self {
        Self::Damaged {
            part: String::new(),
            why: why.into().to_string(),
        }
    }

    /// Names the part in which damage was found.
    pub(crate) fn in_part(self, name: &str) -> Self {
        match self {
            Self::Damaged { part, why } if part.is_empty() => Self::Damaged {
                part: name.to_owned(),
                why,
            },
            other => other,
        }
    }
}

impl From<quick_xml::Error> for PackedError {
    fn from(error: quick_xml::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::events::attributes::AttrError> for PackedError {
    fn from(error: quick_xml::events::attributes::AttrError) -> Self {
        Self::damaged(error)
    }
}
