//! What happened to people, groups and applications.

use crate::event::Event;
use crate::model::id::ObjectId;

use super::World;

pub(super) fn sentence(event: &Event, world: &World<'_>) -> Option<String> {
    let application = |id: &ObjectId| {
        let known = world.after.application(id).or_else(|| world.before.application(id));
        known.map_or_else(|| "an application".to_owned(), |it| it.display_name.clone())
    };
    Some(match event {
        Event::UserCreated { user, .. } => {
            format!("{} has an account now, {}, and no grants yet.", user.display_name, user.user_principal_name)
        }
        Event::GroupCreated { group } => format!("The group {} is new; nobody is in it.", group.display_name),
        Event::GroupMemberAdded { group, member } => format!(
            "{} is in the group {} now, and has what the group is granted.",
            world.principal(member),
            world.principal(group)
        ),
        Event::GroupMemberRemoved { group, member } => {
            format!("{} is no longer in the group {}.", world.principal(member), world.principal(group))
        }
        Event::ApplicationCreated { application } => {
            format!(
                "The application {} is registered, with client id {}.",
                application.display_name, application.client_id
            )
        }
        Event::ApplicationUpdated { application } => format!("The application {} changed.", application.display_name),
        Event::ApplicationPasswordAdded { application: id, credential } => format!(
            "{} has a new password, good until {}: a secret to keep, which a managed identity does not need.",
            application(id),
            credential.end.readable()
        ),
        Event::ApplicationPasswordRemoved { application: id, .. } => {
            format!("A password of {} is no longer good.", application(id))
        }
        Event::DirectoryObjectDeleted { display_name, kind, .. } => format!("The {kind} {display_name} is deleted."),
        Event::DirectoryObjectRestored { display_name, .. } => {
            format!("{display_name} is back from the deleted list.")
        }
        Event::DirectoryObjectPurged { display_name, .. } => format!("{display_name} is gone for good."),
        _ => return None,
    })
}
