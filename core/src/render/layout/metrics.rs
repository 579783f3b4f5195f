//! Sizes: where the columns and lanes are, for a wide page and for a narrow one.

use super::LayoutOptions;

/// Space around everything.
pub(super) const MARGIN: f64 = 8.0;
/// A container's header.
pub(super) const HEADER: f64 = 28.0;
/// Between two containers, one below the other.
pub(super) const BETWEEN: f64 = 24.0;
/// What an empty container has below its header.
pub(super) const EMPTY: f64 = 28.0;

/// A principal's height, and from one to the next.
pub(super) const PRINCIPAL: f64 = 40.0;
pub(super) const PRINCIPAL_ROW: f64 = 60.0;

/// A row of a group: machine above, its system-assigned identity below, then a gutter for lines.
pub(super) const MACHINE: f64 = 52.0;
pub(super) const IDENTITY: f64 = 44.0;
/// From the top of a row to the system-assigned identity; the gap is bridged by the ownership line.
pub(super) const OWNED: f64 = 60.0;
/// From the top of a row to the upper of the two identities beside a machine: the middles are level.
pub(super) const BESIDE: f64 = 4.0;
/// From the top of a row to its gutter, and to the next row.
pub(super) const GUTTER: f64 = 104.0;
pub(super) const ROW: f64 = 124.0;
/// The gap between the two identities beside a machine.
pub(super) const HALF_GAP: f64 = 12.0;

/// The folded parts in a group's header.
pub(super) const PARTS: (f64, f64) = (124.0, 20.0);

/// Below this width everything stands in one column.
const WIDE: f64 = 760.0;
const NARROWEST: f64 = 320.0;

/// Columns and lanes of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    /// Tenants left and subscriptions right, or all in one column.
    pub(super) wide: bool,
    /// Left border and width of tenants.
    pub(super) tenant: (f64, f64),
    /// Principals side by side, and the width of one.
    pub(super) principals: (usize, f64),
    /// From a tenant's border to its principals, and between them.
    pub(super) tenant_pad: f64,
    /// Left border and width of subscriptions.
    pub(super) subscription: (f64, f64),
    /// From a subscription's side to its groups, and from a group's to its nodes.
    pub(super) pad: f64,
    /// Between a container's header and what is first in it.
    pub(super) top: f64,
    /// Left border and width of machines.
    pub(super) machine: (f64, f64),
    /// Left border and width of user-assigned identities.
    pub(super) identity: (f64, f64),
    /// The first track of the main lane, from track to track, and how many.
    pub(super) tracks: (f64, f64, usize),
    /// The same of the lane between machines and identities.
    pub(super) inner_tracks: (f64, f64, usize),
    /// Where words on lines stand, between the main lane's tracks and the subscriptions; empty when narrow.
    pub(super) words: (f64, f64),
    /// Width of the whole.
    pub(super) width: f64,
}

impl Metrics {
    pub(super) fn new(options: LayoutOptions) -> Self {
        if options.width >= WIDE { Self::wide(options.width) } else { Self::narrow(options.width.max(NARROWEST)) }
    }

    fn wide(width: f64) -> Self {
        let (principal, machine, identity, lane, pad) = (152.0, 150.0, 132.0, 56.0, 16.0);
        let (tracks, step) = (8_u8, 7.0);
        let tenant = (MARGIN, principal + 24.0);
        let first = tenant.0 + tenant.1 + step;
        let after = first + f64::from(tracks) * step;
        let inside = machine + lane + identity + 4.0 * pad;
        let words = (width - MARGIN - inside - after).clamp(90.0, 210.0);
        let subscription = (after + words, inside);
        let machines = subscription.0 + 2.0 * pad;
        Self {
            wide: true,
            tenant,
            principals: (1, principal),
            tenant_pad: 12.0,
            subscription,
            pad,
            top: 12.0,
            machine: (machines, machine),
            identity: (machines + machine + lane, identity),
            tracks: (first, step, usize::from(tracks)),
            inner_tracks: (machines + machine + 7.0, 6.0, 8),
            words: (after, subscription.0),
            width: subscription.0 + inside + MARGIN,
        }
    }

    fn narrow(width: f64) -> Self {
        let (pad, lane, step) = (6.0, 44.0, 5.0);
        let left = 30.0;
        let inside = (width - left - 4.0).min(360.0);
        let space = inside - 4.0 * pad - lane;
        let machine = (space * 0.51).min(150.0).floor();
        let identity = (space - machine).min(132.0).floor();
        let inside = machine + identity + lane + 4.0 * pad;
        let machines = left + 2.0 * pad;
        Self {
            wide: false,
            tenant: (left, inside),
            principals: (2, ((inside - 24.0) / 2.0).floor()),
            tenant_pad: 8.0,
            subscription: (left, inside),
            pad,
            top: 20.0,
            machine: (machines, machine),
            identity: (machines + machine + lane, identity),
            tracks: (4.0, step, 5),
            inner_tracks: (machines + machine + 7.0, 6.0, 6),
            words: (left, left),
            width: left + inside + 4.0,
        }
    }

    /// A group's height with this many rows.
    pub(super) fn group_height(&self, rows: usize) -> f64 {
        if rows == 0 { HEADER + EMPTY } else { HEADER + self.top + number(rows) * ROW }
    }

    /// A tenant's height with this many places for principals.
    pub(super) fn tenant_height(&self, places: usize) -> f64 {
        match places.div_ceil(self.principals.0) {
            0 => HEADER + EMPTY,
            rows => HEADER + number(rows) * PRINCIPAL_ROW,
        }
    }
}

/// A count as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "no picture has that many rows")]
pub(super) const fn number(count: usize) -> f64 {
    count as f64
}
