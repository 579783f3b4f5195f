//! Commands of PowerShell that stand around az: what reads JSON, takes a property, prints or drops.

use super::Interpreter;
use super::builtins::{fails, says};
use super::expand::property;
use crate::az::execute::Printed;

impl Interpreter<'_> {
    /// Runs a command of PowerShell; `None` where there is none of that name.
    pub(super) fn cmdlet(&mut self, name: &str, arguments: &[String]) -> Option<Printed> {
        Some(match name.to_ascii_lowercase().as_str() {
            "write-output" | "write-host" => says(arguments.join(" ") + "\n"),
            "out-null" => {
                self.read_input();
                Printed::default()
            }
            "convertfrom-json" => self.convert(arguments),
            "select-object" => self.select(arguments),
            _ => return None,
        })
    }

    /// An object is its JSON on one line; text over several lines, as az prints it, has no properties.
    fn convert(&mut self, arguments: &[String]) -> Printed {
        let text = match arguments {
            [] => self.read_input().unwrap_or_default(),
            [option, text] if option.eq_ignore_ascii_case("-InputObject") => text.clone(),
            [text] if !text.starts_with('-') => text.clone(),
            _ => return fails(1, "ConvertFrom-Json: only -InputObject is simulated here\n"),
        };
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(value) => says(value.to_string() + "\n"),
            Err(_) => fails(1, "ConvertFrom-Json: Conversion from JSON failed: the text is no JSON\n"),
        }
    }

    fn select(&mut self, arguments: &[String]) -> Printed {
        let [option, name] = arguments else {
            return fails(1, "Select-Object: only -ExpandProperty is simulated here\n");
        };
        if !option.eq_ignore_ascii_case("-ExpandProperty") {
            return fails(1, "Select-Object: only -ExpandProperty is simulated here\n");
        }
        let text = self.read_input().unwrap_or_default();
        let value = property(&text, std::slice::from_ref(name));
        if value.is_empty() {
            return fails(1, format!("Select-Object: Property \"{name}\" cannot be found.\n"));
        }
        says(value + "\n")
    }
}
