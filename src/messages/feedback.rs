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
    STEP_COUNTY: "在哪个区县？（可不说）", "Which county or district? (optional)";
    STEP_PHOTO: "有照片吗？（可不加）", "Any photos? (optional)";
    STEP_SIMILAR: "有没有差不多的", "Has somebody said the same?";
    STEP_CHECK: "看一遍再送出", "Check it before you send it";
    STEP_DONE: "已收到", "Received";
    STEP_WAITING: "会自己送出", "It will be sent";
    STEP_REFUSED: "没有被接收", "It was not taken";
    UNKNOWN_STEP: "表里没有这一步：", "The form has no such step:";
    UNKNOWN_STEP_AFTER: "。已经回到第一步，写过的都在。", ". You are at the first one; what you wrote is still here.";
    UNKNOWN_ABOUT: "网址里说的这一项没有公布：", "The address names something that is not published:";
    UNKNOWN_ABOUT_AFTER:
        "。别的照填就行；它当作您的话带着，不要就点“不是这个”。要带上某条街、某项要求，请打开那一页，点页尾的“这里有问题”。",
        ". Everything else works as usual. It is taken along as your own words; choose “Not this” to leave it out. To name a street or a demand, open its page and choose “Something wrong with this?” at its end.";
    ABOUT: "关于", "About";
    ASKED_AT: "问的时候：", "Asked about: ";
    SEARCHED_FOR: "找“{}”", "Searched for “{}”";
    IN_AN_EMERGENCY: "有人受伤、着火、正在打人，不要在这里写。", "If someone is hurt, something is on fire or a crime is happening, do not write here.";
    GROUPED_SHORT: "不问您是谁、在哪个单位，满五件才公开。", "We do not ask who you are or where you work; published only from five cases on.";
    GROUPED:
        "不问您是谁、在哪个单位，也不要写出来。哪一件都不单独公开：满五件才一起公布，只有数和月份。只写到区县，不加照片，不留联系方式。",
        "We do not ask who you are or where you work; do not write it either. No single case becomes public: from five on they are published together, as counts by month. Nothing finer than a county, no photos, no contact.";
    OPTIONAL: "（可不填）", "(optional)";
    NOT_SENT: "不送出", "Not sent";
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
    NOT_TAKEN: "没有被接收，请改一改。", "It was not taken. Change it, then send it again.";
    CHANGE_IT: "改", "Change it";
    SEND_NOW: "现在试一次", "Try now";
    REPLY_BEFORE: "", "Answered within ";
    REPLY_AFTER: " 个工作日内答复。", " working days.";
    REPLY_ONE: " 个工作日内答复。", " working day.";
    WORDS_QUESTION: "请写下发生了什么", "Write what happened";
    WORDS_QUESTION_HINT:
        "看到什么，您想怎样。不用写姓名、电话、住址。",
        "What you saw, and what you would like. No names, telephone numbers or home addresses.";
    WHERE_QUESTION: "地点", "The place";
    WHERE_NO_HOME: "不用写您的住址。", "Your own address is not needed.";
    WHERE_QUESTION_HINT: "例如：莫家街北口，菜市场后门那排", "Such as: the north end of Mojia Street, the row behind the market";
    PLACE_BROUGHT: "从您刚才看的那一页带来的", "Taken from the page you came from";
    PLACE_NAME: "别的街", "Another street";
    PLACE_HERE: "我现在的地方", "Where I am now";
    PLACE_HERE_HINT: "点了才问手机要位置，只用这一次", "Your phone is asked only when you tap, and only this once";
    PLACE_WORDS: "用话说", "In my own words";
    PLACE_NOWHERE: "和地方没有关系", "It has nothing to do with a place";
    PLACE_NOWHERE_HINT: "例如一张表、一项要求", "Such as a form, or a requirement";
    HERE_NOTED: "记下了这个位置，差不多准到 {} 米。", "Noted, to about {} metres.";
    MORE_EXACTLY: "哪一处，可以再点准一点（可不点）", "You can show exactly where (optional)";
    ON_MAP: "在地图上点", "Show it on the map";
    TAP_MAP: "点一下那个地方。用键盘：移动地图，按回车取正中间。", "Tap the place. By keyboard: move the map and press Enter for its middle.";
    POINT_SET: "已经有一个记号。", "A point is set.";
    POINT_DROP: "去掉记号", "Remove the point";
    POINT_FOR_WHOM: "记号只给办理的人看，公众看到的是街名。", "Only those who deal with your case see the point; the public sees the name of the street.";
    POINT_SENT: "带一个记号，只给办理的人看", "With a point, for those who deal with it only";
    COUNTY_QUESTION: "区县", "County or district";
    COUNTY_HINT: "只问到这里，再细的不要写。", "Nothing finer is asked.";
    COUNTY_UNSAID: "不说", "Rather not say";
    SHORT_COUNTY: "区县", "County";
    PHOTO: "照片", "Photo";
    SHORT_PHOTOS: "照片", "Photos";
    PHOTOS_N: "{n} 张照片", "{n} photo(s)";
    PHOTO_TAKE: "拍一张", "Take a photo";
    PHOTO_ADD: "从相册加", "Choose from your photos";
    PHOTO_HINT: "最多 3 张。只给办理的人看，公布以前要有人再看一遍。", "At most 3. Only those who deal with your case see them; someone looks again before anything is published.";
    PHOTO_ANEW: "已重新存过，拍摄地点和手机型号都去掉了。", "Saved anew: the place and the phone named in the file are gone.";
    PHOTO_BUSY: "正在读照片……", "Reading the photo…";
    PHOTO_UNREADABLE: "打不开，不是照片。", " cannot be opened; it is no photo.";
    PHOTO_TOO_LARGE: "太大了。", " is too large.";
    PHOTO_TOO_MANY: "没有加：最多 3 张。", " was not added: at most 3.";
    PHOTO_NO_ROOM: "没有加：这部手机存不下了。", " was not added: this phone has no room for it.";
    PHOTO_NOT_KEPT: "没有存下。换一张，或者直接拍。", "It was not kept. Choose another, or take one now.";
    PHOTO_REMOVE: "去掉这张", "Remove it";
    PHOTO_COVERED: "遮住了 {n} 处", "{n} part(s) blacked out";
    COVER: "遮住一块", "Black out a part";
    COVER_HOW: "在照片上点或者拖出一块，也可以用下面的按钮移动；遮住以后改不回来。", "Tap or drag on the photo, or move the frame with the buttons. It cannot be undone.";
    COVER_LEFT: "往左", "Left";
    COVER_RIGHT: "往右", "Right";
    COVER_UP: "往上", "Up";
    COVER_DOWN: "往下", "Down";
    COVER_LARGER: "大一点", "Larger";
    COVER_SMALLER: "小一点", "Smaller";
    COVER_THIS: "遮住这一块", "Black this out";
    COVER_NOT: "不遮了", "Leave it";
    PHOTO_LOST: "这部手机没能存住它，没有送出。", "This phone could not keep it; it was not sent.";
    PHOTO_REFUSED: "服务器没有接收。", "The server did not take it.";
    PHOTO_NOT_TAKEN: "有一张照片没有送到：", "One photo did not arrive: ";
    PHOTOS_WAIT: "还有 {n} 张照片在等着送，不用您点。", "{n} photo(s) still to be sent, by itself.";
    SIMILAR_LEAD: "也许已经有答复。一样的，跟着那一件就行，不用再写。", "Perhaps there is an answer already. If it is the same, follow that case; you need not send yours.";
    SIMILAR_SAME: "和您的一样吗", "Is yours the same?";
    SIMILAR_NONE: "不一样，接着写我的", "No, go on with mine";
    SIMILAR_FOLLOW: "和“{}”一样，跟着它", "The same as “{}”: follow that one";
    SIMILAR_FOLLOW_HINT: "您写的不送出；有新进展，这部手机上会看到", "Yours is not sent; how it goes on is shown on this phone";
    SIMILAR_NOTHING: "公开的诉求里没有差不多的，接着写就行。", "No public case is like yours. Go on.";
    SIMILAR_GO_ON: "看不到公开的诉求，也可以接着写。", "You can go on without seeing the public cases.";
    WHO_ANSWERS: "谁来答复", "Who answers";
    WHO_LATER: "受理的人看过以后，转给牵头的单位；在“查办理进度”里看得到是谁。", "Whoever reads it first passes it to the unit that leads; “Follow a case” then says which.";
    BY_DUTY: "照履职清单", "By the duty list item ";
    BY_DUTY_AFTER: "。", ".";
    WHEN_QUESTION: "什么时候的事（可不填）", "When it happened (optional)";
    WHEN_QUESTION_HINT: "点一个，或者写，例如：11月20日晚上", "Choose one or write it, such as: the evening of 20 November";
    TODAY: "今天", "Today";
    YESTERDAY: "昨天", "Yesterday";
    OFTEN: "经常这样", "It happens often";
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
        "这部手机上没有回执。送出一件，这里就有一张。",
        "No receipt is kept on this phone. You get one for each case you send.";
    WRITE_ANOTHER: "再写一件", "Write another";
    ANSWER_BY: "最晚答复", "Answer due by";
    ANSWER_BY_BEFORE: "最晚 ", "By ";
    ANSWER_BY_AFTER: "答复", "you get an answer";
    RECEIPT: "回执", "Receipt";
    RECEIPT_IS:
        "凭它看办到哪一步。有这串字的人都看得到，请收好。",
        "It shows how far your case has come. Anyone who has it can see that, so keep it safe.";
    RECEIPT_READ: "扫码就打开这一件。电话里念：7 组，每组 4 个。没有 0、1 和字母 O、I、L；念错一个会提醒。", "Scan to open this case. To read it out: seven groups of four. It has no 0 or 1 and no letters O, I or L; one slip is noticed.";
    RECEIPT_KEEP: "没有记在这部手机上。", "It is not kept on this phone.";
    KEEP_ON_PHONE: "记在这部手机上", "Keep it on this phone";
    RECEIPT_KEEP_HOW: "请存下、抄下或者打印。丢了找不回来。", " Save it, write it down or print it: it cannot be recovered.";
    RECEIPT_KEPT: "已记在这部手机上。", "Kept on this phone.";
    RECEIPT_KEPT_HOW: "关了这一页再打开，还在。没有网络也看得到。", " Close this page and open it again: it is still here, without a network too.";
    SAVE_RECEIPT: "存下", "Save";
    RECEIPT_FILE: "回执.txt", "receipt.txt";
    COPY: "复制", "Copy";
    COPIED: "已复制", "Copied";
    NOT_COPIED: "没能复制，请抄下", "It could not be copied; please write it down";
    NOT_YOUR_PHONE: "不是您的手机？", "Not your phone?";
    ERASE: "从这部手机上删去", "Erase it from this phone";
    WHAT_HAPPENS_NEXT: "接下来", "What happens next";
    NEXT_READ: "有人看过，转给承办的单位", "Someone reads it and passes it to the office in charge";
    NEXT_AFTER: "之后", "Then";
    NEXT_ANSWER: "答复", "You get an answer";
    NEXT_CONTEST: "不同意，可以要求再办；也可以补充、评价", "If you disagree you can ask for it to be dealt with again; you can also add something or rate the answer";
    NEXT_PUBLISHED: "公布处理结果时会去掉个人信息", "Anything personal is taken out before the outcome is published";
    FOLLOW_THIS: "查看这件的进度", "Follow this case";
}
