//! What is said of cases that are followed.

web::messages! {
    LEAD: "凭提交时得到的回执，看办到哪一步。", "See how far a case has come, by the receipt you were given.";
    ONE: "这一件", "This case";
    KEPT_CASES: "存在这部手机上的", "Kept on this phone";
    NONE_KEPT: "这部手机上没有存回执。", "No receipt is kept on this phone.";
    KEPT_HERE:
        "只在这部手机上，别人看不到。删去以后，没有回执就找不回来。",
        "Only on this phone; nobody else sees it. Once erased, a case cannot be found without its receipt.";
    UNNAMED: "诉求", "Feedback";
    GIVEN_BEFORE: "", "Received ";
    GIVEN_AFTER: " 收到", "";
    DUE_BEFORE: "最晚 ", "answer due by ";
    DUE_AFTER: " 答复", "";
    ELSEWHERE: "有回执，不在这部手机上", "A receipt that is not kept here";
    RECEIPT_LABEL: "回执", "Receipt";
    RECEIPT_HINT:
        "5 组，每组 8 个，只有数字和字母 a 到 f。大小写、空格、横线都不要紧。",
        "Five groups of eight, only digits and the letters a to f. Capitals, spaces and hyphens do not matter.";
    LOOK: "查询", "Look up";
    NOT_A_RECEIPT: "这不是回执：", "This is no receipt: ";
    NO_SUCH_CHARACTER_BEFORE: "回执里没有“", "there is no “";
    NO_SUCH_CHARACTER_AFTER: "”这个字。", "” in a receipt.";
    LENGTH_BEFORE: "回执有 28 个数字和字母，这里有 ", "a receipt has 28 digits and letters, this has ";
    LENGTH_AFTER: " 个。", ".";
    CHECK: "有一个字对不上：可能抄错了一个，或者前后换了。", "the characters do not fit together: one may be wrong, or two changed places.";
    NOT_ASKED: "没有去查。请对照您抄下的，改好再点“查询”。", "Nothing was looked up. Compare it with what you wrote down, then try again.";
    NO_SUCH_RECEIPT: "没有这个回执，请核对后再输。", "There is no such receipt. Check it and try again.";
    NO_SUCH_RECEIPT_TEXT:
        "样子是对的，但没有一件用它。多半是抄错了一个字；也可能这件已经办结，按期删掉了。",
        "It looks right, but no case has it. Most likely one character is wrong; or the case was closed long ago and has been deleted.";
    CASE_STANDS: "现在：", "It stands at: ";
    OVERDUE: "已超期", "Overdue";
    RECEIVED_ON: "收到日期", "Received";
    CASE_PATH: "办理经过", "What was done";
    ANSWER: "答复", "Answer";
    NO_ANSWER: "还没有答复。", "There is no answer yet.";
    DUE: "答复期限", "Answer due by";
}
