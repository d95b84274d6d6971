//! The kinds of what is handed in or done, deliverables and phone tools in one list.

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
