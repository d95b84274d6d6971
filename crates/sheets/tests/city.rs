//! Contract §6: what offices keep is read, and every bad cell is said in one pass.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::fs;

use check::{Severity, WrittenEnd, check};
use civic::places::Grade;
use civic::rules::{Effect, GoodsSet, Schedule};
use civic::time::Date;
use publish::city_folder;
use sheets::city::{self, Imported};

/// A city of two sheets of vending; the others are missing.
fn import(goods: &[u8], places: &str, rules: &str) -> Imported {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |file: &str, bytes: &[u8]| fs::write(folder.path().join(file), bytes).expect("written");
    write("品类.csv", goods);
    write("地点.csv", places.as_bytes());
    write("规则.csv", rules.as_bytes());
    city::read(&city_folder::read(folder.path()).expect("the folder"))
}

const GOODS: &str =
    "品类编号,名称,英文名称,食品,登记要求,来源类型\nsnack,小吃,Snacks,是,登记卡,示例\n";
const PLACES: &str = "地点编号,名称,类型,侧,等级,单位代码,来源类型\nZ-001,莫家街,街道路段,两侧,疏导,630103001,示例\n";
const RULES: &str = "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,生效,失效,文件,来源类型\n\
    R-1,Z-001,准许,小吃,１８：００～２２：００,周一至周五,,4月25日至10月8日,禁止,2025年4月1日,长期,D-1,示例\n";

/// The cells that could not be taken: row, column, code.
fn refused(imported: &Imported) -> Vec<(u32, &str, &str)> {
    imported
        .findings
        .iter()
        .filter(|f| f.location.row > 0 && f.severity == Severity::Error)
        .map(|f| (f.location.row, f.location.column.as_str(), f.code.as_str()))
        .collect()
}

#[test]
fn s6_utf8_with_a_byte_order_mark_and_gb18030_are_read_alike() {
    let (gb, _, _) = encoding_rs::GB18030.encode(GOODS);
    for bytes in [
        GOODS.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", GOODS.as_bytes()].concat(),
        gb.into_owned(),
    ] {
        let imported = import(&bytes, PLACES, RULES);
        assert_eq!(refused(&imported), []);
        assert_eq!(imported.sources.goods[0].value.name.zh, "小吃");
    }
}

#[test]
fn s6_english_headings_and_full_width_cells_are_read() {
    let english = "id,name,kind,side,grade,unit,source_kind\nZ-001,Mojia,street,both,guided,630103001,sample\n";
    let imported = import(GOODS.as_bytes(), english, RULES);
    assert_eq!(refused(&imported), []);
    assert_eq!(imported.sources.places[0].value.grade, Grade::Guided);
    let rule = &imported.sources.rules[0].value;
    assert_eq!(rule.schedule.windows[0].to_string(), "18:00-22:00");
    assert_eq!(rule.goods, GoodsSet::Only(vec!["snack".into()]));
}

#[test]
fn s2_4_the_column_outside_these_times_makes_a_rule() {
    let imported = import(GOODS.as_bytes(), PLACES, RULES);
    let rules: Vec<_> = imported.sources.rules.iter().map(|r| &r.value).collect();
    assert_eq!(rules[1].id.as_str(), "R-1.outside");
    assert_eq!(
        (rules[1].effect, rules[1].priority),
        (Effect::Prohibit, 900)
    );
    assert!(rules[1].schedule.windows.is_empty() && rules[1].schedule.seasons.is_empty());
    let silent = import(
        GOODS.as_bytes(),
        PLACES,
        &RULES.replace(",禁止,", ",未规定,"),
    );
    assert_eq!(silent.sources.rules.len(), 1);
    let season = import(
        GOODS.as_bytes(),
        PLACES,
        &RULES.replace(",禁止,", ",季内禁止,"),
    );
    assert_eq!(season.sources.rules[1].value.schedule.seasons.len(), 1);
}

