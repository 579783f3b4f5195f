//! Mounts the page.

fn main() {
    keyless_app::app::start();
}
