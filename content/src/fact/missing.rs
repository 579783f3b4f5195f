//! A fact that does not hold, as a sentence: its kind's template with the names filled in.

use super::Fact;

pub(super) fn sentence(fact: &Fact) -> String {
    let mut out = String::new();
    let mut rest = fact.kind.missing;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let Some((field, tail)) = tail.split_once(':') else { break };
        let Some((with, tail)) = tail.split_once('|') else { break };
        let Some((without, tail)) = tail.split_once('}') else { break };
        let (field, wanted) = field.split_once('=').map_or((field, None), |(field, value)| (field, Some(value)));
        match fact.get(field).filter(|value| wanted.is_none_or(|wanted| wanted == *value)) {
            Some(value) => out.push_str(&with.replace("{}", value)),
            None => out.push_str(without),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