#[test]
fn s6_2_every_bad_cell_is_said_in_one_pass_with_row_column_and_an_example() {
    let rules = format!(
        "{RULES}R-2,Z-001,也许,小吃,22:00-04:00,周八,每天,夏天,禁止,昨天,无,D-1,示例\nR-3,Z-001,准许,小吃,全天,每日,,,未规定,2025-04-01,,D-1,示例\n"
    );
    let places = PLACES.replace("疏导", "很好");
    let imported = import(GOODS.as_bytes(), &places, &rules);
    assert_eq!(
        refused(&imported),
        [
            (2, "等级", "term_unknown"),
            (3, "效力", "term_unknown"),
            (3, "时段", "cell_unreadable"),
            (3, "星期", "cell_unreadable"),
            (3, "季节", "cell_unreadable"),
            (3, "生效", "cell_unreadable"),
        ]
    );
    let night = imported
        .findings
        .iter()
        .find(|f| f.location.column == "时段")
        .expect("found");
    assert_eq!(
        (night.location.file.as_str(), night.value.as_str()),
        ("规则.csv", "22:00-04:00")
    );
    assert!(night.what.zh.contains("次日") && night.fix.en.contains("22:00-次日04:00"));
    assert!(
        imported
            .findings
            .iter()
            .all(|f| !f.what.en.is_empty() && !f.fix.zh.is_empty())
    );
    let read: Vec<_> = imported
        .sources
        .rules
        .iter()
        .map(|r| r.value.id.as_str())
        .collect();
    assert_eq!(
        read,
        ["R-1", "R-1.outside", "R-3"],
        "the rows around a bad one are read"
    );
}

#[test]
fn s6_a_missing_sheet_a_missing_column_and_an_unknown_one_are_said() {
    let places = PLACES.replace("等级", "道路等级别");
    let imported = import(GOODS.as_bytes(), &places, RULES);
    let code = |code: &str| imported.findings.iter().find(|f| f.code == code);
    let missing = code("column_missing").expect("a missing column");
    assert_eq!(
        (missing.location.column.as_str(), missing.value.as_str()),
        ("等级", "道路等级别")
    );
    assert!(missing.fix.zh.contains("等级"));
    let more = PLACES
        .replace("来源类型", "登记人,来源类型")
        .replace("示例", "甲,示例");
    let imported = import(GOODS.as_bytes(), &more, RULES);
    let code = |code: &str| imported.findings.iter().find(|f| f.code == code);
    assert!(
        code("column_unknown").is_some_and(|f| f.severity == Severity::Info && f.value == "登记人")
    );
    assert!(code("sheet_missing").is_some_and(|f| f.severity == Severity::Error));
    let neither = import(b"\xff\xff\x81", PLACES, RULES);
    assert!(
        neither
            .findings
            .iter()
            .any(|f| f.code == "encoding_unknown")
    );
}

#[test]
fn s2_4_a_permission_that_is_silent_about_the_time_outside_is_a_warning() {
    let found = |rules: &str, severity: Severity| -> Vec<(u32, String)> {
        let imported = import(GOODS.as_bytes(), PLACES, rules);
        assert!(!imported.sources.rules.is_empty());
        let today = Date::new(2026, 6, 1).expect("a date");
        let findings = check(&imported.sources, None, today).into_iter();
        findings
            .filter(|f| f.code == "outside_times_missing" && f.severity == severity)
            .map(|f| (f.location.row, f.location.column))
            .collect()
    };
    let warned = |rules: &str| found(rules, Severity::Warning);
    assert_eq!(warned(RULES), []);
    assert_eq!(warned(&RULES.replace(",禁止,", ",未规定,")), []);
    let empty = RULES.replace(",禁止,", ",,");
    assert_eq!(warned(&empty), [(2, "时段外".to_owned())]);
    // Another rule speaks for the time outside, so that nothing is left open.
    let other = "R-2,Z-001,禁止,全部,全天,每日,,,,2025年4月1日,,D-1,示例\n";
    assert_eq!(warned(&format!("{empty}{other}")), []);
    // A prohibition, and a permission for the whole time, leave nothing outside.
    assert_eq!(warned(&empty.replace(",准许,", ",禁止,")), []);
    let always = empty.replace(
        "１８：００～２２：００,周一至周五,,4月25日至10月8日",
        "全天,每日,,",
    );
    assert_eq!(warned(&always), []);
    // A sheet without the column is refused, once and not for each row.
    let column = RULES.replace(",时段外", "").replace(",禁止,", ",");
    assert_eq!(found(&column, Severity::Error), [(1, "时段外".to_owned())]);
}

