//! 职责准入.csv: what higher departments proposed to hand to the grassroots, and what was decided.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::CATEGORIES;

sheet! {
    files::ADMISSIONS, "admission log", missing: Info;
    Column ID = Required, "准入编号", "id", Kind::Id, "";
    ColumnPair TITLE = Required, "事项名称", "title", Kind::Text, "the duty, as it was proposed", english: "英文名称";
    Column CATEGORY = Required, "类别", "category", Kind::Term(CATEGORIES), "";
    Column UNITS = Required, "拟承担单位", "units", Kind::References(files::UNITS), "the units that are to have it; a unit above others stands for all of them";
    Column DUTIES = Optional, "事项编号", "duties", Kind::References(files::DUTIES), "the items of duty lists that it is about: those of `拟准入`, or what it became";
    ColumnPair PROPOSED_BY = Required, "提出单位", "proposed_by", Kind::Text, "";
    Column PROPOSED_ON = Required, "提出日期", "proposed_on", Kind::Date, "";
    Column DECISION = Optional, "决定", "decision", Kind::Term(&[("审查中", "under_review"), ("准入", "admitted"), ("不予准入", "refused")]), "empty is `审查中`; a decision needs the next two columns and the document";
    ColumnPair DECIDED_BY = Optional, "决定单位", "decided_by", Kind::Text, "who decided, or is to decide";
    Column DECIDED_ON = Optional, "决定日期", "decided_on", Kind::Date, "";
    Column DOCUMENT = Optional, "文件", "document", Kind::Reference(files::DOCUMENTS), "the document of the decision";
    ColumnPair REASON = Optional, "理由", "reason", Kind::Text, "why it was admitted or not; of one under review, what is asked";
}
