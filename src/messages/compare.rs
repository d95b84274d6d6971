//! What the comparison of notices says.

web::messages! {
    TITLE: "对照两份文件", "Compare two documents";
    SEE: "发文以前对照一下：比上级多要了什么", "Before a document goes out: what does it ask more than the level above?";
    SEE_LEVEL: "拿一份草稿和这一级对照", "Hold a draft against this level";
    LEAD:
        "贴上要发的文件，看它比上级多要了什么、碰到了哪条公文规范、有没有派下已经收回的事。",
        "Paste the document that is to go out, and see what it asks more than the level above, which limits on documents it meets, and whether it hands down what was taken back.";
    STAYS_HERE:
        "贴上的文字只在这部手机上读，不发给任何人。",
        "What you paste is read on this phone and sent to nobody.";
    BY_RULES:
        "按规则读，不懂文意：读出来的都要核对，读错了可以改，没读懂的写明没读懂。",
        "It reads by rules and does not understand: check what it read, change what it read wrongly; what it could not read it says so.";

    ABOVE: "上级的文件", "The document above";
    ABOVE_HINT: "可以不填。比的是要发的文件比它多要了什么。", "Optional. The document that is to go out is measured against it.";
    LEVEL_PASTED: "粘贴上级的文件", "Paste it";
    LEVEL_PUBLISHED: "已公布的工作要求，选一级", "A level of a published requirement";
    LEVEL_NONE: "不和上级比", "None";
    LEVEL_PASTED_HINT: "贴上文字，逐条比", "Paste the text; each demand is measured";
    LEVEL_PUBLISHED_HINT: "不用粘贴，选一项、选一级", "Nothing to paste: choose one, and its level";
    LEVEL_NONE_HINT: "只看公文规范和履职清单", "Only the limits on documents and the duty lists";
    ABOVE_TEXT: "上级文件的文字", "The text of the document above";
    REQUIREMENT: "哪一项工作要求", "Which requirement";
    STEP: "哪一级写的", "Which level's";
    CHOOSE: "请选择", "Choose";
    HERE: "要发的文件", "The document that is to go out";
    HERE_HINT: "把全文贴在这里，连标题、落款和日期：没有年份的日子照落款的年份读。", "Paste all of it, with its title and date: days without a year are read by the year of the date.";
    UNIT: "对照哪个单位的清单", "Whose duty lists to hold it against";
    UNIT_HINT: "看有没有派下已经收回、不得要求的事项。可以不选。", "Does it hand down what was taken back, or what may not be asked? Optional.";
    UNIT_NONE: "不比", "None";
    READ: "读一读，比一比", "Read and compare";
    NO_REQUIREMENT: "请选一项工作要求，或者改选“不和上级比”", "Choose a requirement, or “None”";
    NO_STEP: "请选是哪一级写的", "Choose a level";
    OF_ABOVE: "上级的文件：", "The document above: ";
    OF_HERE: "要发的文件：", "The document that is to go out: ";

    SAID: "读完了：{read} 处要求，{aside} 处不算要求，{unread} 处没读懂；找到 {found} 处要看。", "Read: {read} demands, {aside} that are none, {unread} not understood; {found} to look at.";
    LOST: "文字变了，原来手工改的有 {n} 处对不上，没有带过来。", "The text has changed; {n} corrections no longer fit and were left behind.";

    FOUND: "要看的 {n} 处", "To look at: {n}";
    FOUND_NONE: "没有找到要看的", "Nothing found to look at";
    FOUND_LEAD: "这是程序按规则找的，都待核实。", "The program found these by its rules; each is to be checked.";
    NONE_IS_NOT_ALL: "没有找到，不等于没有：请看下面没读懂的。", "Nothing found does not mean there is nothing: see what was not understood below.";
    FIRST_FOUND: "全部列出", "Show all";
    HELD_AGAINST: "比了什么", "What it was held against";
    AGAINST_LEVEL: "上级：", "The level above: ";
    AGAINST_NO_LEVEL: "没有和上级比。", "No level above.";
    AGAINST_LIMITS: "公文规范：{n} 条。", "Limits on documents: {n}.";
    AGAINST_NO_LIMITS: "这座城市没有公布公文规范，没有比。", "This city has published no limits on documents.";
    AGAINST_UNIT: "{unit}的清单：收回和不得要求的 {n} 项。", "The lists of {unit}: {n} taken back or barred.";
    AGAINST_NO_UNIT: "没有和履职清单比。", "No duty lists.";
    ADDED: "加的：", "Added: ";
    LIMIT: "公文规范", "Limit";
    DUTY: "清单：", "Duty list: ";
    WHOLE: "全文", "The whole document";
    BY_HAND_NOTE: "手工加的，没有原句", "added by hand; no sentence";
    ABOVE_WROTE: "上级写的：", "The level above wrote: ";
    ABOVE_SILENT: "上级的文件里没有读到这一条。", "The document above was not seen to ask for it.";
    RULE: "依据：", "Rule: ";
    PUT_IT: "怎样改：", "Put it so: ";
    READ_WRONG: "读错了？改这一条", "Read wrongly? Change it";

    BESIDE: "两边对照", "Side by side";
    BESIDE_ALONE: "要了什么", "What it asks";
    CAPTION: "两份文件各要了什么，按种类", "What each document asks, by kind";
    COLUMN_ABOVE: "上级", "Above";
    COLUMN_HERE: "本件", "Here";
    NOT_COMPARED: "没有参加比", "not compared";
    NOT_SAID: "没有读到", "Not found";
    NOTHING_READ: "没有读出要求。", "No demand was read.";

    SENTENCES: "逐句看", "Sentence by sentence";
    MARKS: "怎样标的：", "How it is marked: ";
    MARK_READ: "读作要求", "read as a demand";
    MARK_ASIDE: "不算要求", "no demand";
    MARK_UNREAD: "没读懂", "not understood";
    SENTENCE: "第 {n} 句", "Sentence {n}";
    MORE_SENTENCES: "再看后面的句子（还有 {n} 句）", "More sentences ({n} left)";
    ADDED_BY_HAND: "手工加的", "Added by hand";
    CHANGED: "手工改过", "changed by hand";
    ADDED_MARK: "手工加的", "added by hand";
    REMOVED: "手工去掉", "taken out by hand";
    WAS_READ: "原来读作：", "was read as: ";
    IN_PRINCIPLE: "原则上", "in principle";
    REMOVE: "去掉", "Take out";
    RESTORE: "恢复", "Put back";
    BACK_TO_READ: "改回读到的", "As it was read";
    ADD_HERE: "补一条", "Add a demand";
    MAKE_DEMAND: "当作要求", "Make it a demand";
    MADE_OF: "原文：", "The words: ";
    ADDED_SAID: "已加上：{demand}。", "Added: {demand}. ";
    CANCEL_ADDED: "不加了", "Cancel";
    ADD: "加一条没读出来的", "Add a demand that was not read";
    WHICH_KIND: "哪一类要求", "Which kind";
    SAVE: "改好了", "Save";
    SAVE_ADDED: "加上", "Add";
    CANCEL: "不改了", "Cancel";

    ROWS: "做成 要求层级.csv 的行", "As rows of 要求层级.csv";
    ROWS_LEAD:
        "改好以后，可以存成表格的行，贴进 要求层级.csv 再核对。步骤装不下的（第二个时限、通报一类）写在备注里。文件编号是临时的；没有选单位的，单位代码写作 000000。",
        "Once corrected it can be saved as rows for 要求层级.csv, to be checked there. What a step has no place for, such as a second deadline, is in its note. The number of the document stands for its own; a unit that was not chosen is 000000.";
    NUMBER: "要求编号", "Number of the requirement";
    BY_HERE: "本件由谁发", "Who issues this document";
    BY_ABOVE: "上级文件由谁发", "Who issued the document above";
    NUMBER_HINT: "字母、数字、- 和 _，如 YY-7。空着就写 N-1。", "Letters, digits, - and _, such as YY-7. Empty for N-1.";
    NUMBER_WRONG: "编号只能有字母、数字、- 和 _，先写作 N-1", "Only letters, digits, - and _; N-1 is written for now";
    SAVE_ROWS: "存成表格", "Save as a sheet";
    COPY_ROWS: "复制这些行", "Copy the rows";
    COPIED: "已复制", "Copied";
    NOT_COPIED: "没有复制成，请选中下面的文字复制", "Not copied; select the text below and copy it";
    SHOW_ROWS: "看这些行", "See the rows";
    FROM_PASTE: "粘贴的文字，程序按规则读出，待核对", "Pasted text, read by rules, to be checked";

    KEPT: "存在这部手机上", "Kept on this phone";
    KEPT_LEAD:
        "贴上的文字和改过的地方存在这部手机上，关了再开还在，直到您清除。",
        "What you pasted and corrected stays on this phone, also after it is closed, until you erase it.";
    NOT_KEPT: "这部手机没有存住：关掉这一页就没有了。", "This phone did not keep it: it is gone when the page is closed.";
    ERASE: "全部清除", "Erase everything";
    ERASED: "已清除", "Erased";
}
