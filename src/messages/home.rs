//! What the home page says.

web::messages! {
    TITLE: "现在能不能摆", "May I sell here now?";
    NOW: "现在", "now";
    MAY_I_NOW: "现在能摆吗？", "now: may I?";
    WHICH_STREET: "哪条街", "which street";
    WHAT: "什么", "what";
    SELL_WHAT: "卖什么？", "What do you sell?";
    GONE: "上次问的地点或品类已经不再公布，请重新选。", "What you asked about last is no longer published. Choose again above.";
    DOORS: "三件事", "Three things";
    DOOR_VENDOR: "能不能摆", "May I sell?";
    DOOR_TASKS: "任务清单", "Task lists";
    DOOR_FEEDBACK: "反映问题", "Report a problem";
    DOOR_FEEDBACK_TEXT: "不用注册，凭回执看办到哪一步", "No account. A receipt shows how far it is";
    COUNT_PLACES: " 个路段，按现在的时间回答", " places, answered for this minute";
    COUNT_REQUIREMENTS: " 项要求，哪一级加了什么", " requirements, and what each level added";
    ON_THIS_PHONE: "存在这台设备上", "Kept on this device";
    SELLING: "卖", ", ";
    SAVED_AT: " 存下的答复", ", saved";
    ALL_SAVED: "全部存下的答复", "All saved answers";
    RECEIPTS: " 个回执", " receipts";
    LATELY: "最近改了什么", "What changed lately";
    ALL_UPDATES: "全部变化", "All changes";
}
