//! What the public register of cases says, and the 721 page.

web::messages! {
    TITLE: "公开的诉求", "Public cases";
    LEAD:
        "人们反映了什么，怎样办的，结果是什么。公布前去掉了个人信息。",
        "What people reported, how it was handled and what came of it. Personal data was taken out before publication.";
    SEE: "看公开的诉求", "See the public cases";
    NONE_YET: "还没有公布过诉求。", "No case has been published yet.";
    NONE_FIT: "没有这样的诉求。", "There is no such case.";
    SEARCH: "在公开的诉求里找", "Search the public cases";
    SEARCH_HINT: "找标题、地点和结果里的字", "Looks in titles, places and outcomes";
    BY_STAGE: "办到哪一步", "How far it is";
    BY_KIND: "哪一类", "Which kind";
    BY_MEANS: "怎样办的", "How it was handled";
    BY_PERIOD: "哪时收到的", "When it was received";
    BY_WITHHELD: "公开了没有", "Public or withheld";
    ABOUT: "提到的是：", "About: ";
    ABOUT_SOMETHING: "一项内容", "one thing";
    ABOUT_ALL: "看全部诉求", "See all cases";
    ALL: "全部", "All";
    TOLD: "公开", "Public";
    WITHHELD: "不公开内容", "Withheld";
    COUNT: "{n} 件", "{n} cases";
    ONE: "1 件", "1 case";
    NEWEST_FIRST: "新的在前", "newest first";
    SEARCHED: "{from}到{until}收到的诉求都找过了。", "All cases received from {from} to {until} were looked through.";
    SEARCHED_MONTH: "{from}收到的诉求都找过了。", "All cases received in {from} were looked through.";
    BEYOND: "更早的还没有找。这些年可能也有，选一年接着找：", "Earlier ones were not. These years may have some; choose one to go on:";
    PERIOD_UNREAD: "看不懂这段时间：", "This time was not understood: ";
    PAGE_UNREAD: "看不懂这个页码：", "This page number was not understood: ";
    PAGE_OF: "第 {n} 页，共 {all} 页", "Page {n} of {all}";
    PAGES: "翻页", "Pages";
    BEFORE: "上一页", "Previous";
    AFTER: "下一页", "Next";
    QUARTER: "{year}年第{n}季度", "Q{n} {year}";
    YEAR: "{year}年", "{year}";
    GROUP: "（{n} 件合在一起）", " ({n} together)";
    WITHHELD_TITLE: "一件不公开内容的诉求", "A case whose content is withheld";
    FROM_WRITERS: "我要反映", "Report something";
    FOLLOW: "凭回执查进度", "Follow with a receipt";
    BY_MONTH: "721 按月看", "721 by month";
    ON_MAP: "在地图上看", "See them on the map";
    HOW_ALL: "{n} 件怎样办的", "How {n} cases were handled";

    CASE: "一件诉求", "A case";
    NO_CASE: "没有公开过这件诉求", "No such case is public";
    NO_CASE_TEXT:
        "编号写错了，或者它还没有公开。手里有回执的，可以凭回执查进度。",
        "The number is wrong, or the case is not public yet. With a receipt you can follow it.";
    RESULT: "结果", "Outcome";
    NO_RESULT: "还没有答复。", "There is no answer yet.";
    PATH: "办理经过", "What was done";
    RECEIVED: "收到", "Received";
    PAUSED: "暂停计时：", "Clock paused: ";
    UNTIL: "，到 {day}", ", until {day}";
    UNTIL_NOW: "，还没有恢复", ", not resumed yet";
    ENDED: "办结", "Closed";
    IN_TIME: "，在期限内", ", in time";
    LATE: "，超过期限", ", late";
    PLACE: "地点", "Place";
    KIND: "类别", "Kind";
    MEANS: "办理方式", "Handled by";
    OF_ALL: "占全部 {n}/{all}", "{n} of {all} in all";
    GROUND: "方式理由", "Why so";
    BASIS: "根据", "Basis";
    RELATED: "涉及", "About";
    A_RULE: "一条摆摊规则", "a vending rule";
    ANSWERED_BY: "答复单位", "Answered by";
    REASON: "办结原因", "Why it was closed";
    DUE: "期限", "Due";
    DUE_NONE: "没有规定", "none promised";
    TAKEN: "{n} 个工作日", "{n} working days";
    A_DAY: "1 个工作日", "1 working day";
    TOOK: "用了", "Took";
    OVERDUE: "已超过期限", "Overdue";
    RATING: "反映人评价", "Rated by who wrote";
    OF_FIVE: "{n} 分（满分 5 分）", "{n} of 5";
    LED_TO: "带来的改动", "What it changed";
    SEE_CORRECTION: "在纠偏里看", "See it among the corrections";
    REFERRED: "已引导到：", "Referred to: ";
    MERGED: "和另一件合在一起办：", "Handled together with: ";
    WITHHELD_WHY: "内容不公开，原因：", "The content is withheld. Reason: ";
    WITHHELD_STILL: "它仍然算在各项件数里。", "It still counts in every figure.";
    CLEANED: "公布前已去掉个人信息。", "Personal data was taken out before publication.";

    SEVEN: "七分服务，二分管理，一分执法", "Seven parts service, two management, one enforcement";
    SEVEN_LEAD:
        "说的是大多数事靠服务解决。这里照实数：比例按全部件数算，还没有分类的也在分母里；不给单位排名。",
        "Most things are to be settled by service. These are the real figures: shares are of all cases, those without a class included; units are not ranked.";
    WANTED: "想要的和实际的", "Wanted and actual";
    WAY: "方式", "Way";
    GOAL: "想要", "Wanted";
    ACTUAL: "实际", "Actual";
    PICTURE: "图", "Picture";
    RATED: "反映人评价", "Rated by writers";
    RATED_BY: "{mean} 分，{n} 人", "{mean} of 5, {n} people";
    NO_RATING: "没有人评", "nobody yet";
    NO_GOAL: "·", "·";
    FEW:
        "竖线是想要的比例。少于 20 件时只列件数，不算比例。",
        "The line marks the share wanted. Of fewer than 20 cases only the number is given.";
    IN_ALL: "合计", "In all";
    MONTHS: "按月", "By month";
    CHART:
        "{from}到{until}，每月收到的件数，按办理方式。同样的数在下面的表格里。",
        "Cases received each month from {from} to {until}, by how they were handled. The same figures are in the table below.";
    TABLE: "用表格看", "As a table";
    CAPTION: "每月件数，按办理方式", "Cases a month, by how they were handled";
    MONTH: "月", "Month";
    DEFINITION: "怎样算服务、管理、执法", "What counts as which";
    VERSION: "第 {version} 版，{day}起", "Version {version}, from {day}";
    VERSION_SHORT: "第 {version} 版", "Version {version}";
    VERSION_NONE: "没有定义", "Not defined";
    CHANGED: "{day}起改用第 {version} 版算法，前后不能直接比。", " From {day} classed by version {version}: what is before and after cannot be compared.";
    MIXED:
        "这段时间里换过算法，各次的比例不能直接比；选换之前或之后的一段时间，可以分开看。",
        "What counts as which changed within this time, so these shares mix what cannot be compared. Choose a time before or after the change.";
    NO_DEFINITION: "本市还没有公布怎样算。", "The city has not said what counts as which.";
    PERIOD: "哪一段时间", "Which time";
    NONE_THEN: "这段时间没有公开的诉求。", "There is no public case of that time.";
}
