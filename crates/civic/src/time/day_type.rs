//! The type of a day.

use crate::open_enum::open_enum;

open_enum! {
    /// The type of a day 日期类型, from the calendar alone.
    DayType {
        /// A working day that is not a make-up day.
        Workday = "workday", "工作日", "Workday";
        /// A Saturday or Sunday that is a day off.
        Weekend = "weekend", "周末", "Weekend";
        /// A public holiday.
        Holiday = "holiday", "节假日", "Holiday";
        /// A Saturday or Sunday that is worked to make up for a holiday.
        MakeupWorkday = "makeup_workday", "调休上班日", "Make-up workday";
    }
}
