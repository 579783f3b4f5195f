//! Action patterns: `*` matches any run of characters, slashes included; case does not count (rbac.md).

/// Whether `pattern` matches `action`.
///
/// A `/*/` inside may match nothing at all: Managed Identity Operator holds
/// `…/userAssignedIdentities/*/assign/action`, and what is asked for is `…/userAssignedIdentities/assign/action`
/// (rbac.md, "Simulator trap").
pub fn matches(pattern: &str, action: &str) -> bool {
    glob(pattern.as_bytes(), action.as_bytes())
        || pattern.contains("/*/") && glob(pattern.replace("/*/", "/").as_bytes(), action.as_bytes())
}

/// Greedy matching with one point to come back to: linear in space, no recursion.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            back = Some((p, t));
            p += 1;
        } else if pattern.get(p).zip(text.get(t)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b)) {
            p += 1;
            t += 1;
        } else if let Some((star, from)) = back {
            back = Some((star, from + 1));
            p = star + 1;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|&byte| byte == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, action: &str, expect: bool) {
        assert_eq!(matches(pattern, action), expect, "{pattern} against {action}");
    }

    #[test]
    fn stars_match_any_run_and_case_does_not_count() {
        check("*", "Microsoft.Compute/virtualMachines/write", true);
        check("*/read", "Microsoft.Compute/virtualMachines/read", true);
        check("*/read", "Microsoft.Compute/virtualMachines/write", false);
        check("Microsoft.Compute/*", "microsoft.compute/virtualMachines/start/action", true);
        check("Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/virtualMachines/write", true);
        check("Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/virtualMachineScaleSets/write", false);
        check("Microsoft.ServiceBus/*/send/action", "Microsoft.ServiceBus/namespaces/send/action", true);
        check("Microsoft.Authorization/*/Write", "Microsoft.Authorization/roleAssignments/write", true);
        check("", "", true);
        check("", "a", false);
        check("a**b", "ab", true);
    }

    #[test]
    fn the_operator_roles_inner_star_may_match_nothing() {
        check(
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
            "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
            true,
        );
    }
}
