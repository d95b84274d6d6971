//! What the page of published files says.

web::messages! {
    LEAD:
        "网页上的每一个答复都出自下面这些文件。任何人都可以取用、核对。",
        "Every answer on this site comes from the files below. Anyone may use and check them.";
    VERSION: "数据", "Data";
    VERSION_BEFORE: "第 ", "Version ";
    VERSION_AFTER: " 版，", ", published ";
    LIST: "清单", "Manifest";
    LICENCE: "许可", "Licence";
    SHEETS: "可以带走的表格", "Sheets to take away";
    SHEET: "表格", "Sheet";
    KIND: "格式", "Format";
    DESCRIBED: "给程序看的目录", "Descriptions for programs";
    PACKAGE: "数据包说明", "Data package";
    CATALOGUE: "DCAT 目录", "DCAT catalogue";
    FILES: "本期文件", "Files of this snapshot";
    FILE: "文件", "File";
    SIZE: "大小", "Size";
    HOW_TO_CHECK: "怎样核对", "How to check";
    HOW_TO_CHECK_TEXT:
        "manifest.json 列出每个文件的 SHA-256。下载文件后用 sha256sum 计算，应当与这里一致；网页读取每个文件时也做同样的核对。",
        "manifest.json names the SHA-256 of every file. Download a file and run sha256sum: it must be the same. The site checks every file it reads in the same way.";
}
