//! How far a projection reaches: python-jmespath, and so az, ends some earlier than the `jmespath` crate.
//!
//! - `[].{…}.x`: `.x` is taken of the list of hashes, not of each hash.
//! - `a.*.b.c`: `.c` is taken of the list of `b`s (but in `*.b.c` of each `b`).
//! - `a[0][1:].b`: a slice straight after an index is no projection.

use std::mem;

use jmespath::ast::Ast;

use super::expr::Expr;

/// `rhs` of the value of `lhs`.
pub(super) fn then(lhs: Expr, rhs: Expr) -> Expr {
    Expr::Then(Box::new(lhs), Box::new(rhs))
}

/// The projection of `rhs` over `lhs`, and what of `rhs` is outside of it.
pub(super) fn project(lhs: Expr, mut rhs: Expr) -> Expr {
    let (test, chain) = match &mut rhs {
        Expr::Condition { test, then } => (Some(mem::replace(test.as_mut(), Expr::Identity)), then.as_mut()),
        other => (None, other),
    };
    let mut chain = mem::replace(chain, Expr::Identity);
    let values_of_part = matches!(&lhs, Expr::Values(node) if **node != Expr::Identity);
    let inside = if matches!(chain.first(), Expr::Hash(_)) {
        chain.first()
    } else if values_of_part {
        chain.before_dot()
    } else {
        &mut chain
    };
    let then = mem::replace(inside, Expr::Identity);
    let rhs = match test {
        Some(test) => Expr::Condition { test: Box::new(test), then: Box::new(then) },
        None => then,
    };
    *inside = Expr::Projection { lhs: Box::new(lhs), rhs: Box::new(rhs) };
    chain
}

/// Whether the tree is an index expression such as `[0]` or `x[0]`.
pub(super) fn is_index(ast: &Ast) -> bool {
    match ast {
        Ast::Index { .. } => true,
        Ast::Subexpr { rhs, .. } => matches!(rhs.as_ref(), Ast::Index { .. }),
        _ => false,
    }
}

/// What follows an index expression.
pub(super) fn after_index(lhs: Expr, rhs: Expr) -> Expr {
    match rhs {
        Expr::Projection { lhs: slice, rhs } if matches!(slice.as_ref(), Expr::Slice { .. }) => {
            after_index(then(lhs, *slice), *rhs)
        }
        Expr::Identity => lhs,
        rhs => then(lhs, rhs),
    }
}

impl Expr {
    /// The expression that a chain of `.`, `[…]` and projections starts from.
    fn first(&mut self) -> &mut Self {
        match self {
            Self::Then(first, _) | Self::Projection { lhs: first, .. } | Self::Flatten(first) | Self::Values(first) => {
                first.first()
            }
            other => other,
        }
    }

    /// The start of a chain up to its first `.`, filter or flattening.
    fn before_dot(&mut self) -> &mut Self {
        if self.has_no_dot() {
            return self;
        }
        match self {
            Self::Then(start, _) | Self::Projection { lhs: start, .. } | Self::Flatten(start) | Self::Values(start) => {
                start.before_dot()
            }
            other => other,
        }
    }

    fn has_no_dot(&self) -> bool {
        let is_slice =
            |expr: &Self| matches!(expr, Self::Projection { lhs, .. } if matches!(**lhs, Self::Slice { .. }));
        match self {
            Self::Then(start, next) => {
                (matches!(**next, Self::Index(_) | Self::Slice { .. }) || is_slice(next)) && start.has_no_dot()
            }
            Self::Projection { lhs, .. } if matches!(&**lhs, Self::Values(node) if **node == Self::Identity) => true,
            Self::Projection { rhs, .. } if matches!(**rhs, Self::Condition { .. }) => false,
            Self::Projection { lhs, .. } => lhs.has_no_dot(),
            Self::Flatten(_) | Self::Values(_) => false,
            _ => true,
        }
    }
}
