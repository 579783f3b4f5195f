#!/usr/bin/env bash
# Installs what the project needs and is not yet there. Safe to run again.
#   scripts/setup.sh build   what `make build` and `make serve` need
#   scripts/setup.sh test    that, and what `make test` needs (default)
# Tools go into ${XDG_CACHE_HOME:-~/.cache}/keyless-tools, so that the next clone finds them.
set -euo pipefail

part=${1:-test}
case $part in
  build | test) ;;
  *)
    echo "usage: $0 [build|test]" >&2
    exit 2
    ;;
esac

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/env.sh
. "$root/scripts/env.sh"

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$1" >&2
  printf 'setup: to mend it: %s\n' "$2" >&2
  exit 1
}
need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing" "$2"; }

# limit SECONDS COMMAND...: not every system has timeout.
limit() {
  if command -v timeout >/dev/null 2>&1; then
    timeout "$@"
  else
    shift
    "$@"
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    return 1
  fi
}

apt_updated=
# apt_install WHY PACKAGE...
apt_install() {
  local why=$1
  shift
  command -v apt-get >/dev/null 2>&1 || fail "$why is missing" "install it with this system's package manager (Debian's names: $*)"
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
    fail "$why is missing, and neither root nor sudo is at hand" "run as root: apt-get install $*"
  fi
  if [ -z "$apt_updated" ]; then
    as_root apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
    apt_updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "$why could not be installed" "apt-get install $*"
}

# cargo_tool PACKAGE VERSION DIR MINUTES [cargo install options]
cargo_tool() {
  local package=$1 version=$2 dir=$3 minutes=$4
  shift 4
  local work=$dir.partial
  rm -rf "$work"
  if command -v cargo-binstall >/dev/null 2>&1; then
    say "$package $version: looking for a prebuilt one (up to 1 min)"
    if limit 60 cargo binstall --no-confirm --disable-telemetry --strategies crate-meta-data \
      --root "$work" "$package@$version" >/dev/null 2>&1 && compgen -G "$work/bin/*" >/dev/null; then
      rm -rf "$dir"
      mv "$work" "$dir"
      return
    fi
    rm -rf "$work"
  fi
  say "$package $version: compiling, $minutes min on two cores"
  # A tool that runs for seconds is not worth an optimised build of many minutes.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$work/target" \
    cargo install --quiet --root "$work" "$@" "$package" --version "$version" ||
    fail "$package $version could not be compiled" "cargo install $* $package --version $version --root $dir"
  rm -rf "$work/target" "$dir"
  mv "$work" "$dir"
}

need cargo "install Rust from https://rustup.rs"
need rustc "install Rust from https://rustup.rs"
need cc "apt-get install gcc (build scripts need a C linker)"
need node "install Node.js 20 or newer, for example: apt-get install nodejs npm"
need npm "apt-get install npm"
node_major=$(node -p 'process.versions.node.split(".")[0]')
[ "$node_major" -ge 20 ] || fail "Node.js is too old ($(node --version)); 20 or newer is needed" "install a newer Node.js"
[ -n "$KEYLESS_WASM_BINDGEN_VERSION" ] || fail "Cargo.lock names no wasm-bindgen" "cargo generate-lockfile"

mkdir -p "$KEYLESS_TOOLS"
# Two clones that set up at once would build everything twice, in the same folders.
if command -v flock >/dev/null 2>&1; then
  exec 9>"$KEYLESS_TOOLS/.lock"
  if ! flock -n 9; then
    say "another set-up is running; waiting for it"
    flock 9
  fi
fi

