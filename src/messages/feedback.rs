//! What the feedback form says.

web::messages! {
    LEAD:
        "不用注册，不问姓名和身份证。没有网络也能写，会自己送出。",
        "No account, no name, no ID number. You can write without a network; it is sent by itself later.";
    STEP_BEFORE: "第 ", "Step ";
    STEP_OF: " 步，共 ", " of ";
    STEP_AFTER: " 步", "";
    STEP_WHAT: "您要反映哪一类问题？", "What is it about?";
    STEP_WORDS: "发生了什么？", "What happened?";
    STEP_WHERE: "在哪里？", "Where was it?";
    STEP_CONTACT: "要不要留联系方式？", "May we reach you?";
    STEP_CHECK: "看一遍再送出", "Check it before you send it";
    STEP_DONE: "已收到", "Received";
    STEP_WAITING: "会自己送出", "It will be sent";
    STEP_REFUSED: "没有被接收", "It was not taken";
    UNKNOWN_STEP: "表里没有这一步：", "The form has no such step:";
    UNKNOWN_STEP_AFTER: "。已经回到第一步，写过的都在。", ". You are at the first one; what you wrote is still here.";
    UNKNOWN_ABOUT: "网址里说的这一项没有公布：", "The address names something that is not published:";
    UNKNOWN_ABOUT_AFTER:
        "。别的照填就行；它当作您的话记下了，在“在哪里”一步可以改。要带上某条街、某项要求，请打开那一页，点页尾的“这里有问题”。",
        ". Everything else works as usual. It was noted as your own words, which you can change at “Where was it?”. To name a street or a demand, open its page and choose “Something wrong with this?” at its end.";
    ABOUT: "关于", "About";
    CHANGE_ABOUT: "换", "Change";
    NOT_THIS: "不是这个", "Not this";
    PERSONAL_ONE: "像是有个人信息", "This looks like personal data";
    PERSONAL_KEEP:
        "留着也行：只给办理的人看，公布以前会去掉。",
        "You may leave it: only those who deal with your case see it, and it is taken out before anything is published.";
    TAKE_OUT: "从这里去掉", "Take it out";
    LEFT_OUT: "略", "left out";
    PUBLIC_SEES: "公众会看到的", "What the public would see";
    PUBLIC_SEES_AFTER:
        "最多这些。公布以前还有人再看一遍，也可能只公布一句大意。",
        "No more than this. Someone reads it again before anything is published, and often only the gist is.";
    PUBLIC_SEES_NOTHING: "您写的会出现在这里。", "What you write appears here.";
    CHARACTERS: " 字，最多 ", " characters of at most ";
    CHARACTERS_AFTER: " 字", "";
    WAITING_UNTIL: "等有了网络", "Once there is a network";
    WAITING_SAFE: "写好的都在，不会丢", "what you wrote is kept";
    WAITING_LIST: "等着送的", "Waiting to be sent";
    WAITING_HOW: "会怎样", "What will happen";
    WAITING_SENT: "一有网络就送，不用您点，只送一次", "It is sent as soon as there is a network, by itself and only once";
    WAITING_RECEIPT: "送到了这里会说，回执存在这部手机上", "This page tells you when it is; the receipt is kept on this phone";
    WAITING_ERASE: "手机不是您一个人用的？可以不送，也可以送出后删去回执", "If others use this phone, you can call it off here, or erase the receipt later";
    URGENT: "急事请拨打 ", "For anything urgent, call ";
    CALL_OFF: "不送了", "Do not send it";
    NOT_TAKEN: "没有被接收，请打开修改。", "It was not taken. Open it to change it.";
    OPEN: "打开", "Open";
    SEND_NOW: "现在再试", "Try now";
    REPLY_BEFORE: "", "Answered within ";
    REPLY_AFTER: " 个工作日内答复。", " working days.";
    REPLY_ONE: " 个工作日内答复。", " working day.";
    WORDS_QUESTION: "请写下发生了什么", "Write what happened";
    WORDS_QUESTION_HINT:
        "看到什么，您想怎样。不用写姓名、电话、住址。",
        "What you saw, and what you would like. No names, telephone numbers or home addresses.";
    WHERE_QUESTION: "地点（可不填）", "The place (optional)";
    WHERE_QUESTION_HINT: "例如：莫家街北口，菜市场后门那排", "For example: the north end of Mojia Street, the row behind the market";
    WHERE_KNOWN_HINT: "就在上面说的地方，可以不写", "Leave it empty if it is the place named above";
    WHEN_QUESTION: "什么时候的事（可不填）", "When it happened (optional)";
    WHEN_QUESTION_HINT: "点一个，或者写，例如：11月20日晚上", "Choose one or write it, such as: the evening of 20 November";
    TODAY: "今天", "Today";
    YESTERDAY: "昨天", "Yesterday";
    OFTEN: "经常这样", "It happens often";
    ABOUT_QUESTION: "关于哪条街、哪项要求（可不填）", "The street or demand it is about (optional)";
    ABOUT_QUESTION_HINT:
        "写名字就行，例如：莫家街，主干道占道经营巡查",
        "Its name will do, such as Mojia Street";
    CONTACT_QUESTION: "联系方式（可不填）", "A way to reach you (optional)";
    CONTACT_QUESTION_HINT:
        "电话或邮箱。和内容分开放，只用来问您，办结后按期删掉。",
        "A telephone number or e-mail address. Kept apart, used only to get back to you, deleted some time after the case is closed.";
    GO_ON: "下一步", "Continue";
    NOTHING_SAID: "没有填写", "Not given";
    SHORT_WHAT: "哪一类", "Kind";
    SHORT_WORDS: "写了", "Text";
    SHORT_WHEN: "什么时候", "When";
    SHORT_WHERE: "在哪里", "Where";
    SHORT_CONTACT: "联系方式", "Contact";
    WHEN_ANSWERED: "什么时候答复", "When you get an answer";
    IF_SENT_TODAY: "今天送出，最晚 ", "Sent today, it is answered by ";
    IF_SENT_TODAY_AFTER: " 答复", "";
    WORKING_DAYS_BEFORE: "（", " (";
    WORKING_DAYS_AFTER: " 个工作日）。", " working days).";
    WORKING_DAY_AFTER: " 个工作日）。", " working day).";
    NO_DAY: "这一类没有公布答复的期限。", "No time is published for answering this kind.";
    WHAT_IS_STORED:
        "提交后只存这些内容和收到的时间，不记录您的网络地址。",
        "Only this and the time of receipt are stored; your network address is not.";
    SEND: "提交", "Send";
    SEND_AFTER: "送出后给您一张回执", "You get a receipt";
    SENDING: "正在提交……", "Sending…";
    SEND_FAILED:
        "没能送出。您写的内容还在，请过一会儿再试；重复提交不会变成两件。",
        "It could not be sent. What you wrote is kept. Try again in a while: sending twice never makes two cases.";
    NO_RECEIPT_HERE: "这里没有新的回执", "There is no new receipt here";
    NO_RECEIPT_TEXT:
        "回执关上窗口就不再显示。存下的在“查办理进度”里。",
        "A receipt is gone when its window is closed. Those you kept are under “Follow a case”.";
    WRITE_ANOTHER: "再写一件", "Write another";
    ANSWER_BY: "最晚答复", "Answer due by";
    ANSWER_BY_BEFORE: "最晚 ", "By ";
    ANSWER_BY_AFTER: "答复", "you get an answer";
    RECEIPT: "回执", "Receipt";
    RECEIPT_IS:
        "凭它看办到哪一步。有这串字的人都看得到，请收好。",
        "It shows how far your case has come. Anyone who has it can see that, so keep it safe.";
    RECEIPT_READ: "扫码就打开这一件。电话里念：只有数字和字母 a 到 f，大小写、空格都不要紧。", "Scan to open this case. To read it out: it has only digits and the letters a to f; capitals and spaces do not matter.";
    RECEIPT_KEEP: "关上窗口就不再显示。", "It is gone when this window is closed.";
    RECEIPT_KEEP_HOW: "请存下、抄下或者打印。丢了找不回来。", " Keep it, write it down or print it: it cannot be recovered.";
    KEEP_ON_PHONE: "存在这部手机上", "Keep it on this phone";
    COPY: "复制", "Copy";
    COPIED: "已复制", "Copied";
    NOT_COPIED: "没能复制，请抄下", "It could not be copied; please write it down";
    NOT_YOUR_PHONE: "不是您的手机？", "Not your phone?";
    ERASE: "从这部手机上删去", "Erase it from this phone";
    WHAT_HAPPENS_NEXT: "接下来", "What happens next";
    NEXT_READ: "有人看过，转给承办的单位", "Someone reads it and passes it to the office in charge";
    NEXT_AFTER: "之后", "Then";
    NEXT_ANSWER: "答复", "You get an answer";
    NEXT_PUBLISHED: "公布处理结果时会去掉个人信息", "Anything personal is taken out before the outcome is published";
    FOLLOW_THIS: "查看这件的进度", "Follow this case";
}
