//! Storage that is shared, full, denied, damaged or from the future.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::*;

/// A device that two tabs share.
#[derive(Clone, Default)]
struct Device {
    kept: Rc<RefCell<BTreeMap<String, String>>>,
    full: Rc<Cell<bool>>,
    denied: Rc<Cell<bool>>,
}

impl Storage for Device {
    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        if self.denied.get() {
            return Err(Trouble::Denied);
        }
        Ok(self.kept.borrow().get(key).cloned())
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        if self.denied.get() {
            return Err(Trouble::Denied);
        }
        if self.full.get() {
            return Err(Trouble::Full);
        }
        self.kept.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }
}

impl Device {
    fn with(text: &str) -> Self {
        let device = Self::default();
        device.write(RECORD, text).unwrap();
        device
    }

    fn text(&self, key: &str) -> String {
        self.kept.borrow().get(key).cloned().unwrap_or_default()
    }
}

fn answer(time: u64, question: &str) -> Vec<Entry> {
    vec![Entry { time, question: question.to_owned(), right: true, exam: false, seconds: 20 }]
}

#[test]
fn two_tabs_that_answer_in_turn_keep_both() {
    let device = Device::default();
    let (mut one, mut two) = (Keeper::open(device.clone()).0, Keeper::open(device.clone()).0);
    assert_eq!(one.add(answer(1, "a")), None);
    assert_eq!(two.add(answer(2, "b")), None);
    assert_eq!(one.add(answer(3, "c")), None);
    assert_eq!(one.record().len(), 3);
    assert_eq!(two.take_up(), None);
    assert_eq!(two.record().len(), 3);
    assert_eq!(Keeper::open(device).0.record().len(), 3);
}

#[test]
fn a_full_or_denied_storage_is_told_and_nothing_is_lost() {
    let device = Device::default();
    let (mut keeper, _) = Keeper::open(device.clone());
    device.full.set(true);
    assert_eq!(keeper.add(answer(1, "a")), Some(Trouble::Full));
    device.full.set(false);
    device.denied.set(true);
    assert_eq!(keeper.add(answer(2, "b")), Some(Trouble::Denied));
    device.denied.set(false);
    assert_eq!(keeper.add(answer(3, "c")), None);
    assert_eq!(keeper.record().len(), 3);
    assert_eq!(Keeper::open(device).0.record().len(), 3);
}

#[test]
fn a_record_from_the_future_stays_as_it_is() {
    let device = Device::with("keyless answers 9\nwhat it may be\n");
    let (mut keeper, trouble) = Keeper::open(device.clone());
    assert_eq!(trouble, Some(Trouble::Newer));
    assert_eq!(keeper.add(answer(1, "a")), Some(Trouble::Newer));
    assert_eq!(device.text(RECORD), "keyless answers 9\nwhat it may be\n");
    assert_eq!(keeper.record().len(), 1);
}

#[test]
fn a_damaged_or_edited_record_is_copied_before_it_is_written_over() {
    let device = Device::with("<html>");
    let (mut keeper, trouble) = Keeper::open(device.clone());
    assert_eq!(trouble, Some(Trouble::Damaged));
    assert_eq!(device.text("keyless.answers.unreadable"), "<html>");
    keeper.add(answer(1, "a"));
    assert_eq!(Keeper::open(device).1, None);

    let edited = "keyless answers 1\n5 right practice 3 a\n6 right practice many a\n";
    let device = Device::with(edited);
    let (keeper, trouble) = Keeper::open(device.clone());
    assert_eq!((trouble, keeper.record().len()), (Some(Trouble::Lines(1)), 1));
    assert_eq!(device.text("keyless.answers.unreadable"), edited);
}

#[test]
fn an_import_is_merged_and_a_newer_or_foreign_one_changes_nothing() {
    let (mut keeper, _) = Keeper::open(Device::default());
    keeper.add(answer(5, "a"));
    let other = "keyless answers 1\n5 right practice 20 a\n7 wrong exam 9 b\n";
    assert_eq!(keeper.import(other), Ok((1, None)));
    assert_eq!(keeper.import(other), Ok((0, None)));
    assert_eq!(keeper.import("keyless answers 2\n"), Err(Trouble::NewerImport(2)));
    assert_eq!(keeper.import("{}"), Err(Trouble::NoRecord));
    assert_eq!(keeper.record().len(), 2);
    assert!(Trouble::NewerImport(2).sentence().contains("newer"));
}

#[test]
fn a_clock_set_back_is_told() {
    let (mut keeper, _) = Keeper::open(Device::default());
    keeper.add(answer(10_000_000, "a"));
    assert_eq!(keeper.add(answer(5, "b")), Some(Trouble::Clock));
    assert_eq!(keeper.record().answers().map(|it| it.time).collect::<Vec<_>>(), [10_000_000, 10_000_001]);
}

#[test]
fn erasing_holds_against_another_tab() {
    let device = Device::default();
    let (mut one, mut two) = (Keeper::open(device.clone()).0, Keeper::open(device).0);
    one.add(answer(1, "a"));
    two.take_up();
    one.erase(5);
    two.add(answer(6, "b"));
    assert_eq!(two.record().len(), 1);
}