# The standard library for the browser: rustup's, or else Debian's compiler with a library built once.
wasm_std_from_debian() {
  say "rustup cannot bring wasm32-unknown-unknown; Debian's compiler and its library instead, about 2 min"
  apt_install "Debian's Rust for the web" rustc-web cargo-web rust-web-src lld-22
  if command -v rustup >/dev/null 2>&1; then rustup toolchain link debian /usr; fi
  if keyless_has_wasm_std debian; then return; fi
  local sysroot work out
  sysroot=$(RUSTUP_TOOLCHAIN=debian rustc --print sysroot)
  out=$sysroot/lib/rustlib/wasm32-unknown-unknown/lib
  work=$(mktemp -d)
  mkdir -p "$work/src"
  printf '[package]\nname = "wasm-std"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  # Without the bitcode, link-time optimisation fails later.
  (cd "$work" && RUSTUP_TOOLCHAIN=debian RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
    CARGO_TARGET_DIR="$work/target" cargo build --quiet --release --target wasm32-unknown-unknown \
    -Zbuild-std=core,alloc,std,panic_abort,panic_unwind,proc_macro,test) ||
    fail "the standard library for wasm32 could not be built" "rustup target add wasm32-unknown-unknown"
  rm -f "$work"/target/wasm32-unknown-unknown/release/deps/libwasm_std*.rlib
  as_root mkdir -p "$out"
  as_root cp "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib "$out/"
  rm -rf "$work"
}
if ! keyless_has_wasm_std && ! keyless_has_wasm_std debian; then
  say "the wasm32-unknown-unknown library, a few seconds"
  if ! { command -v rustup >/dev/null 2>&1 && limit 180 rustup target add wasm32-unknown-unknown; }; then
    wasm_std_from_debian
  fi
fi
keyless_has_wasm_std || keyless_has_wasm_std debian ||
  fail "no Rust toolchain here can build for wasm32-unknown-unknown" "rustup target add wasm32-unknown-unknown"

if ! [ -x "$KEYLESS_WASM_BINDGEN_DIR/bin/wasm-bindgen" ]; then
  # Without --locked: its lock file names a version of a crate that is not to be had everywhere.
  cargo_tool wasm-bindgen-cli "$KEYLESS_WASM_BINDGEN_VERSION" "$KEYLESS_WASM_BINDGEN_DIR" "2 to 6"
fi
if ! [ -x "$KEYLESS_TRUNK_DIR/bin/trunk" ]; then
  cargo_tool trunk "$KEYLESS_TRUNK_VERSION" "$KEYLESS_TRUNK_DIR" "5 to 8" --locked
fi

if ! [ -e "$KEYLESS_NODE_DIR/.done" ]; then
  say "binaryen (wasm-opt), playwright-core and axe-core, about 20 s"
  rm -rf "$KEYLESS_NODE_DIR"
  mkdir -p "$KEYLESS_NODE_DIR"
  cp "$root"/tests/browser/package.json "$root"/tests/browser/package-lock.json "$KEYLESS_NODE_DIR/"
  (cd "$KEYLESS_NODE_DIR" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    fail "the Node packages could not be installed" "cd tests/browser && npm ci"
  touch "$KEYLESS_NODE_DIR/.done"
fi
# Module imports look beside the importing file only, so the tests need a way to the shared folder.
if [ "$(readlink "$root/tests/browser/node_modules" || true)" != "$KEYLESS_NODE_DIR/node_modules" ]; then
  rm -rf "$root/tests/browser/node_modules"
  ln -s "$KEYLESS_NODE_DIR/node_modules" "$root/tests/browser/node_modules"
fi

if [ "$part" = test ]; then
  missing=()
  [ -n "$CHROMIUM" ] || missing+=(chromium)
  [ -n "$CHROMEDRIVER" ] || missing+=(chromium-driver)
  if [ ${#missing[@]} -gt 0 ]; then
    say "${missing[*]} from the system's packages, about 1 min"
    apt_install "${missing[*]}" "${missing[@]}"
  fi
  for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || {
      say "$component, a few seconds"
      rustup component add "$component" || fail "$component is missing" "rustup component add $component"
    }
  done
fi

say "ready ($part): trunk $KEYLESS_TRUNK_VERSION, wasm-bindgen $KEYLESS_WASM_BINDGEN_VERSION, tools in $KEYLESS_TOOLS"
