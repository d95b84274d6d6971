//! What the page of corrections says.

web::messages! {
    TITLE: "纠偏", "Corrections";
    LEAD:
        "改了什么，为什么，谁定的，从哪天起，用了几天。不给单位排名。",
        "What was changed, why, by whom, from when, and how long it took. Units are not ranked.";
    SEE: "看历次纠偏", "See the corrections";
    BY_YEAR: "发现的年份", "Year in which it was found";
    BY_STATE: "定了没有", "Decided or not";
    BY_FLAG: "加了什么", "What was added";
    BY_SOURCE: "怎么发现的", "How it was found";
    ALL: "全部", "All";
    DECIDED: "已决定", "Decided";
    OPEN: "还在复核", "Under review";
    OF_REQUIREMENT: "一项工作要求", "A requirement";
    OF_PLACE: "一处地点的规则", "The rules of a place";
    OF_CASE: "一件诉求的办理", "How a case was handled";
    NONE_FIT: "没有这样的纠偏。", "There is no such correction.";
    NONE: "还没有公布过纠偏。", "No correction has been published yet.";
    DAYS: "用了 {} 天", "{} days";
    A_DAY: "用了 1 天", "1 day";
    SAME_DAY: "当天", "the same day";
}
