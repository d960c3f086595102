#!/usr/bin/env bash
# Builds everything and runs all tests. Ends non-zero if anything fails or if a project ran no test.
# Usage: tests/run.sh [--long] [test project, e.g. UnitTests or Acme.Loyalty.Tests …]
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

need() { command -v "$1" >/dev/null 2>&1; }
install() {
  if [ "$(id -u)" = 0 ] && need apt-get; then
    echo "Installing $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  fi
}

if ! need dotnet; then
  echo "The .NET 10 SDK is missing: install it and see that 'dotnet' is on the PATH." >&2
  exit 1
fi
if ! need node || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  echo "Node.js 20 or newer is missing: install it and see that 'node' and 'npm' are on the PATH." >&2
  exit 1
fi
# The embedded PostgreSQL runs as an ordinary user by way of setpriv; tests look at processes by way of procps.
need setpriv || install util-linux
need ps || install procps

projects=()
while [ $# -gt 0 ]; do
  case "$1" in
    --long) export CLARITY_TEST_LONG=1 ;;
    *) projects+=("$1") ;;
  esac
  shift
done
[ ${#projects[@]} -gt 0 ] || projects=(UnitTests Acme.Loyalty.Tests IntegrationTests EndToEndTests Conformance)

# Integration tests start a RabbitMQ of their own. The package must not start one, which policy-rc.d forbids; a policy that is there already is kept.
if [[ " ${projects[*]} " = *" IntegrationTests "* ]] && ! ls /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && added=1; }
  install rabbitmq-server
  [ -z "${added:-}" ] || rm -f "$policy"
fi

# Browser tests drive Debian's Chromium.
if [[ " ${projects[*]} " = *" EndToEndTests "* ]] && ! [ -x /usr/bin/chromium ]; then
  install chromium
fi

dotnet build ClarityConnect.Workflows.sln --nologo -v quiet -m || exit 1

passed=0 failed=0 skipped=0 broken=0
failures=$(mktemp)
for project in "${projects[@]}"; do
  name="ClarityConnect.Workflows.$project" folder="tests/ClarityConnect.Workflows.$project"
  # The tests of a plugin are beside it.
  [ -d "plugins/$project" ] && name=$project folder="plugins/$project"
  log=$(mktemp)
  options=(-noLogo -noColor)
  [ "$project" = Conformance ] && options=()
  # The test programs run themselves; their last lines carry the counts. What is left out is counted, not listed.
  dotnet "$folder/bin/Debug/net10.0/$name.dll" "${options[@]}" </dev/null 2>&1 | tee "$log" | awk '/ \[SKIP\]$/ { getline; next } { print; fflush() }'
  status=${PIPESTATUS[0]}
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  grep -E -A 30 '\[FAIL\]$|Cleanup Failure|^failed ' "$log" | grep -vE '^ok|^passed ' >>"$failures"
  rm -f "$log"
  count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$line"; }
  total=$(count Total) errors=$(count Errors) lost=$(count Failed) left=$(count Skipped)
  if [ -z "$line" ] || [ "${total:-0}" = 0 ]; then
    echo "$name ran no test." >&2
    broken=1
    continue
  fi
  failed=$((failed + lost + errors))
  skipped=$((skipped + left))
  passed=$((passed + total - lost - left))
  # A runner that fails although no test did, for example by crashing at the end.
  [ "$status" = 0 ] || [ $((lost + errors)) -gt 0 ] || { echo "$name ended with exit code $status." >&2; broken=1; }
done

[ "$broken" = 0 ] || failed=$((failed + 1))
if [ -s "$failures" ]; then
  printf '\nWhat failed:\n'
  head -n 400 "$failures"
fi
rm -f "$failures"
echo
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ]
