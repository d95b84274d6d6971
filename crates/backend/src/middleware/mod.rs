//! What every request passes through, whichever handler answers it.

pub(crate) mod rate_limit;
pub(crate) mod request_log;
pub(crate) mod same_site;
pub(crate) mod security_headers;
