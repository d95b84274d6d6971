//! Documents that offices send: what they say, where it stands, and what could not be read.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::io::{Cursor, Write as _};

use civic::Bilingual as _;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use sheets::document::{self, Document, Foreign, Place, Refused, Why};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("started");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("packed").into_inner()
}

fn relationship(name: &str, kind: &str) -> String {
    format!("<Relationship Id=\"{name}\" Type=\"http://x/{kind}\" Target=\"{name}\"/>")
}

/// A document of this body, with further parts that its relationships name.
fn docx_of(words: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let root = "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let main = format!(
        "<w:document xmlns:w=\"{words}\" xmlns:r=\"r\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:v=\"v\" xmlns:o=\"o\" xmlns:c=\"c\"><w:body>{body}</w:body></w:document>"
    );
    let mut related = String::new();
    for (name, _) in parts {
        let kind = name
            .trim_end_matches(".xml")
            .trim_end_matches(char::is_numeric);
        related += &relationship(name, kind);
    }
    let related = format!("<Relationships>{related}</Relationships>");
    let parts: Vec<(String, String)> = parts
        .iter()
        .map(|(name, text)| {
            (
                format!("word/{name}"),
                text.replacen('>', &format!(" xmlns:w=\"{words}\">"), 1),
            )
        })
        .collect();
    let mut all = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("word/document.xml", main.as_str()),
        ("word/_rels/document.xml.rels", related.as_str()),
    ];
    all.extend(
        parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    packed(&all)
}