#[test]
fn s6_4_an_open_ended_window_is_refused_as_such() {
    for cell in ["18：00以后", "18:00-", "9:00-11:00；22:00前"] {
        let rules = RULES.replace("１８：００～２２：００", cell);
        let imported = import(GOODS.as_bytes(), PLACES, &rules);
        assert_eq!(
            refused(&imported),
            [(2, "时段", "window_open_ended")],
            "{cell}"
        );
    }
}

#[test]
fn s6_1_a_drawing_is_found_by_its_number_and_drawn_once() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("地点.csv"), PLACES).expect("written");
    let feature = r#"{"type":"Feature","properties":{"id":"Z-001"},"geometry":{"type":"Point","coordinates":[101.7,36.6]}}"#;
    let drawn = format!(r#"{{"type":"FeatureCollection","features":[{feature},{feature}]}}"#);
    fs::write(folder.path().join("地点.geojson"), drawn).expect("written");
    let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
    let at = &imported.sources.geometry_locations[&"Z-001".into()];
    assert_eq!((at.file.as_str(), at.row), ("地点.geojson", 1));
    let twice = imported
        .findings
        .iter()
        .find(|f| f.code == "geometry_unreadable");
    assert_eq!(twice.map(|f| f.location.row), Some(2));
}

#[test]
fn s6_1_a_step_is_found_by_its_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |file: &str, text: &str| fs::write(folder.path().join(file), text).expect("written");
    write(
        "工作要求.csv",
        "要求编号,标题,类别,所属清单,状态,来源类型\nT-2,设置摊点,城乡建设,基本履职,未见加码,示例\nT-1,创建,城乡建设,基本履职,未见加码,示例\n",
    );
    write(
        "要求层级.csv",
        "层级编号,要求编号,上一层级,层级,单位代码,文件,来源类型\nT-1.1,T-1,,市,6301,D-1,示例\nT-2.1,T-2,,市,6301,D-1,示例\nT-1.2,T-1,T-1.1,区,630103,D-1,示例\n",
    );
    let sources = city::read(&city_folder::read(folder.path()).expect("the folder")).sources;
    let rows: Vec<u32> = sources.step_locations[&"T-1".into()]
        .iter()
        .map(|l| l.row)
        .collect();
    assert_eq!(rows, [2, 4]);
    assert_eq!(sources.requirements[1].value.steps.len(), 2);
}

/// Contract §3.1: places are shared out among the units of one level, days are not.
#[test]
fn s3_1_a_time_limit_is_not_shared_out() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("工作要求.csv"),
        "要求编号,标题,类别,所属清单,状态,来源类型\nT-1,答复,城乡建设,基本履职,未见加码,示例\n",
    )
    .expect("written");
    fs::write(
        folder.path().join("要求层级.csv"),
        "层级编号,要求编号,层级,单位代码,文件,指标,来源类型\n\
         T-1.1,T-1,市,630100,D-1,答复期限≤5工作日；签订率≥85%；摊点≥60处,示例\n",
    )
    .expect("written");
    let requirements = city::read(&city_folder::read(folder.path()).expect("the folder"))
        .sources
        .requirements;
    let rates: Vec<(&str, bool)> = requirements[0].value.steps[0]
        .targets
        .iter()
        .map(|t| (t.unit.as_str(), t.rate))
        .collect();
    assert_eq!(rates, [("工作日", true), ("%", true), ("处", false)]);
}

