//! What the admission log says.

web::messages! {
    TITLE: "职责准入", "Admission of duties";
    LEAD:
        "上级部门想交给街道（乡镇）的事，先提出，再审查。准入以前不得下派。",
        "What a higher department wants to hand to subdistricts and townships is proposed first, then reviewed. Nothing may be handed down before it is admitted.";
    SEE: "看职责准入：谁提出，准没准", "See what was proposed to be handed down, and what was decided";
    SEE_LOG: "看全部职责准入", "See the whole log";
    BY_DECISION: "准没准", "What was decided";
    BY_PROPOSER: "谁提出的", "Who proposed it";
    ALL: "全部", "All";
    NONE_FIT: "没有这样的记录。", "There is no such entry.";
    NONE:
        "还没有公布职责准入的记录。没有公布，不等于没有人提出。",
        "No admission log is published, which does not mean that nothing was proposed.";
    UNDER_REVIEW:
        "{by}于{on}提出，还在审查，没有定。",
        "Proposed by {by} on {on}; still under review.";
    TO_DECIDE: "由{who}决定。", " To be decided by {who}.";
    ADMITTED:
        "{by}于{on}提出，{who}于{day}准入。",
        "Proposed by {by} on {on}; admitted by {who} on {day}.";
    REFUSED:
        "{by}于{on}提出，{who}于{day}决定不予准入。",
        "Proposed by {by} on {on}; {who} decided on {day} not to admit it.";
    OTHER:
        "{by}于{on}提出，决定是“{decision}”。",
        "Proposed by {by} on {on}; the decision is “{decision}”.";
    REASON: "理由：", "Reason: ";
    MEANT_FOR: "拟交给：", "Meant for: ";
    ON_LISTS: "清单上的事项：", "On the lists: ";
}