fn docx(body: &str) -> Document {
    document::read("通知.docx", &docx_of(W, body, &[])).expect("a document")
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// What each piece says, and where.
fn said(document: &Document) -> Vec<(String, String)> {
    let pieces = document.pieces.iter();
    pieces
        .map(|piece| {
            let text = document.text[piece.start..piece.end].to_owned();
            (piece.place.text().zh, text)
        })
        .collect()
}

fn texts(document: &Document) -> Vec<String> {
    said(document).into_iter().map(|(_, text)| text).collect()
}

fn left(document: &Document) -> Vec<(Why, &str)> {
    let left = document.left.iter();
    left.map(|left| (left.why, left.words.as_str())).collect()
}

#[test]
fn a_document_that_another_program_wrote() {
    let bytes = include_bytes!("files/notice.docx");
    let document = document::read("notice.docx", bytes).expect("a document");
    let expected = [
        ("页眉", "内部资料 注意保存"),
        ("页脚", "城西区城市管理局"),
        ("第 1 段", "关于开展餐饮油烟整治工作的通知"),
        ("第 2 段", "各街道办事处："),
        (
            "第 3 段",
            "一、各街道于11月30日前完成整治，每周检查不少于2次，油烟净化设施安装率不低于98%。",
        ),
        ("第 4 段 1.", "每周五前报送油烟治理周报表。"),
        ("第 5 段 2.", "不得要求社区建立台账。"),
        ("表 1 第 1 行第 1 格", "任务"),
        ("表 1 第 1 行第 2 格", "时限"),
        ("表 1 第 2 行第 1 格", "对餐饮单位全覆盖排查。"),
        ("表 1 第 2 行第 2 格", "12月20日前"),
        ("第 7 段", "城西区城市管理局"),
        ("第 8 段", "2026年10月20日"),
    ];
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(place, text)| ((*place).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(said(&document), expected);
    assert_eq!(left(&document), [(Why::Picture, "")]);
    assert_eq!(document.left[0].place.text().zh, "第 6 段");
    // Every sentence knows its place.
    let reading = notices::read(&document.text).expect("a text");
    let at = reading.demands().next().expect("a demand").1.span.start;
    assert_eq!(
        document.place_of(at).map(|p| p.text().zh).as_deref(),
        Some("第 3 段")
    );
}

#[test]
fn what_was_deleted_is_not_said_and_what_was_added_is() {
    let document = docx(
        "<w:p><w:r><w:t>每周</w:t></w:r><w:del w:id='1'><w:r><w:delText>报送两次</w:delText></w:r></w:del>\
         <w:ins w:id='2'><w:r><w:t>报送一次</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>\
         <w:p><w:moveFrom w:id='3'><w:r><w:t>每日打卡。</w:t></w:r></w:moveFrom><w:r><w:t>二</w:t></w:r></w:p>\
         <w:p><w:moveTo w:id='3'><w:r><w:t>每月打卡。</w:t></w:r></w:moveTo></w:p>\
         <w:tbl><w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p><w:r><w:t>每日排名</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:tcPr><w:cellDel w:id='5'/></w:tcPr><w:p><w:r><w:t>一票否决</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:r><w:t>留下</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(
        texts(&document),
        ["每周报送一次。", "二", "每月打卡。", "留下"]
    );
    assert_eq!(
        left(&document),
        [
            (Why::Deleted, "报送两次"),
            (Why::Inserted, "报送一次"),
            (Why::Deleted, "每日打卡。"),
            (Why::Inserted, "每月打卡。"),
            (Why::Deleted, "每日排名"),
            (Why::Deleted, "一票否决"),
        ]
    );
    // A deleted mark joins two paragraphs.
    let document = docx(&format!(
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>不得要求社区</w:t></w:r></w:p>{}{}",
        p("每日报送。"),
        p("三")
    ));
    assert_eq!(texts(&document), ["不得要求社区每日报送。", "三"]);
}

#[test]
fn struck_and_hidden_words_are_told_and_not_said() {
    let document = docx(
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>每日报送。</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val='true'/></w:rPr><w:t>每月排名。</w:t></w:r>\
         <w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>每周报送。</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>每年报送。</w:t></w:r></w:p>",
    );
    assert_eq!(texts(&document), ["每周报送。", "每年报送。"]);
    assert_eq!(
        left(&document),
        [(Why::Struck, "每日报送。"), (Why::Hidden, "每月排名。")]
    );
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let inside = p("框里每周报送。");
    let document = docx(&format!(
        "<w:p><w:r><w:t>框前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:txbx><w:txbxContent>{inside}</w:txbxContent></a:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框后</w:t></w:r></w:p>"
    ));
    assert_eq!(
        said(&document),
        [
            ("第 1 段".to_owned(), "框前框后".to_owned()),
            ("文本框".to_owned(), "框里每周报送。".to_owned()),
        ]
    );
    assert_eq!(left(&document), []);
    // Only the alternative for old programs is there.
    let document = docx(&format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ));
    assert_eq!(texts(&document), ["框里每周报送。"]);
}

#[test]
fn what_is_drawn_or_embedded_is_told_with_its_place() {
    let document = docx(
        "<w:p><w:r><w:t>见图</w:t></w:r><w:r><w:drawing><wp:docPr descr='流程图'/><a:blip/></w:drawing></w:r>\
         <w:r><w:drawing><c:chart/></w:drawing></w:r>\
         <w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>\
         <w:r><w:pict><v:textpath string='严禁烟火'/></w:pict></w:r>\
         <w:r><w:drawing><a:t>每日</a:t></w:drawing></w:r>\
         <m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>\
         <w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p><w:altChunk/>",
    );
    assert_eq!(texts(&document), ["见图"]);
    assert_eq!(
        left(&document),
        [
            (Why::Picture, "流程图"),
            (Why::Chart, ""),
            (Why::Object, "Excel.Sheet.12"),
            (Why::DrawnText, "严禁烟火"),
            (Why::DrawnText, "每日"),
            (Why::Formula, "12"),
            (Why::Symbol, "Wingdings F0FE"),
            (Why::Object, ""),
        ]
    );
    assert!(
        document
            .left
            .iter()
            .take(7)
            .all(|left| left.place.text().zh == "第 1 段")
    );
}

#[test]
fn notes_stand_behind_what_refers_to_them_and_margins_first() {
    let note = |id: &str, kind: &str, text: &str| {
        format!("<w:footnote w:id='{id}'{kind}>{}</w:footnote>", p(text))
    };
    let notes = format!(
        "<w:footnotes>{}{}{}{}</w:footnotes>",
        note("-1", " w:type='separator'", "线"),
        note("1", "", "后一条"),
        note("2", "", "每周指5个工作日。"),
        note("3", "", "删掉的"),
    );
    let header = format!("<w:hdr>{}</w:hdr>", p("急件"));
    let comments = format!(
        "<w:comments><w:comment>{}</w:comment></w:comments>",
        p("这条要不要？")
    );
    let body = format!(
        "<w:p><w:r><w:t>每周报送。</w:t><w:footnoteReference w:id='2'/></w:r><w:del><w:r><w:footnoteReference w:id='3'/></w:r></w:del></w:p>\
         <w:p><w:r><w:t>二</w:t><w:footnoteReference w:id='1'/></w:r></w:p>{}<w:sectPr><w:headerReference w:type='default' r:id='header1.xml'/><w:headerReference w:type='first' r:id='header2.xml'/></w:sectPr>",
        p("三")
    );
    let bytes = docx_of(
        W,
        &body,
        &[
            ("footnotes.xml", &notes),
            ("header1.xml", &header),
            ("header2.xml", &header),
            ("comments.xml", &comments),
        ],
    );
    let document = document::read("通知.docx", &bytes).expect("a document");
    let expected = [
        ("页眉", "急件"),
        ("第 1 段", "每周报送。"),
        ("脚注 1", "每周指5个工作日。"),
        ("第 2 段", "二"),
        ("脚注 2", "后一条"),
        ("第 3 段", "三"),
    ];
    let said = said(&document);
    let said: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(said, expected);
    assert_eq!(
        left(&document),
        [(Why::Deleted, "删掉的"), (Why::Comment, "这条要不要？")]
    );
}

#[test]
fn lists_number_their_paragraphs() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='7'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>";
    let item = |number: &str, level: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>"
        )
    };
    let order = [
        ("1", "0"),
        ("1", "1"),
        ("1", "1"),
        ("1", "2"),
        ("1", "0"),
        ("1", "1"),
        ("2", "0"),
        ("2", "0"),
        ("9", "0"),
    ];
    let body: String = order
        .iter()
        .map(|(number, level)| item(number, level))
        .collect();
    let bytes = docx_of(W, &body, &[("numbering.xml", numbering)]);
    let document = document::read("通知.docx", &bytes).expect("a document");
    let labels: Vec<String> = document
        .pieces
        .iter()
        .map(|piece| match &piece.place {
            Place::Paragraph { label, .. } => label.clone(),
            _ => String::new(),
        })
        .collect();
    assert_eq!(
        labels,
        [
            "一、",
            "（一）",
            "（二）",
            "3.",
            "二、",
            "（一）",
            "一、",
            "二、",
            ""
        ]
    );
}

