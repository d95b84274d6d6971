//! What the lookup says: 能不能摆.

web::messages! {
    VENDOR_TITLE: "能不能摆", "May I sell here?";
    VENDOR_LEAD: "选地点和品类，就有一个答复。", "Choose a place and your goods, and get one answer.";
    WHERE_LABEL: "在哪里", "Where";
    WHERE_HINT:
        "街道名、拼音或首字母，例如 mojiajie、mjj",
        "A street's name, its pinyin or initials, such as mojiajie or mjj";
    WHAT_LABEL: "卖什么", "What";
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
    ASK_AGAIN: "再问一次上次的", "Ask the last one again";
    CHANGE_PLACE: "换地点", "Change place";
    CHANGE_GOODS: "换品类", "Change goods";
    NOW: "现在", "Now";
    UNTIL: "到", "Until";
    NO_CHANGE: "一年以内不会变。", "Nothing changes within a year.";
    NEXT_PERMITTED: "下次可以摆：", "Next permitted:";
    NO_RULE_TEXT:
        "这个地点、这个品类、这个时间没有公布规定。没有公布不等于可以，也不等于不可以：可以问政务热线，也可以从下面反映。",
        "No rule is published for this place, these goods and this time. That means neither yes nor no: ask the city hotline, or tell us below.";
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
    HERE_FROM: "这里", "Here, from";
    ON_FOOT: "步行约", "about";
    ON_FOOT_AFTER: "米", "m on foot";
    HERE_UNTIL: "到", "until";
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
    INSTEAD: "可以改到", "Instead:";
    ANOTHER_TIME: "换个时间", "Another time";
    ASK: "查这个时间", "Ask";
    ASK_NOW: "回到现在", "Back to now";
    DAY_NOW: "今天", "Today";
    DAY_THEN: "这一天", "That day";
    BY_WHICH_RULE: "依据哪条规则", "By which rule";
    OUTSIDE_TIMES: "现在不在允许的时段内。", "This is outside the permitted times.";
    FIRST_BREACH: "第一次没做到会怎样", "What happens at a first lapse";
    OTHER_RULES: "其他规则为什么不适用", "Why other rules do not apply";
    LOST_NOT_YET: "还没生效，生效时间", "Not in force yet; in force from";
    LOST_EXPIRED: "已经失效，失效时间", "No longer in force since";
    LOST_OUTSIDE: "现在不在它的时段内", "This is outside its times";
    LOST_CALENDAR: "这一年的节假日安排还没公布", "The year's calendar is not published";
    LOST_OVERRIDDEN: "被这条临时调整代替：", "Replaced for now by";
    LOST_PRIORITY: "这条规则优先：", "This rule comes first:";
    APPROXIMATE: "位置是手绘的，只作大致参考。", "Drawn by hand: its position is only rough.";
    GRADE: "路段等级", "Grade of the street";
    SHOW: "看", "Show";
    SHOW_DAY: "一天", "Day";
    SHOW_WEEK: "一周", "Week";
    SHOW_YEAR: "一年", "Year";
    WEEK_FROM: "七天，从", "Seven days from";
    YEAR_FROM: "十二个月，从", "Twelve months from";
    PICTURES_HINT: "点一点图上的某一段或某一天，就查那个时间。", "Tap a part of the picture to ask about that time.";
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
    CALENDAR_LINK: "日历订阅（iCalendar）", "Calendar of this street (iCalendar)";
    FEED_LINK: "变动订阅（JSON Feed）", "Feed of what changes here (JSON Feed)";
    NOTICE_LINK: "打印这条街的告示（A4）", "Print this street's notice (A4)";
}
