//! Where cases are handled: in the store of this machine, or through a server.

use api::{CaseAction, CaseFile, CaseList};
use backend::desk::ListQuery;
use civic::Text;

use super::arguments::Place;
use super::local::Local;
use super::remote::Remote;
use crate::outcome::Failure;

/// Where cases are handled.
pub(crate) enum Office {
    Here(Box<Local>),
    There(Remote),
}

impl Office {
    /// Opens what the command line names.
    pub(crate) fn open(place: &Place) -> Result<Self, Failure> {
        match &place.server {
            Some(server) => Ok(Self::There(Remote::open(server, place)?)),
            None => Ok(Self::Here(Box::new(Local::open(place)?))),
        }
    }

    pub(crate) fn list(&self, query: &ListQuery) -> Result<CaseList, Failure> {
        match self {
            Self::Here(local) => local.list(query),
            Self::There(remote) => remote.list(query),
        }
    }

    pub(crate) fn show(&self, number: i64) -> Result<CaseFile, Failure> {
        match self {
            Self::Here(local) => local.show(number),
            Self::There(remote) => remote.show(number),
        }
    }

    pub(crate) fn act(&self, number: i64, action: CaseAction) -> Result<CaseFile, Failure> {
        match self {
            Self::Here(local) => local.act(number, action),
            Self::There(remote) => remote.act(number, &action),
        }
    }

    pub(crate) fn photo(&self, number: i64, photo: i64) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Here(local) => local.photo(number, photo),
            Self::There(remote) => remote.photo(number, photo),
        }
    }

    /// The store of this machine: what a server does by itself is not asked of it.
    pub(crate) fn here(&self) -> Result<&Local, Failure> {
        match self {
            Self::Here(local) => Ok(local),
            Self::There(_) => Err(Failure::Usage(Text::new(
                "这一步要在存放诉求的机器上做，请去掉 --server",
                "this is done on the machine that holds the cases: leave out --server",
            ))),
        }
    }
}
