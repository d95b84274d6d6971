//! The causes of an error, as one text.

use std::error::Error as StdError;

/// The causes of an error, nearest first, separated by colons; empty where it has none. A cause that
/// the one before it repeats is left out.
pub fn causes(error: &dyn StdError) -> String {
    let sources = std::iter::successors(error.source(), |error| <dyn StdError>::source(*error));
    let mut texts: Vec<String> = sources.map(ToString::to_string).collect();
    texts.dedup_by(|cause, before| before.contains(cause.as_str()));
    texts.join(": ")
}

/// An error with its causes, nearest first, separated by colons.
pub(crate) fn chain(error: &dyn StdError) -> String {
    let causes = causes(error);
    if causes.is_empty() {
        error.to_string()
    } else {
        format!("{error}: {causes}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Layer {
        text: &'static str,
        source: Option<Box<Layer>>,
    }

    #[test]
    fn causes_are_listed_once_nearest_first() {
        let layer = |text, source| Layer {
            text,
            source: Option::map(source, Box::new),
        };
        let disk = layer("disk full", None);
        let write = layer("cannot write: disk full", Some(disk));
        let error = layer("cannot save", Some(write));
        assert_eq!(causes(&error), "cannot write: disk full");
        assert_eq!(chain(&error), "cannot save: cannot write: disk full");
        assert_eq!(causes(&layer("alone", None)), "");
    }
}
