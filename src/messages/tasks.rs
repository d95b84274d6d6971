//! What the task lists say.

web::messages! {
    TITLE: "任务清单", "Task lists";
    LEAD:
        "谁该做什么，一路加了什么。",
        "Who is to do what, and what was added on the way.";
    SEARCH_TITLES: "搜索事项、要求和地点", "Search duties, requirements and places";
    SEARCH_HINT: "一件事、一个地方、一个词，也可以打拼音", "A task, a place or a word";
    WORDS: "巡查 打卡 报表 排名", "patrol check-in form ranking";
    TRY: "常找的", "Often searched";
    SEE_REQUIREMENTS: "看工作要求怎样逐级下达", "See how requirements were handed down";
    REQUIREMENTS: "{n} 项工作要求", "{n} requirements";
    REQUIREMENTS_LEAD: "从哪一级来，每级加了什么", "Where each began and what each level added";
    DUTIES: "{n} 项履职事项", "{n} duties";
    DUTIES_LEAD: "该谁做，谁只是配合", "Who does it, and who only assists";
    ITEMS: "{n} 项", "{n}";
    FOUND: "找到 {n} 项：“{q}”", "Found {n} for “{q}”";
    FOUND_FIRST: "“{q}”：先列最对得上的 {n} 项", "“{q}”: the {n} best matches";
    FOUND_NONE: "没有找到“{q}”", "Nothing found for “{q}”";
    NOT_NONE:
        "没有公布，不等于没有人这样要求。有人叫您做，",
        "Nothing published does not mean that nobody asks for it. If somebody does, ";
    TELL_US: "告诉我们", "tell us";
    LOOSER: "放宽一点", "Look for less";
    ONLY: "只找“{q}”", "Only “{q}”";
    ALSO: "也可以", "You can also";
    BY_UNIT: "按单位看", "By unit";
    BY_UNIT_LEAD: "公布了的在前，不比多少。没有公布的也列在这里。", "Those that published come first, in no order of numbers; those that did not are listed too.";
    SILENT: "没有公布的 {n} 个", "{n} that published nothing";
    DUTY_LISTS_OF: "{unit}履职事项清单", "Duty lists of {unit}";
    OUTSIDE:
        "清单以外的事项可以不接，并告知来源单位。",
        "What is not on the lists may be declined, telling the unit that sent it.";
    REACHED_BY: "{n} 项工作要求送到这里，看一年要交多少", "{n} requirements reach this unit: what a year asks";
    ALL_LISTS: "全部清单", "All lists";
    BY_LIST: "按清单看", "By list";
    NUMBER: "序号", "No.";
    ITEM: "事项", "Duty";
    DUTY_ITEM: "履职事项", "Duty item";
    LEAD_UNIT: "谁牵头", "Who leads";
    DONE_BY: "由谁做", "Done by";
    LEAD_DUTY: "部门做什么", "What the department does";
    UNIT_DUTY: "街道做什么", "What the subdistrict does";
    HOW_NOW: "怎样做", "How it is done now";
    SINCE: "列入日期", "Listed since";
    ITS_REQUIREMENTS: "与它有关的工作要求", "Requirements under this duty";
    NO_REQUIREMENTS: "没有公布与它有关的工作要求。", "No requirement under this duty has been published.";
    TAKE_AWAY: "带走这份清单", "Take this list away";
    AS_CSV: "表格（CSV）", "A sheet (CSV)";
    AS_XLSX: "表格（XLSX）", "A sheet (XLSX)";
    AS_JSON: "给程序用（JSON）", "For programs (JSON)";
    PRINT_A4: "打印这一页（A4）", "Print this page (A4)";
}
