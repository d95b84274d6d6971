//! What is said of keeping a district on the phone.

web::messages! {
    TITLE: "没有网络时也能查", "Look up without a network";
    TEXT:
        "查过的地点自动存在这部手机上。要存下一个区的全部地点，请选：",
        "Places you have looked up are kept on this phone by themselves. To keep all places of a district, choose it:";
    KEEP: "存下", "Keep";
    NO_MORE: "不再保存", "Keep no more";
    FAILED:
        "没有存全：网络中断，或者手机空间不够。再试一次会接着存。",
        "Not all of it was kept: the network broke off, or this phone has no room. Trying again goes on from there.";
    UNABLE:
        "这个浏览器现在不能保存网页。请重新打开这一页，或换一个浏览器。",
        "This browser cannot keep the site now. Open the page again, or try another browser.";
}
