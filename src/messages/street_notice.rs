//! What the street notice says: 街道告示.

web::messages! {
    COLUMN_GOODS: "品类", "Goods";
    TITLE: "街道告示", "Street notice";
    CHOOSE:
        "先选地点，再打印它的告示。",
        "Choose a place first, then print its notice.";
    PERMITTED: "可以摆的品类和时间", "What may be sold, and when";
    CLOSINGS: "不可以摆的时间", "Closed times";
    TEMPORARY: "临时调整", "Temporary changes";
    OTHERWISE: "上列时间以外不可以摆：", "Not permitted at other times:";
    PROHIBITED: "不可以摆的品类", "What may not be sold here";
    SILENT:
        "上列时间以外没有公布规定，请先问政务热线：",
        "Nothing is published for other times; ask the city hotline first:";
    STALE:
        "有的时段取决于节假日安排，下列年份的安排还没有公布：",
        "Some times depend on the holiday calendar, which is not published yet for:";
    PERIOD: "从今天起十二个月内的规定", "Rules of the twelve months from today";
    SCAN_STREET: "扫码查这条街现在能不能摆", "Scan to ask whether you may sell here now";
    PRINTED_ON: "打印日期", "Printed on";
    ALL_GOODS: "全部品类", "All goods";
    UNPUBLISHED:
        "没有公布规定的品类，请先问政务热线：",
        "Goods without any published rule; ask the city hotline first:";
    PERMITS: "可以摆", "Permitted";
    FORBIDS: "不可以摆", "Not permitted";
    AND_ALSO: "；", "; ";
}
