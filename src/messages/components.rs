//! What the parts of pages say.

web::messages! {
    SAMPLE: "示例", "Sample";
    ORIGINAL_TEXT: "原文", "Original text";
    WRONG_WITH_THIS: "这里有问题？告诉我们", "Something wrong with this? Tell us";
    CASES_ABOUT: "看提到它的公开诉求（{n} 件）", "See the public cases about it ({n})";
    DOCUMENT: "文件", "Document";
    NOTE: "备注", "Note";
    IDENTIFIER: "编号", "Identifier";
    DAY_STRIP: "一天中各时段", "The hours of the day";
    KEPT: "已保存", "Kept";
    DOCUMENTS: "文件", "Documents";
    DATA_VERSION: "数据版本", "Data version";
    PUBLISHED_AT: "公布于", "published";
    ACCORDING_TO: "根据：", "According to: ";
    LIST_STOP: "；", "; ";
    FROM: "出处：", "From: ";
    WORDS_MEAN: "这些词是什么意思", "What these words mean";
    WORD_MEANS: "什么是“{}”", "What “{}” means";
    SAMPLE_SHEET: "示例，不是真实内容。", "Sample, not real. ";
    PRINT: "打印", "Print";
    ERROR_PREFIX: "错误：", "Error: ";
    THERE_IS_A_PROBLEM: "有几处需要改", "There is a problem";
}
