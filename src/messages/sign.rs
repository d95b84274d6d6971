//! What the signs say. A long Chinese word may break at a `|`.

web::messages! {
    YES: "可以摆", "You may";
    IF: "符合条件", "With conditions";
    NO: "不可以摆", "You may not";
    NONE: "没有公布|规定", "No rule |published";
    STALE: "日历|未公布", "No calendar |yet";
    SAID_YES: "可以摆", "you may";
    SAID_IF: "符合条件可以摆", "you may, with conditions";
    SAID_NO: "不可以摆", "you may not";
    SAID_NONE: "没有公布规定", "no rule is published";
    SAID_STALE: "日历未公布，暂不能判断", "it depends on a calendar not published yet";
    NEITHER: "不等于可以，也不等于不可以", "That is neither yes nor no";
    UNTIL: "到", "until";
    NO_CHANGE: "一年以内不会变", "No change within a year";
    NEXT: "下次可以摆：", "Next: ";
    ANSWER_NOW: "现在的答复", "The answer now";
    CONDITIONS_BEFORE: "要做到 ", "";
    CONDITIONS_AFTER: " 件事", " things to do";
    CONDITION_AFTER: " 件事", " thing to do";
    WHY: "为什么，去哪里", "Why, and where else";
    DAYS: "天", "days";
    HOURS: "小时", "h";
    LEFT_AFTER: "", " left";
    LEFT_BEFORE: "还有 ", "";
    MINUTES: "分", "min";
    TOMORROW: "明天", "tomorrow";
    UNDER_A_MINUTE: "不到 1 分", "under 1 min";
}