#[test]
fn a_tile_layer_is_read_and_one_that_could_open_the_policy_is_refused() {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../cities/xining/portal.toml"
    );
    let sample = fs::read_to_string(sample).expect("the sample's settings");
    let with = |map: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = format!("{sample}\n{map}");
        fs::write(folder.path().join("portal.toml"), settings).expect("written");
        let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
        let refused = imported
            .findings
            .iter()
            .any(|f| f.code == "settings_unreadable");
        (imported.sources.settings, refused)
    };
    let (settings, refused) = with("");
    assert!(!refused && settings.expect("settings").tiles.is_none());
    let credit = "attribution = { zh = \"底图 审图号\", en = \"Map\" }";
    let map = format!("[map]\ntiles = \"https://t.example.org/{{z}}/{{x}}/{{y}}.png\"\n{credit}");
    let tiles = with(&map).0.and_then(|s| s.tiles).expect("a tile layer");
    assert_eq!(tiles.origin(), Some("https://t.example.org"));
    for wrong in [
        map.replace("https", "http"),
        map.replace("t.example.org", "t.example.org;"),
        map.replace("{y}", "{row}"),
        map.replace(credit, ""),
        map.replace("tiles", "tile"),
    ] {
        let (settings, refused) = with(&wrong);
        assert!(refused && settings.is_none(), "{wrong}");
    }
}

#[test]
fn definitions_of_the_721_classes_follow_each_other_by_version_and_day() {
    let earlier = |version: &str, since: &str| {
        format!(
            "[[means.earlier]]\nversion = \"{version}\"\nsince = \"{since}\"\nservice = {{ zh = \"甲\", en = \"\" }}\n\
            management = {{ zh = \"乙\", en = \"\" }}\nenforcement = {{ zh = \"丙\", en = \"\" }}\n"
        )
    };
    let read = |more: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = settings_with("expiry_day = \"excluded\"");
        let settings = format!("{sample}\n{more}");
        fs::write(folder.path().join("portal.toml"), settings).expect("written");
        let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
        let means = imported.sources.settings?.means;
        Some(means.into_iter().map(|m| m.version).collect::<Vec<_>>())
    };
    assert_eq!(read("").expect("read"), ["1"]);
    let two = earlier("a", "2023-01-01") + &earlier("b", "2024-01-01");
    assert_eq!(read(&two).expect("read"), ["1", "b", "a"]);
    for wrong in [
        earlier("1", "2024-01-01"),
        earlier("0", "2025-05-01"),
        earlier("0", "2026-01-01"),
        earlier("a", "2024-01-01") + &earlier("b", "2024-01-01"),
    ] {
        assert_eq!(read(&wrong), None, "{wrong}");
    }
}

/// The settings of the sample city, with this in place of its answer about the last day.
fn settings_with(answer: &str) -> String {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../cities/xining/portal.toml"
    );
    let sample = fs::read_to_string(sample).expect("the sample's settings");
    let (answered, said) = ("expiry_day = \"excluded\"", sample.replace("\r\n", "\n"));
    assert!(said.contains(answered));
    said.replace(answered, answer)
}

