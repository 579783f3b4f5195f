//! Help, in our own words and with the structure of azure-cli's.
