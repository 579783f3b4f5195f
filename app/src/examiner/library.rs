//! Questions that have arrived, and those that are made here.

use keyless_content::generate::generate;
use keyless_content::question::Question;
use keyless_content::question::variant::vary;
use keyless_content::quiz::bank::Bank;
use keyless_content::quiz::practice::Item;

/// Questions that have arrived.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What there is; none until it has arrived.
    pub bank: Option<Bank>,
    pub(super) topics: Vec<String>,
    pub(super) questions: Vec<Question>,
}

impl Library {
    /// The question of an item, with its names.
    pub fn question(&self, item: &Item) -> Option<Question> {
        if item.idea.starts_with("g-") {
            return generate(&item.idea, item.variant);
        }
        self.questions.iter().find(|it| it.id == item.idea).map(|it| vary(it, item.variant))
    }
}
