//! What the learner's own record says, and the ways to take it along.

use keyless_content::quiz::statistics::{Statistics, Tally};
use keyless_core::rules::{self, RuleId};
use leptos::prelude::*;

use super::ToHub;
use super::hub::topic_name;
use crate::components::question::say;
use crate::examiner::use_examiner;
use crate::platform::files;

/// How many days are shown.
const DAYS: usize = 14;

/// Tables, and the record's export, import and end.
#[component]
pub(super) fn StatisticsPage() -> impl IntoView {
    let examiner = use_examiner();
    let statistics = Memo::new(move |_| {
        let library = examiner.library.read();
        library.bank.as_ref().map(|bank| examiner.record(|record| Statistics::of(record, bank))).unwrap_or_default()
    });
    view! {
        <h1>"Statistics"</h1>
        <p><ToHub/></p>
        <p>{say::PRIVATE}</p>
        {move || statistics.with(tables)}
        <Take/>
    }
}

fn tables(statistics: &Statistics) -> AnyView {
    if statistics.all.asked == 0 {
        return view! { <p>"Nothing was answered yet. Begin with a topic; what you answer is counted here."</p> }
            .into_any();
    }
    let topics = statistics.topics.iter().map(|(topic, tally)| (topic_name(topic).to_owned(), *tally)).collect();
    let rule = |number: u8| rules::find(RuleId(number)).map_or_else(String::new, |it| it.statement.to_owned());
    let rules =
        statistics.rules.iter().map(|(number, tally)| (format!("R{number}: {}", rule(*number)), *tally)).collect();
    let questions = statistics.questions.iter().map(|(id, tally)| (id.clone(), *tally)).collect();
    let days = statistics.days.iter().rev().take(DAYS).map(|(day, tally)| (date(*day), *tally)).collect();
    view! {
        <p class="prose__lead">"Right: "{statistics.all.right}" of "{statistics.all.asked}</p>
        {table("By topic", topics)}
        {table("By day", days)}
        {table("By rule", rules)}
        {table("By question", questions)}
    }
    .into_any()
}

fn table(title: &'static str, rows: Vec<(String, Tally)>) -> impl IntoView {
    let row = |(name, tally): (String, Tally)| {
        let (low, high) = tally.interval();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{tally.right}" of "{tally.asked}</td>
                <td>{low}" to "{high}" %"</td>
            </tr>
        }
    };
    view! {
        <h2>{title}</h2>
        <div class="quiz__table" role="region" aria-label=title tabindex="0">
            <table>
                <thead><tr><th scope="col">"What"</th><th scope="col">"Right"</th><th scope="col">"Range"</th></tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A day since 1970 as `2026-11-23`.
fn date(day: u64) -> String {
    // Days since 0000-03-01 in the Gregorian calendar, so that a leap day ends its year.
    let days = day + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

/// Export, import, erase.
#[component]
fn Take() -> impl IntoView {
    let examiner = use_examiner();
    let sure = RwSignal::new(false);
    let export =
        move |_| files::save("keyless-answers.txt", &examiner.record(keyless_content::quiz::record::Record::write));
    let import = move |event: leptos::ev::Event| files::read_chosen(&event, move |text| examiner.import(&text));
    let erase = move |_| {
        if sure.get_untracked() {
            examiner.erase();
        }
        sure.update(|it| *it = !*it);
    };
    view! {
        <h2>"Take it along"</h2>
        <p class="quiz__actions">
            <button type="button" class="button" on:click=export>"Export as a file"</button>
            <button type="button" class="button" on:click=erase>
                {move || if sure.get() { "Erase everything: press again" } else { "Erase everything" }}
            </button>
        </p>
        <p class="quiz__form">
            <label for="import-answers">"Import a file: its answers are added to yours"</label>
            <input id="import-answers" type="file" accept=".txt,text/plain" on:change=import/>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(20_780), "2026-11-23");
        assert_eq!(date(11_016), "2000-02-29");
    }
}
