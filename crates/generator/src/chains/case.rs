//! The cases that are planted: what a step does with one element of a demand.

use civic::duties::added_demands::Flag;

/// What is known of a case.
struct About {
    flag: Flag,
    adds: bool,
    /// The fewest levels it needs.
    levels: usize,
    /// The share of chains that have it, among those of its flag.
    weight: u32,
    code: &'static str,
    says: &'static str,
}

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident = $flag:ident $adds:ident $levels:literal levels, weight $weight:literal, $code:literal, $says:literal;)+) => {
        /// What a step does with one element of a demand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Case {
            $(#[doc = $says] $name,)+
        }

        impl Case {
            /// Every case, flag by flag.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            fn about(self) -> About {
                match self {
                    $(Self::$name => About {
                        flag: Flag::$flag,
                        adds: cases!(@ $adds),
                        levels: $levels,
                        weight: $weight,
                        code: $code,
                        says: $says,
                    },)+
                }
            }
        }
    };
    (@ adds) => { true };
    (@ same) => { false };
}

cases! {
    DeadlineKept = DeadlineEarlier same 2 levels, weight 30, "deadline_kept", "the same day";
    DeadlineLater = DeadlineEarlier same 2 levels, weight 6, "deadline_later", "a later day";
    DeadlineInBuffer = DeadlineEarlier same 2 levels, weight 10, "deadline_in_buffer", "earlier by no more than the buffer";
    DeadlineFirstSet = DeadlineEarlier same 2 levels, weight 5, "deadline_first_set", "a day where no level above gave one";
    DeadlineEarlier = DeadlineEarlier adds 2 levels, weight 16, "deadline_earlier", "earlier by more than the buffer";
    DeadlineDrifts = DeadlineEarlier adds 3 levels, weight 8, "deadline_drifts", "earlier by a few days on each of two levels, together by more than the buffer";
    DeadlineTakenBack = DeadlineEarlier adds 3 levels, weight 4, "deadline_taken_back", "the origin's day again, though the level above gave longer";
    DeadlinePassedOver = DeadlineEarlier same 4 levels, weight 6, "deadline_passed_over", "an earlier day passed on, over a level that says none";

    FrequencyKept = FrequencyRaised same 2 levels, weight 25, "frequency_kept", "as often";
    FrequencyRarer = FrequencyRaised same 2 levels, weight 6, "frequency_rarer", "less often";
    FrequencyRewritten = FrequencyRaised same 2 levels, weight 8, "frequency_rewritten", "as often, by another period (12 times a year, once a month)";
    FrequencyFirstSet = FrequencyRaised same 2 levels, weight 4, "frequency_first_set", "a rhythm where no level above gave one";
    FrequencyOverSilence = FrequencyRaised same 3 levels, weight 5, "frequency_over_silence", "as often as the origin, over a level that says nothing";
    FrequencyOftener = FrequencyRaised adds 2 levels, weight 16, "frequency_oftener", "more often";
    FrequencyJustOftener = FrequencyRaised adds 2 levels, weight 5, "frequency_just_oftener", "four times a month made once a week";
    FrequencyOftenerOverSilence = FrequencyRaised adds 3 levels, weight 5, "frequency_oftener_over_silence", "more often than the origin, over a level that says nothing";
    FrequencyPassedOver = FrequencyRaised same 4 levels, weight 5, "frequency_passed_over", "a raised rhythm passed on, over a level that says nothing";
    FrequencyOnceToYearly = FrequencyRaised adds 2 levels, weight 3, "frequency_once_to_yearly", "once in all made once a year";

    RateKept = TargetRaised same 2 levels, weight 12, "rate_kept", "the same rate";
    RateLower = TargetRaised same 2 levels, weight 4, "rate_lower", "a lower rate of at least";
    LimitLoosened = TargetRaised same 2 levels, weight 3, "limit_loosened", "a higher rate of at most";
    RatePerMille = TargetRaised same 2 levels, weight 3, "rate_per_mille", "the same rate in ‰ instead of %";
    TimeInOtherUnit = TargetRaised same 2 levels, weight 3, "time_in_other_unit", "at most 3 days made at most 48 hours: another unit, which the comparison leaves alone";
    RateOfEach = TargetRaised same 2 levels, weight 5, "rate_of_each", "the same rate of each of several units: no sum";
    RateRaised = TargetRaised adds 2 levels, weight 8, "rate_raised", "a higher rate of at least";
    LimitLowered = TargetRaised adds 2 levels, weight 5, "limit_lowered", "a lower rate of at most";
    RateOfOneRaised = TargetRaised adds 2 levels, weight 4, "rate_of_one_raised", "a higher rate of one of several units alone";
    MeasureRenamed = TargetRaised adds 2 levels, weight 3, "measure_renamed", "a higher rate of the same thing under another name";
    CountKept = TargetRaised same 2 levels, weight 6, "count_kept", "the same count";
    CountShare = TargetRaised same 2 levels, weight 6, "count_share", "a share of the count, the others not published";
    CountInOtherUnit = TargetRaised same 2 levels, weight 3, "count_in_other_unit", "a higher count of another unit of measure";
    SplitFair = TargetRaised same 2 levels, weight 8, "split_fair", "shares of several units that add up to the count";
    LimitSplitFair = TargetRaised same 2 levels, weight 4, "limit_split_fair", "shares of several units that add up to the limit";
    LimitShareAlone = TargetRaised same 2 levels, weight 3, "limit_share_alone", "a share of a limit of at most, the others not published";
    NormForEach = TargetRaised same 2 levels, weight 3, "norm_for_each", "the same number for each of several units, meant for each and not in all";
    RestatedBySameUnit = TargetRaised same 2 levels, weight 3, "restated_by_same_unit", "the same count in two documents of one unit";
    CountRaised = TargetRaised adds 2 levels, weight 8, "count_raised", "a higher count";
    SplitOver = TargetRaised adds 2 levels, weight 8, "split_over", "shares of several units, each below the count, that add up to more";

    PapersKept = DeliverableAdded same 2 levels, weight 20, "papers_kept", "the same papers";
    PapersRarer = DeliverableAdded same 2 levels, weight 6, "papers_rarer", "the same papers, less often";
    PaperRenamed = DeliverableAdded same 2 levels, weight 6, "paper_renamed", "the same paper under another name";
    PaperRewritten = DeliverableAdded same 2 levels, weight 6, "paper_rewritten", "the same paper by another period";
    PaperInTwo = DeliverableAdded same 2 levels, weight 4, "paper_in_two", "two reports a month as two papers of one a month";
    PaperOverSilence = DeliverableAdded same 3 levels, weight 4, "paper_over_silence", "the origin's paper asked again, over a level that names none";
    PaperAdded = DeliverableAdded adds 2 levels, weight 14, "paper_added", "a paper of another kind besides";
    PaperMultiplied = DeliverableAdded adds 2 levels, weight 10, "paper_multiplied", "the same paper more often";
    PaperOfOtherKind = DeliverableAdded adds 2 levels, weight 5, "paper_of_other_kind", "a form instead of the report";
    PaperBesideRarer = DeliverableAdded adds 2 levels, weight 4, "paper_beside_rarer", "a second report, while the first is asked less often";

    ToolKept = AppAdded same 2 levels, weight 20, "tool_kept", "the same tool";
    ToolRarer = AppAdded same 2 levels, weight 8, "tool_rarer", "the same tool, less often";
    ToolOverSilence = AppAdded same 3 levels, weight 6, "tool_over_silence", "the origin's tool asked again, over a level that names none";
    ToolAdded = AppAdded adds 2 levels, weight 24, "tool_added", "a tool where there was none";
    ToolMultiplied = AppAdded adds 2 levels, weight 10, "tool_multiplied", "the same tool more often";
    ToolOfOtherKind = AppAdded adds 2 levels, weight 8, "tool_of_other_kind", "screenshots instead of check-ins";

    ScopeKept = ScopeWidened same 2 levels, weight 20, "scope_kept", "the same scope";
    ScopeNarrower = ScopeWidened same 2 levels, weight 8, "scope_narrower", "a narrower scope";
    ScopeInOtherUnit = ScopeWidened same 2 levels, weight 8, "scope_in_other_unit", "a larger number of another unit";
    ScopeAllKept = ScopeWidened same 2 levels, weight 5, "scope_all_kept", "all, where it was all";
    ScopeWider = ScopeWidened adds 2 levels, weight 16, "scope_wider", "more of the same unit";
    ScopeToAll = ScopeWidened adds 2 levels, weight 8, "scope_to_all", "all, where it was some";
    ScopePastOtherUnit = ScopeWidened adds 3 levels, weight 6, "scope_past_other_unit", "more of the origin's unit, past a level that counts in another";
    ScopeAllInWords = ScopeWidened adds 2 levels, weight 4, "scope_all_in_words", "all, said in the words alone and not in the column for it";

    RankingKept = AssessmentAdded same 2 levels, weight 15, "ranking_kept", "the same ranking";
    AssessmentDropped = AssessmentAdded same 2 levels, weight 8, "assessment_dropped", "no assessment any more";
    RankingOverSilence = AssessmentAdded same 3 levels, weight 5, "ranking_over_silence", "the origin's ranking again, over a level that says nothing";
    AssessmentAdded = AssessmentAdded adds 2 levels, weight 24, "assessment_added", "a ranking, a veto or a pledge besides";
    AssessmentSwapped = AssessmentAdded adds 2 levels, weight 8, "assessment_swapped", "a veto instead of a ranking";

    DutyAssists = DutyPushedDown same 2 levels, weight 14, "duty_assists", "a unit assists in what it assists in";
    DutyLedAbove = DutyPushedDown same 2 levels, weight 8, "duty_led_above", "the district leads what the street assists in";
    DutyTakenBackAbove = DutyPushedDown same 2 levels, weight 10, "duty_taken_back_above", "a duty taken back that stays with the district or above";
    DutyPassedOn = DutyPushedDown same 3 levels, weight 6, "duty_passed_on", "a community gets what its street was given already";
    DutyPushedDown = DutyPushedDown adds 2 levels, weight 16, "duty_pushed_down", "a duty that was taken back or may not be asked, given to a street or community";
    DutyLeadGiven = DutyPushedDown adds 2 levels, weight 12, "duty_lead_given", "the lead of what a unit only assists in";
    DutyHandedByStreet = DutyPushedDown adds 2 levels, weight 6, "duty_handed_by_street", "a street itself gives its community a duty that was taken back";
}

impl Case {
    /// The flag it is about.
    pub fn flag(self) -> Flag {
        self.about().flag
    }

    /// Whether the step adds to the demand, as a careful reader sees it.
    pub fn adds(self) -> bool {
        self.about().adds
    }

    /// The fewest levels it needs.
    pub(crate) fn levels(self) -> usize {
        self.about().levels
    }

    pub(crate) fn weight(self) -> u32 {
        self.about().weight
    }

    /// The code in the file of flags.
    pub fn code(self) -> &'static str {
        self.about().code
    }

    /// What the step does, in English.
    pub fn says(self) -> &'static str {
        self.about().says
    }
}
