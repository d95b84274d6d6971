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
    FOUND_NONE: "没有找到“{q}”", "Nothing found for “{q}”";
    ALL_OF: "{n} 项", "{n} items";
    NONE: "没有这样的事项", "No such items";
    SAME: "各单位相同的合在一起，共 {n} 条", "What is the same in several units is one entry; entries: {n}";
    SEARCHED:
        "找过公布的事项、要求和地点，换个说法和拼音也找过。",
        "Searched: published duties, requirements and places, also in other words and in pinyin.";
    ASK_HOTLINE: "也可以打热线问：", "You may also ask the hotline: ";
    PAGE_UNREAD: "看不懂要第几页，先列第一页：", "Which page is not understood, so this is the first: ";
    PAGE_OF: "第 {n} 页，共 {all} 页", "Page {n} of {all}";
    PAGE_BEFORE: "上一页", "Previous page";
    PAGE_AFTER: "下一页", "Next page";
    PAGES: "翻页", "Pages";
    UNITS: "{n} 个单位", "{n} units";
    MORE_UNITS: "另外 {n} 个单位，选单位来看", "and {n} more units: choose a unit to see them";
    MORE_FILTERS: "更多筛选", "More filters";
    MORE_VALUES: "另外 {n} 个", "{n} more";
    WHICH_UNIT: "哪个单位", "Unit";
    WHO_LEADS: "“{q}”谁牵头", "Who leads on “{q}”";
    LEADS_NONE:
        "公布的清单里没有写到这件事的履职事项。没有写，不等于没有人管。",
        "No duty item of the published lists is about this, which does not mean that nobody is responsible.";
    LEADS_OF_FIRST: "按最对得上的 {n} 项履职事项来说：", "By the {n} duty items that match best:";
    DISPUTED:
        "各单位的清单写得不一样：{}。看清是哪个单位的。",
        "The lists of different units say different things: {}. Mind whose list it is.";
    LEADS_CORE: "街道（乡镇）自己做", "The subdistrict or township does it itself";
    LEADS_ASSIST: "{}牵头，街道（乡镇）配合", "{} leads, the subdistrict or township assists";
    LEADS_ASSIST_UNSAID:
        "上级部门牵头，清单没有写是哪个；街道（乡镇）配合",
        "A higher department leads, which the list does not name; the subdistrict or township assists";
    LEADS_TAKEN_BACK: "{}做，街道（乡镇）不再做", "{} does it, no longer the subdistrict or township";
    LEADS_TAKEN_BACK_UNSAID:
        "上级部门已经收回，清单没有写是哪个",
        "A higher department took it back, which the list does not name";
    LEADS_BARRED: "不得要求街道（乡镇）做", "The subdistrict or township may not be asked to";
    LEADS_PROPOSED: "还在审核，没有定", "Still under review";
    BY_DOCUMENT: "依据：", "By: ";
    BY_DOCUMENTS: "依据（共 {n} 个单位的清单，这是其中一份）：", "By the lists of {n} units, of which this is one: ";
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
    LEGAL_BASIS: "法律依据", "Basis in law";
    SINCE: "列入日期", "Listed since";
    ITS_REQUIREMENTS: "与它有关的工作要求", "Requirements under this duty";
    NO_REQUIREMENTS: "没有公布与它有关的工作要求。", "No requirement under this duty has been published.";
    TAKE_AWAY: "带走这份清单", "Take this list away";
    AS_CSV: "表格（CSV）", "A sheet (CSV)";
    AS_XLSX: "表格（XLSX）", "A sheet (XLSX)";
    AS_JSON: "给程序用（JSON）", "For programs (JSON)";
    PRINT_A4: "打印这一页（A4）", "Print this page (A4)";
}
