//! The published cases.

use std::cmp::Reverse;

use api::{ErrorCode, Request};
use axum::extract::State;
use axum::http::header::LINK;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use civic::Text;

use super::asked::{Asked, File, identifier};
use crate::cases::{self, Filter, FilterProblem, LONGEST_SPAN_DAYS, MOST_ON_A_PAGE};
use crate::response::Refusal;
use crate::{Server, xml};

pub(crate) async fn requests(State(server): State<Server>, asked: Asked) -> Response {
    let listed = list(&server, &asked).await;
    let (found, next) = match listed {
        Ok((page, next)) => (Ok((StatusCode::OK, page)), next),
        Err(refusal) => (Err(refusal), None),
    };
    let mut response = asked.answer(&xml::REQUESTS, found);
    if let Some(next) = next.and_then(|next| HeaderValue::from_str(&next).ok()) {
        response.headers_mut().insert(LINK, next);
    }
    response
}

/// The page that is asked for, and the link to the next one where there is one (RFC 8288).
async fn list(server: &Server, asked: &Asked) -> Result<(Vec<Request>, Option<String>), Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let filter = Filter::read(&asked.parameters()?, &snapshot, (server.now)());
    let filter = filter.map_err(|problem| refused(&problem))?;
    let zone = &snapshot.manifest.time_zone;
    let mut all: Vec<_> = cases::public(&snapshot)
        .filter(|case| filter.has(case, zone))
        .collect();
    // The latest first, so that a page's bound cuts off the oldest.
    all.sort_by_key(|case| Reverse(case.opened_on));
    let page = filter.page();
    let skipped = page.skipped().min(all.len());
    let has_more = all.len() - skipped > page.size;
    let shown = all.iter().skip(skipped).take(page.size);
    let shown = shown.map(|case| cases::request(&snapshot, case)).collect();
    let next = has_more.then(|| filter.next_page());
    Ok((shown, next.map(|query| format!("<?{query}>; rel=\"next\""))))
}

fn refused(problem: &FilterProblem) -> Refusal {
    let message = match problem {
        FilterProblem::Status => Text::new("写成 open 或 closed", "Write open or closed"),
        FilterProblem::Service => Text::new(
            "没有这种诉求类别，类别见 services.json",
            "There is no such kind of feedback: services.json lists them",
        ),
        FilterProblem::Time(_) => Text::new(
            "写成 2025-06-01T00:00:00+08:00 或 2025-06-01",
            "Write 2025-06-01T00:00:00+08:00 or 2025-06-01",
        ),
        FilterProblem::Order => Text::new(
            "end_date 早于 start_date，请核对",
            "end_date is before start_date: check both",
        ),
        FilterProblem::Span => Text::new(
            format!("一次最多查 {LONGEST_SPAN_DAYS} 天，请分几次查"),
            format!("At most {LONGEST_SPAN_DAYS} days at once: ask for them in several requests"),
        ),
        FilterProblem::Page(_) => Text::new(
            format!("写一个从 1 起的整数，page_size 最多 {MOST_ON_A_PAGE}"),
            format!("Write a whole number from 1; page_size is at most {MOST_ON_A_PAGE}"),
        ),
    };
    Refusal::of(ErrorCode::InvalidValue, problem.parameter(), message)
}

pub(crate) async fn request(State(server): State<Server>, asked: Asked, file: File) -> Response {
    asked.answer(&xml::REQUESTS, one(&server, &file).await)
}

async fn one(server: &Server, file: &File) -> Result<(StatusCode, [Request; 1]), Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let id = identifier(file, Refusal::not_found)?;
    let case = cases::public(&snapshot).find(|case| case.id.as_str() == id);
    let case = case.ok_or_else(Refusal::not_found)?;
    Ok((StatusCode::OK, [cases::request(&snapshot, case)]))
}
