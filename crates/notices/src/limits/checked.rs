//! What is checked.

use crate::draft::Draft;
use crate::reading::Reading;

/// A draft notice: its text, as it was read, and as it was corrected by hand.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The text.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
    /// What a person made of it.
    pub draft: &'a Draft,
}
