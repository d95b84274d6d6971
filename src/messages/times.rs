//! What schedules are put into words with.

web::messages! {
    EVERY_DAY: "每天", "Every day";
    ALL_DAY: "全天", "All day";
    EXCEPT: "除外：", "except ";
    IN_FORCE_FROM: "生效：", "From";
    IN_FORCE_UNTIL: "截止：", "Until";
    AND_SO: "、", ", ";
    NEXT_DAY_BEFORE: "次日", "";
    NEXT_DAY_AFTER: "", " next day";
    TO: "至", " to ";
    END_OF_FEBRUARY: "2月底", "end of Feb";
    AND_ALSO: "，", "; ";
}
