//! `--image`: az's aliases and URNs.

use serde_json::Value;

use crate::az::client::{AzError, Client};
use crate::provider::images;

/// What the template needs of an image.
#[derive(Clone, Debug)]
pub(in crate::az::commands) struct Image {
    pub(in crate::az::commands) publisher: String,
    pub(in crate::az::commands) offer: String,
    pub(in crate::az::commands) sku: String,
    pub(in crate::az::commands) version: String,
    pub(in crate::az::commands) os_type: String,
}

const COMPUTE: &str = "2024-11-01";

/// An alias that today's azure-cli no longer has, and what documentation that names it means now.
const RENAMED: (&str, &str) = ("UbuntuLTS", "Ubuntu2204");

/// Finds the image, by the requests that az makes for it.
///
/// # Errors
/// No `--image`, or no such image: the service's own refusal, exit code 2.
pub(in crate::az::commands) fn resolve(
    client: &mut Client<'_>,
    image: Option<&str>,
    group: &str,
    location: &str,
) -> Result<Image, AzError> {
    let Some(mut image) = image else {
        return Err(AzError::new(
            "Please specify '--image' to create a VM from an image; other sources are not simulated here.",
        ));
    };
    if !client.strict && image.eq_ignore_ascii_case(RENAMED.0) {
        client.warn(&format!(
            "'{}' is no longer an image alias in azure-cli 2.91.0. Keyless uses '{}' instead. The real az would refuse it, as 'keyless set strict on' does.",
            RENAMED.0, RENAMED.1
        ));
        image = RENAMED.1;
    }
    if image.starts_with("http://") || image.starts_with("https://") {
        return Err(AzError::new(
            "invalid usage for storage profile: create unmanaged OS disk created from generalized VHD:\n\tmissing: --os-type, --use-unmanaged-disk",
        ));
    }
    let urn: Vec<&str> = image.split(':').collect();
    let (publisher, offer, sku, version) = match (images::by_alias(image), urn.as_slice()) {
        (Some(known), _) => (known.publisher, known.offer, known.sku, "latest"),
        (None, [publisher, offer, sku, version]) => (*publisher, *offer, *sku, *version),
        _ => return Err(custom(client, image, group)),
    };
    let skus = format!(
        "/subscriptions/{}/providers/Microsoft.Compute/locations/{location}/publishers/{publisher}/artifacttypes/vmimage/offers/{offer}/skus/{sku}/versions",
        client.subscription
    );
    let asked = if version == "latest" { "1.0.0" } else { version };
    if version == "latest" {
        client.get(&format!("{skus}?$top=1&$orderby=name desc"), COMPUTE).map_err(|error| error.with_exit_code(2))?;
    }
    let found = match client.get(&format!("{skus}/{asked}"), COMPUTE) {
        Ok(found) => found,
        Err(error) => return Err(unavailable(client, image, error)),
    };
    let os_type = found.pointer("/properties/osDiskImage/operatingSystem").and_then(Value::as_str).unwrap_or("Linux");
    Ok(Image {
        publisher: publisher.to_owned(),
        offer: offer.to_owned(),
        sku: sku.to_owned(),
        version: version.to_owned(),
        os_type: os_type.to_owned(),
    })
}

/// Anything else is the name of an image in the group; none can be made here.
fn custom(client: &mut Client<'_>, image: &str, group: &str) -> AzError {
    let path = format!(
        "/subscriptions/{}/resourceGroups/{group}/providers/Microsoft.Compute/images/{image}",
        client.subscription
    );
    match client.get(&path, COMPUTE) {
        Err(error) => error.with_exit_code(2),
        Ok(_) => AzError::new(format!("The image '{image}' is not simulated here.")),
    }
}

fn unavailable(client: &mut Client<'_>, image: &str, error: AzError) -> AzError {
    client.warn(&format!(
        "Querying the image of '{image}' failed for an error '{}'. Configuring plan settings will be skipped",
        error.message
    ));
    error.with_exit_code(2)
}
