//! Wheel, pinch and drag over the picture. All of it can be done by buttons and keys as well.

use std::sync::Arc;

use keyless_core::render::diagram::Diagram;
use leptos::ev::{PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::zoom::Zoom;
use crate::platform::pan;

/// The picture's place, and how large it is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Lens {
    pub(crate) place: NodeRef<Div>,
    pub(crate) zoom: RwSignal<Zoom>,
    pub(crate) diagram: Memo<Arc<Diagram>>,
    fingers: StoredValue<Fingers>,
}

/// Pointers that are down: their numbers and where they are.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fingers(Vec<(i32, f64, f64)>);

impl Fingers {
    /// How far two are apart, and the point between them.
    fn spread(&self) -> Option<(f64, (f64, f64))> {
        let [(_, ax, ay), (_, bx, by)] = self.0.as_slice() else { return None };
        Some(((ax - bx).hypot(ay - by), ((ax + bx) / 2.0, (ay + by) / 2.0)))
    }

    /// Moves one; says how far, if it is there.
    fn moved(&mut self, id: i32, x: f64, y: f64) -> Option<(f64, f64)> {
        let finger = self.0.iter_mut().find(|it| it.0 == id)?;
        let by = (x - finger.1, y - finger.2);
        *finger = (id, x, y);
        Some(by)
    }
}

impl Lens {
    pub(crate) fn new(place: NodeRef<Div>, zoom: RwSignal<Zoom>, diagram: Memo<Arc<Diagram>>) -> Self {
        Self { place, zoom, diagram, fingers: StoredValue::new(Fingers::default()) }
    }

    /// Makes the picture this much larger, about a point of the window or the middle.
    pub(crate) fn by(&self, factor: f64, at: Option<(f64, f64)>) {
        let Some(place) = self.place.get_untracked() else { return };
        let units = self.diagram.with_untracked(|it| it.width);
        let (zoom, scale) = (self.zoom, pan::shown_scale(&place, units));
        pan::zoom_about(&place, at, move || zoom.set(Zoom::from(scale, factor)));
    }

    /// The wheel scrolls; with Ctrl, as a pinch on a touchpad comes, it zooms.
    pub(crate) fn wheel(&self, event: &WheelEvent) {
        if event.ctrl_key() {
            event.prevent_default();
            let factor = (-event.delta_y() / 200.0).exp();
            self.by(factor, Some((f64::from(event.client_x()), f64::from(event.client_y()))));
        }
    }

    pub(crate) fn down(&self, event: &PointerEvent) {
        let finger = (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()));
        self.fingers.update_value(|it| it.0.push(finger));
    }

    pub(crate) fn up(&self, event: &PointerEvent) {
        self.fingers.update_value(|it| it.0.retain(|finger| finger.0 != event.pointer_id()));
    }

    /// Two fingers zoom, a pressed mouse pans; one finger scrolls by itself.
    pub(crate) fn moved(&self, event: &PointerEvent) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let before = self.fingers.with_value(Fingers::spread);
        let by = self.fingers.try_update_value(|it| it.moved(event.pointer_id(), x, y)).flatten();
        let after = self.fingers.with_value(Fingers::spread);
        match (before, after, by) {
            (Some((was, _)), Some((is, middle)), _) if was > 0.0 => self.by(is / was, Some(middle)),
            (None, None, Some((dx, dy))) if event.pointer_type() == "mouse" && event.buttons() == 1 => {
                if let Some(place) = self.place.get_untracked() {
                    pan::scroll_by(&place, -dx, -dy);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fingers_have_a_spread_and_one_has_a_way() {
        let mut fingers = Fingers(vec![(1, 0.0, 0.0), (2, 30.0, 40.0)]);
        assert_eq!(fingers.spread(), Some((50.0, (15.0, 20.0))));
        assert_eq!(fingers.moved(2, 60.0, 80.0), Some((30.0, 40.0)));
        assert_eq!(fingers.spread(), Some((100.0, (30.0, 40.0))));
        assert_eq!(fingers.moved(3, 0.0, 0.0), None);
        fingers.0.pop();
        assert_eq!(fingers.spread(), None);
    }
}
