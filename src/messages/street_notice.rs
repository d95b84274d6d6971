//! What the street notice says: 街道告示.

web::messages! {
    COLUMN_GOODS: "卖什么", "Goods";
    COLUMN_HOURS: "几点", "Hours";
    COLUMN_DAY: "一天（0–24 点）", "The day (0–24)";
    COLUMN_CONDITIONS: "要做到", "On these conditions";
    COLUMN_WHY: "为什么", "Why";
    TITLE: "街道告示", "Street notice";
    CHOOSE:
        "先选地点，再打印它的告示。",
        "Choose a place first, then print its notice.";
    UNKNOWN_PLACE: "没有公布这个地点：", "There is no published place:";
    PRINT: "打印这一页（A4）", "Print this page (A4)";
    PERMITTED: "可以摆", "Permitted";
    TEMPORARY: "临时改动", "Temporary changes";
    OTHERWISE: "上面没写的时间不可以摆：", "Not permitted at any other time:";
    PROHIBITED: "不可以摆", "Not permitted here";
    SILENT:
        "上面没写的时间没有公布规定，先问政务热线：",
        "Nothing is published for any other time; ask the city hotline first:";
    STALE:
        "有的时段看节假日安排，这些年份的安排还没有公布：",
        "Some times depend on the holiday calendar, which is not published yet for:";
    PERIOD_FROM: "从 ", "For the twelve months from ";
    PERIOD_AFTER: " 起十二个月内有效，以扫码看到的为准", ". What the code shows decides";
    SCAN_STREET: "扫码看现在", "Scan for now";
    PRINTED_BEFORE: "", "printed ";
    PRINTED_AFTER: " 打印", "";
    ALL_GOODS: "全部品类", "All goods";
    ALL_BUT: "除", "All goods but ";
    ALL_BUT_AFTER: "以外的全部品类", "";
    UNPUBLISHED:
        "没有公布规定，先问政务热线：",
        "Nothing is published; ask the city hotline first:";
    REST: "别的货和别的时间", "Other goods and times";
    PERMITS: "可以摆", "Permitted";
    FORBIDS: "不可以摆", "Not permitted";
    FIRST_BREACH: "第一次没做到", "At a first lapse";
    BASED_ON: "根据：", "Based on: ";
    AS_ABOVE: "要做到的同上", "conditions as above";
    AS_USUAL: "要做到的和平时一样", "conditions as usual";
    LAST_DAY: "到 ", "until the end of ";
    AND_ALSO: "；", "; ";
    DATA_VERSION: "数据第 ", "Data version ";
    DATA_AFTER: " 版，", ", published ";
    DATA_PUBLISHED: " 公布，", ", ";
    SAMPLE: "示例，不是真实规定。", "A sample: these are not real rules.";
}
