//! `jq` for the simulated terminal: filters run by the jaq crates, without clock, environment or files.

mod print;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jaq_core::load::{Arena, File, Loader};
use jaq_core::native::{bome, run, v};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Error, Val, ValR, read};
use keyless_core::interpreter::{Engine, Query};

/// The most bytes that one run prints, and how deep its input may be.
const MAX_OUTPUT: usize = 4 << 20;
const MAX_DEPTH: usize = 256;

/// Functions that may go on for ever, which nothing here could end; and those that know the real clock, environment
/// or terminal.
const REFUSED: [&str; 18] = [
    "repeat",
    "until",
    "while",
    "def",
    "range",
    "foreach",
    "recurse_down",
    "input",
    "inputs",
    "now",
    "env",
    "halt",
    "halt_error",
    "debug",
    "stderr",
    "localtime",
    "strflocaltime",
    "input_filename",
];

/// The engine that runs filters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Jq;

/// What was printed, and why it ended.
type Ran = (i32, String, String);

fn failed(code: i32, text: impl Into<String>) -> Ran {
    let text = text.into();
    (code, String::new(), ["jq: ", &text, "\n"].concat())
}

impl Engine for Jq {
    fn run(&self, query: &Query) -> Ran {
        if let Some(name) = refused(&query.filter) {
            return failed(3, format!("error: '{name}' is not simulated here"));
        }
        let inputs = match inputs(query) {
            Ok(inputs) => inputs,
            Err(why) => return failed(2, why),
        };
        let mut values = Vec::new();
        for (name, text) in &query.variables {
            match read::parse_single(text.as_bytes()) {
                Ok(value) => values.push(value),
                Err(_) => return failed(2, format!("Invalid JSON text passed to --argjson {name}")),
            }
        }
        filtered(query, inputs, values)
    }
}

/// A word of the filter outside of texts that is refused.
fn refused(filter: &str) -> Option<&'static str> {
    let mut quoted = false;
    let mut word = String::new();
    let mut before = ' ';
    for c in filter.chars().chain([' ']) {
        let named = c.is_alphanumeric() || c == '_';
        if named && !quoted {
            word.push(c);
        } else if !word.is_empty() {
            let found = REFUSED.iter().find(|it| **it == word && !matches!(before, '.' | '$'));
            if let Some(name) = found.filter(|_| !quoted) {
                return Some(name);
            }
            word.clear();
            before = c;
        } else {
            before = c;
        }
        // Code inside `\(…)` of a text is not told apart, so a text with it counts as code.
        if c == '"' && !filter.contains("\\(") {
            quoted = !quoted;
            word.clear();
        }
    }
    None
}

fn inputs(query: &Query) -> Result<Vec<Val>, String> {
    if query.null_input {
        return Ok(vec![Val::Null]);
    }
    if query.raw_input {
        let text = |text: &str| Val::from(text.to_owned());
        return Ok(if query.slurp { vec![text(&query.input)] } else { query.input.lines().map(text).collect() });
    }
    let mut depth = 0_usize;
    for byte in query.input.bytes() {
        match byte {
            b'[' | b'{' => depth = depth.saturating_add(1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(format!("error (at <stdin>:0): Exceeds depth limit for parsing ({MAX_DEPTH} here)"));
        }
    }
    let all: Result<Vec<Val>, _> = read::parse_many(query.input.as_bytes()).collect();
    let all = all.map_err(|error| format!("parse error: {error}"))?;
    Ok(if query.slurp { vec![all.into_iter().collect()] } else { all })
}

const DECODE: &str = "decode_base64";

fn decoded(value: &Val) -> ValR {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    match value {
        Val::TStr(bytes) => match LENIENT.decode(bytes.as_ref()) {
            Ok(bytes) => Ok(Val::from(String::from_utf8_lossy(&bytes).into_owned())),
            Err(_) => Err(Error::str(format_args!("{value} is not valid base64 data"))),
        },
        _ => Err(Error::str(format_args!("{value} cannot be decoded"))),
    }
}

fn filtered(query: &Query, inputs: Vec<Val>, values: Vec<Val>) -> Ran {
    let arena = Arena::default();
    let loader = Loader::new(jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()));
    let program = File { code: query.filter.as_str(), path: () };
    let Ok(modules) = loader.load(&arena, program) else {
        return failed(3, format!("error: syntax error in the filter '{}'\njq: 1 compile error", query.filter));
    };
    let names: Vec<String> = query.variables.iter().map(|(name, _)| ["$", name].concat()).collect();
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    // jq takes base64 without its padding, as tokens have it.
    let functions = functions.filter(|it| it.0 != DECODE).chain([run((DECODE, v(0), |cv| bome(decoded(&cv.1))))]);
    let compiler = Compiler::default().with_funs(functions).with_global_vars(names.iter().map(String::as_str));
    let filter = match compiler.compile(modules) {
        Ok(filter) => filter,
        Err(errors) => {
            let undefined = errors
                .iter()
                .flat_map(|(_, list)| list)
                .map(|(name, kind)| format!("error: undefined {} '{name}'", kind.as_str()));
            let text: Vec<String> = undefined.collect();
            return failed(
                3,
                format!(
                    "{}\njq: {} compile error{}",
                    text.join("\njq: "),
                    text.len(),
                    if text.len() == 1 { "" } else { "s" }
                ),
            );
        }
    };
    let (mut code, mut out, mut errors) = (0, String::new(), String::new());
    let mut last = None;
    for input in inputs {
        let context = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new(values.clone()));
        for value in filter.id.run((context, input)).map(unwrap_valr) {
            match value {
                Ok(value) => {
                    print::value(query, &value, &mut out);
                    last = Some(!matches!(value, Val::Null | Val::Bool(false)));
                }
                Err(error) => {
                    errors.push_str(&format!("jq: error (at <stdin>:0): {error}\n"));
                    code = 5;
                    break;
                }
            }
            if out.len() > MAX_OUTPUT {
                return failed(5, "error: the output is larger than 4 MiB, which is the most here");
            }
        }
    }
    if query.exit_status && code == 0 {
        code = match last {
            Some(true) => 0,
            Some(false) => 1,
            None => 4,
        };
    }
    (code, out, errors)
}

#[cfg(test)]
mod tests;
