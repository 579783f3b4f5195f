//! Answers for the page around this one: it runs lines, resets, and takes or gives a session; it hears what came of it.

use keyless_core::session::{Outcome, mask};
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::dispatch::Dispatcher;
use crate::journal;
use crate::kept::Kept;
use crate::platform::host;
use crate::progress::Progress;
use crate::snapshot::Snapshot;
use crate::told::Told;

/// Begins to speak with the page around this one, if there is one.
pub fn begin(dispatcher: Dispatcher, progress: Progress) {
    if !host::is_around() {
        return;
    }
    host::on_question(move |asked| match answer(dispatcher, asked) {
        Ok((id, value)) => json!({"id": id, "value": value}).to_string(),
        Err((id, error)) => json!({"id": id, "error": error}).to_string(),
    });
    let snapshot = dispatcher.snapshot();
    Effect::new(move |told: Option<bool>| {
        let result = snapshot.with(result);
        // What was there before anyone typed is no result.
        if told.is_some() {
            host::tell("keyless-told", &json!({"type": "result", "value": result}).to_string());
        }
        true
    });
    Effect::new(move |before: Option<Kept>| {
        let now = progress.with(Kept::clone);
        for (of, mark) in before.iter().flat_map(|before| now.news(before)) {
            let value = json!({"of": of, "mark": mark});
            host::tell("keyless-told", &json!({"type": "solved", "value": value}).to_string());
        }
        now
    });
}

fn answer(dispatcher: Dispatcher, asked: &str) -> Result<(Value, Value), (Value, String)> {
    let asked: Value = serde_json::from_str(asked).unwrap_or_default();
    let id = asked.get("id").cloned().unwrap_or_default();
    let text = |key: &str| asked.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    match text("type").as_str() {
        "run" => dispatcher.run(text("lines")),
        "reset" => dispatcher.run("reset"),
        "getState" => return Ok((id, Value::String(journal::write(&dispatcher.journal())))),
        "setState" => {
            let put = journal::read(&text("state")).map_err(|it| it.sentence());
            let put = put.and_then(|it| dispatcher.put(&it).map_err(|error| error.to_string()));
            put.map_err(|error| (id.clone(), error))?;
        }
        other => return Err((id, format!("there is no request `{other}`"))),
    }
    Ok((id, dispatcher.snapshot().with_untracked(result)))
}

fn result(snapshot: &Snapshot) -> Value {
    let commands: Vec<Value> = snapshot.last.iter().zip(&snapshot.news).map(command).collect();
    json!({"v": 1, "session": "page", "commands": commands})
}

fn command((outcome, news): (&std::sync::Arc<Outcome>, &Told)) -> Value {
    let changes: Vec<&str> = news.sentences.iter().map(|it| it.1.as_str()).collect();
    json!({
        "line": mask(outcome.line.trim_end()),
        "exitCode": outcome.exit_code,
        "stdout": outcome.stdout,
        "stderr": outcome.stderr,
        "notes": outcome.notes,
        "changes": changes,
        "refused": outcome.refusal().is_some(),
        "asks": outcome.question.is_some(),
    })
}
