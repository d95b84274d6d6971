//! What the page about this site says.

web::messages! {
    LEAD:
        "明单把任务清单、摆摊规定和诉求办理放在同一处，让人一看就明白。",
        "Mingdan puts duty lists, trading rules and what becomes of feedback in one place, for anyone to read.";
    ANSWERS: "答复是怎样得出的", "How answers are worked out";
    ANSWERS_TEXT:
        "答复由公布的规则在您的手机上直接算出，不经过服务器；同样的规则、同样的时间，答复总是一样。没有公布规定的，就说没有。",
        "Your phone works them out from the published rules; the server takes no part. The same rules at the same time always give the same answer. Where nothing is published, it says so.";
    SOURCES: "内容从哪里来", "Where the content comes from";
    SOURCES_TEXT:
        "每条记录都写明来源。标有“示例”的是为演示编写的，不是政府文件；标有“新闻报道”的依据公开报道。",
        "Every record names its source. What is marked “Sample” was written for demonstration and is no government document; what is marked “News report” rests on published reports.";
    PRIVACY: "您的信息", "Your privacy";
    PRIVACY_TEXT:
        "没有账号，没有统计，没有第三方。最近查过的地点和品类、存下的小票和回执、等着送出的诉求只存在这部手机上；小票在“我的小票”里删，回执和诉求在“查办理进度”里删。",
        "No account, no tracking, no third parties. The place and goods you asked about last, the slips and receipts you keep, and feedback that waits to be sent stay on this phone. You erase slips under “My slips”, receipts and feedback under “Follow a case”.";
    NOT: "它不是什么", "What it is not";
    NOT_TEXT:
        "它不是 12345 热线，不使用公章，不代替执法人员现场的决定。",
        "It is not the 12345 hotline, bears no seal, and does not replace an officer's decision on the spot.";
}
