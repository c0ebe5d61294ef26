#!/usr/bin/env bash
# Proves the Windows build and its installer under Wine, on a fresh prefix: install, run, mail, stop, reload, crash, upgrade,
# going back, uninstall. Installs Wine and the MSI tools from Debian's packages when they are missing.
# Prints "ok NAME" or "FAILED NAME" for each step and ends with "N passed, N failed, N skipped".
#
# What Wine 8 cannot show (recovery actions, delayed start, rights, session 0, the event viewer, Windows Installer's own
# rollback) stands in install/README.md.
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
out=$root/artifacts/wine
export WINEPREFIX=$work/prefix WINEDEBUG=-all LC_ALL=C.UTF-8 DOTNET_EnableWriteXorExecute=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset DISPLAY
passed=0 failed=0 skipped=0
begun=$(date +%s%N)

seconds() { awk -v ms=$((($(date +%s%N) - begun) / 1000000)) 'BEGIN { printf "%5.1f s", ms / 1000 }'; }
pass() { passed=$((passed + 1)); echo "ok      $(seconds)  $1"; }
fail() {
  failed=$((failed + 1))
  echo "FAILED  $(seconds)  $1"
  tail -n 15 "$work/out" | sed 's/^/          /'
}
# name, then a command that must succeed; its output is shown when it does not.
step() {
  local name=$1
  shift
  if "$@"; then pass "$name"; else fail "$name"; fi
}
finish() {
  timeout 20 wineserver -k >/dev/null 2>&1
  [ -n "${server:-}" ] && kill "$server" 2>/dev/null
  rm -rf "$work"
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}
trap 'exit 1' INT TERM

# A Wine command with its output in $work/out and, if set, the file $input as its input. Never a pipe: the session's programs
# inherit it and it would not close.
w() {
  timeout "${patience:-60}" wine "$@" <"${input:-/dev/null}" >"$work/raw" 2>&1
  local code=$?
  tr -d '\r' <"$work/raw" >"$work/out"
  return $code
}
session() {
  timeout 20 wineserver -p </dev/null >/dev/null 2>&1 # the session lives on when a command ends
  timeout 60 wine wineboot </dev/null >/dev/null 2>&1
}
out_says() { grep -qE "$1" "$work/out"; }

