//! A number that two sessions share only if the same lines did the same: what was printed, and the world in the end.

use crate::session::Session;

/// FNV-1a over everything that it is told.
struct Hash(u64);

impl Hash {
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn number(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl Session {
    /// The state hash, in 16 hexadecimal digits.
    pub fn state_hash(&self) -> String {
        let mut hash = Hash(0xcbf2_9ce4_8422_2325);
        for outcome in self.transcript() {
            hash.number(u64::from(outcome.exit_code.unsigned_abs()));
            hash.text(&outcome.stdout);
            hash.text(&outcome.stderr);
            hash.number(outcome.events.len() as u64);
        }
        let state = self.state();
        hash.number(state.sequence());
        hash.text(&state.now().to_string());
        for group in state.groups() {
            hash.text(&group.id.key());
        }
        for resource in state.resources() {
            hash.text(&resource.id.key());
            hash.text(resource.identity.type_text());
            hash.number(resource.order);
        }
        for principal in state.principals() {
            hash.text(principal.object_id().as_str());
        }
        for assignment in state.assignments() {
            hash.text(&assignment.id.key());
            hash.text(assignment.principal_id.as_str());
            hash.text(assignment.role.as_str());
        }
        hash.text(state.terminal().profile.as_ref().map_or("", |it| it.user_name.as_str()));
        format!("{:016x}", hash.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;

    #[test]
    fn the_same_lines_have_one_hash_and_others_another() {
        let hash = |lines: &[&str]| {
            let mut session = Session::new(SessionOptions::default());
            for line in lines {
                session.run(line);
            }
            session.state_hash()
        };
        let make = "az identity create -g myResourceGroup -n id1";
        assert_eq!(hash(&[make]), hash(&[make]));
        assert_ne!(hash(&[make]), hash(&[]));
        assert_ne!(hash(&[make]), hash(&[make, "keyless clock +10m"]));
        assert_ne!(hash(&["az vm list"]), hash(&["az group list"]));
    }
}
