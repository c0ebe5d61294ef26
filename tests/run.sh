#!/usr/bin/env bash
# Installs what the tests need from Debian's packages when it is missing, then runs everything.
# Ends with what failed, once more, and a line "N passed, N failed, N skipped". Arguments go to `dotnet test`.
set -u -o pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 SYNCWORKER_TESTS_FULL=1
export DOTNET_EnableWriteXorExecute=0 # hundreds of processes start: each a tenth faster, and none of them meets an attacker
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

# name: command. One step is one test; its output is shown when it fails.
step() {
  local name=$1
  shift
  if "$@" >"$log/step" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    { tail -n 40 "$log/step"; echo "FAILED  $name"; } | tee -a "$log/failures"
  fi
}

# A script that prints "N passed, N failed, N skipped" at its end: its steps count like tests.
part() {
  local name=$1 p f s
  shift
  say "$name"
  "$@" 2>&1 | tee "$log/part"
  grep -B 20 -A 20 '^FAILED' "$log/part" >>"$log/failures"
  if read -r p f s < <(sed -nE '$s/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log/part"); then
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  else
    failed=$((failed + 1))
    { tail -n 40 "$log/part"; echo "FAILED  $name gave no summary"; } >>"$log/failures"
    echo "FAILED  $name gave no summary"
  fi
}

# The end is what a reader of a long log sees first.
finish() {
  if [ -s "$log/failures" ]; then
    say "what failed"
    cut -c -1000 "$log/failures"
  fi
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}

say "what the tests need"
need=()
for pair in smtp-sink:postfix dovecot:dovecot-imapd tidy:tidy aiosmtpd:python3-aiosmtpd python3:python3 sqlite3:sqlite3 remind:remind node:nodejs npm:npm \
  pdfinfo:poppler-utils chromium:chromium promtool:prometheus psql:postgresql-client cc:gcc; do
  PATH="$PATH:/usr/sbin" command -v "${pair%%:*}" >/dev/null || need+=("${pair##*:}")
done
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || need+=(python3-icalendar)
command -v soffice >/dev/null || need+=(libreoffice-calc libreoffice-writer)
ls /usr/include/stdio.h /usr/include/*/stdio.h >/dev/null 2>&1 || need+=(libc6-dev)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
[ -e /usr/bin/time ] || need+=(time)
[ -d /usr/share/nodejs/nodemailer ] || need+=(node-nodemailer)
[[ $(fc-list 2>/dev/null) == *Liberation* ]] || need+=(fonts-liberation fontconfig) # as wide as the font that the files name
if [ ${#need[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
  step "install ${need[*]}" bash -c "$sudo apt-get update -q && $sudo apt-get install -q -y --no-install-recommends ${need[*]}"
fi
step "install the judges of the schemas" npm ci --prefix tests/schemas --ignore-scripts --no-audit --no-fund
step "install the judges of the pages" npm ci --prefix tests/pages --ignore-scripts --no-audit --no-fund

# The command ends with 0 whatever it finds; it is its words that tell.
no_known_vulnerability() {
  dotnet list SyncWorker.sln package --vulnerable --include-transitive >"$log/vulnerable" 2>&1 || { cat "$log/vulnerable"; return 1; }
  cat "$log/vulnerable"
  grep -q 'no vulnerable packages' "$log/vulnerable" && ! grep -q 'has the following vulnerable packages' "$log/vulnerable"
}

say "build"
step "restore what the lock files name, nothing else" dotnet restore SyncWorker.sln --locked-mode -v:quiet
step "no package with a known vulnerability" no_known_vulnerability
step "build, no warnings" dotnet build SyncWorker.sln --no-restore -m:1 -v:quiet
if [ "$failed" -gt 0 ]; then finish; fi
step "the tools that the repository names" dotnet tool restore
step "formatted" dotnet csharpier check .
dotnet run --no-build --project src/SyncWorker -- --info

# A few rows and mails: whether each part still measures. 3 is a missed promise, which so few rows always are.
every_benchmark_measures() {
  dotnet tests/SyncWorker.Benchmarks/bin/Debug/net10.0/SyncWorker.Benchmarks.dll all --turns 1 --rows 3000 --mails 100 || [ $? -eq 3 ]
}

# A cluster of its own: tests of the shared store, and the second run of the tests of stages, store and pages.
step "a PostgreSQL cluster" bash -c "mkdir -p '$log/pg' && chmod 755 '$log' && tests/postgres.sh start '$log/pg' > '$log/port'"
export SYNCWORKER_TESTS_POSTGRES=$(tail -n 1 "$log/port" 2>/dev/null)
trap 'tests/postgres.sh stop "$log/pg" 2>/dev/null; rm -rf "$log"' EXIT

# The runner's own summary: "Passed! - Failed: 0, Passed: 11, Skipped: 0, Total: 11 ..."
add_tests() {
  while read -r f p s; do
    failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
  done < <(sed -nE 's/^(Passed|Failed)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+).*/\2 \3 \4/p' "$1")
  grep -A 25 '^  Failed ' "$1" >>"$log/failures"
  grep -qE '^(Passed|Failed)! ' "$1" && return
  failed=$((failed + 1))
  { tail -n 40 "$1"; echo "FAILED  the test runner gave no summary"; } | tee -a "$log/failures"
}

say "tests"
# A test that hangs must not hold the whole run: without its summary the part has failed.
timeout -k 30 45m dotnet test SyncWorker.sln --no-build --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$log/tests"
add_tests "$log/tests"

if [ $# -eq 0 ]; then
  say "tests of stages, store and pages on PostgreSQL"
  of="Poll Reconcile Remind Send Store Inbox Issues Pages"
  # What no engine has a part in, such as a mail server, a page's look or the laws of planning, was tested above.
  without="Remind.PlanLaws Remind.ChangeLaws Remind.Judge Remind.SecondOpinion Send.HtmlMail Send.SampleMails Send.GoldenMail Send.HostileName Issues.FuzzCorpus"
  filter="($(printf '|FullyQualifiedName~SyncWorker.Tests.%s.' $of | cut -c2-))$(printf '&FullyQualifiedName!~SyncWorker.Tests.%s' $without)"
  SYNCWORKER_TESTS_ENGINE=postgres SYNCWORKER_TESTS_FULL=0 timeout -k 30 25m dotnet test tests/SyncWorker.Tests --no-build --logger "console;verbosity=minimal" \
    --filter "$filter" 2>&1 | tee "$log/postgres"
  add_tests "$log/postgres"
  step "every benchmark measures" every_benchmark_measures
  part "workers that share a store" tests/shared-store.py
  part "eight days of faults" tests/chaos.py --short --patience 20
  part "a newcomer's first command" tests/newcomer.sh
  part "the service on Linux" tests/linux-service.sh
  part "the commands of the runbook for Linux" tests/runbook.sh
  part "the installer and the service on Windows, under Wine" tests/wine.sh
fi

finish