#[test]
fn the_last_day_is_read_as_the_city_says() {
    let rules = "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,生效,失效,文件,来源类型\n\
        R-1,Z-001,准许,小吃,18:00-22:00,每日,,,禁止,2025-04-01,2025年10月8日,D-1,示例\n\
        R-2,Z-001,禁止,小吃,全天,每日,,,,2025-04-01,2025-10-08 24:00,D-1,示例\n\
        R-3,Z-001,禁止,小吃,全天,每日,,,,2025-04-01,2025-10-08 12:00,D-1,示例\n";
    let changes = "调整编号,类型,适用地点,品类,开始,结束,时段,原因,文件,来源类型\n\
        O-1,关闭,Z-001,,2025-06-06,2025-06-09,,高考,D-1,示例\n";
    let documents = "文件编号,标题,层级,失效日期,效力,来源类型\nD-1,通告,市,2025-10-08,有效,示例\n";
    let read = |answer: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let write =
            |file: &str, text: &str| fs::write(folder.path().join(file), text).expect("written");
        write("portal.toml", &settings_with(answer));
        write("品类.csv", GOODS);
        write("地点.csv", PLACES);
        write("规则.csv", rules);
        write("临时调整.csv", changes);
        write("文件.csv", documents);
        let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
        assert_eq!(refused(&imported), []);
        let sources = imported.sources;
        let mut ends: Vec<String> = sources
            .rules
            .iter()
            .filter_map(|r| Some(format!("{} {}", r.value.id, r.value.expires?)))
            .collect();
        let documents = sources.documents.iter();
        ends.extend(documents.filter_map(|d| Some(d.value.expires_on?.to_string())));
        (ends, sources.written_ends)
    };
    let (excluded, written) = read("expiry_day = \"excluded\"");
    assert_eq!(
        excluded,
        [
            "R-1 2025-10-08T00:00:00+08:00",
            "R-1.outside 2025-10-08T00:00:00+08:00",
            "R-2 2025-10-09T00:00:00+08:00",
            "R-3 2025-10-08T12:00:00+08:00",
            "O-1 2025-06-09T00:00:00+08:00",
            "2025-10-08",
        ]
    );
    let day = |y, m, d| Date::new(y, m, d).expect("a date");
    assert_eq!(
        written.into_iter().collect::<Vec<_>>(),
        [
            ("O-1".into(), WrittenEnd::Day(day(2025, 6, 9))),
            ("R-1".into(), WrittenEnd::Day(day(2025, 10, 8))),
            ("R-2".into(), WrittenEnd::EndOfDay(day(2025, 10, 8))),
            ("R-3".into(), WrittenEnd::Moment),
        ]
    );
    assert_eq!(read("").0, excluded, "as excluded until the city has said");
    let (included, _) = read("expiry_day = \"included\"");
    assert_eq!(
        included,
        [
            "R-1 2025-10-09T00:00:00+08:00",
            "R-1.outside 2025-10-09T00:00:00+08:00",
            "R-2 2025-10-09T00:00:00+08:00",
            "R-3 2025-10-08T12:00:00+08:00",
            "O-1 2025-06-10T00:00:00+08:00",
            "2025-10-09",
        ]
    );
}

#[test]
fn a_temporary_change_without_an_end_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let changes = "调整编号,类型,适用地点,品类,开始,结束,时段,原因,文件,来源类型\n\
        O-1,关闭,Z-001,,2025-06-06,长期,,高考,D-1,示例\n";
    fs::write(folder.path().join("临时调整.csv"), changes).expect("written");
    let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
    let refused = refused(&imported);
    assert_eq!(refused, [(2, "结束", "cell_unreadable")]);
}

#[test]
fn an_answer_about_the_last_day_that_is_none_is_refused() {
    for wrong in [
        "expiry_day = \"inclusive\"",
        "expiry_day = true",
        "expiry = 1",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("portal.toml"), settings_with(wrong)).expect("written");
        let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
        let refused = imported.findings.iter();
        let refused: Vec<_> = refused
            .filter(|f| f.code == "settings_unreadable")
            .collect();
        assert_eq!(refused.len(), 1, "{wrong}");
        assert!(refused[0].location.row > 0, "{wrong}");
    }
}

/// English that does not pair could stand beside another condition than its own.
#[test]
fn english_that_does_not_pair_with_the_chinese_is_refused() {
    let rules = |zh: &str, en: &str| {
        let heading = RULES.lines().next().expect("a heading");
        let row = RULES.lines().nth(1).expect("a row");
        format!("{heading},条件,英文条件\n{row},{zh},{en}\n")
    };
    let refused_of = |zh: &str, en: &str| {
        let imported = import(GOODS.as_bytes(), PLACES, &rules(zh, en));
        let found = refused(&imported);
        let found: Vec<_> = found
            .into_iter()
            .map(|(_, column, code)| format!("{code} {column}"))
            .collect();
        (
            found,
            imported
                .sources
                .rules
                .first()
                .map(|r| r.value.conditions.clone()),
        )
    };
    let (found, conditions) = refused_of("持卡；留路", "Hold the card; Keep clear");
    assert_eq!(found, [""; 0]);
    let pairs: Vec<_> = conditions
        .expect("a rule")
        .into_iter()
        .map(|t| (t.zh, t.en))
        .collect();
    assert_eq!(
        pairs,
        [
            ("持卡".to_owned(), "Hold the card".to_owned()),
            ("留路".to_owned(), "Keep clear".to_owned())
        ]
    );
    assert_eq!(refused_of("持卡；留路", "").0, [""; 0]);
    for (zh, en) in [
        ("持卡；留路", "Hold the card"),
        ("持卡", "Hold the card; Keep clear"),
        ("", "Hold the card"),
    ] {
        let (found, rule) = refused_of(zh, en);
        assert_eq!(found, ["list_unpaired 英文条件"], "{zh} | {en}");
        assert_eq!(rule, None);
    }
}

