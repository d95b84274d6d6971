//! The kinds of what is handed in or done, deliverables and phone tools in one list.

use crate::Text;
use crate::duties::{DeliverableKind, ToolKind};
use crate::open_enum::open_enum;

open_enum! {
    /// A kind of what lands on a unit: a deliverable 材料 or the use of a phone tool 指尖工具.
    BurdenKind {
        /// A report.
        Report = "report", "报告", "reports";
        /// A form.
        Form = "form", "报表", "forms";
        /// A photo.
        Photo = "photo", "照片", "photos";
        /// A meeting.
        Meeting = "meeting", "会议", "meetings";
        /// A ledger.
        Ledger = "ledger", "台账", "ledger entries";
        /// The use of an app.
        App = "app", "政务应用", "uses of an app";
        /// A check-in.
        CheckIn = "check_in", "打卡", "check-ins";
        /// A relay in a chat group.
        GroupRelay = "group_relay", "群接龙", "group relays";
        /// A screenshot.
        Screenshot = "screenshot", "截图", "screenshots";
    }
}

impl BurdenKind {
    /// A number of them, as it is said: `2,190 张照片`, `2,190 photos`.
    pub fn counted(&self, number: &str) -> Text {
        let measure = match self {
            Self::Report => "份",
            Self::Form | Self::Photo => "张",
            Self::Meeting => "场",
            Self::Ledger => "条",
            _ => "次",
        };
        let en = match (self, number) {
            (Self::Ledger, "1") => "ledger entry",
            (Self::App, "1") => "use of an app",
            (kind, "1") => kind.en().trim_end_matches('s'),
            (kind, _) => kind.en(),
        };
        Text::new(
            format!("{number} {measure}{}", self.zh()),
            format!("{number} {en}"),
        )
    }

    /// Whether it is a phone tool, which the flag `app_added` speaks of; the others are deliverables.
    pub fn is_tool(&self) -> bool {
        matches!(
            self,
            Self::App | Self::CheckIn | Self::GroupRelay | Self::Screenshot
        )
    }
}

impl From<&DeliverableKind> for BurdenKind {
    fn from(kind: &DeliverableKind) -> Self {
        Self::from_code(kind.code())
    }
}

impl From<&ToolKind> for BurdenKind {
    fn from(kind: &ToolKind) -> Self {
        Self::from_code(kind.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_them_is_said() {
        let said = |kind: BurdenKind, n: &str| kind.counted(n);
        let two = said(BurdenKind::Photo, "2,190");
        assert_eq!(two, Text::new("2,190 张照片", "2,190 photos"));
        for (kind, en) in [
            (BurdenKind::Photo, "1 photo"),
            (BurdenKind::Ledger, "1 ledger entry"),
            (BurdenKind::App, "1 use of an app"),
            (BurdenKind::CheckIn, "1 check-in"),
        ] {
            assert_eq!(said(kind, "1").en, en);
        }
    }

    #[test]
    fn every_deliverable_and_every_tool_has_a_kind() {
        let deliverables = DeliverableKind::ALL.iter().map(BurdenKind::from);
        let tools = ToolKind::ALL.iter().map(BurdenKind::from);
        assert!(deliverables.clone().all(|kind| !kind.is_tool()));
        assert!(tools.clone().all(|kind| kind.is_tool()));
        assert!(
            deliverables
                .chain(tools)
                .eq(BurdenKind::ALL.iter().cloned())
        );
    }
}
