//! What the lookup says: 能不能摆.

web::messages! {
    VENDOR_TITLE: "能不能摆", "May I sell here?";
    VENDOR_LEAD: "选地点和品类，就有一个答复。", "Choose a place and your goods, and get one answer.";
    WHERE_LABEL: "在哪里", "Where";
    WHERE_HINT: "街道名、拼音、首字母，或者区和街道，例如 mojiajie、mjj、城中区", "A street, its pinyin or initials, or a district: mojiajie, mjj, Chengzhong";
    WHAT_LABEL: "卖什么", "What";
    NOW: "现在", "Now";
    HERE_YES: "可以", "You may";
    HERE_NO_NOW: "现在不可以", "Not now";
    HERE_NO_THEN: "那时不可以", "Not then";
    HERE_NO_TODAY: "全天不可以", "Not today";
    HERE_NO_THAT_DAY: "全天不可以", "Not that day";
    OTHER_PLACES: "其他地点", "Other places";
    COUNT_PLACES: " 处", " places";
    COUNT_NOW: "，现在 ", ", ";
    COUNT_MAY_NOW: " 处可以", " permit it now";
    COUNT_MAY: " 处可以", " permit it";
    STATES_UNREAD: "，没能读到现在的状态", "; what holds now could not be read";
    MANY_PLACES: "地点很多，先写名字找；或者列出全部，要多收", "There are many places: search by name, or list them all, at a cost of";
    LATELY: "刚问过", "Asked lately";
    NEEDS_NOTHING: "免登记", "no card";
    NEEDS_PERMIT: "要许可", "permit";
    NEEDS_CARD_TEXT: "没写“免登记”“要许可”的，要一张登记卡。", "Those without a remark need a registration card.";
    PLACES: "地点", "Places";
    NO_SUCH_PLACE:
        "没有找到这个地点。换个写法，或者只写前几个字。",
        "No such place. Try another spelling, or only its first characters.";
    ALSO_CALLED: "又名", "also";
    PERHAPS: "没有完全一样的，也许是：", "Nothing is called just that. Perhaps:";
    ALL_NAMES: "在全部地名里找，允许打错一个字", "Search all names, allowing one typing error";
    UNKNOWN_PLACE: "没有公布这个地点：", "This place is not published:";
    UNKNOWN_GOODS: "没有这个品类：", "There are no such goods:";
    BAD_TIME: "这个时间读不懂，没有作答：", "This time cannot be read, so there is no answer:";
    TIME_TOO_FAR: "这个时间太远，没有作答：", "This time is too far away to be answered for:";
    REACH_BEFORE: "能答的是 ", "Answers are given for the years ";
    REACH_BETWEEN: " 年到 ", " to ";
    REACH_AFTER: " 年。", ".";
    ASK_AGAIN: "再问一次上次的", "Ask the last one again";
    CHANGE_PLACE: "换地点", "Change place";
    COLON: "：", ": ";
    OPEN_BRACKET: "（", " (";
    CLOSE_BRACKET: "）", ")";
    ANSWER: "答复", "The answer";
    CHANGE_GOODS: "换品类", "Change goods";
    SAID_UNTIL: "，到 ", ", until ";
    TIME_OF_PHONE: "按这部手机的时间：", "By this phone’s clock: ";
    TIME_OF_CITY: "时间（这部手机在别的时区）：", " time (this phone is in another zone): ";
    TIME_ASKED: "问的时间：", "Time asked about: ";
    FOR_TODAY: "今天临时", "For now";
    FOR_NOW: "临时调整", "For now";
    FOR_NOW_IF: "临时，符合条件", "For now, with conditions";
    CALL: "问政务热线 ", "Call the city hotline, ";
    ASK_TO_PUBLISH: "请他们把规定公布出来", "Ask for the rule to be published";
    HAND_ON: "发给人", "Share";
    COPIED: "网址已经复制，可以粘贴给别人。", "The address is copied, ready to paste.";
    NOT_COPIED: "没能复制网址。", "The address could not be copied.";
    READ_ALOUD: "念给我听", "Read it aloud";
    THIS_PLACE: "这个地点", "This place";
    DOCUMENTS_BEFORE: "依据 ", "Based on ";
    DOCUMENTS_AFTER: " 份文件", " documents";
    DOCUMENT_AFTER: " 份文件", " document";
    RULE_PERMITS: "可以摆", "You may";
    RULE_PROHIBITS: "不可以摆", "You may not";
    NEXT_PERMITTED: "下次可以摆：", "Next permitted: ";
    NO_RULE_TEXT: "没有公布不等于可以，也不等于不可以。", "No published rule means neither yes nor no.";
    CALENDAR_PENDING:
        "当年的节假日安排还没有公布，但无论怎样安排，答复都一样。",
        "The year's holiday calendar is not published yet, but whatever it says, the answer is the same.";
    STALE_TEXT:
        "答复取决于当年的节假日安排，而这一年的安排还没有公布。",
        "The answer depends on the year's holiday calendar, which is not published yet.";
    ELSEWHERE_TITLE: "换个时间，换个地方", "Another time, another place";
    LOOKING_NEARBY: "正在看附近哪里可以摆……", "Looking for places nearby…";
    NOTHING_NEARBY_BEFORE: "附近 ", "Within ";
    NOTHING_NEARBY_AFTER:
        "内，这个时间没有公布可以摆的地方。",
        " nothing is published that permits it at this time.";
    NOT_DRAWN:
        "这个地点没有画在地图上，找不到附近的地方。",
        "This place is not drawn on the map, so nothing nearby can be found.";
    HERE_FROM: "这里，从 ", "Here, from ";
    ABOUT: "约 ", "about ";
    ON_FOOT: "步行约 ", "about ";
    ON_FOOT_AFTER: " 分钟", " min on foot";
    USE_LOCATION: "用手机定位", "Use where I am";
    LOCATION_HINT: "只在点按时询问，只在这部手机上使用。", "Asked for only when you tap, used only on this phone.";
    LOCATION_ASKING: "正在等手机定位……", "Waiting for the phone…";
    LOCATION_REFUSED:
        "手机没有允许定位。可以在浏览器设置里允许，或者在上面写街道名。",
        "The phone did not allow it. Allow it in the browser's settings, or write the street's name above.";
    LOCATION_FAILED:
        "手机没有得到位置。到露天处再试一次，或者在上面写街道名。",
        "The phone could not tell where it is. Try again in the open, or write the street's name above.";
    LOCATION_MISSING:
        "这个浏览器不能定位。请在上面写街道名。",
        "This browser cannot tell where it is. Write the street's name above.";
    LOCATION_ROUGH: "手机的定位只准到（米）：", "The phone knows its place only to (metres):";
    AT_POINT: "在这一点上", "At this point";
    KILOMETRES: "公里", "km";
    NOTHING_HERE_BEFORE: "这一点周围 ", "Nothing is published within ";
    NOTHING_HERE_AFTER:
        "内没有公布的街道和片区。可能不在本市，请写街道名。",
        " of this point. It may lie outside the city: write the street's name.";
    BAD_POINT: "这个位置读不懂：", "This point cannot be read:";
    CONDITIONS: "要做到", "On these conditions";
    TEMPORARY: "临时调整：", "Temporary change:";
    INSTEAD: "可以改到：", "Go instead to: ";
    ANOTHER_TIME: "换个时间", "Another time";
    ASK: "查这个时间", "Ask";
    ASK_NOW: "回到现在", "Back to now";
    DAY_NOW: "今天", "Today";
    DAY_THEN: "这一天", "That day";
    BY_WHICH_RULE: "根据", "On what grounds";
    CASES_ABOUT_RULE: "看提到这条规则的公开诉求（{n} 件）", "See the public cases about this rule ({n})";
    OUTSIDE_TIMES: "允许的时段以外不可以摆", "Outside the permitted times you may not";
    FIRST_BREACH: "第一次没做到会怎样", "What happens at a first lapse";
    OTHER_RULES: "为什么不是别的规则", "Why not another rule";
    LOST_NOT_YET: "还没生效，生效时间：", "Not in force yet; in force from ";
    LOST_EXPIRED: "已经失效，管到 ", "No longer in force; it held until ";
    LOST_OUTSIDE: "现在不在它的日子和时段里。", "It is for other days or hours.";
    LOST_CALENDAR: "这一年的节假日安排还没公布，不知道它管不管这一天。", "The year’s holidays are not published, so whether it holds that day is not known.";
    LOST_OVERRIDDEN: "临时被代替：", "Replaced for now: ";
    LOST_PRIORITY: "另一条优先：", "Another comes first: ";
    APPROXIMATE: "位置是手绘的，只作大致参考。", "Drawn by hand: its position is only rough.";
    GRADE: "路段等级", "Grade of the street";
    SHOW: "看", "Show";
    SHOW_DAY: "一天", "Day";
    SHOW_WEEK: "一周", "Week";
    SHOW_YEAR: "一年", "Year";
    WEEK_FROM: "七天，从", "Seven days from";
    YEAR_FROM: "十二个月，从", "Twelve months from";
    PICTURES_HINT: "点一点图上的某一段或某一天，就查那个时间。", "Tap a part of the picture to ask about that time.";
    WEEK_BEFORE: "上一周", "Week before";
    WEEK_AFTER: "下一周", "Week after";
    YEAR_HINT: "一行一天，从上到下；从左到右是 0 到 24 点。", "A row a day, from top to bottom; 0 to 24 h from left to right.";
    YEAR_PICTURE: "同样的内容在下面写成文字，也有表格。", "The same is below in words and as a table.";
    HERE_MARK: "这天", "here";
    CALENDARS: "月历，点一天看那天", "Calendars: tap a day";
    DAYS_HINT: "点一天，就查那天从几点起可以。", "Tap a day to ask about it.";
    AS_TABLE: "用表格看", "As a table";
    COLUMN_DAYS: "日期", "Days";
    COLUMN_HOURS: "时段", "Times";
    COLUMN_MONTH: "月份", "Month";
    STATE_ALL_DAY: "全天可以摆", "Permitted all day";
    STATE_SOMETIMES: "有的时段可以摆", "Permitted at some times";
    STATE_NEVER: "不可以摆", "Not permitted";
    STATE_NOT_PUBLISHED: "没有公布规定", "No published rule";
    STATE_STALE: "日历未公布", "Calendar not published";
    IN_WORDS: "写成文字", "In words";
    NOTHING_PERMITTED: "这段时间里没有可以摆的时段。", "Nothing is permitted in this time.";
    NO_VERSION: "没有公布过这个版本：", "No version of this number was published:";
    NEWEST_VERSION: "最新的版本是", "The newest is";
    ASK_PRESENT: "按现在的版本再问一次", "Ask the present version";
    OLD_VERSION: "这是按从前公布的版本作出的回答。版本", "This is the answer of an earlier version: number";
    BEFORE_FIRST:
        "您问的时间早于第一次公布。下面按现在公布的规定回答；当时还没有公布任何规定。第一次公布：",
        "The time asked about is before anything was published here. The answer is by the rules published now; nothing was published then. First published:";
    CALENDAR_LINK: "放进手机日历，改了会跟着改（iCalendar）", "Add to your calendar; it follows changes (iCalendar)";
    FEED_LINK: "订阅这里的变动（JSON Feed）", "Follow what changes here (JSON Feed)";
    NOTICE_LINK: "打印这条街的告示（A4）", "Print this street's notice (A4)";
}
