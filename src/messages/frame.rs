//! What the frame of every page says.

web::messages! {
    SITE_NAME: "明单", "Mingdan";
    BRAND: "明单", "Mingdan";
    SKIP: "跳到正文", "Skip to content";
    MAIN_MENU: "主菜单", "Main menu";
    FOOT_MENU: "页脚", "Footer";
    DOCK_LOOKUP: "能不能摆", "Stalls";
    DOCK_TASKS: "清单", "Lists";
    DOCK_FEEDBACK: "反映", "Report";
    DOCK_MINE: "我的", "Mine";
    BIG_TEXT: "长辈版", "Large";
    USUAL_TEXT: "标准版", "Usual";
    TEXT_SIZE: "字的大小", "Size of the text";
    TOO_SMALL: "字太小？", "Text too small?";
    LARGER: "换成大字", "Make it larger";
    NOT_LARGER: "不用", "No";
    LARGE: "大字", "Large";
    LARGEST: "特大字", "Largest";
    OTHER_LANGUAGE: "EN", "中文";
    NOT_REAL_BEFORE: "不是", "Not ";
    NOT_REAL_AFTER: "的真实规定", "'s real rules";
    REALLY_CALL: "，办事拨 ", "; call ";
    HOME: "首页", "Home";
    CRUMBS: "您的位置", "You are here";
    LOOKUP: "能不能摆", "May I sell here";
    TASKS: "任务清单", "Task lists";
    FEEDBACK: "反映问题", "Feedback";
    UPDATES: "动态", "Updates";
    OPEN_DATA: "开放数据", "Open data";
    ABOUT: "关于", "About";
    FOLLOW: "查办理进度", "Follow a case";
    ABOUT_THIS_PAGE: "反映这一页", "Report this page";
    SNAPSHOT_NO: "版本", "Snapshot";
    DATA_OF: "数据：第 ", "Data: version ";
    DATA_OF_AFTER: " 版，", ", ";
    COMMA: "，", ", ";
    STOP: "。", ". ";
    AND: "、", ", ";
    HOTLINE: "政务热线", "City hotline";
    EMERGENCY: "急事", "Emergencies";
    NOT_OFFICIAL: "本站不是热线，也不代替它受理。", "This site is not the hotline and does not replace it.";
    SENT_BY_ITSELF:
        "没有网络时写好的那一件已经送出，回执存在这部手机上。",
        "What you wrote without a network has been sent. Its receipt is kept on this phone.";
    SEEN: "知道了", "Close";
    AGAIN: "再试一次", "Try again";
    LOADING: "正在读取……", "Loading…";
    CHANGE: "修改", "Change";
    BACK: "返回上一步", "Back";
}
