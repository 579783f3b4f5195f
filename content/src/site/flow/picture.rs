//! Who asks whom, drawn: a lane for everybody who takes part, an arrow for every request, in the order of the steps.

use std::fmt::Write as _;

use super::script::{Hop, Party, Step};
use super::words;
use crate::site::markup::escape;

const LANE: usize = 76;
const FIRST: usize = 58;
const TOP: usize = 52;
const ROW: usize = 25;
const WIDTH: usize = 490;

/// The picture of one type: `side` 0 is system-assigned, 1 user-assigned.
pub(super) fn svg(steps: &[Step], side: usize, name: &str) -> String {
    let rows: Vec<(usize, &Hop)> = (1..)
        .zip(steps)
        .flat_map(|(number, step)| {
            step.sides.get(side).map(|it| it.hops).unwrap_or_default().iter().map(move |hop| (number, hop))
        })
        .collect();
    let height = TOP + rows.len() * ROW + 8;
    let mut out = format!(
        "<svg class=\"flow__picture\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}: who asks whom in the {} steps; the steps below say the same in words\">\n",
        escape(name),
        steps.len()
    );
    out += &lanes(height);
    let mut last = 0;
    for (row, (number, hop)) in rows.iter().enumerate() {
        out += &arrow(*number, hop, TOP + row * ROW + ROW / 2, *number != last);
        last = *number;
    }
    out + "</svg>\n"
}

fn lane(party: Party) -> usize {
    FIRST + LANE * Party::ALL.iter().position(|it| *it == party).unwrap_or_default()
}

fn lanes(height: usize) -> String {
    let left = lane(Party::Metadata) - LANE / 2 + 2;
    let mut out = format!(
        "<rect class=\"flow__machine\" x=\"{left}\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"6\"/><text class=\"flow__inside\" x=\"{}\" y=\"17\">{}</text>\n",
        2 * LANE - 4,
        height - 2,
        left + LANE - 2,
        words::MACHINE
    );
    for party in Party::ALL {
        let x = lane(party);
        let _ = writeln!(
            out,
            "<text class=\"flow__party\" x=\"{x}\" y=\"38\">{}</text><line class=\"flow__lane\" x1=\"{x}\" x2=\"{x}\" y1=\"46\" y2=\"{}\"/>",
            party.short(),
            height - 6
        );
    }
    out
}

/// One arrow; the first of a step bears the step's number.
fn arrow(number: usize, hop: &Hop, y: usize, is_first: bool) -> String {
    let (from, to) = (lane(hop.from), lane(hop.to));
    let (end, back) = if from < to { (to - 2, to - 10) } else { (to + 2, to + 10) };
    let token = if hop.is_token { " flow__hop--token" } else { "" };
    let number_text = if is_first {
        format!("<text class=\"flow__number\" x=\"10\" y=\"{}\">{number}</text>", y + 5)
    } else {
        String::new()
    };
    let dot = if hop.is_token {
        format!("<circle class=\"flow__dot\" cx=\"{from}\" cy=\"{y}\" r=\"4\"/>")
    } else {
        String::new()
    };
    format!(
        "<g class=\"flow__hop{token}\" data-step=\"{number}\">{number_text}<path class=\"flow__arrow\" pathLength=\"1\" d=\"M{from} {y}H{end}\"/><path class=\"flow__head\" d=\"M{back} {}L{end} {y}L{back} {}\"/>{dot}</g>\n",
        y - 5,
        y + 5
    )
}
