//! The grammars of cells, all at once.

use proptest::prelude::*;
use sheets::grammar::{
    asked, date, date_spans, frequency, list, milli, moment, number, seasons, targets, weekdays,
    windows, yes_no,
};

proptest! {
    #[test]
    fn no_cell_panics(text in "[0-9年月日至周一二三:：;；,，（）()每次天≥%.\\- ～次日]{0,24}|\\PC{0,24}") {
        let _ = (date(&text), moment(&text), windows(&text), weekdays(&text), seasons(&text));
        let _ = (date_spans(&text), frequency(&text), targets(&text), asked(&text));
        let _ = (yes_no(&text), number(&text), milli(&text), list(&text));
    }
}
