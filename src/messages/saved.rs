//! What is said of saved answers: 小票.

web::messages! {
    SAVE: "存下", "Save";
    SAVED: "已经存在这部手机上，没有网络也能打开。", "Saved on this phone; it opens without a network.";
    NOT_SAVED:
        "没能存下：手机的存储已满或不让用。",
        "Could not be saved: the phone's storage is full or switched off.";
    OPEN: "打开小票", "Open the slip";
    ONE: "小票", "Slip";
    ALL: "我的小票", "My slips";
    LEAD:
        "存在这部手机上的答复，没有网络也能看。最多 50 张，满了先去掉最早的。",
        "Answers kept on this phone; they open without a network. At most 50: the oldest goes first.";
    NONE:
        "这部手机上还没有小票。查到答复后点“存下”。",
        "There are no slips on this phone yet. Get an answer, then tap “Save”.";
    NO_SUCH: "这张小票没有存在这部手机上。", "This slip is not kept on this phone.";
    NO_SUCH_TEXT:
        "小票只存在存它的那部手机上。网址里的问题还读得懂，可以再查一次。",
        "A slip is only on the phone that saved it. The question in its address can be read, so you can ask it again.";
    BROKEN: "这个小票的网址不完整，没有去找它。", "The address of this slip is broken, so it was not looked for.";
    BROKEN_PLACE: "没有写是哪条街。", "It does not say which street.";
    BROKEN_GOODS: "没有写卖什么。", "It does not say which goods.";
    BROKEN_AT: "时间读不懂：", "Its time cannot be read:";
    NO_AT: "没有写问的时间。", "It does not say which time.";
    BROKEN_SEQ: "数据的版本读不懂：", "Its data version cannot be read:";
    NO_SEQ: "没有写数据的版本。", "It does not say which data version.";
    BROKEN_REST: "读得懂的都带上了，可以接着查。", "What could be read is filled in; you can go on from there.";
    ASK_THE_SAME: "按同样的问题再查一次", "Ask the same question";
    ASK_REST: "接着查", "Go on";
    ASK_NOW: "按现在再查", "Ask for now";
    ASKED_FOR: "问的时间", "Asked for";
    CONDITIONS: "要做到", "Conditions";
    FIRST_BREACH: "第一次没做到", "First lapse";
    BASED_ON: "根据", "Based on";
    RULE_NO: "规则", "Rule";
    DATA: "数据", "Data";
    DATA_VERSION: "第 ", "Version ";
    DATA_VERSION_AFTER: " 版，", ", published ";
    DATA_PUBLISHED: " 公布", "";
    SCAN: "扫码重新打开这个答复，核对它。", "Scan to open this answer again and check it.";
    IS_NOT:
        "小票只记下当时的答复，不是许可证。以现场和最新公布的规定为准。",
        "A slip records an answer; it is no permit. What is published latest decides.";
    STANDS: "现在还是这样", "Still so";
    STANDS_AHEAD: "问的时间还没到", "The time asked about is still to come";
    STANDS_NEWER: "公布的数据更新过，请再查一次", "The data has changed since; ask again";
    STANDS_OVER: "时间已过", "Its time has passed";
    DELETE: "删除", "Delete";
    DELETED: "已经删除。", "Deleted.";
}
