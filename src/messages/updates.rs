//! What the updates say.

web::messages! {
    TITLE: "动态", "Updates";
    LEAD: "规则、清单和纠偏的每一次变化。", "Every change to rules, lists and corrections.";
    BY_KIND: "按类型看", "By kind";
    ALL_KINDS: "全部", "All";
    NO_UPDATES: "没有这一类动态。", "There are no updates of this kind.";
    FROM_DAY: "{}起", "From {}";
    UNTIL_DAY: "，到{}", ", to {}";
    OVER: "，已结束", ", over";
    BECAME: "改为", "became";
}
