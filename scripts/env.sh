# shellcheck shell=bash
# Puts the project's tools on PATH. Source it: `. scripts/env.sh`. It only reads; scripts/setup.sh installs.

KEYLESS_ROOT_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
KEYLESS_TOOLS=${KEYLESS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/keyless-tools}

# wasm-bindgen-cli must be the very version of the library, so Cargo.lock decides.
KEYLESS_WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' "$KEYLESS_ROOT_DIR/Cargo.lock")
KEYLESS_TRUNK_VERSION=0.21.14
# A changed lock file is a new folder, so that two checkouts never fight over one.
KEYLESS_NODE_HASH=$(cksum <"$KEYLESS_ROOT_DIR/tests/browser/package-lock.json" | cut -d' ' -f1)

KEYLESS_WASM_BINDGEN_DIR=$KEYLESS_TOOLS/wasm-bindgen-$KEYLESS_WASM_BINDGEN_VERSION
KEYLESS_TRUNK_DIR=$KEYLESS_TOOLS/trunk-$KEYLESS_TRUNK_VERSION
KEYLESS_NODE_DIR=$KEYLESS_TOOLS/node-$KEYLESS_NODE_HASH

PATH=$KEYLESS_WASM_BINDGEN_DIR/bin:$KEYLESS_TRUNK_DIR/bin:$KEYLESS_NODE_DIR/node_modules/.bin:$PATH

# Does this toolchain (none: the one in force) have the standard library of wasm32?
keyless_has_wasm_std() {
  local sysroot
  sysroot=$(env ${1:+"RUSTUP_TOOLCHAIN=$1"} rustc --print sysroot 2>/dev/null) || return 1
  compgen -G "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib/libstd*.rlib" >/dev/null
}

# Runs a command with the toolchain that can build for the browser.
keyless_wasm() {
  if ! keyless_has_wasm_std && keyless_has_wasm_std debian; then
    RUSTUP_TOOLCHAIN=debian CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22 "$@"
  else
    "$@"
  fi
}

keyless_first() {
  local name
  for name in "$@"; do
    if command -v "$name" 2>/dev/null; then return; fi
  done
}
CHROMIUM=${CHROMIUM:-$(keyless_first chromium chromium-browser google-chrome google-chrome-stable)}
CHROMEDRIVER=${CHROMEDRIVER:-$(keyless_first chromedriver)}

# How `cargo test --target wasm32-unknown-unknown` runs: in headless Chromium.
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
WASM_BINDGEN_TEST_WEBDRIVER_JSON=$KEYLESS_ROOT_DIR/scripts/webdriver.json
WASM_BINDGEN_USE_BROWSER=1
# Seconds; the runner's own limits are too short for a busy machine.
WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-180}
WASM_BINDGEN_TEST_DRIVER_TIMEOUT=${WASM_BINDGEN_TEST_DRIVER_TIMEOUT:-60}

export PATH CHROMIUM CHROMEDRIVER KEYLESS_TOOLS
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER WASM_BINDGEN_TEST_WEBDRIVER_JSON WASM_BINDGEN_USE_BROWSER
export WASM_BINDGEN_TEST_TIMEOUT WASM_BINDGEN_TEST_DRIVER_TIMEOUT
