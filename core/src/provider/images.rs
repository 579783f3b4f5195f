//! Images by az's aliases: the ones of azure-cli 2.91.0 and what its online list added by January 2026.

/// An image of the marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image {
    /// az's alias, `Ubuntu2204`.
    pub alias: &'static str,
    /// `Canonical`
    pub publisher: &'static str,
    /// `0001-com-ubuntu-server-jammy`
    pub offer: &'static str,
    /// `22_04-lts-gen2`
    pub sku: &'static str,
    /// `Linux` or `Windows`.
    pub os_type: &'static str,
    /// `x64` or `Arm64`.
    pub architecture: &'static str,
}

const fn linux(alias: &'static str, publisher: &'static str, offer: &'static str, sku: &'static str) -> Image {
    Image { alias, publisher, offer, sku, os_type: "Linux", architecture: "x64" }
}

const fn windows(alias: &'static str, sku: &'static str) -> Image {
    let (publisher, offer) = ("MicrosoftWindowsServer", "WindowsServer");
    Image { alias, publisher, offer, sku, os_type: "Windows", architecture: "x64" }
}

const IMAGES: [Image; 19] = [
    linux("AzureLinux4", "microsoftazurelinux", "azurelinux-4", "4"),
    Image { architecture: "Arm64", ..linux("AzureLinux4Arm64", "microsoftazurelinux", "azurelinux-4", "4-arm64") },
    linux("AzureLinux4Gen1", "microsoftazurelinux", "azurelinux-4", "4-gen1"),
    linux("CentOS85Gen2", "OpenLogic", "CentOS", "8_5-gen2"),
    linux("Debian11", "Debian", "debian-11", "11-backports-gen2"),
    linux("FlatcarLinuxFreeGen2", "kinvolk", "flatcar-container-linux-free", "stable-gen2"),
    linux("OpenSuseLeap154Gen2", "SUSE", "openSUSE-leap-15-4", "gen2"),
    linux("RHELRaw8LVMGen2", "RedHat", "RHEL", "8-lvm-gen2"),
    linux("SuseSles15SP3", "SUSE", "sles-15-sp3", "gen2"),
    linux("SuseSles15SP5", "SUSE", "sles-15-sp5", "gen2"),
    linux("Ubuntu2204", "Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2"),
    linux("Ubuntu2404", "Canonical", "ubuntu-24_04-lts", "server"),
    linux("Ubuntu2404Pro", "Canonical", "ubuntu-24_04-lts", "ubuntu-pro"),
    windows("Win2022Datacenter", "2022-datacenter-g2"),
    windows("Win2022AzureEditionCore", "2022-datacenter-azure-edition-core"),
    windows("Win2019Datacenter", "2019-datacenter-gensecond"),
    windows("Win2016Datacenter", "2016-datacenter-gensecond"),
    windows("Win2012R2Datacenter", "2012-R2-Datacenter"),
    windows("Win2012Datacenter", "2012-Datacenter"),
];

/// All images, in az's order.
pub fn all() -> &'static [Image] {
    &IMAGES
}

/// An image by publisher, offer and SKU, whatever their case.
pub fn find(publisher: &str, offer: &str, sku: &str) -> Option<&'static Image> {
    let same = |it: &&Image| {
        it.publisher.eq_ignore_ascii_case(publisher)
            && it.offer.eq_ignore_ascii_case(offer)
            && it.sku.eq_ignore_ascii_case(sku)
    };
    IMAGES.iter().find(same)
}

/// An image by az's alias, whatever its case.
pub fn by_alias(alias: &str) -> Option<&'static Image> {
    IMAGES.iter().find(|it| it.alias.eq_ignore_ascii_case(alias))
}
