//! What a figure counts, as a filter that selects exactly those cases.

use super::{Class, Counted};
use crate::ServiceCode;
use crate::time::{Date, DateSpan};

/// The day by which cases are put into a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// The day on which they were opened: each case is in one span.
    Opened,
    /// The day on which they were closed: those that are not closed are in none.
    Closed,
}

impl Dating {
    /// The day of a case.
    pub fn day(self, case: &Counted) -> Option<Date> {
        match self {
            Self::Opened => Some(case.opened_on),
            Self::Closed => case.closed_on,
        }
    }
}

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// By which day.
    pub dating: Dating,
    /// The days.
    pub span: DateSpan,
    /// The kind; `None` for any.
    pub service: Option<ServiceCode>,
    /// The class; `None` for any.
    pub class: Option<Class>,
}

impl Filter {
    /// True for a case that the figure counts. Of those, the withheld ones are not shown.
    pub fn selects(&self, case: &Counted) -> bool {
        let is_of = |service: &ServiceCode| *service == case.service;
        self.dating
            .day(case)
            .is_some_and(|day| self.span.holds(day))
            && self.service.as_ref().is_none_or(is_of)
            && self
                .class
                .as_ref()
                .is_none_or(|class| *class == Class::of(case))
    }

    /// The same for one class.
    #[must_use]
    pub fn of_class(&self, class: Class) -> Self {
        Self {
            class: Some(class),
            ..self.clone()
        }
    }
}
