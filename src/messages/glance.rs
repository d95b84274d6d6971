//! What the years at a glance say.

web::messages! {
    TITLE: "一年概览", "The year at a glance";
    LEAD:
        "一年里下了多少要求，加了什么，怎样处理的。按发文的层级看，不比单位。",
        "How many requirements a year brought, what was added and what came of it. By the level that issued; no unit is ranked.";
    BY_YEAR: "哪一年", "Which year";
    UNDATED: "没有日期", "Undated";
    ALL_LEVELS: "合计", "All";
    LEVEL: "层级", "Level";
    WHAT_CAME: "提出多少，怎样处理的", "How many, and what came of it";
    WHAT_ADDED: "加了什么", "What was added";
    STARTED: "提出", "Started";
    WITH_ADDITIONS: "有加码", "Added to";
    DECISIONS: "纠偏", "Corrections";
    MEDIAN: "纠偏用了几天（中位数）", "Days to correction (median)";
    DAYS: "{n} 天", "{n} days";
    NOT_A_SUM:
        "一项要求可能由几级加码，所以各级加起来可能多于合计。天数从发现算到决定。数字点开，是哪几项。",
        "Several levels may add to one requirement, so the levels may add up to more than all. Days are from finding to decision. Each number opens its requirements.";
    SEE: "一年概览：下了多少，加了什么，怎样处理的", "The year at a glance: how many, what was added, what came of it";
}
