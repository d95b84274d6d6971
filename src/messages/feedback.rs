//! What the feedback form says.

web::messages! {
    LEAD: "不用注册，不问姓名。大约两分钟。", "No account, no name. About two minutes.";
    STEP_WHAT: "您要反映哪一类问题？", "What is it about?";
    STEP_WORDS: "发生了什么？", "What happened?";
    STEP_WHERE: "在哪里、什么时候？", "Where and when?";
    STEP_CONTACT: "要不要留联系方式？", "May we reach you?";
    STEP_CHECK: "核对您写的内容", "Check your answers";
    STEP_DONE: "已经收到", "Received";
    STEP_WAITING: "还没有送出", "Not sent yet";
    PERSONAL: "这里像是有个人信息，请删去：", "This looks like personal data; please remove it:";
    WAITING_TEXT:
        "连不上网络。写好的内容存在这部手机上，有网络时自动送出，只送一次，回执也存在这部手机上。手机不是您一个人用的，可以删去。",
        "The network cannot be reached. What you wrote is kept on this phone and sent by itself, once, when there is a network; the receipt is kept here, too. If others use this phone, you can erase it.";
    NOT_TAKEN: "没有被接收，请打开修改。", "It was not taken. Open it to change it.";
    OPEN: "打开", "Open";
    SEND_NOW: "现在再试", "Try now";
    ERROR_PREFIX: "有误：", "Error:";
    THERE_IS_A_PROBLEM: "有几处需要改", "There is a problem";
    REPLY_WITHIN: "答复时限", "Reply within";
    WORKING_DAYS: "个工作日", "working days";
    WORDS_QUESTION: "请写下发生了什么", "Write what happened";
    WORDS_QUESTION_HINT:
        "请不要写身份证号、电话、住址等个人信息。",
        "Do not write identity numbers, telephone numbers or home addresses.";
    WHERE_QUESTION: "地点（可不填）", "Where (optional)";
    WHERE_QUESTION_HINT: "例如：莫家街北口", "For example: the north end of Mojia Street";
    WHEN_QUESTION: "时间（可不填）", "When (optional)";
    WHEN_QUESTION_HINT: "例如：11月20日晚上", "For example: the evening of 20 November";
    ABOUT_QUESTION: "涉及的记录（可不填）", "Which record (optional)";
    ABOUT_QUESTION_HINT:
        "地点、事项或要求的编号，例如 Z-001",
        "The identifier of a place, duty or requirement, such as Z-001";
    CONTACT_QUESTION: "联系方式（可不填）", "A way to reach you (optional)";
    CONTACT_QUESTION_HINT:
        "单独存放，只用于回访，办结后按期删除。",
        "Kept apart, used only to get back to you, deleted after the case is closed.";
    GO_ON: "下一步", "Continue";
    NOTHING_SAID: "没有填写", "Not given";
    WHAT_IS_STORED:
        "提交后只存这些内容和收到的时间，不记录您的网络地址。",
        "Only this and the time of receipt are stored; your network address is not.";
    SEND: "提交", "Send";
    SENDING: "正在提交……", "Sending…";
    SEND_FAILED:
        "没能送出。您写的内容还在，请过一会儿再试；重复提交不会变成两件。",
        "It could not be sent. What you wrote is kept. Try again in a while: sending twice never makes two cases.";
    NO_RECEIPT_HERE: "这里没有新的回执", "There is no new receipt here";
    ANSWER_BY: "最晚答复", "Answer due by";
    RECEIPT_IS: "这是您的回执：", "This is your receipt:";
    RECEIPT_KEEP:
        "关上窗口就不再显示，请抄下或截图。凭它查进度，丢失后无法找回。",
        "It is gone when this window is closed: write it down or take a picture. You follow your case with it, and it cannot be recovered.";
    KEEP_ON_PHONE: "存在这部手机上", "Keep it on this phone";
    ERASE: "从这部手机上删去", "Erase it from this phone";
    WHAT_HAPPENS_NEXT: "接下来", "What happens next";
    WHAT_HAPPENS_NEXT_TEXT:
        "我们先审核，再转给承办单位；处理结果公布前会去掉个人信息。",
        "It is screened, then assigned. What was done is published with anything personal removed.";
    FOLLOW_THIS: "查看这件的进度", "Follow this case";
}
