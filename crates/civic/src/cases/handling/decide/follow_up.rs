//! What the holder of the receipt can do.

use super::decision::{Decision, Half, listed};
use crate::cases::ContestGround;
use crate::cases::handling::{Event, NotListed, Refusal, Slot};

/// The most remarks of the holder of a receipt on one case.
pub const MAX_REMARKS: u32 = 50;

impl Decision<'_> {
    pub(super) fn contest(&self, ground: Option<ContestGround>, text: &str) -> Half {
        let list = NotListed::ContestGround;
        let ground = listed(ground, ContestGround::ALL, ContestGround::code, list)?;
        let words = self.words().must(Slot::Contest, text)?;
        let due = self.next_due();
        Ok((Event::Contested { ground, due }, words))
    }

    pub(super) fn remark(&self, text: &str, photos: u32) -> Half {
        if self.state.remarks >= MAX_REMARKS {
            return Err(Refusal::TooManyRemarks(MAX_REMARKS));
        }
        let words = if photos == 0 {
            self.words().must(Slot::Remark, text)?
        } else {
            self.words().may(Slot::Remark, text)?
        };
        Ok((Event::Remark { photos }, words))
    }

    pub(super) fn rate(&self, score: u8, comment: &str) -> Half {
        if !(1..=5).contains(&score) {
            return Err(Refusal::Score(score));
        }
        let words = self.words().may(Slot::RatingComment, comment)?;
        Ok((Event::Rated { score }, words))
    }
}
