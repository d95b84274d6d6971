//! Limits on official documents 公文规范: what a notice may not be, or not ask.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::{DocumentId, LimitId, Text};

open_enum! {
    /// What a limit is about.
    LimitKind {
        /// The number of characters of the notice.
        Length = "length", "篇幅", "Length";
        /// Reports on how it is carried out, and documents to match it.
        FollowUp = "follow_up", "报送落实情况", "Follow-up reports";
        /// Rankings.
        Ranking = "ranking", "排名", "Ranking";
        /// Single-item vetoes.
        Veto = "veto", "一票否决", "Single-item veto";
        /// Signed pledges.
        Pledge = "pledge", "责任状", "Signed pledge";
        /// Apps and check-ins.
        App = "app", "政务应用", "Apps";
        /// Photos and screenshots as proof of work.
        PhotoProof = "photo_proof", "拍照留痕", "Photos as proof";
        /// The same material twice.
        SameMaterial = "same_material", "材料重复", "The same material twice";
    }
}

/// A limit on official documents, with the article it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Its identifier.
    pub id: LimitId,
    /// What it is about.
    pub kind: LimitKind,
    /// The most there may be: characters of a length, times of a material; none of anything else
    /// where it is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<u32>,
    /// The article, or the heading where the article is not known.
    pub article: Text,
    /// The document.
    pub document: DocumentId,
    /// How to put it instead.
    pub advice: Text,
    /// Where this row comes from.
    pub source: Source,
}
