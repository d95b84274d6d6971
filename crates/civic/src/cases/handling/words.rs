//! What was said with an event, apart from it: a text can be deleted while the log stays whole.

use serde::{Deserialize, Serialize};

use crate::QuestionCode;
use crate::open_enum::open_enum;

open_enum! {
    /// What a text is.
    Slot {
        /// The reporter's own description.
        Description = "description", "事情经过", "Description";
        /// Where, in the reporter's words.
        Address = "address", "地点（原话）", "Place in their words";
        /// The point they marked: latitude and longitude in degrees, parted by a comma.
        Point = "point", "坐标", "Point";
        /// When it happened, in the reporter's words.
        Happened = "happened", "时间（原话）", "When, in their words";
        /// What it is about, as the page it was sent from named it.
        About = "about", "关于什么", "What it is about";
        /// What was typed as the answer to a question of the kind.
        Answered = "answered", "问题的回答", "Answer to a question";
        /// How the person can be reached. It is kept apart from the log, which only says when it was
        /// deleted.
        Contact = "contact", "联系方式", "Contact";
        /// What the holder of the receipt added.
        Remark = "remark", "补充", "Remark";
        /// Why the holder contests a closing, in words.
        Contest = "contest", "不同意的话", "Why it is contested";
        /// What the holder says with a rating.
        RatingComment = "rating_comment", "评价的话", "Comment on the rating";
        /// A note between members of staff.
        Note = "note", "内部备注", "Internal note";
        /// What is told with a step, in Chinese.
        StepZh = "step_zh", "经过说明", "What was done, in Chinese";
        /// The same in English.
        StepEn = "step_en", "经过说明（英文）", "What was done, in English";
        /// To whom a case is referred and how to go on there, in Chinese.
        ReferralZh = "referral_zh", "引导去向", "Where it is referred, in Chinese";
        /// The same in English.
        ReferralEn = "referral_en", "引导去向（英文）", "Where it is referred, in English";
        /// The answer in Chinese.
        AnswerZh = "answer_zh", "答复", "Answer in Chinese";
        /// The answer in English.
        AnswerEn = "answer_en", "答复（英文）", "Answer in English";
        /// Why a case is of its 721 class, in Chinese.
        GroundZh = "ground_zh", "归类理由", "Why it is of its class, in Chinese";
        /// The same in English.
        GroundEn = "ground_en", "归类理由（英文）", "Why it is of its class, in English";
        /// The title of the public version in Chinese.
        PublicTitleZh = "public_title_zh", "公开标题", "Public title in Chinese";
        /// The title of the public version in English.
        PublicTitleEn = "public_title_en", "公开标题（英文）", "Public title in English";
        /// The public version of the description in Chinese.
        PublicDescriptionZh = "public_description_zh", "公开描述", "Public description in Chinese";
        /// The public version of the description in English.
        PublicDescriptionEn = "public_description_en", "公开描述（英文）", "Public description in English";
        /// What looks like personal data and was confirmed not to be.
        NotPersonal = "not_personal", "确认不是个人信息", "Confirmed as not personal";
    }
}

impl Slot {
    /// True for what anyone may read once it is cleared. What this version does not know is private.
    pub fn is_public(&self) -> bool {
        match self {
            Self::StepZh
            | Self::StepEn
            | Self::ReferralZh
            | Self::ReferralEn
            | Self::AnswerZh
            | Self::AnswerEn
            | Self::GroundZh
            | Self::GroundEn
            | Self::PublicTitleZh
            | Self::PublicTitleEn
            | Self::PublicDescriptionZh
            | Self::PublicDescriptionEn => true,
            Self::Description
            | Self::Address
            | Self::Point
            | Self::Happened
            | Self::About
            | Self::Answered
            | Self::Contact
            | Self::Remark
            | Self::Contest
            | Self::RatingComment
            | Self::Note
            | Self::NotPersonal
            | Self::Unknown(_) => false,
        }
    }

    /// True for what the person who reported the case wrote, which is deleted after the promised time.
    pub fn is_reporters(&self) -> bool {
        matches!(
            self,
            Self::Description
                | Self::Address
                | Self::Point
                | Self::Happened
                | Self::About
                | Self::Answered
                | Self::Remark
                | Self::Contest
                | Self::RatingComment
        )
    }
}

/// A text that was said, and whether it is still kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Option<String>", into = "Option<String>")]
pub enum Said {
    /// The text.
    Kept(String),
    /// Something was said, and was deleted 已删除. In JSON `null`.
    Deleted,
}

impl Said {
    /// The text; `None` where it was deleted.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Kept(text) => Some(text),
            Self::Deleted => None,
        }
    }
}

impl From<Option<String>> for Said {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Deleted, Self::Kept)
    }
}

impl From<Said> for Option<String> {
    fn from(said: Said) -> Self {
        match said {
            Said::Kept(text) => Some(text),
            Said::Deleted => None,
        }
    }
}

/// A text of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What it is.
    pub slot: Slot,
    /// The question that it answers, for [`Slot::Answered`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionCode>,
    /// What was said. A store that deletes the text keeps the rest.
    pub said: Said,
}

impl Words {
    /// A text that is kept.
    pub fn new(slot: Slot, text: impl Into<String>) -> Self {
        Self {
            slot,
            question: None,
            said: Said::Kept(text.into()),
        }
    }
}

/// What was said in both languages. A language in which nothing was said is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// In Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<Said>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Said>,
}

impl Wording {
    /// True where nothing was said, in either language. A text that was deleted was said.
    pub fn is_silent(&self) -> bool {
        self.zh.is_none() && self.en.is_none()
    }

    /// What is still kept, as a text; empty in a language where nothing is.
    pub fn text(&self) -> crate::Text {
        let kept = |said: &Option<Said>| {
            said.as_ref()
                .and_then(Said::text)
                .unwrap_or_default()
                .to_owned()
        };
        crate::Text::new(kept(&self.zh), kept(&self.en))
    }
}
