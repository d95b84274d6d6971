//! What the requirements say.

web::messages! {
    REQUIREMENT: "工作要求", "Requirement";
    TITLE: "工作要求", "Requirements";
    LEAD:
        "一项要求从哪一级提出，到了哪一级，中间加了什么。",
        "Where a requirement began, how far down it went, and what was added on the way.";
    ALL_REQUIREMENTS: "全部", "All";
    BY_FLAG: "按加码类型看", "By what was added";
    BY_STATUS: "按状态看", "By status";
    ASKED_BY: "{by}提出，到{to}", "From {by} down to the {to} level";
    NONE_ADDED: "没有加", "nothing added";
    ADDED_KINDS: "加了 {n} 样：{which}", "{n} added: {which}";
    ALL_CORRECTED: "，都已纠正", "; all corrected";
    SOME_CORRECTED: "，其中 {n} 样已纠正", "; {n} corrected";
    SHOWN: "{n} 项", "Shown: {n}";
    ON_THE_WAY: "一路加了什么", "What was added on the way";
    NOTHING_ADDED:
        "逐级对照，没有发现没有依据的加码。",
        "Compared level by level: nothing was added without a basis.";
    SIDE_BY_SIDE: "逐级对照", "Level by level";
    SAME_DEMAND: "同一项要求，每一级写了什么", "The same requirement as each level wrote it";
    DUE_ON: "时限", "Due";
    FREQUENCY: "频次", "How often";
    TARGETS: "指标", "Target";
    DELIVERABLES: "材料", "To hand in";
    TOOLS: "工具", "Phone tools";
    COVERAGE: "范围", "Scope";
    ASSESSMENT: "考核", "Assessment";
    DUTY: "责任", "Who does it";
    NOT_SAID: "没有写", "Not stated";
    UNITS: " 个单位", " units";
    TOGETHER: "合计", " together";
    PLUS: "加 ", "plus ";
    TO: "→", "→";
    BECAME: "改为", "became";
    WITHOUT_BASIS: "没有写依据", "No basis named";
    BASIS: "依据：", "Basis: ";
    CORRECTED_BY: "纠正", " corrected it";
    FROM_DAY: "{}起，", "from {}, ";
    DROPPED_WITH: "随上一级纠正", "Corrected with the level above";
    ORIGINAL: "原来的", "Original";
    ADDED: "加的", "Added";
    WITH_BASIS: "有依据加的", "Added with a basis";
    GONE: "加过，已纠正", "Added, then corrected";
    IN_A_WEEK: "一周要做的事", "What there is to do in a week";
    ONE_MARK: "一个记号是一次", "one mark each time";
    A_WEEK: "每周", "a week";
    NOW: "现在", "Now";
    ADDED_TIMES: "加的次数", "Added times";
    ADDED_PAPERS: "加的材料", "Added papers";
    ADDED_TOOLS: "加的手机操作", "Added phone use";
    SHARED_OUT: "怎样分下去", "How it was shared out";
    UNIT: "单位", "Unit";
    SHARE: "分到", "Share";
    OF_THE_WHOLE: "占上级的", "Of the whole";
    NOT_MORE: "没有放大", "no more than was asked";
    NOT_PUBLISHED: "没有公布", "Nothing published";
    NOT_PUBLISHED_IS_NOT_NONE: "没有公布，不等于没有任务。", "Nothing published does not mean that nothing was asked.";
    WHY_CORRECTED: "为什么纠正", "Why it was corrected";
    WHY_REVIEWED: "正在复核", "Under review";
    REASONS: "根据", "Sources";
    DOCUMENTS_OF_LEVELS: "各级文件原文", "The document of each level";
    FOUND: "{how}，{on}", "{how}, {on}";
    DECIDED: "{by}{on}决定", "decided by {by} on {on}";
    IN_EFFECT: "{on}起执行", "in effect from {on}";
    SEMICOLON: "；", "; ";
    COLON: "：", ": ";
    WRONG_AT: "哪一级的要求有问题？", "Something wrong at one level?";
}
