//! 要求层级.csv: how a requirement was handed down, a row a level.

use super::column::Kind;
use super::declare::sheet;
use super::files;
use super::terms::LEVELS;

sheet! {
    files::STEPS, "steps", missing: Error;
    Column ID = Required, "层级编号", "id", Kind::Id, "such as `T-001.1`";
    Column REQUIREMENT = Required, "要求编号", "requirement", Kind::Reference(files::REQUIREMENTS), "";
    Column PARENT = Optional, "上一层级", "parent", Kind::Reference(files::STEPS), "the step above; empty for the origin";
    Column LEVEL = Required, "层级", "level", Kind::Term(LEVELS), "";
    Column UNIT = Required, "单位代码", "unit", Kind::Reference(files::UNITS), "";
    ColumnPair UNIT_NAME = Optional, "单位名称", "unit_name", Kind::Text, "taken from 单位.csv where empty";
    Column DOCUMENT = Required, "文件", "document", Kind::Reference(files::DOCUMENTS), "";
    Column DUE_ON = Optional, "完成时限", "due_on", Kind::Date, "";
    Column FREQUENCY = Optional, "频次", "frequency", Kind::Frequency, "`每周2次`, `每天3次`, `每季度1次`, `一次`";
    ColumnPair TARGETS = Optional, "指标", "targets", Kind::Targets, "`新增临时摊点≥60处；签订率≥85%`, also `≤`, `不少于`, `不多于`; a measure in %, ‰, a time (`分钟`, `小时`, `天`, `工作日`, `月`, …) or `字`, or ending in 率, is compared unit by unit; any other as the sum of the units of one level. English: the measures' names in the same order";
    ColumnPair DELIVERABLES = Optional, "材料", "deliverables", Kind::Asked(&[("报告", "report"), ("报表", "form"), ("照片", "photo"), ("会议", "meeting"), ("台账", "ledger")]), "`月度小结（报告，每月1）；定点照片（照片，每天6）`. English: the names";
    ColumnPair TOOLS = Optional, "工具", "tools", Kind::Asked(&[("政务应用", "app"), ("打卡", "check_in"), ("群接龙", "group_relay"), ("截图", "screenshot")]), "`打卡截图（截图，每天1）`. English: the names";
    ColumnPair COVERAGE = Optional, "范围", "coverage", Kind::Text, "who or what it covers";
    Column COVERAGE_COUNT = Optional, "范围数量", "coverage_count", Kind::Number, "how many";
    Column COVERAGE_UNIT = Optional, "范围单位", "coverage_unit", Kind::Text, "of what";
    Column COVERAGE_ALL = Optional, "是否全部", "coverage_all", Kind::YesNo, "whether all of them";
    Column ASSESSMENT = Optional, "考核", "assessment", Kind::Terms(&[("排名", "ranking"), ("一票否决", "veto"), ("责任状", "pledge")]), "";
    Column ROLE = Optional, "角色", "role", Kind::Term(&[("牵头", "lead"), ("配合", "assist")]), "";
    ColumnPair BASIS = Optional, "依据", "basis", Kind::Text, "for what the step adds";
    Column BASIS_LEVEL = Optional, "依据层级", "basis_level", Kind::Term(LEVELS), "required with `依据`";
    Column BASIS_EMERGENCY = Optional, "应急", "basis_emergency", Kind::YesNo, "whether it is an emergency response";
    Column BASIS_DOCUMENT = Optional, "依据文件", "basis_document", Kind::Reference(files::DOCUMENTS), "";
    ColumnPair NOTE = Optional, "备注", "note", Kind::Text, "";
}
