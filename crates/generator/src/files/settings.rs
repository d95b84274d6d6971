//! `portal.toml`.

use check::columns::files;

use super::file::File;
use super::vending::{bounds, degrees};
use crate::city::City;

pub(crate) fn settings(city: &City) -> File<'_> {
    let name = city.whole().name;
    let id = city.names.slug(0);
    let [west, south, east, north] = bounds(city).map(degrees);
    let buffer = City::BUFFER_DAYS;
    let text = format!(
        "\
# 程序生成的示例城市，内容都是编造的。
id = \"{id}\"
name = {{ zh = \"{}\", en = \"{}\" }}
sample = true
time_zone = \"Asia/Shanghai\"
licence = {{ zh = \"知识共享 公共领域贡献 1.0\", en = \"Creative Commons CC0 1.0 Universal\", url = \"https://creativecommons.org/publicdomain/zero/1.0/\" }}
bounds = [{west}, {south}, {east}, {north}]
deadline_buffer_days = {buffer}
hotline = \"12345\"
emergency = [\"110\", \"119\", \"120\"]
notice = {{ zh = \"示例城市：名称、规定、文件、事项和要求都由程序生成，不是任何地方的真实规定。\", en = \"A sample city: its names, rules, documents, duties and requirements are made up by a program. They are nobody’s real rules.\" }}

[rules]
expiry_day = \"excluded\"

[feedback]
text_max_chars = 2000
contact_retention_days = 90
text_retention_days = 730
",
        name.zh, name.en
    );
    File {
        name: files::SETTINGS,
        lines: Box::new(std::iter::once(text)),
    }
}
