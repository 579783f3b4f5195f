//! Which page an address means, and the address of a page, below any root.

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What this is.
    Home,
    /// The lessons.
    Learn,
    /// One lesson, by its slug.
    Lesson(String),
    /// The challenges.
    Challenges,
    /// One challenge, by its slug.
    Challenge(String),
    /// The playground.
    Play,
    /// About Keyless.
    About,
    /// No page of ours.
    Unknown,
}

impl Route {
    /// The page at `path`, on a site whose root is `root`.
    pub fn parse(path: &str, root: &str) -> Self {
        let below = path.strip_prefix(root).or_else(|| (format!("{path}/") == root).then_some(""));
        let Some(below) = below else { return Self::Unknown };
        let below = below.strip_suffix("index.html").unwrap_or(below);
        let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Home,
            ["learn"] => Self::Learn,
            ["learn", slug] => Self::Lesson((*slug).to_owned()),
            ["challenges"] => Self::Challenges,
            ["challenges", slug] => Self::Challenge((*slug).to_owned()),
            ["play"] => Self::Play,
            ["about"] => Self::About,
            _ => Self::Unknown,
        }
    }

    /// Its path on a site whose root is `root`.
    pub fn path(&self, root: &str) -> String {
        let below = match self {
            Self::Home | Self::Unknown => String::new(),
            Self::Learn => "learn/".to_owned(),
            Self::Lesson(slug) => format!("learn/{slug}/"),
            Self::Challenges => "challenges/".to_owned(),
            Self::Challenge(slug) => format!("challenges/{slug}/"),
            Self::Play => "play/".to_owned(),
            Self::About => "about/".to_owned(),
        };
        format!("{root}{below}")
    }

    /// Whether it shows a terminal and a world.
    pub const fn has_bench(&self) -> bool {
        matches!(self, Self::Lesson(_) | Self::Challenge(_) | Self::Play)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_again_from_its_own_address_below_any_root() {
        let slug = || "01-vm".to_owned();
        let stories = [Route::Lesson(slug()), Route::Challenge(slug())];
        let pages = [Route::Home, Route::Learn, Route::Challenges, Route::Play, Route::About];
        let pages: Vec<Route> = pages.into_iter().chain(stories).collect();
        for root in ["/", "/docs/keyless/"] {
            for page in &pages {
                assert_eq!(&Route::parse(&page.path(root), root), page);
            }
        }
    }

    #[test]
    fn a_file_name_and_a_missing_slash_do_not_matter() {
        assert_eq!(Route::parse("/k/play/index.html", "/k/"), Route::Play);
        assert_eq!(Route::parse("/k/play", "/k/"), Route::Play);
        assert_eq!(Route::parse("/k", "/k/"), Route::Home);
        assert_eq!(Route::parse("/k/elsewhere/", "/k/"), Route::Unknown);
    }
}
