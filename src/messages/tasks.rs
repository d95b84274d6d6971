//! What the task lists say.

web::messages! {
    TITLE: "任务清单", "Task lists";
    LEAD:
        "每个街道、乡镇公布的履职事项，以及上级交办的工作要求。",
        "The published duties of every street office and township, and the requirements handed down to them.";
    SEARCH_TITLES: "搜索事项、要求和地点", "Search duties, requirements and places";
    SEE_REQUIREMENTS: "看工作要求怎样逐级下达", "See how requirements were handed down";
    FOUND: "找到", "Found";
    BY_UNIT: "按单位查看", "By unit";
    ALL_LISTS: "全部清单", "All lists";
    BY_LIST: "按清单看", "By list";
    DUTY_ITEM: "履职事项", "Duty item";
    LEAD_UNIT: "牵头或承接部门", "Lead department";
    LEAD_DUTY: "部门职责", "What the department does";
    UNIT_DUTY: "街道职责或承接方式", "What the street office does";
    SINCE: "列入日期", "Listed since";
    ITS_REQUIREMENTS: "与它有关的工作要求", "Requirements under this duty";
    NO_REQUIREMENTS: "没有公布与它有关的工作要求。", "No requirement under this duty has been published.";
}
