//! What the home page says.

web::messages! {
    TITLE: "一张清楚的单子", "A clear list";
    LEAD:
        "基层该做什么、街上能不能摆、问题怎么办，都写明白。",
        "What officials may be asked to do, where you may trade, and what becomes of a problem: all written down.";
    DOOR_VENDOR: "我要摆摊", "I want to trade";
    DOOR_VENDOR_TEXT:
        "选地点、选品类，马上知道能不能摆、到几点。",
        "Choose a place and your goods: know at once whether you may, and until when.";
    DOOR_TASKS: "看任务清单", "See the task lists";
    DOOR_TASKS_TEXT:
        "街道和社区可以被要求做什么，哪一级加了什么。",
        "What a street office may be asked to do, and what each level added.";
    DOOR_FEEDBACK: "反映问题", "Report a problem";
    DOOR_FEEDBACK_TEXT:
        "不用注册，写完得到回执，凭回执看办理进度。",
        "No account. You get a receipt, and follow your case with it.";
    LATELY: "最近的变化", "What changed lately";
    ALL_UPDATES: "查看全部动态", "All updates";
    PUBLISHED: "已经公布", "Published";
    COUNT_PLACES: "个路段和片区", "streets and zones";
    COUNT_RULES: "条摆摊规则", "trading rules";
    COUNT_DUTIES: "项履职事项", "duty items";
    COUNT_REQUIREMENTS: "项工作要求", "requirements";
    COUNT_CORRECTIONS: "次纠偏", "corrections";
}
