//! What is said of a case that is followed.

web::messages! {
    RECEIPT_LABEL: "回执", "Receipt";
    RECEIPT_HINT: "提交时得到的一串字母和数字", "The letters and digits you were given";
    LOOK: "查询", "Look up";
    KEPT_RECEIPTS: "存在这部手机上的回执", "Receipts kept on this phone";
    NO_SUCH_RECEIPT: "没有这个回执，请核对后再输。", "There is no such receipt. Check it and try again.";
    CASE_STANDS: "现在：", "It stands at:";
    OVERDUE: "已超期", "Overdue";
    RECEIVED_ON: "收到日期", "Received";
    CASE_PATH: "办理经过", "What was done";
    ANSWER: "答复", "Answer";
}
