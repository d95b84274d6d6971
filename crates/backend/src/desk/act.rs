//! Doing something to a case.

use api::CaseFile;
use civic::cases::handling::{Action, Actor, Context, Entry, Role, State, decide};
use civic::time::Instant;

use super::context::{Desk, DeskError, domain_key};
use super::index::index;
use super::log::{LogError, stored};
use crate::published::Snapshot;
use crate::store::{Appended, CaseNumber, Change, PhotoNumber, StoredCase};

/// The digits of a new public identifier: two cases of ten million have the same once in a million cities.
const ID_DIGITS: usize = 16;
/// How often it is tried again where somebody else does something to the same case meanwhile.
const TRIES: usize = 3;

impl Desk<'_> {
    /// A case with everything that whoever asks may know of it.
    pub async fn show(&self, number: i64, actor: &Actor) -> Result<CaseFile, DeskError> {
        let (found, state) = self.case(number).await?;
        may_see(&state, actor, number)?;
        self.describe(&found, &state, actor).await
    }

    /// Does something to a case. Where `seen` is given and the log has another number of entries by
    /// now, nothing is done.
    pub async fn act(
        &self,
        number: i64,
        seen: Option<u64>,
        actor: &Actor,
        action: Action,
    ) -> Result<CaseFile, DeskError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (found, mut state) = self.case(number).await?;
            may_see(&state, actor, number)?;
            if seen.is_some_and(|seen| seen != found.row.entries) {
                return Err(DeskError::Changed(number));
            }
            let action = named(action.clone(), &found, &state, self.snapshot, self.now);
            let entry = self.decide(&found, &state, actor, action).await?;
            match self.append(&found, &mut state, entry).await? {
                Appended::Done => {
                    let (found, state) = self.case(number).await?;
                    return self.describe(&found, &state, actor).await;
                }
                Appended::NoSuchCase(_) => return Err(DeskError::NoSuchCase(number)),
                Appended::Conflict(_) if seen.is_none() && tries < TRIES => {}
                Appended::Conflict(_) => return Err(DeskError::Changed(number)),
            }
        }
    }

    /// A photo of a case; `None` where it has none of this number.
    pub async fn photo(
        &self,
        number: CaseNumber,
        photo: PhotoNumber,
        actor: &Actor,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        let (_, state) = self.case(number.0).await?;
        may_see(&state, actor, number.0)?;
        let photos = self.store.photos(number).await?;
        if !photos.iter().any(|row| row.number == photo) {
            return Ok(None);
        }
        Ok(self.store.photo(photo).await?)
    }

    /// The next entry of a case, if the rules let it be written.
    pub(crate) async fn decide(
        &self,
        found: &StoredCase,
        state: &State,
        actor: &Actor,
        action: Action,
    ) -> Result<Entry, DeskError> {
        let other = match &action {
            Action::Merge { into, .. } => match into.0.parse() {
                Ok(number) => match self.case(number).await {
                    Ok((_, other)) => Some(other),
                    Err(DeskError::NoSuchCase(_)) => None,
                    Err(error) => return Err(error),
                },
                Err(_) => None,
            },
            _ => None,
        };
        let snapshot = self.snapshot;
        let mut services = snapshot.feedback.services.iter();
        let context = Context {
            key: &domain_key(found.row.number),
            now: self.now,
            zone: &snapshot.manifest.time_zone,
            calendar: &snapshot.city.calendar,
            settings: &snapshot.feedback.settings,
            service: services.find(|service| service.code == found.row.service),
            units: &snapshot.city.units,
            other: other.as_ref(),
        };
        let decided = decide(state, &context, actor, action);
        let (event, words) = decided.map_err(DeskError::Refused)?;
        Ok(Entry {
            at: self.now,
            by: actor.clone(),
            event,
            words,
        })
    }

    /// Appends an entry to a case as it was read.
    pub(crate) async fn append(
        &self,
        found: &StoredCase,
        state: &mut State,
        entry: Entry,
    ) -> Result<Appended, DeskError> {
        let written = stored(entry.at, &entry.by, &entry.event, &entry.words)?;
        let number = found.row.number;
        let broken = |error| LogError::Broken(number.0, error);
        state.apply(&entry).map_err(broken)?;
        let change = Change {
            case: CaseNumber(number.0),
            seen: found.row.entries,
            entries: vec![written],
            index: index(state, self.snapshot, self.now),
            erased: Vec::new(),
            erases_contact: false,
        };
        Ok(self.store.append(vec![change]).await?)
    }
}

/// The action with a public identifier, where it publishes without naming one: the one that the case has,
/// or a new one, which tells the year and nothing else.
fn named(
    action: Action,
    found: &StoredCase,
    state: &State,
    snapshot: &Snapshot,
    now: Instant,
) -> Action {
    match action {
        Action::Publish { id } if id.as_str().is_empty() => {
            let known = state
                .published
                .as_ref()
                .map(|published| published.id.clone());
            let id = known.unwrap_or_else(|| {
                let year = snapshot.manifest.time_zone.local(now).date.year();
                let hash = found.log.first().map(|entry| entry.hash.to_string());
                let hash: String = hash.unwrap_or_default().chars().take(ID_DIGITS).collect();
                format!("c-{year}-{hash}").as_str().into()
            });
            Action::Publish { id }
        }
        action => action,
    }
}

/// A handler of a unit reads the cases of that unit.
fn may_see(state: &State, actor: &Actor, number: i64) -> Result<(), DeskError> {
    let is_handler = actor.role() == Some(&Role::Handler);
    match (is_handler, actor.unit()) {
        (true, Some(own)) if state.unit.as_ref() != Some(own) => Err(DeskError::NotYours(number)),
        _ => Ok(()),
    }
}
