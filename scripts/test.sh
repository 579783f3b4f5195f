#!/usr/bin/env bash
# Every check and test, one after the other. `scripts/test.sh fmt native` runs only those.
# A failed step does not stop the others, unless they need what it makes. The last line counts all tests.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
all=(fmt deny clippy clippy-wasm native content wasm build size browser)
for name in "$@"; do
  [[ " ${all[*]} " == *" $name "* ]] || {
    echo "There is no step $name. The steps: ${all[*]}" >&2
    exit 2
  }
done

scripts/setup.sh test
# shellcheck source=scripts/env.sh
. scripts/env.sh

# The page, and the embed's engine once it exists.
wasm_packages=(-p keyless-app)
if [ -e app/embed/Cargo.toml ]; then wasm_packages+=(-p "$(awk -F'"' '/^name/ { print $2; exit }' app/embed/Cargo.toml)"); fi
not_native=("${wasm_packages[@]/#-p/--exclude}")

step_fmt() {
  cargo fmt --all --check || return
  if grep -n '"resolved"' tests/browser/package-lock.json; then
    echo "The lock file must not say where packages came from: npm install in tests/browser, with its .npmrc, leaves that out."
    return 1
  fi
}
step_deny() { node scripts/deny.mjs; }
step_clippy() { cargo clippy --workspace "${not_native[@]}" --all-targets --locked -- -D warnings; }
step_clippy-wasm() {
  keyless_wasm cargo clippy "${wasm_packages[@]}" --all-targets --locked --target wasm32-unknown-unknown -- -D warnings
}
step_native() { cargo test --workspace "${not_native[@]}" --locked; }
step_content() {
  if [ -d content/lessons ] || [ -d content/questions ]; then
    cargo run --quiet --locked -p keyless-content --bin keyless -- check content
  else
    echo "no lessons yet"
  fi
}
# --tests leaves out documentation tests, which cannot run for wasm32.
step_wasm() { keyless_wasm cargo test "${wasm_packages[@]}" --tests --locked --target wasm32-unknown-unknown; }
step_build() { keyless_wasm trunk build --release; }
step_size() { node scripts/size.mjs; }
step_browser() {
  # One file after the other: each has a browser of its own, and the machine may be small.
  node --test --test-concurrency=1 --test-reporter=spec --test-timeout=600000 tests/browser/journeys/*.test.mjs
}

about() {
  case $1 in
    fmt) echo "formatting, seconds" ;;
    deny) echo "licences, sources and use of crates, seconds" ;;
    clippy) echo "lints of the native crates, 1 min" ;;
    clippy-wasm) echo "lints of the page, 2 min" ;;
    native) echo "native tests, 1 to 4 min" ;;
    content) echo "lessons, challenges and questions, under 1 min" ;;
    wasm) echo "tests in headless Chromium, 2 to 5 min" ;;
    build) echo "release build of the site, 2 to 5 min" ;;
    size) echo "size budget, seconds" ;;
    browser) echo "journeys in Chromium, at the root and in a sub-path, 1 to 5 min" ;;
  esac
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 ignored=0
failures=()
built=yes

# Adds up the closing lines of cargo's and node's test runners; prints "passed failed skipped".
count() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
    /^test result: / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i - 1); if ($i ~ /^failed/) f += $(i - 1); if ($i ~ /^ignored/) s += $(i - 1) } }
    /^(ℹ|#) pass [0-9]+$/ { p += $3 }
    /^(ℹ|#) (fail|cancelled) [0-9]+$/ { f += $3 }
    /^(ℹ|#) (skipped|todo) [0-9]+$/ { s += $3 }
    END { print p + 0, f + 0, s + 0 }'
}

run() {
  local name=$1 started=$SECONDS status=0
  printf '\n== %s: %s\n' "$name" "$(about "$name")"
  if [[ $name == size || $name == browser ]] && [ $built = no ]; then
    echo "not run: the build failed"
    status=1
    : >"$log"
  else
    "step_$name" 2>&1 | tee "$log" || status=1
  fi
  local p f s
  read -r p f s < <(count)
  # A step without tests of its own, or one that died before it could count, is one test.
  if [ $((p + f)) = 0 ] || { [ $status != 0 ] && [ "$f" = 0 ]; }; then
    if [ $status = 0 ]; then p=$((p + 1)); else f=$((f + 1)); fi
  fi
  passed=$((passed + p)) failed=$((failed + f)) ignored=$((ignored + s))
  [ $status = 0 ] || failures+=("$name")
  [ "$name" != build ] || [ $status = 0 ] || built=no
  printf '== %s: %s in %d s (%d s so far)\n' "$name" "$([ $status = 0 ] && echo passed || echo FAILED)" $((SECONDS - started)) "$SECONDS"
}

for name in "${all[@]}"; do
  if [ $# = 0 ] || [[ " $* " == *" $name "* ]]; then run "$name"; fi
done

printf '\n'
if [ ${#failures[@]} -gt 0 ]; then echo "failed steps: ${failures[*]}"; fi
echo "$passed passed, $failed failed, $ignored skipped"
[ ${#failures[@]} = 0 ]
