//! A world beside another: what is the same in both needs no second look.

use crate::model::directory::Principal;
use crate::model::resource::Resource;
use crate::state::State;

use super::folds::Folded;
use super::{Change, RoleNames};

/// The world to draw, and the one that it is compared with.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) state: &'a State,
    pub(super) other: Option<&'a State>,
    /// Whether `state` is the earlier one, of which only what differs is wanted.
    pub(super) past: bool,
    pub(super) role_name: RoleNames<'a>,
    pub(super) folded: &'a Folded,
}

impl View<'_> {
    /// The first guess at a change, or `None` where nothing needs to be drawn.
    ///
    /// What differs counts as new in the later world and as gone in the earlier one, until both are laid side by side.
    pub(super) const fn change(&self, same: bool) -> Option<Change> {
        match (self.past, same) {
            (true, true) => None,
            (true, false) => Some(Change::Removed),
            (false, false) if self.other.is_some() => Some(Change::Added),
            (false, _) => Some(Change::Unchanged),
        }
    }

    pub(super) fn has_same_resource(&self, resource: &Resource) -> bool {
        self.other.is_some_and(|other| other.resource(&resource.id) == Some(resource))
    }

    pub(super) fn has_same_principal(&self, principal: &Principal) -> bool {
        self.other.is_some_and(|other| other.principal(principal.object_id()) == Some(principal))
    }
}
