//! What the histories say.

web::messages! {
    TITLE: "历次改动", "History";
    SEE: "历次改动，和某一天的样子", "History: every change, and how it was on a day";
    LEAD:
        "每次公布改了什么，新的在前。引用的文件本身改了，不算在内。",
        "What each publication changed, newest first. Changes to the text of cited documents are not counted.";
    AS_OF_BETWEEN: "这是从前的样子，从 {from} 到 {until}。", "This is how it was, from {from} until {until}.";
    AS_OF_STILL: "这是从 {from} 起的样子，到现在没有改过。", "It has been so since {from} and still is.";
    AS_OF_VERSION: "这是第 {n} 版里的样子。", "This is how version {n} had it.";
    SPAN_UNKNOWN:
        "从哪天起、到哪天为止是这样，没有记下。",
        "From when until when it was so was not written down.";
    SINCE_FIRST: "第一次公布（{day}）", "the first publication ({day})";
    SINCE_VERSION: "第 {n} 版（{day}）或更早", "version {n} ({day}) or earlier";
    NOT_YET: "{day} 才公布，这之前还没有。", "It was published on {day}; before, it was not there.";
    NO_LONGER: "从 {day} 起不再公布。", "From {day} on it is no longer published.";
    CAME_BACK: "{day} 又公布了。", "It was published again on {day}.";
    BEFORE_FIRST:
        "{asked} 还没有公布过任何内容，第一次公布是 {day}。",
        "On {asked} nothing had been published; the first publication was on {day}.";
    BEFORE_KNOWN:
        "第 {n} 版（{day}）以前的改动没有记下，不知道 {asked} 是什么样子。",
        "Changes before version {n} ({day}) were not written down, so how it was on {asked} is not known.";
    UNRECORDED:
        "公布这些数据的程序还没有记下历次改动，从下一次公布起会记下。",
        "The program that published this data did not write down changes yet; the next publication will.";
    BAD_DAY: "这个日子看不懂：", "This day is not understood:";
    BAD_VERSION: "这个版本号看不懂：", "This version number is not understood:";
    SEE_NOW: "看现在的样子", "See how it is now";
    SEE_THEN: "看当时的样子", "See how it was then";
    SEE_ON: "看 {day} 的样子", "See how it was on {day}";
    TWO_DAYS: "比较两天", "Compare two days";
    TWO_DAYS_HINT:
        "按那天结束时公布的算。不填：从最早的，到现在的。",
        "As published at the end of each day. Left empty: from the earliest, to the present.";
    FROM_DAY: "从哪天", "From";
    TO_DAY: "到哪天", "To";
    COMPARE: "比较", "Compare";
    BETWEEN: "{from}和{to}相比", "{from} compared with {to}";
    EARLIEST: "最早的", "The earliest";
    PRESENT: "现在", "the present";
    WRONG_ORDER: "后一天比前一天早，请换过来。", "The second day is before the first; please swap them.";
    SAME: "两天之间没有改动。", "Nothing changed between the two.";
    CAME: "前一天没有公布它，后一天有。", "It was not published on the first day, and was on the second.";
    WENT: "前一天公布了它，后一天没有。", "It was published on the first day, and not on the second.";
    NEITHER: "这两天都没有公布它。", "It was published on neither day.";
    VERSIONS: "历次公布", "Every publication that changed it";
    AS_NOW: "现在的样子", "As it is now";
    UNCHANGED: "{since}以来没有改过。", "Unchanged since {since}.";
    FROM_START: "第一次公布就有。", "There from the first publication.";
    FROM_KNOWN: "第 {n} 版里已经有。更早的改动没有记下。", "Already there in version {n}. Earlier changes were not written down.";
    ADDED: "公布", "Published";
    REMOVED: "不再公布", "No longer published";
    CHANGED: "有改动", "Changed";
    VERSION: "第 {n} 版", "Version {n}";
    MORE: "再看更早的", "Show earlier ones";
    PLUS: "加上", "added";
    MINUS: "去掉", "removed";
    SAME_WORDS: "写法没变，编号或次序变了", "the same words, another number or order";
    OTHER_LANGUAGE: "英文", "Chinese text";
    IDENTIFIER: "编号", "Identifier";
    TITLE_FIELD: "名称", "Title";
    LIST: "清单", "List";
    CATEGORY: "类别", "Category";
    STATUS: "状态", "Status";
    UNIT_CODE: "单位代码", "Code of the unit";
    WHO_LEADS: "谁牵头或者接手", "Who leads or takes over";
    A_DUTY: "相关的履职事项", "Duty item it belongs to";
    STEP: "层级", "Step";
    PARENT: "上一级", "Level above";
    LEVEL: "级别", "Level";
    UNIT_NAME: "单位", "Unit";
    ROLE: "角色", "Role";
    BASIS: "依据", "Basis";
    ABOUT: "纠的是什么", "What it corrects";
    FLAG: "加码的种类", "What was added";
    FOUND_BY: "怎么发现的", "How it was found";
    FOUND_ON: "发现的日子", "Found on";
    DECIDED_ON: "决定的日子", "Decided on";
    EFFECTIVE_ON: "执行的日子", "In effect from";
    DECIDED_BY: "谁决定", "Decided by";
    BEFORE: "原来", "Before";
    AFTER: "改成", "After";
    REASON: "理由", "Reason";
    SOURCE: "出处", "Source";
}
