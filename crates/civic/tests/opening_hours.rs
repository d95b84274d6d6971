//! The export of schedules as `opening_hours`, and what the notation cannot express.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::rules::Schedule;
use civic::rules::opening_hours::{Inexpressible, export};
use civic::time::{DateSpan, DayType};
use fixtures::{date, season, weekdays, windows};

fn exported(schedule: &Schedule) -> String {
    export(schedule).expect("it can be expressed")
}

fn evening() -> Schedule {
    Schedule {
        windows: windows(&["18:00-22:00"]),
        ..Schedule::default()
    }
}

fn night() -> Schedule {
    Schedule {
        windows: windows(&["22:00-04:00+1"]),
        ..Schedule::default()
    }
}

#[test]
fn windows_and_weekdays() {
    assert_eq!(exported(&Schedule::default()), "24/7");
    assert_eq!(exported(&evening()), "18:00-22:00");
    let mut schedule = night();
    schedule.weekdays = weekdays("123457");
    assert_eq!(exported(&schedule), "Mo-Fr,Su 22:00-28:00");
    schedule.weekdays = weekdays("56");
    assert_eq!(exported(&schedule), "Fr,Sa 22:00-28:00");
}

#[test]
fn seasons_whose_february_does_not_depend_on_the_year() {
    let of = |from, until| {
        export(&Schedule {
            seasons: vec![season(from, until)],
            ..evening()
        })
    };
    let is = |text: &str| Ok(format!("{text} 18:00-22:00"));
    assert_eq!(of("04-25", "10-09"), is("Apr 25-Oct 08"));
    assert_eq!(of("11-01", "03-01"), is("Nov-Feb"));
    assert_eq!(of("11-15", "03-01"), is("Nov 15-Nov 30,Dec-Feb"));
    assert_eq!(of("12-31", "03-01"), is("Dec 31,Jan-Feb"));
    assert_eq!(of("10-16", "05-01"), is("Oct 16-Apr 30"));
    assert_eq!(of("06-01", "06-01"), Ok("18:00-22:00".to_owned()));
    for (from, until) in [("02-29", "04-01"), ("02-10", "03-01")] {
        let refused = Inexpressible::LeapDay(season(from, until));
        assert_eq!(of(from, until), Err(refused));
    }
}

#[test]
fn dates_are_intersected_with_seasons_and_exceptions_are_off() {
    let span = |from, until| DateSpan {
        from: date(from),
        until: date(until),
    };
    let mut schedule = Schedule {
        dates: vec![span("2026-04-28", "2026-05-03")],
        seasons: vec![season("05-01", "10-01")],
        ..evening()
    };
    assert_eq!(exported(&schedule), "2026 May 01-2026 May 02 18:00-22:00");
    schedule.seasons = vec![season("06-01", "10-01")];
    assert_eq!(export(&schedule), Err(Inexpressible::NeverHolds));
    let except_dates = vec![DateSpan::day(date("2026-02-17"))];
    let excepted = Schedule {
        except_dates: except_dates.clone(),
        ..evening()
    };
    assert_eq!(exported(&excepted), "18:00-22:00; 2026 Feb 17 off");
    let mut nights = Schedule {
        except_dates,
        ..night()
    };
    // A bare `off` would also cut the night before at midnight.
    assert_eq!(
        exported(&nights),
        "22:00-28:00; 2026 Feb 17 22:00-28:00 off"
    );
    nights.windows = windows(&["22:00-04:00+1", "03:00-05:00"]);
    assert_eq!(export(&nights), Err(Inexpressible::ExceptedNights));
}

#[test]
fn public_holidays_can_be_expressed_and_make_up_workdays_cannot() {
    use DayType::{Holiday, MakeupWorkday, Weekend, Workday};
    let of = |day_types: &[DayType], days: Option<&str>| {
        export(&Schedule {
            day_types: day_types.to_vec(),
            weekdays: days.and_then(weekdays),
            ..evening()
        })
    };
    let is = |text: &str| Ok(text.to_owned());
    assert_eq!(of(&[Holiday], None), is("PH 18:00-22:00"));
    assert_eq!(of(&[Workday], None), is("Mo-Fr 18:00-22:00; PH off"));
    assert_eq!(of(&[Workday, Holiday], None), is("Mo-Fr,PH 18:00-22:00"));
    assert_eq!(of(&[Holiday], Some("67")), is("PH Sa,Su 18:00-22:00"));
    for refused in [
        &[Workday, MakeupWorkday][..],
        &[Weekend],
        &[Weekend, Holiday],
    ] {
        assert_eq!(of(refused, None), Err(Inexpressible::MakeupWorkdays));
    }
    // Without Saturdays and Sundays, make-up workdays make no difference.
    assert_eq!(
        of(&[Workday, MakeupWorkday], Some("12345")),
        is("Mo-Fr 18:00-22:00; PH off")
    );
    let unknown = DayType::Unknown("fair".to_owned());
    assert_eq!(
        of(&[unknown], None),
        Err(Inexpressible::UnknownDayType("fair".to_owned()))
    );
    assert_eq!(of(&[Workday], Some("67")), Err(Inexpressible::NeverHolds));
}
