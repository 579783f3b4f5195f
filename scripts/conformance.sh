#!/usr/bin/env bash
# Puts the real azure-cli 2.91.0 in front of the simulated cloud, and our az beside it, and compares.
# Needs the judges that are kept beside the project, in ../shared/tools (or where KEYLESS_SHARED says).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=scripts/env.sh
. scripts/env.sh
shared=${KEYLESS_SHARED:-$root/../shared}
judge=$shared/tools/realaz/realaz.py
data=$shared/data/conformance
if [ ! -e "$judge" ]; then
  echo "The judges are missing: $judge. Say where they are: KEYLESS_SHARED=FOLDER make conformance" >&2
  exit 1
fi

venv=$KEYLESS_TOOLS/azure-cli-2.91.0
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import azure.cli' 2>/dev/null; then
  echo "Installing azure-cli 2.91.0 with pip into a virtual environment (about 2 min, once)…"
  python3 -m venv "$venv" || { echo "Python 3 with venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
  "$venv/bin/pip" install --quiet azure-cli==2.91.0
fi

echo "Building keyless…"
cargo build --release --locked -p keyless-content
keyless=$root/target/release/keyless

status=0
echo "== our az against the recordings"
for corpus in goldens parse; do
  python3 "$shared/tools/conformance.py" "$corpus" "$data/$corpus.jsonl" --keyless "$keyless" || status=1
done
echo "== the real az in front of the simulated cloud (about 5 min)"
"$venv/bin/python" "$judge" goldens "$data/goldens.jsonl" --cloud "$keyless" || status=1
for script in tests/twin/*.sh; do
  [ -e "$script" ] || continue
  echo "== twin: $script"
  "$venv/bin/python" "$judge" twin "$script" --cloud "$keyless" || status=1
done
exit $status
