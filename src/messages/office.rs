//! What the year of an office says.

web::messages! {
    TITLE: "{unit}，一年要交多少", "{unit}: what a year asks";
    TITLE_ALONE: "一年要交多少", "What a year asks";
    LEAD:
        "{n} 项工作要求，按文件写明的频次折成一年。",
        "{n} requirements, as often as their documents say, turned into a year.";
    THIS_UNIT: "这个单位", "This unit";
    DUTIES: "履职事项", "Duty lists";
    YEAR: "一年要交多少", "What a year asks";
    WHOLE: "全部种类", "All kinds";
    NOW: "现在", "Now";
    ORIGINAL: "原有", "Original";
    ADDED: "加的", "Added";
    GONE: "已取消", "Taken away";
    ORIGINAL_SAID: "件次是上级原来要的", "a year were asked to begin with";
    ADDED_SAID: "件次是一路加的：{by}", "a year were added on the way: {by}";
    NONE_ADDED_SAID: "没有加", "nothing was added";
    GONE_SAID: "件次已经取消，加的还有 {n} 件次在", "a year were taken away; {n} of what was added are still asked";
    STILL_SAID: "件次现在还要", "a year are asked now";
    OWN: "{level}自己", "{level} itself";
    BY_KIND: "按种类", "By kind";
    SAME_SCALE: "同一把尺，点开看是哪几项", "on one scale; open one for its requirements";
    SAID: "原有 {n}", "original {n}";
    PLUS_SAID: "{by}加 {n}", "{by} added {n}";
    GONE_OF: "已取消 {n}", "{n} taken away";
    NEVER: "没有要求过：{which}", "Never asked: {which}";
    NOTHING: "没有写明要交什么。", "Nothing to hand in is stated.";
    TABLE: "同样的数，用表格看", "The same as a table";
    CAPTION: "一年里要交的件次", "How many a year";
    KIND: "种类", "Kind";
    ADDED_BY: "{by}加", "{by} added";
    ALL: "合计", "All";
    CUTS: "纠偏以后少了多少", "What corrections took away";
    CUT_SINCE: "{day}起，一年少 {what}", "Since {day}, {what} a year fewer";
    CUT_FROM: "{day}起，一年将少 {what}", "From {day}, {what} a year fewer";
    DECIDED_BY: "{by}决定", "decided by {by}";
    ALL_CUTS: "全部 {n} 次", "All {n}";
    TWICE: "是不是要了两次？", "Asked twice?";
    TWICE_LEAD:
        "两个部门、同一种材料、同样多久一次，说的事也相近。这是程序找出来的，待核实。",
        "Two departments ask for one kind of paper, as often, in words that are alike. The program found it; it is to be checked.";
    TWICE_SEE: "{n} 对可能要了两次，待核实", "{n} may be asked twice, to be checked";
    TWICE_FIRST: "先列最相近的 {n} 对。", "The {n} most alike come first.";
    SHARED: "都提到：{words}", "Both name: {words}";
    UNCOUNTED: "没有数的", "Without a number";
    UNCOUNTED_LEAD: "这些没有算进去：猜一个数，不如写明没有数。", "These are not counted: no number is better than a guess.";
    UNCOUNTED_SEE: "{n} 样没有写明有多少，没有算进去", "{n} have no number and are not counted";
    RULES: "怎样数的", "How it is counted";
    RULE_YEAR:
        "一次算 1，每年的算 1，每季度的算 4，每月的算 12，每周的算 52，每天的算 365。一项要求按一整年算。",
        "Once is 1, a year 1, a quarter 4, a month 12, a week 52, a day 365. A requirement counts as a whole year.";
    RULE_EACH:
        "每户、每点、每人要的，写明有多少才乘上去；没有写明的列在“没有数的”里，不猜。",
        "What is asked for each household, point or person is multiplied where their number is written, and otherwise listed, not guessed.";
    RULE_ADDED:
        "下一级比上一级多要的，算下一级加的；到不了这里的不算。",
        "What a level asks more than the one above is what it added; what does not arrive here is not counted.";
    RULE_GONE:
        "决定了的纠偏，从执行那天起扣掉；有依据加的不扣。",
        "A decided correction takes away from the day it is in effect; what was added with a basis stays.";
    RULE_REACH:
        "写了这个单位，或者写给它这一级全部单位的，才算送到。只和文件比，不和别的单位比。",
        "A requirement reaches a unit that it names, or whose whole level it addresses. Documents are compared, never units.";
    LIST_STOP: "；", "; ";
}
