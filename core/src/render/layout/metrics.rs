//! Sizes: where the columns and lanes are, for a wide page and for a narrow one.

use super::LayoutOptions;

/// Space around everything.
pub(super) const MARGIN: f64 = 8.0;
/// A container's header.
pub(super) const HEADER: f64 = 28.0;
/// Between two containers, one below the other.
pub(super) const BETWEEN: f64 = 16.0;
/// What an empty or a folded container has below its header.
pub(super) const EMPTY: f64 = 20.0;

/// A principal's height, and from one to the next.
pub(super) const PRINCIPAL: f64 = 34.0;
pub(super) const PRINCIPAL_ROW: f64 = 42.0;

/// A row of a group: host above, its system-assigned identity joined below, then a gutter for lines.
pub(super) const HOST: f64 = 42.0;
/// From the top of a row to the system-assigned identity, and its height; ownership bridges the gap.
pub(super) const OWNED: f64 = 50.0;
pub(super) const OWNED_HEIGHT: f64 = 34.0;
/// The two identities beside a host: their middles are level with the host and with what it owns.
pub(super) const IDENTITY: f64 = 38.0;
pub(super) const BESIDE: f64 = 2.0;
pub(super) const LOWER: f64 = 48.0;
/// From the top of a row to the first line in its gutter, and to the next row.
pub(super) const GUTTER: f64 = 90.0;
pub(super) const ROW: f64 = 110.0;

/// A vault or an account, and each grant on it, joined below.
pub(super) const TARGET: f64 = 40.0;
pub(super) const TAG: f64 = 17.0;
/// Grants that have a row of their own; of more, the last row tells how many.
pub(super) const TARGET_TAGS: usize = 3;
pub(super) const CONTAINER_TAGS: usize = 2;
/// From one target to the next on a narrow page.
pub(super) const TARGET_ROW: f64 = 102.0;

/// A token's circle.
pub(super) const TOKEN: f64 = 16.0;

/// The folded parts in a group's header.
pub(super) const PARTS: (f64, f64) = (124.0, 20.0);

/// Below this width everything stands in one column.
const WIDE: f64 = 680.0;
const LEAST: f64 = 800.0;
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
    /// From a subscription's side to its groups.
    pub(super) pad: f64,
    /// Between a container's header and what is first in it.
    pub(super) top: f64,
    /// Left border and width of hosts.
    pub(super) host: (f64, f64),
    /// Left border and width of user-assigned identities.
    pub(super) identity: (f64, f64),
    /// Left border and width of vaults and accounts.
    pub(super) target: (f64, f64),
    /// The first track of the main lane, from track to track, and how many.
    pub(super) main: (f64, f64, usize),
    /// The same of the lane between hosts and identities.
    pub(super) inner: (f64, f64, usize),
    /// The same of the lane between identities and targets.
    pub(super) outer: (f64, f64, usize),
    /// Width of the whole.
    pub(super) width: f64,
}

impl Metrics {
    pub(super) fn new(options: LayoutOptions) -> Self {
        if options.width >= WIDE {
            Self::wide(options.width.max(LEAST))
        } else {
            Self::narrow(options.width.max(NARROWEST))
        }
    }

    fn wide(width: f64) -> Self {
        let (principal, lane, pad, inset) = (140.0, 44.0, 8.0, 10.0);
        let tenant = (MARGIN, principal + 20.0);
        let first = tenant.0 + tenant.1 + 9.0;
        let subscription = first + 47.0;
        let host_x = subscription + pad + inset;
        let room = width - MARGIN - pad - inset - 2.0 * lane - host_x;
        let column = (room * 0.29).clamp(128.0, 170.0).floor();
        let target = (room - 2.0 * column).clamp(150.0, 240.0).floor();
        let identity_x = host_x + column + lane;
        let target_x = identity_x + column + lane;
        let inside = target_x + target + inset + pad - subscription;
        Self {
            wide: true,
            tenant,
            principals: (1, principal),
            tenant_pad: 10.0,
            subscription: (subscription, inside),
            pad,
            top: 14.0,
            host: (host_x, column),
            identity: (identity_x, column),
            target: (target_x, target),
            main: (first, 6.0, 7),
            inner: (host_x + column + 7.0, 6.0, 6),
            outer: (identity_x + column + 7.0, 6.0, 6),
            width: subscription + inside + MARGIN,
        }
    }

    fn narrow(width: f64) -> Self {
        let (pad, inset, lane) = (6.0, 6.0, 40.0);
        let left = 30.0;
        let inside = (width - left - 4.0).min(380.0);
        let space = inside - 2.0 * (pad + inset) - lane;
        let column = (space / 2.0).floor();
        let hosts = left + pad + inset;
        Self {
            wide: false,
            tenant: (left, inside),
            principals: (2, ((inside - 24.0) / 2.0).floor()),
            tenant_pad: 8.0,
            subscription: (left, inside),
            pad,
            top: 22.0,
            host: (hosts, column),
            identity: (hosts + column + lane, column),
            target: (hosts, 2.0 * column + lane),
            main: (4.0, 5.0, 5),
            inner: (hosts + column + 6.0, 5.5, 6),
            outer: (hosts + column + 6.0, 5.5, 6),
            width: left + inside + 4.0,
        }
    }

    /// A group's height with this many rows, and on a narrow page this many targets below them.
    pub(super) fn group_height(&self, rows: usize, targets: usize) -> f64 {
        let below = if self.wide { 0.0 } else { number(targets) * TARGET_ROW };
        if rows == 0 && targets == 0 {
            return HEADER + EMPTY;
        }
        HEADER + self.top + number(rows) * ROW + below
    }

    /// Between two groups, one below the other.
    pub(super) const fn between(&self) -> f64 {
        if self.wide { 12.0 } else { 16.0 }
    }

    /// A tenant's height with this many places for principals.
    pub(super) fn tenant_height(&self, places: usize) -> f64 {
        match places.div_ceil(self.principals.0) {
            0 => HEADER + EMPTY,
            rows => HEADER + number(rows) * PRINCIPAL_ROW + 2.0,
        }
    }
}

/// A count as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "no picture has that many rows")]
pub(super) const fn number(count: usize) -> f64 {
    count as f64
}
