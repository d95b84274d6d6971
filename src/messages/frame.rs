//! What the frame of every page says.

web::messages! {
    SITE_NAME: "明单", "Mingdan";
    BRAND: "明单", "Mingdan";
    SKIP: "跳到正文", "Skip to content";
    MAIN_MENU: "主菜单", "Main menu";
    FOOT_MENU: "页脚", "Footer";
    BIG_TEXT: "大字", "Large text";
    OTHER_LANGUAGE: "English", "中文";
    HOME: "首页", "Home";
    CRUMBS: "您的位置", "You are here";
    LOOKUP: "能不能摆", "May I sell here";
    TASKS: "任务清单", "Task lists";
    FEEDBACK: "反映问题", "Feedback";
    UPDATES: "动态", "Updates";
    OPEN_DATA: "开放数据", "Open data";
    ABOUT: "关于", "About";
    FOLLOW: "查办理进度", "Follow a case";
    SNAPSHOT_NO: "版本", "Snapshot";
    DATA_OF: "数据：", "Data:";
    HOTLINE: "政务热线", "City hotline";
    EMERGENCY: "紧急求助", "Emergencies";
    NOT_OFFICIAL:
        "本网站不是 12345 热线，也不代替其受理；示例内容均标有“示例”。",
        "This site is not the 12345 hotline and does not replace it. Sample content is marked \"Sample\".";
    SENT_BY_ITSELF:
        "没有网络时写好的那一件已经送出，回执存在这部手机上。",
        "What you wrote without a network has been sent. Its receipt is kept on this phone.";
    SEEN: "知道了", "Close";
    AGAIN: "再试一次", "Try again";
    LOADING: "正在读取……", "Loading…";
    CHANGE: "修改", "Change";
    BACK: "返回上一步", "Back";
    MARK: "明", "明";
}
