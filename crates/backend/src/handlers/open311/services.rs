//! The kinds of feedback, and what each asks.

use api::{Service, ServiceDefinition};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::asked::{Asked, File, identifier};
use crate::response::Refusal;
use crate::{Server, xml};

pub(crate) async fn services(State(server): State<Server>, asked: Asked) -> Response {
    let snapshot = server.published.snapshot().await;
    let found = snapshot.map_err(Refusal::data_unavailable).map(|snapshot| {
        let all = snapshot.feedback.services.iter().map(Service::from);
        (StatusCode::OK, all.collect::<Vec<_>>())
    });
    asked.answer(&xml::SERVICES, found)
}

pub(crate) async fn service(State(server): State<Server>, asked: Asked, file: File) -> Response {
    asked.answer(&xml::SERVICE_DEFINITION, definition(&server, &file).await)
}

async fn definition(
    server: &Server,
    file: &File,
) -> Result<(StatusCode, ServiceDefinition), Refusal> {
    let snapshot = server.published.snapshot().await;
    let snapshot = snapshot.map_err(Refusal::data_unavailable)?;
    let code = identifier(file, Refusal::not_found)?;
    let mut all = snapshot.feedback.services.iter();
    let service = all.find(|service| service.code.as_str() == code);
    let service = service.ok_or_else(Refusal::not_found)?;
    Ok((StatusCode::OK, ServiceDefinition::from(service)))
}
