//! The comparison of a requirement's steps 逐级比对.
use crate::open_enum::open_enum;
open_enum! {
    /// What a step adds 加码类型.
    Flag {
        /// Due earlier.
        DeadlineEarlier = "deadline_earlier", "时限提前", "Due earlier";
        /// Target raised.
        TargetRaised = "target_raised", "指标抬高", "Target raised";
        /// Asked more often.
        FrequencyRaised = "frequency_raised", "频次增加", "Asked more often";
        /// More to hand in.
        DeliverableAdded = "deliverable_added", "材料增加", "More to hand in";
        /// A tool on the phone added.
        AppAdded = "app_added", "指尖负担", "Phone tool added";
        /// Covers more.
        ScopeWidened = "scope_widened", "范围扩大", "Scope widened";
        /// A ranking, veto or pledge added.
        AssessmentAdded = "assessment_added", "考核加码", "Assessment added";
        /// A duty pushed down.
        DutyPushedDown = "duty_pushed_down", "责任下移", "Duty pushed down";
    }
}