#[test]
fn english_that_does_not_pair_is_refused_in_every_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |file: &str, text: &str| fs::write(folder.path().join(file), text).expect("written");
    write(
        "工作要求.csv",
        "要求编号,标题,类别,所属清单,状态,来源类型\nT-1,创建,城乡建设,基本履职,未见加码,示例\n",
    );
    write(
        "要求层级.csv",
        "层级编号,要求编号,层级,单位代码,文件,指标,英文指标,材料,英文材料,工具,英文工具,来源类型\n\
         T-1.1,T-1,市,6301,D-1,摊点≥60处；签订率≥85%,Stalls,小结（报告，每月1）,A; B,截图（截图，每天1）,,示例\n\
         T-1.2,T-1,市,6301,D-1,摊点大约60处,A; B,,,,X,示例\n",
    );
    write(
        "诉求案例.csv",
        "诉求编号,类别编号,标题,受理日期,阶段,经过,英文经过,来源类型\n\
         C-1,stall,能不能摆,2025-05-06,已收到,2025-05-06 告知；2025-05-12 回访,Told,示例\n\
         C-2,stall,能不能摆,2025-05-06,已收到,2025-05-06 告知；2025-05-12 回访,2025-05-12 Visited; 2025-05-06 Told,示例\n\
         C-3,stall,能不能摆,2025-05-06,已收到,2025-05-06 告知；2025-05-12 回访,2025-05-06 Told; Visited,示例\n",
    );
    write(
        "临时调整.csv",
        "调整编号,类型,适用地点,开始,结束,条件,英文条件,原因,文件,来源类型\n\
         O-1,关闭,Z-001,2025-06-06,2025-06-09,持卡,A; B,高考,D-1,示例\n",
    );
    let imported = city::read(&city_folder::read(folder.path()).expect("the folder"));
    let mut unpaired: Vec<_> = refused(&imported)
        .into_iter()
        .filter(|(row, _, _)| *row > 1)
        .map(|(row, column, code)| format!("{row} {column} {code}"))
        .collect();
    unpaired.sort();
    assert_eq!(
        unpaired,
        [
            "2 英文指标 list_unpaired",
            "2 英文材料 list_unpaired",
            "2 英文条件 list_unpaired",
            "2 英文经过 list_unpaired",
            "3 指标 cell_unreadable",
            "3 英文工具 list_unpaired",
            "3 英文经过 list_unpaired",
            "3 英文经过 list_unpaired",
        ]
    );
}

/// What the question about a blank cell offers says that there is no limit.
#[test]
fn every_limit_can_be_said_to_be_none_in_words() {
    let heading = "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,仅限日期,除外日期,时段外,生效,失效,文件,来源类型\n";
    let row = "R-1,Z-001,禁止,全部,全天,每日,不限,全年,无,无,,2025-04-01,长期,D-1,示例\n";
    let imported = import(GOODS.as_bytes(), PLACES, &format!("{heading}{row}"));
    assert_eq!(refused(&imported), []);
    let rule = &imported.sources.rules[0].value;
    assert_eq!(rule.schedule, Schedule::default());
    assert_eq!((&rule.goods, rule.expires), (&GoodsSet::All, None));
}
