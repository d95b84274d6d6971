//! What the signs say. A long Chinese word may break at a `|`.

web::messages! {
    YES: "可以摆", "You may";
    IF: "符合条件", "With conditions";
    NO: "不可以摆", "You may not";
    NONE: "没有公布|规定", "No rule published";
    STALE: "日历|未公布", "Calendar not published";
    SAID_YES: "可以摆", "you may";
    SAID_IF: "符合条件可以摆", "you may, with conditions";
    SAID_NO: "不可以摆", "you may not";
    SAID_NONE: "没有公布规定", "no rule is published";
    SAID_STALE: "日历未公布，暂不能判断", "it depends on a calendar not published yet";
}
