//! What the map says.

web::messages! {
    TITLE: "地图", "Map";
    LEAD:
        "看看哪里能摆。列表说的和地图一样，不用地图也行。",
        "Where a stall is allowed. The list says the same as the map.";
    LINK: "在地图上选", "Choose on the map";
    AROUND: "在地图上看周围", "See what is around, on the map";
    GRADES: "先看道路等级", "Street grades first";
    TIME: "什么时候", "When";
    SLIDER: "一天里的时间", "Time of the day";
    SKIP: "跳过地图，去看列表", "Skip the map, go to the list";
    LABEL: "街道和片区的地图。同样的内容在后面的列表里。", "Map of streets and zones. The list after it says the same.";
    WORDS:
        "放大|缩小|向北移|向东移|向南移|向西移|用两个手指移动地图|按住 Ctrl 键再滚动，可缩放地图|{n} 件公开的诉求",
        "Zoom in|Zoom out|Move north|Move east|Move south|Move west|Use two fingers to move the map|Hold Ctrl and scroll to zoom the map|Public cases: {n}";
    LEGEND: "图例", "Legend";
    ROUGH: "宽底色：位置为示意", "Wide shade: position is approximate";
    LIST: "图上的街道和片区", "Streets and zones on the map";
    COUNT_BEFORE: "图上有 ", "";
    COUNT_AFTER: " 处，由近到远。", " on the map, nearest to the middle first.";
    PARTIAL:
        "范围太大，只画出了中间一部分。放大后可以看到全部。",
        "The area is too large: only its middle is drawn. Zoom in to see all.";
    EMPTY: "这里没有画在地图上的街道或片区。", "No street or zone is drawn here.";
    SHOW: "在图上看", "Show";
    CASES: "公开的诉求", "Public cases";
    CASES_KEY: "公开诉求的件数", "number of public cases";
    CASES_OF: "{n} 件公开的诉求", "Public cases: {n}";
    CASES_AT: "其中 {n} 处有公开的诉求。", " {n} of them with public cases.";
    CASES_NOWHERE: "这些地方没有公开的诉求。", " None of them with public cases.";
    CASES_LIMIT:
        "数字标的是提到这条街道或片区的诉求，不是哪个人的位置；没有写明地方的诉求不在图上。",
        "The numbers are of cases about a whole street or zone, never where a person was; cases without a place are not on the map. ";
    PICKED: "选中的地方", "What is picked";
    HINT: "点一条街道、一个片区，或者空白的地方。", "Tap a street, a zone, or empty ground.";
    ANSWER: "看结论和依据", "See the answer and why";
    CHOOSE_GOODS: "选卖什么", "Choose what you sell";
    POINT: "您点的位置", "The point you tapped";
    NO_STREET_BEFORE: "这里没有公布的街道（", "No published street within ";
    NO_STREET_AFTER: " 米以内）。", " m of here.";
    NEAREST_STREET: "最近的街道：", "The nearest street:";
    NEAREST_ZONE: "最近的片区：", "The nearest zone:";
    METRES: "米", "m";
    MISSING_OFFLINE:
        "没有网络，图上有一部分没能取到。已经存在这部手机上的，照常画出来。",
        "There is no network, and part of this map could not be fetched. What this phone has kept is drawn.";
    MISSING:
        "图上有一部分没能取到，其余的照常画出来。",
        "Part of this map could not be fetched. The rest of it is drawn.";
    LOST_TITLE: "地图没能打开", "The map could not be opened";
    LOST_TEXT:
        "可能是网络不通。旁边的列表照常可用，也可以再试一次。",
        "The network may be down. The list works all the same, or try again.";
}
