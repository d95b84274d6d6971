//! What is sold.

/// A kind of goods: its names, whether it is food, what a vendor needs, another name.
pub(crate) struct GoodsWord {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) food: bool,
    pub(crate) registration: &'static str,
    pub(crate) alias: &'static str,
}

const fn word(
    zh: &'static str,
    en: &'static str,
    food: bool,
    registration: &'static str,
    alias: &'static str,
) -> GoodsWord {
    GoodsWord {
        zh,
        en,
        food,
        registration,
        alias,
    }
}

/// Every kind there is.
pub(crate) const GOODS: [GoodsWord; 12] = [
    word("竹编藤编", "Wickerwork", false, "免登记", "竹篮"),
    word("盆景苔藓", "Bonsai and moss", false, "登记卡", "盆景"),
    word(
        "粽子凉糕",
        "Rice dumplings and cold cakes",
        true,
        "登记卡",
        "凉糕",
    ),
    word("现煮面食", "Noodles cooked to order", true, "许可", "煮面"),
    word("炭火小烤", "Food from charcoal", true, "许可", "炭烤"),
    word("糖水甜羹", "Sweet soups", true, "登记卡", "糖水"),
    word(
        "山货干果",
        "Dried fruit and mountain goods",
        true,
        "登记卡",
        "山货",
    ),
    word("手作皮具", "Leather goods", false, "登记卡", "皮具"),
    word("旧物换购", "Second-hand goods", false, "免登记", "旧物"),
    word(
        "磨刀修伞",
        "Knife grinding and umbrella repair",
        false,
        "免登记",
        "磨刀",
    ),
    word("棉麻织物", "Cotton and linen", false, "登记卡", "织物"),
    word("应季鲜蔬", "Vegetables in season", false, "登记卡", "鲜蔬"),
];
