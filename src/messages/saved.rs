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
        "存在这部手机上的答复，最多 50 张，满了先去掉最早的。",
        "Answers kept on this phone, at most 50; the oldest goes first.";
    NONE:
        "这部手机上还没有小票。查到答复后点“存下”。",
        "There are no slips on this phone yet. Get an answer, then tap “Save”.";
    NO_SUCH: "这张小票没有存在这部手机上。", "This slip is not kept on this phone.";
    ASK_THE_SAME: "按同样的问题再查一次", "Ask the same question";
    ASKED_FOR: "问的时间", "Time asked about";
    RULE_NO: "规则", "Rule";
    SCAN: "扫码可以重新打开这个答复，核对它。", "Scan to open this answer again and check it.";
    IS_NOT:
        "小票只记下当时的答复，不是许可证。以现场和最新公布的规定为准。",
        "A slip records an answer; it is no permit. What is published latest decides.";
    DELETE: "删除", "Delete";
    DELETED: "已经删除。", "Deleted.";
}
