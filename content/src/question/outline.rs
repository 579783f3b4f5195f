//! Exam outlines: which skills an exam asks for, and how much each weighs.

/// What an exam is said to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// `az-204`
    pub id: String,
    /// Its name, in our words.
    pub name: String,
    /// When the outline was read or last changed: `2026-05` or `2026-05-12`.
    pub date: String,
    /// Where the official one stands.
    pub url: String,
    /// What of it is not confirmed, in a sentence; empty where all is.
    pub unconfirmed: String,
    /// Skills and their weights, in hundredths.
    pub weights: Vec<(String, u32)>,
}

/// Something to be able to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// `use-key-vault`
    pub id: String,
    /// In a few words.
    pub title: String,
    /// What to study: a page of the site, relative to its root.
    pub study: String,
}

/// All outlines, and the skills that they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlines {
    /// In the order in which they are offered.
    pub outlines: Vec<Outline>,
    /// All skills.
    pub skills: Vec<Skill>,
}

impl Outlines {
    /// The outline of an exam.
    pub fn outline(&self, id: &str) -> Option<&Outline> {
        self.outlines.iter().find(|it| it.id == id)
    }

    /// A skill's title; its id where there is none.
    pub fn title<'a>(&'a self, skill: &'a str) -> &'a str {
        self.skills.iter().find(|it| it.id == skill).map_or(skill, |it| it.title.as_str())
    }
}