#[test]
fn the_code_of_a_field_is_not_said_and_its_result_is() {
    let document = docx(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>每周</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>报送。</w:t></w:r>\
         <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:p>",
    );
    assert_eq!(texts(&document), ["每周报送。链接控件音"]);
}

#[test]
fn breaks_tabs_entities_and_the_strict_form() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>一&amp;二&#x4e09;</w:t><w:br/><w:t>下行</w:t><w:tab/><w:noBreakHyphen/><w:t><![CDATA[<4>]]></w:t></w:r></w:p>";
    let document = document::read("a.docx", &docx_of(STRICT, body, &[])).expect("strict");
    assert_eq!(texts(&document), ["一&二三\n下行\t-<4>"]);
}

#[test]
fn sentences_do_not_go_on_from_one_paragraph_to_the_next() {
    // Long enough to be taken for a wrapped line of a pasted text.
    let long = "各街道办事处和社区居民委员会不得要求网格员每日在手机上打卡签到上传照片";
    let document = docx(&format!("{}{}", p(long), p("每周报送周报表")));
    let reading = notices::read(&document.text).expect("a text");
    assert_eq!(reading.sentences.len(), 2);
    assert_eq!(document.text.matches('\n').count(), 2);
}

#[test]
fn a_bomb_or_a_nest_is_refused() {
    let deep = format!("{}{}", "<w:sdt>".repeat(400), "</w:sdt>".repeat(400));
    let read = |bytes: &[u8]| document::read("a.docx", bytes).map(|document| document.text);
    assert_eq!(read(&docx_of(W, &deep, &[])), Err(Refused::TooDeep(300)));
    let large = p(&"每".repeat(23 << 20));
    assert_eq!(read(&docx_of(W, &large, &[])), Err(Refused::TooLarge));
    let cut = docx_of(W, &p("每周"), &[]);
    assert!(matches!(
        read(&cut[..cut.len() / 2]),
        Err(Refused::Damaged(_))
    ));
    assert!(matches!(
        read(&docx_of(W, "<w:p>", &[])),
        Err(Refused::Damaged(_))
    ));
    assert!(matches!(
        read(&docx_of(W, &p("&lol;"), &[])),
        Err(Refused::Damaged(_))
    ));
}

