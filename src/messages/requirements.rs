//! What the requirements say.

web::messages! {
    REQUIREMENT: "工作要求", "Requirement";
    TITLE: "工作要求", "Requirements";
    LEAD:
        "一项要求从哪一级提出，到了哪一级，中间加了什么。",
        "Where a requirement began, how far down it went, and what was added on the way.";
    ALL_REQUIREMENTS: "全部", "All";
    BY_FLAG: "按加码类型看", "By what was added";
    NOTHING_ADDED:
        "逐级比对，没有发现没有依据的加码。",
        "Compared level by level: nothing was added without a basis.";
    ADDED_ON_THE_WAY: "逐级比对，发现的加码：", "Compared level by level, what was added:";
    LADDER: "逐级下达", "Level by level";
    HANDED_DOWN_BY: "上一级：", "Handed down by";
    ADDED_HERE: "这一级加的", "Added here";
    HERE: "这一级", "This level";
    NOT_ASKED: "没有要求", "Not asked";
    DUE_ON: "完成时限", "Due";
    FREQUENCY: "频次", "How often";
    TARGETS: "指标", "Targets";
    DELIVERABLES: "材料", "To hand in";
    TOOLS: "工具", "Phone tools";
    COVERAGE: "范围", "Coverage";
    ASSESSMENT: "考核", "Assessment";
    ROLE: "角色", "Role";
    BASIS: "依据", "Basis";
    LEGAL_BASIS: "法律依据", "Legal basis";
    CORRECTED: "纠偏", "Correction";
    BEFORE: "纠正前", "Before";
    AFTER: "纠正后", "After";
    REASON: "理由", "Reason";
    DECIDED_BY: "决定单位", "Decided by";
    DECIDED_ON: "决定日期", "Decided on";
    EFFECTIVE_ON: "生效日期", "In effect from";
    FOUND_BY: "发现途径", "Found by";
}
