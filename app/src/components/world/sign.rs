//! The small signs at the left of nodes: known apart without colour.

use keyless_core::render::diagram::NodeKind;

/// The sign of a kind as a path around the origin, about 18 units wide; none where the outline says it.
pub(crate) const fn sign(kind: NodeKind) -> Option<&'static str> {
    Some(match kind {
        NodeKind::UserAssignedIdentity => {
            "M-1.4 -8.2a2 2 0 0 1 2.8 0L8.2 -1.4a2 2 0 0 1 0 2.8L1.4 8.2a2 2 0 0 1-2.8 0L-8.2 1.4a2 2 0 0 1 0-2.8Z"
        }
        NodeKind::DeadReference | NodeKind::UnknownPrincipal => "M-6-6L6 6M6-6L-6 6",
        // A case with a slot and a foot.
        NodeKind::VirtualMachine => "M-9-8H9V4H-9ZM-5 8H5M0 4V8M-5.500-4H-1",
        // Three cases, one behind the other.
        NodeKind::ScaleSet => "M-9-4H5V7H-9ZM-6-4V-7H8V4H5M-3-7V-9.500H10.500V1.500H8",
        // A window with a bar.
        NodeKind::Site => "M-9-8H9V8H-9ZM-9-3.500H9M-6.500-5.800H-6M-3.500-5.800H-3",
        NodeKind::User => "M-4-4a4 4 0 1 0 8 0a4 4 0 1 0-8 0M-7.500 9a7.500 7.500 0 0 1 15 0",
        NodeKind::Group => {
            "M-7-3a3.200 3.200 0 1 0 6.400 0a3.200 3.200 0 1 0-6.400 0M-9.500 8a5.800 5.800 0 0 1 11.600 0M3-6a3.200 3.200 0 1 1 0 6.200M5 2.500a5.800 5.800 0 0 1 4.500 5.500"
        }
        // A door with a dial.
        NodeKind::Vault => {
            "M-8.500-8.500H8.500V8.500H-8.500ZM-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M0-4V-1.500M4 0H1.500M0 4V1.500M-4 0H-1.500"
        }
        // A drum.
        NodeKind::StorageAccount => {
            "M-8-5.500a8 3 0 1 0 16 0a8 3 0 1 0-16 0V5.500a8 3 0 0 0 16 0V-5.500M-8 0a8 3 0 0 0 16 0"
        }
        // A badge.
        NodeKind::ServicePrincipal => "M-8-6H8V6H-8ZM-4.500-1.500H.500M-4.500 2.500H3.500",
        _ => return None,
    })
}