#[test]
fn files_of_other_kinds_say_what_to_do() {
    let compound = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
            &[0; 64],
            &name,
            &[0; 64],
        ]
        .concat()
    };
    let typed = |kind: &str| packed(&[("[Content_Types].xml", kind)]);
    let foreign: Vec<(Vec<u8>, Foreign, &str)> = vec![
        (compound("WordDocument"), Foreign::Doc, ".docx"),
        (compound("Workbook"), Foreign::Xls, ".xlsx"),
        (compound("PowerPoint Document"), Foreign::OldOffice, ".docx"),
        (b"%PDF-1.7\n%\xe2\xe3".to_vec(), Foreign::Pdf, ".docx"),
        (b"\x89PNG\r\n\x1a\n\0".to_vec(), Foreign::Picture, ".txt"),
        (b"\xff\xd8\xff\xe0\0".to_vec(), Foreign::Picture, ".txt"),
        (b"{\\rtf1\\ansi".to_vec(), Foreign::Rtf, ".docx"),
        (b"<html><body>".to_vec(), Foreign::Markup, ".docx"),
        (b"Rar!\x1a\x07".to_vec(), Foreign::Packed, ".docx"),
        (packed(&[("OFD.xml", "<OFD/>")]), Foreign::Ofd, ".docx"),
        (
            packed(&[("content.xml", "<office:text/>")]),
            Foreign::Odt,
            ".docx",
        ),
        (packed(&[("xl/workbook.bin", "")]), Foreign::Xlsb, ".xlsx"),
        (typed("presentationml"), Foreign::Slides, ".docx"),
        (packed(&[("a.txt", "a")]), Foreign::Packed, ".docx"),
    ];
    for (bytes, kind, cure) in foreign {
        let refused = document::read("通知.docx", &bytes).expect_err("refused");
        assert_eq!(refused, Refused::Foreign(kind));
        let text = refused.text();
        assert!(text.zh.contains(cure) && text.en.contains(cure), "{text:?}");
    }
    let read = |bytes: &[u8]| document::read("通知.docx", bytes).expect_err("refused");
    assert_eq!(read(&compound("EncryptedPackage")), Refused::Encrypted);
    assert_eq!(read(b""), Refused::Empty);
    assert!(matches!(read(b"\x01\0\0\x03"), Refused::Encoding(_)));
}

#[test]
fn a_plain_text_keeps_its_lines_in_every_encoding() {
    let text = "关于整治的通知\r\n\r\n各街道每周报送周报表。\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    for bytes in [text.as_bytes(), &gb] {
        let document = document::read("通知.txt", bytes).expect("a text");
        assert_eq!(document.text, text);
        let at = document.text.find("每周").expect("there");
        assert_eq!(document.place_of(at), Some(&Place::Line { number: 3 }));
    }
    // BMP's letters begin a word, too.
    assert!(document::read("a.txt", b"BMW 3").is_ok());
}

#[test]
fn the_cells_of_a_sheet_are_read_as_text_with_their_rows() {
    for csv in [
        "序号,任务\n1,\"每周报送周报表，\n不少于2次\"\n",
        "序号;任务\n1;\"每周报送周报表，\n不少于2次\"\n",
    ] {
        let document = document::read("任务.csv", csv.as_bytes()).expect("a sheet");
        assert_eq!(
            said(&document)
                .last()
                .map(|(a, b)| (a.as_str(), b.as_str())),
            Some(("第 2 行 B 列", "每周报送周报表，\n不少于2次"))
        );
    }
    let broken =
        document::read("任务.csv", "序号,任务\n1,\"每周\n2,每月\n".as_bytes()).expect("a sheet");
    assert_eq!(left(&broken), [(Why::Unclosed, "1,\"每周")]);
    assert_eq!(texts(&broken), ["序号", "任务", "2", "每月"]);
}