echo "== what the tests need"
need=()
command -v wine >/dev/null || need+=(wine wine64)
command -v wixl >/dev/null || need+=(wixl)
command -v msibuild >/dev/null || need+=(msitools)
command -v python3 >/dev/null || need+=(python3)
if [ ${#need[@]} -gt 0 ]; then
  sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
  install_needed() {
    { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${need[@]}"; } >"$work/out" 2>&1
  }
  step "install ${need[*]}" install_needed
  [ "$failed" -eq 0 ] || finish
fi

echo "== build"
# The same tree under two versions: only the program itself is compiled twice, the second publish takes some seconds.
old=0.0.9
new=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
build_msi() { "$root/install/build.sh" --only msi --version "$1" --out "$out" >"$work/out" 2>&1; }
step "build the MSI of $old" build_msi $old
step "build the MSI of $new" build_msi "$new"
[ "$failed" -eq 0 ] || finish
old_msi=$out/SyncWorker-$old-win-x64.msi new_msi=$out/SyncWorker-$new-win-x64.msi
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

echo "== prefix"
fresh_prefix() {
  mkdir -p "$WINEPREFIX"
  timeout 20 wineserver -p </dev/null >/dev/null 2>&1
  # No dialogs for Mono and Gecko; in this one session only, a .NET program started from it would not run.
  WINEDLLOVERRIDES="mscoree,mshtml=" timeout 120 wine wineboot --init </dev/null >/dev/null 2>&1
  timeout 20 wineserver -k
  timeout 20 wineserver -w
  session
  # Wine 8 breaks .NET's write-xor-execute mapping when a dynamic method is collected: an internal CLR error, minutes later.
  # Only the registry reaches services, and only those of the next session.
  w reg add 'HKLM\System\CurrentControlSet\Control\Session Manager\Environment' /v DOTNET_EnableWriteXorExecute /d 0 /f || return 1
  timeout 20 wineserver -k
  timeout 20 wineserver -w
  session
  # Wine has a DirectShow quartz.dll of its own and would load it instead of the scheduler's Quartz.dll.
  w reg add 'HKCU\Software\Wine\DllOverrides' /v quartz /d native /f
}
step "fresh prefix" fresh_prefix
[ "$failed" -eq 0 ] || finish

drive=$WINEPREFIX/drive_c
program="$drive/Program Files/SyncWorker"
home=$drive/ProgramData/SyncWorker
log=$home/data/logs/syncworker.log
exe='C:\Program Files\SyncWorker\SyncWorker.exe'
mkdir -p "$work/slow"
coproc samples { exec python3 "$root/tests/sample-server.py" "$work/slow/seconds"; }
server=$samples_PID
declare -A address
while read -r name where <&"${samples[0]}" && [ "$name" != ready ]; do address[$name]=$where; done

# The log from the mark on: what happened since then.
mark=0
set_mark() { mark=$(stat -c %s "$log" 2>/dev/null || echo 0); }
since_mark() { tail -c +$((mark + 1)) "$log" 2>/dev/null; }
# Waits up to so many seconds for a line in the log.
await() {
  local tries=$(($1 * 10))
  while [ $((tries--)) -gt 0 ]; do
    since_mark | grep -qE "$2" && return 0
    sleep 0.1
  done
  since_mark >"$work/out"
  return 1
}
state() { w "$exe" service status; grep -oE 'Running|Stopped|StartPending|StopPending' "$work/out" | head -1; }
is() { [ "$(state)" = "$1" ]; }
mails() { find "$home/data/pickup" -name '*.eml' 2>/dev/null | wc -l; }
# job: tells the running service to run it and waits until it has.
run_job() {
  set_mark
  w "$exe" service run "$1" && await 60 "${2:-$1} (done|partly done|is held)"
}
account() { w "$exe" service status; sed -n 's/^ *account *//p' "$work/out"; }
version() { w "$exe" --info; sed -n 's/^SyncWorker *\([0-9.]*\).*/\1/p' "$work/out"; }

# Today is made a working day with mail at any hour, or the tests would pass on some days only. A rule whose day is today gives
# one mail.
today=$(TZ=Asia/Ho_Chi_Minh date +%m-%d)
write_schedule() {
  printf 'date,is_workday\n%s,1\n' "$(TZ=Asia/Ho_Chi_Minh date +%Y-%m-%d)" >"$home/config/calendars/zz-test.csv"
  cat >"$home/config/schedule.json" <<JSON
{
  // Viết cho bài thử
  "goLive": "$(TZ=Asia/Ho_Chi_Minh date +%Y-%m-%d)", "mode": "trial", "trialTo": "it@example.org",
  "mailHours": { "from": "00:00", "to": "23:59", "days": "every-day" },
  "jobs": { "poll": { "run": "never" }, "reconcile": { "run": "after poll" }, "remind": { "run": "never" }, "send": { "run": "never" } }
}
JSON
}
# ids of the officers who get a line today
write_rules() {
  local rules= id
  for id in "$@"; do
    rules+="{ \"id\": \"today-$id\", \"of\": \"1950-$today\", \"name\": { \"vi\": \"Ngày thử ${id}\" }, \"lead\": [\"the day\"], \"round5\": [], \"round10\": [], \"roll\": \"none\", \"to\": [\"staff:$id\"] },"
  done
  printf '{ "anniversaries": [ %s ] }\n' "${rules%,}" >"$home/config/remind.json"
}
point_at_samples() {
  local name
  for name in "${!address[@]}"; do
    sed -i "s#https://$name\.members\.example\.org#${address[$name]}#g" "$home/config/poll.json"
  done
}

echo "== install $old"
install_old() {
  w msiexec /i "$(windows_path "$old_msi")" START=0 /qn && is Stopped && [ "$(version)" = $old ]
}
user_refused() { ! w msiexec /i "$(windows_path "$old_msi")" 'ACCOUNT=UNION\nhanvien' /qn && [ ! -e "$program" ]; }
step "an account that needs a password is refused before anything is done" user_refused
step "the MSI installs and makes the service, stopped as asked" install_old
step "the service runs under its own virtual account" test "$(account)" = 'NT SERVICE\SyncWorker'
has_config() { [ -f "$home/config/schedule.json" ] && [ -f "$home/config/poll.json" ] && [ -d "$home/data" ]; }
step "config is put into ProgramData, data beside it" has_config
source_registered() { w reg query 'HKLM\System\CurrentControlSet\Services\EventLog\Application\SyncWorker' && out_says EventMessageFile; }
step "the event source is registered" source_registered

what_if() {
  w "$exe" service uninstall --what-if && out_says '^DeleteService +SyncWorker' && w "$exe" service install --what-if --account 'UNION\gmsa$' &&
    out_says 'account=UNION.gmsa' && out_says 'Nothing was changed' && [ "$(account)" = 'NT SERVICE\SyncWorker' ]
}
step "--what-if prints the calls and makes none" what_if

echo "== first start"
bad_start() {
  cp "$home/config/schedule.json" "$work/schedule.json"
  echo '{ "goLive": "hôm qua" }' >"$home/config/schedule.json"
  ! w "$exe" service start && out_says 'exit code 2' && is Stopped && out_says '1066 and 2'
}
step "a start with a bad config fails with exit code 2 for the recovery actions" bad_start
step "and the log names the fault" grep -q 'schedule.json:1' "$log"
waits() { cp "$work/schedule.json" "$home/config/" && w "$exe" service start && await 30 ' 118 ' && is Running && w "$exe" service stop; }
step "with the config as it is shipped it runs, waits and says so" waits
cp -r "$root"/src/SyncWorker/Demo/config/{poll.json,reconcile.json,send.json,staff.json,van-ban} "$home/config/"
write_schedule
write_rules bcau-01
point_at_samples
step "check finds the config good" w "$exe" check
step "service start: RUNNING" w "$exe" service start
step "a second worker on the same data is refused" bash -c "! timeout 60 wine '$exe' run </dev/null >'$work/out' 2>&1"

echo "== work"
polled() { run_job poll && await 60 'reconcile (done|is held)' && w "$exe" status --json; grep -q '"source": "source-a"' "$work/out" && ! grep -q '"health": "unhealthy"' "$work/out"; }
step "the service polls the sample sources and reconciles them" polled
mailed() { run_job remind && run_job send && [ "$(mails)" -eq 1 ]; }
step "the service writes the mail of the day" mailed
# The heads alone: the text says whom the mail would have gone to.
mail_is_right() {
  find "$home/data/pickup" -name '*.eml' -exec sed '/^\r*$/q' {} \; >"$work/out"
  grep -qai '^Message-ID' "$work/out" && grep -qa '<it@example.org>' "$work/out" && ! grep -qa 'bcau01@example.org' "$work/out"
}
step "in trial it goes to the one trial mailbox" mail_is_right

echo "== secrets"
printf 'Mật khẩu-bí mật 1\n' >"$work/password"
printf 'một câu đủ dài để nhớ\n' >"$work/passphrase"
secret_set() {
  input=$work/password w "$exe" secret set smtp --expires 2030-01-31 && w "$exe" secret list && out_says 'smtp .*2030-01-31' && ! grep -q 'Mật khẩu' "$home/data/secrets.json"
}
step "a secret is set, listed, and sealed in its file" secret_set
export_secrets() { input=$work/passphrase w "$exe" secret export "$(windows_path "$work/recovery.json")" && ! grep -q 'Mật khẩu' "$work/recovery.json"; }
step "a recovery export is written under a passphrase" export_secrets

echo "== reload"
reloaded() {
  set_mark
  write_rules bcau-01 bca-01
  w "$exe" service reload && await 15 ' 110 ' && run_job remind && run_job send && [ "$(mails)" -eq 2 ]
}
step "PARAMCHANGE: a new rule is in force and mails once more" reloaded
bad_reload() {
  cp "$home/config/remind.json" "$work/remind.json"
  set_mark
  echo '{ "anniversaries": [ { "id": 3 } ] }' >"$home/config/remind.json"
  w "$exe" service reload && await 15 ' 111 ' && is Running
  local code=$?
  cp "$work/remind.json" "$home/config/remind.json"
  return $code
}
step "a bad edit is refused and the service goes on" bad_reload

echo "== stop and crash"
stopped_while_polling() {
  echo 20 >"$work/slow/seconds"
  set_mark
  w "$exe" service run poll && await 15 ' 132 ' && sleep 1 || return 1
  local from
  from=$(date +%s%N)
  w "$exe" service stop || return 1
  took=$((($(date +%s%N) - from) / 1000000))
  rm "$work/slow/seconds"
  is Stopped && out_says 'exit codes 0 and 0' && [ "$took" -lt 30000 ]
}
step "stop with a stage running" stopped_while_polling
echo "          it took ${took:-?} ms of the 30 s"
step "start again" w "$exe" service start
crashed() {
  set_mark
  write_rules bcau-01 bca-01 bcm-01
  w "$exe" service reload && await 15 ' 110 ' && run_job remind || return 1 # a mail waits in the outbox
  local process
  process=$(pgrep -f 'SyncWorker.exe run --service' | head -1)
  kill -9 "$process" || return 1
  sleep 1
  set_mark
  w net start SyncWorker && await 30 ' 100 ' && run_job send
}
step "kill -9 with a mail waiting, and start again" crashed
step "the waiting mail is written once, none twice" test "$(mails)" -eq 3
again() { run_job remind && run_job send && [ "$(mails)" -eq 3 ]; }
step "running it all again writes nothing" again

echo "== backup and restore"
backed_up() { w "$exe" backup 'C:\sao lưu.db' && w "$exe" restore --verify 'C:\sao lưu.db'; }
step "a backup while the service runs, and it is whole" backed_up
restored() { ! w "$exe" restore 'C:\sao lưu.db' && w "$exe" service stop && w "$exe" restore 'C:\sao lưu.db' && w "$exe" service start; }
step "restore wants the service stopped, then puts it back" restored
held() { w "$exe" status; [ $? -eq 4 ] && run_job send && [ "$(mails)" -eq 3 ] && w "$exe" mail release && again && w "$exe" status; }
step "a restored store sends nothing until it is released" held

echo "== upgrade to $new"
echo '// của quản trị' >>"$home/config/staff.json"
rm -rf "$work/before" && cp -r "$home/config" "$work/before"
rows_before=$(mails)
upgraded() { patience=120 w msiexec /i "$(windows_path "$new_msi")" /qn && [ "$(version)" = "$new" ]; }
step "the MSI of $new replaces $old in one step" upgraded
step "and the service runs" is Running
one_product() { w uninstaller --list && [ "$(grep -c SyncWorker "$work/out")" -eq 1 ]; }
step "one product is listed" one_product
same_config() { diff -r "$work/before" "$home/config" >"$work/out"; }
step "config is as the administrator left it" same_config
step "data is kept: nothing is mailed twice" again
step "secrets are kept and can be opened" w "$exe" secret list
downgrade() { ! w msiexec /i "$(windows_path "$old_msi")" /qn && [ "$(version)" = "$new" ]; }
step "a downgrade is refused" downgrade

echo "== the account"
# Wine 8 does not tell the old product that it is being upgraded (UPGRADINGPRODUCTCODE), so its one-step upgrade above makes
# the service anew. Here the old product is removed with what Windows Installer tells it, then the new one is installed.
product_code() { msiinfo export "$1" Property | tr -d '\r' | sed -n 's/^ProductCode\t//p'; }
other_account() { w "$exe" service stop && w "$exe" service uninstall && w "$exe" service install --account 'UNION\gmsa$' && [ "$(account)" = 'UNION\gmsa$' ]; }
step "a service under a managed account" other_account
went_back() {
  w msiexec /x "$(windows_path "$new_msi")" KEEPSERVICE=1 /qn && [ ! -e "$program/SyncWorker.exe" ] &&
    w msiexec /i "$(windows_path "$old_msi")" START=0 /qn && [ "$(version)" = $old ] && [ "$(account)" = 'UNION\gmsa$' ]
}
step "going back with KEEPSERVICE=1 keeps the account" went_back
as_windows_upgrades() {
  w msiexec /x "$(windows_path "$old_msi")" "UPGRADINGPRODUCTCODE=$(product_code "$new_msi")" /qn &&
    w msiexec /i "$(windows_path "$new_msi")" START=0 /qn && [ "$(version)" = "$new" ] && [ "$(account)" = 'UNION\gmsa$' ]
}
step "an upgrade as Windows Installer does it keeps the account" as_windows_upgrades
repaired() {
  rm "$program/Quartz.dll"
  w msiexec /i "$(windows_path "$new_msi")" REINSTALL=ALL REINSTALLMODE=amus START=0 /qn && [ -f "$program/Quartz.dll" ] && [ "$(account)" = 'UNION\gmsa$' ]
}
step "repair brings a lost file back and keeps the account" repaired

echo "== another machine"
cp "$home/data/secrets.json" "$work/secrets.json"
# A second prefix is a second machine to Windows' data protection; the program is run from where it was published.
elsewhere() {
  local WINEPREFIX=$work/other exe data
  export WINEPREFIX
  exe=$(windows_path "$out/build/win-x64/SyncWorker.exe") data='C:\data'
  mkdir -p "$WINEPREFIX"
  WINEDLLOVERRIDES="mscoree,mshtml=" timeout 120 wine wineboot --init </dev/null >/dev/null 2>&1
  timeout 20 wineserver -w
  mkdir -p "$WINEPREFIX/drive_c/data"
  cp "$work/secrets.json" "$WINEPREFIX/drive_c/data/"
  "$@"
  local code=$?
  timeout 20 wineserver -k
  return $code
}
refused_and_brought_back() {
  w "$exe" secret list --data "$data"
  [ $? -eq 3 ] && out_says 'cannot be opened on this machine' && out_says 'SyncWorker secret set smtp' || return 1
  pass "a secrets file copied to another machine is refused, with what to do"
  input=$work/password w "$exe" secret import "$(windows_path "$work/recovery.json")" --data "$data" && return 1 # not the passphrase
  input=$work/passphrase w "$exe" secret import "$(windows_path "$work/recovery.json")" --data "$data" && w "$exe" secret list --data "$data"
}
step "export and import bring it back, with the right passphrase only" elsewhere refused_and_brought_back

echo "== uninstall"
uninstalled() { w msiexec /x "$(windows_path "$new_msi")" /qn && [ ! -e "$program" ] && ! w sc query SyncWorker; }
step "the program and the service are gone" uninstalled
kept() { same_config && [ -f "$home/data/syncworker.db" ]; }
step "config and data are kept" kept
clean() {
  w msiexec /i "$(windows_path "$new_msi")" START=0 /qn && w msiexec /x "$(windows_path "$new_msi")" DELETEDATA=yes /qn && [ ! -e "$home" ]
}
step "with DELETEDATA=yes they go too" clean

echo "== zip"
# As build.sh packs it, below a folder with Vietnamese letters and a space.
mkdir -p "$drive/bộ cài"
cp -r "$out/build/win-x64" "$drive/bộ cài/app"
for file in install uninstall; do sed 's/\r*$/\r/' "$root/install/$file.cmd" >"$drive/bộ cài/$file.cmd"; done
zip_installed() { patience=120 w cmd /c 'C:\bộ cài\install.cmd' --account 'UNION\gmsa$' && is Running && [ "$(account)" = 'UNION\gmsa$' ]; }
step "install.cmd installs and starts" zip_installed
zip_upgraded() { patience=120 w cmd /c 'C:\bộ cài\install.cmd' && is Running && [ "$(account)" = 'UNION\gmsa$' ] && [ -f "$program.previous/SyncWorker.exe" ]; }
step "once more is an upgrade that keeps the account and the old program" zip_upgraded
zip_removed() { w cmd /c 'C:\bộ cài\uninstall.cmd' && [ ! -e "$program" ] && [ -d "$home/config" ] && ! w sc query SyncWorker; }
step "uninstall.cmd removes it, config and data stay" zip_removed

echo "== the commands of the runbook"
book=$work/book
mkdir -p "$book/hooks" "$drive/sources" "$work/d"
rm -rf "$home"
ln -sfn "$work/d" "$WINEPREFIX/dosdevices/d:"
cp "$old_msi" "$work/d/old.msi" && cp "$new_msi" "$work/d/new.msi" # the clone's own path may have a space
tab=$'\t'
cat >"$book/values" <<VALUES
SyncWorker-VERSION-win-x64.msi${tab}D:\\new.msi
SyncWorker-NEWER-win-x64.msi${tab}D:\\new.msi
SyncWorker-OLDER-win-x64.msi${tab}D:\\old.msi
source-a${tab}register
you@union.example${tab}it@example.org
someone@union.example${tab}an@example.org
VALUES
{
  printf 'wine() { command wine "$@" </dev/null; }\nexe=%q\n' "$exe"
  cat <<HOOK
cp "$root"/src/SyncWorker/Demo/config/{reconcile,send,staff}.json "$home/config/"
head -n 500 "$root/src/SyncWorker/Demo/samples/golden_orgs.csv" >"$drive/sources/golden_orgs.csv"
cp "$root/src/SyncWorker/Demo/samples/countries.csv" "$drive/sources/"
python3 "$root/tests/file-sources.py" "$home/config/poll.json" 'C:/sources/'
printf '%s' '{ "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org", "mailHours": { "from": "00:00", "to": "23:59", "days": "every-day" }, "jobs": { "poll": { "run": "never" }, "reconcile": { "run": "never" }, "remind": { "run": "never" }, "send": { "run": "never" } } }' >"$home/config/schedule.json"
HOOK
} >"$book/fill-in.sh"
cat >"$book/hooks/upgrade.sh" <<HOOK
. "$book/fill-in.sh"
wine "\$exe" poll && wine "\$exe" reconcile && wine "\$exe" remind --as-of 2026-07-06 && wine "\$exe" backup 'C:\ProgramData\SyncWorker\data\backups\by-hand.db'
echo 'bí mật' | command wine "\$exe" secret set smtp
printf 'NAME.db\tby-hand.db\n' >>"$book/values"
HOOK
cat >"$book/hooks/back-up-and-restore.sh" <<HOOK
mkdir -p "$work/d/backup" "$work/d/move"
HOOK
cat >"$book/hooks/new-machine.sh" <<HOOK
wine msiexec /x "$(windows_path "$old_msi")" /qn DELETEDATA=yes </dev/null
HOOK
cat >"$book/hooks/mailboxes-outside-the-union-s-domains.sh" <<HOOK
. "$book/fill-in.sh"
sed -i 's/"allowedDomains": \[".example.org"\]/"allowedDomains": ["example.org"], "alsoAllowed": ["staff", "register"], "mailboxesFrom": ["register"]/' "$home/config/send.json"
wine "\$exe" remind --as-of 2026-07-07 || [ \$? -eq 3 ]
printf 'partner:12\t%s\n' "\$(wine "\$exe" mail recipients list | grep -o 'partner:[0-9]*' | head -n 1)" >>"$book/values"
sqlite3 "$home/data/syncworker.db" "insert into dead_addresses values ('vp@example.org', 'partner:1', 0, 'reported by the runbook', null, null)"
HOOK
cat >"$book/hooks/a-held-plan.sh" <<HOOK
. "$book/fill-in.sh"
sed -i 's/Association/Society/; s/vp-/office-/' "$drive/sources/golden_orgs.csv"
wine "\$exe" poll
wine "\$exe" reconcile || [ \$? -eq 4 ]
printf 'ac3d12743154\t%s\n' "\$(wine "\$exe" reconcile --plan | sed -n 's/^Plan \([0-9a-f]*\).*/\1/p')" >>"$book/values"
HOOK
python3 "$root/tests/runbook.py" "windows both" "$book" wine </dev/null 2>&1 | tee "$book/out"
step "the runbook's commands were found and run" test "$(grep -c '^ok \|^FAILED' "$book/out")" -gt 40
passed=$((passed + $(grep -c '^ok ' "$book/out"))) failed=$((failed + $(grep -c '^FAILED' "$book/out")))
[ -z "${TRANSCRIPT:-}" ] || cp "$book/transcript" "$TRANSCRIPT"
w msiexec /x "$(windows_path "$new_msi")" /qn DELETEDATA=yes
finish
