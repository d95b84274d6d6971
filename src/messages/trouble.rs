//! What is said where something went wrong.

web::messages! {
    OFFLINE:
        "连不上服务器，下面是这部手机上次取得的数据。",
        "The server cannot be reached. What follows is the data this phone read last.";
    DAMAGED:
        "最新公布的数据没有对上，没有采用。",
        "The newest published data does not match what it promises, and was not used.";
    SHOWN_INSTEAD: "现在显示的是", "Shown instead:";
    OFFLINE_TITLE: "连不上网络", "The network cannot be reached";
    OFFLINE_TEXT:
        "请检查网络，然后再试一次。急事请拨打 12345。",
        "Check the network and try again. For anything urgent call 12345.";
    CHUNK_TITLE: "这一页没有取到", "This page did not arrive";
    CHUNK_TEXT:
        "网络断了，或者网站刚更新过。请检查网络，然后再试一次。急事请拨打 12345。",
        "The network is cut, or the site has just been updated. Check the network and try again. For anything urgent call 12345.";
    CHUNK_RELOAD: "还是不行：重新打开这一页", "Still not there: open this page again";
    NOT_KEPT_TITLE: "这部手机上没有存这一页的数据", "This phone has not kept the data of this page";
    NOT_KEPT_TEXT:
        "有网络时打开一次，以后没有网络也能看。要存下整个区，请在有网络时打开“能不能摆”，点“没有网络时也能查”。急事请拨打 12345。",
        "Open it once with a network, and it is here without one. To keep a whole district, open \"May I sell here\" with a network and choose \"Look up without a network\". For anything urgent call 12345.";
    SERVER_TITLE: "服务器没有给出数据", "The server did not give the data";
    SERVER_TEXT: "请过一会儿再试。急事请拨打 12345。", "Try again in a while. For anything urgent call 12345.";
    DAMAGED_TITLE: "数据没有对上", "The data does not match";
    DAMAGED_TEXT:
        "收到的数据和公布的清单不一致，为避免给出错误的答复，没有显示。请过一会儿再试。",
        "What arrived is not what was published, so it is not shown, to avoid a wrong answer. Try again in a while.";
    FORMAT_TITLE: "这一页太旧了", "This page is too old";
    FORMAT_TEXT:
        "公布的数据换了新格式，请重新打开网页。",
        "The published data has a newer format. Open the page again.";
    ABSENT_TITLE: "没有这条记录", "There is no such record";
    ABSENT_TEXT:
        "它可能已经撤下，或者网址写错了。可以从这里找：",
        "It may have been withdrawn, or the address may be wrong. You can look here:";
    NOT_FOUND: "没有这个网址", "There is no such page";
}