#[test]
fn a_workbook_says_each_merged_cell_once_and_every_worksheet() {
    let mut book = Workbook::new();
    let struck = Format::new().set_font_strikethrough();
    let sheet = book.add_worksheet().set_name("任务").expect("named");
    sheet
        .merge_range(0, 0, 2, 0, "每周巡查不少于2次。", &Format::new())
        .expect("merged");
    sheet.write(0, 1, "油烟").expect("written");
    sheet.write(1, 1, "占道").expect("written");
    sheet
        .write_with_format(2, 1, "每日排名。", &struck)
        .expect("written");
    let other = book.add_worksheet().set_name("名单").expect("named");
    other.write(4, 2, 98.5).expect("written");
    other.set_hidden(true);
    let bytes = book.save_to_buffer().expect("saved");
    let document = document::read("任务.xlsx", &bytes).expect("a workbook");
    let expected = [
        ("工作表“任务”第 1 行 A 列", "每周巡查不少于2次。"),
        ("工作表“任务”第 1 行 B 列", "油烟"),
        ("工作表“任务”第 2 行 B 列", "占道"),
        ("工作表“名单”第 5 行 C 列", "98.5"),
    ];
    let said = said(&document);
    let said: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(said, expected);
    assert_eq!(
        left(&document),
        [(Why::Struck, "每日排名。"), (Why::HiddenCells, "")]
    );
}

/// A body that has one of everything.
fn everything() -> Vec<u8> {
    let body = format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>每周</w:t><w:br/></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>加</w:t></w:r></w:ins></w:p>\
         <w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing><w:footnoteReference w:id='2'/></w:r></w:p>",
        p("格"),
        p("框")
    );
    let notes = format!(
        "<w:footnotes><w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
        p("注")
    );
    docx_of(W, &body, &[("footnotes.xml", &notes)])
}

/// Every character that is said is in a piece, every piece has a place, and pieces do not overlap.
fn holds(document: &Document) {
    let mut end = 0;
    for piece in &document.pieces {
        assert!(piece.start >= end && piece.end >= piece.start);
        assert!(document.text[end..piece.start].trim().is_empty());
        assert_eq!(document.place_of(piece.start), Some(&piece.place));
        end = piece.end;
    }
    assert!(document.text[end..].trim().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever bytes come, the reading ends, and what is read holds together.
    #[test]
    fn no_bytes_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
        name in prop::sample::select(vec!["a.docx", "a.csv", "a.txt", "a"]),
    ) {
        let mut bytes = everything();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(document) = document::read(name, &bytes) {
            holds(&document);
        }
    }

    /// The XML of a part may hold anything in any order: what it says is read or told, and no word
    /// is lost but where a field's code or a second alternative hides it.
    #[test]
    fn no_words_are_lost(parts in proptest::collection::vec(element(3), 0..12)) {
        let body: String = parts.concat();
        let document = docx(&body);
        holds(&document);
        let words = |text: &str| text.matches('字').count();
        let told: usize = document.left.iter().filter(|left| !left.why.is_read()).map(|left| words(&left.words)).sum();
        prop_assert_eq!(words(&document.text) + told, words(&body));
    }

    #[test]
    fn no_text_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.txt", "a.csv", "a.docx"] {
            if let Ok(document) = document::read(name, &bytes) {
                holds(&document);
            }
        }
    }
}

/// An element that may stand anywhere, with a few within it.
fn element(depth: u32) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("<w:r><w:t>字</w:t></w:r>".to_owned()),
        Just("<w:t>字</w:t>".to_owned()),
        Just("<w:r><w:rPr><w:strike/></w:rPr><w:t>字</w:t></w:r>".to_owned()),
        Just("<w:r><w:br/></w:r>".to_owned()),
        Just("<w:trPr><w:del/></w:trPr>".to_owned()),
        Just("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned()),
    ];
    leaf.prop_recursive(depth, 24, 4, |inner| {
        let names = prop::sample::select(vec![
            "w:p",
            "w:tbl",
            "w:tr",
            "w:tc",
            "w:del",
            "w:ins",
            "w:txbxContent",
            "w:sdt",
            "w:hyperlink",
            "w:unknown",
            "m:oMath",
            "a:x",
        ]);
        (names, proptest::collection::vec(inner, 0..4))
            .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
    })
}
