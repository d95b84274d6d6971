//! What schedules are put into words with.

web::messages! {
    EVERY_DAY: "每天", "Every day";
    ALL_DAY: "全天", "All day";
    EXCEPT: "除外：", "except ";
    FROM_BEFORE: "", "from ";
    FROM_AFTER: "起", "";
    UNTIL: "到", "until ";
    AND_SO: "、", ", ";
    NEXT_DAY_BEFORE: "次日", "";
    NEXT_DAY_AFTER: "", " next day";
    TO: "至", " to ";
    END_OF_FEBRUARY: "2月底", "end of Feb";
    STALE_TOO: "，或者日历未公布", ", or calendar not published";
    AND_ALSO: "，", "; ";
}
