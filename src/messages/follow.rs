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
        "7 组，每组 4 个，没有 0、1 和字母 O、I、L。大小写、空格、横线都不要紧。",
        "Seven groups of four, without 0 and 1 and the letters O, I and L. Capitals, spaces and hyphens do not matter.";
    LOOK: "查询", "Look up";
    SCAN: "扫码", "Scan";
    SCAN_STOP: "不扫了", "Stop";
    SCANNING: "把回执上的二维码对准镜头。画面不会送出去。", "Point the camera at the QR code of the receipt. The picture is sent nowhere.";
    NOT_SCANNED: "现在扫不了。请输入回执，或用手机自带的扫一扫打开。", "Scanning does not work now. Type the receipt, or open it with your phone's own scanner.";
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
    RUNNING: "已过", "Gone by";
    DAYS_USED: "一格一个工作日：过了 {used} 个，共 {of} 个", "A box a working day: {used} of {of} gone";
    UNIT: "谁答复", "Who answers";
    BASIS: "根据", "On the basis of";
    REASON: "办结原因", "Closed because";
    MEANS: "办理方式", "Means";
    USED: "用了", "Took";
    WORKING_DAYS: "{n} 个工作日", "{n} working day(s)";
    YOUR_SCORE: "您的评价", "Your rating";
    SCORE_OF: "{n}，满分 5", "{n} of 5";
    YOU_WROTE: "您写的", "What you wrote";
    SEE_RECEIPT: "看回执", "See the receipt";
    STEP_NOTE: "办理情况", "How it stands";
    STEP_PAUSED: "计时暂停", "The clock was stopped";
    STEP_RESUMED: "计时继续", "The clock runs again";
    STEP_REMARK: "您补充", "You added";
    STEP_CONTESTED: "您要求再办", "You contested the closing";
    STEP_RATED: "您评价了", "You rated the answer";
    STEP_RECLASSIFIED: "办理方式改了", "Its class was changed";
    STEP_PUBLISHED: "公开了，去掉了个人信息", "Published, without anything personal";
    STEP_WITHHELD: "不公开", "Not published";
    STEP_TEXTS_DELETED: "按期删掉了您写的", "What you wrote was deleted, as promised";
    REMARK: "补充一句", "Add something";
    CONTEST: "不同意，要求再办", "I disagree: deal with it again";
    CONTEST_UNTIL: "{}以前", "Until {} ";
    CONTEST_BY_ANOTHER: "可以要求再办，由另一个人看。", "you can ask for it to be dealt with again, by somebody else.";
    CHOOSE_GROUND: "请选一个理由", "Choose a reason";
    RATE: "评价", "Rate the answer";
    RATE_WHO_SEES: "公众只看到个数，看不到是谁。", "The public sees only the numbers, never who.";
    SCORE_WORST: "不满意", "not satisfied";
    SCORE_BEST: "满意", "satisfied";
    CHOOSE_SCORE: "请选 1 到 5", "Choose from 1 to 5";
    WITHDRAW: "撤回这一件", "Withdraw this case";
    WITHDRAW_MEANS: "撤回以后不再办理，不能恢复。", "It is dealt with no further, and this cannot be undone.";
    WRITE_ONE: "请写一句", "Write a sentence";
    WORDS_OPTIONAL: "说一句（可不写）", "Say something (optional)";
    WHY_OPTIONAL: "为什么（可不写）", "Why (optional)";
    NOT_SENT_OFFLINE: "没有网络，没能送出。写的还在，请过一会儿再试。", "There is no network, so it was not sent. What you wrote is still here; try again in a while.";
    NOT_SENT: "没能送出。写的还在，请过一会儿再试。", "It was not sent. What you wrote is still here; try again in a while.";
    EXPORT: "都存成一个文件", "Save them all as a file";
    EXPORT_FILE: "诉求回执.txt", "receipts.txt";
    ERASE_ALL: "从这部手机上都去掉", "Erase all from this phone";
    ERASE_ALL_SURE: "都去掉？没有回执就找不回来。", "Erase all? Without its receipt a case cannot be found again.";
    ERASE_ALL_YES: "都去掉", "Erase all";
    ERASE_ALL_NO: "不去掉", "Keep them";
    FOLLOWED: "跟着的公开诉求", "Public cases you follow";
    FOLLOW_NO_MORE: "不跟了", "Follow no more";
    NOT_PUBLIC: "现在没有公布：", "Not published now:";
}
