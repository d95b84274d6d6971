//! What the signs say.

web::messages! {
    YES: "可以摆", "You may";
    IF: "符合条件", "With conditions";
    NO: "不可以摆", "You may not";
    NONE: "没有公布规定", "No rule published";
    STALE: "日历未公布", "Calendar not published";
}
