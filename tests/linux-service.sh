#!/usr/bin/env bash
# Proves install.sh and the service under systemd's protocol without systemd: installs below a folder of its own, starts the
# program with NOTIFY_SOCKET as systemd would and reads what it tells. Needs a build (dotnet build) and python3.
# Prints "ok NAME" or "FAILED NAME" and ends with "N passed, N failed, N skipped".
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
passed=0 failed=0 skipped=0
pass() { passed=$((passed + 1)) && echo "ok      $1"; }
fail() { failed=$((failed + 1)) && echo "FAILED  $1" && tail -n 15 "$work/out" | sed 's/^/          /'; }
step() {
  local name=$1
  shift
  if "$@" >"$work/out" 2>&1; then pass "$name"; else fail "$name"; fi
}
finish() {
  [ -n "${service:-}" ] && kill -9 "$service" 2>/dev/null
  [ -n "${listener:-}" ] && kill "$listener" 2>/dev/null
  rm -rf "$work"
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}

build=$(ls -td "$root"/src/SyncWorker/bin/*/net10.0 2>/dev/null | head -1)
[ -x "$build/SyncWorker" ] || { echo "Build first: dotnet build" >"$work/out" && fail "a build is there" && finish; }

echo "== install.sh"
package=$work/package
mkdir -p "$package/app"
cp -r "$build/." "$package/app/"
rm -rf "$package/app/linux-x64" "$package/app/win-x64"
cp "$root"/install/{install.sh,syncworker,syncworker.service,README.md} "$package/"
export DESTDIR=$work/root
config=$DESTDIR/etc/syncworker data=$DESTDIR/var/lib/syncworker program=$DESTDIR/opt/syncworker/SyncWorker
step "installs program, config, data and unit" bash -c "'$package/install.sh' --no-start && test -x '$program' -a -f '$config/schedule.json' -a -d '$data' -a -f '$DESTDIR/etc/systemd/system/syncworker.service'"
rights() { [ "$(stat -c %a "$data")" = 700 ] && [ -z "$(find "$config" -perm /o+rwx)" ] && [ -z "$(find "$DESTDIR/opt" -perm /go+w ! -type l)" ]; }
step "nobody else reads config or data, nobody writes the program" rights
echo '// của quản trị' >>"$config/staff.json"
rm "$config/send.json"
cp -r "$config" "$work/before"
again() { "$package/install.sh" --no-start && cp "$config/send.json" "$work/before/" && diff -r "$work/before" "$config" && [ -d "$DESTDIR/opt/syncworker.previous" ]; }
step "an upgrade keeps what was edited, puts what is missing, keeps the old program" again
if command -v systemd-analyze >/dev/null; then
  # The program's path does not exist outside of DESTDIR: only that may be told.
  verified() { systemd-analyze verify "$root/install/syncworker.service" 2>&1 | grep -v 'not executable\|man page\|Failed to prepare' >"$work/verify"; ! grep -i syncworker "$work/verify"; }
  step "systemd finds no fault in the unit" verified
else
  skipped=$((skipped + 1)) && echo "skipped systemd finds no fault in the unit (no systemd-analyze)"
fi

# The same for real, with its user and rights, in a mount namespace of its own: /etc, /opt, /var/lib and /usr/local/bin are copies.
cat >"$work/for-real.sh" <<SH
set -eu
copy() { mkdir -p "$work/ns\$1" && { [ "\$2" = empty ] || cp -a "\$1/." "$work/ns\$1"; } && mount --bind "$work/ns\$1" "\$1"; }
copy /etc full && copy /opt empty && copy /var/lib empty && copy /usr/local/bin empty
"$package/install.sh" --no-start
[ "\$(stat -c %U:%G:%a /etc/syncworker/send.json /var/lib/syncworker | tr '\n' ' ')" = "root:syncworker:640 syncworker:syncworker:700 " ]
if runuser -u nobody -- cat /etc/syncworker/send.json; then exit 1; fi
if runuser -u syncworker -- touch /etc/syncworker/send.json; then exit 1; fi
echo 'bí mật' | /usr/local/bin/syncworker secret set smtp
[ "\$(stat -c %U:%a /var/lib/syncworker/secrets.json)" = syncworker:600 ]
/usr/local/bin/syncworker --info
"$package/install.sh" --uninstall
[ ! -e /opt/syncworker ] && [ -d /etc/syncworker ] && [ -f /var/lib/syncworker/secrets.json ]
SH
name="with its own user: the service reads config, writes data, others see neither"
if unshare -m true 2>/dev/null; then
  chmod 755 "$work" # the other users of the namespace must reach the package
  step "$name" env -u DESTDIR unshare -m bash "$work/for-real.sh"
else
  skipped=$((skipped + 1)) && echo "skipped $name (no namespaces for this user)"
fi

echo "== Type=notify"
cat >"$work/listen.py" <<'PY'
import socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
with open(sys.argv[2], "a", buffering=1) as told:
    while True:
        told.write(listener.recv(4096).decode() + "\n")
PY
told=$work/told
: >"$told"
python3 "$work/listen.py" "$work/notify" "$told" &
listener=$!
await() { # seconds, pattern, file
  local tries=$(($1 * 10))
  while [ $((tries--)) -gt 0 ]; do
    grep -qE "$2" "$3" 2>/dev/null && return 0
    sleep 0.1
  done
  tail -n 20 "$3"
  return 1
}
start() {
  : >"$told"
  (cd / && NOTIFY_SOCKET=$work/notify WATCHDOG_USEC=2000000 exec "$program" run --config "$config" --data "$data") >>"$work/console" 2>&1 &
  service=$!
}
start
step "with the config as it is shipped it waits, and says so" await 30 ' 118 ' "$data/logs/syncworker.log"
kill -TERM "$service" && wait "$service"
cp "$root"/src/SyncWorker/Demo/config/{poll,reconcile,send,staff}.json "$config/"
cat >"$config/schedule.json" <<JSON
{ "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org", "jobs": { "send": { "run": "every 1 second" } } }
JSON
start
step "READY=1 when the schedule runs" await 30 '^READY=1' "$told"
log=$data/logs/syncworker.log
step "and not before: the log has it running" await 5 ' 100 ' "$log"
step "the watchdog hears it" await 5 '^WATCHDOG=1' "$told"
step "a stage runs by the schedule" await 20 ' 120 .*send' "$log"
reload() {
  sed -i 's/every 1 second/every 2 hours/' "$config/schedule.json"
  kill -HUP "$service" && await 10 ' 110 ' "$log"
}
step "HUP reads the config again" reload
bad_reload() {
  cp "$config/schedule.json" "$work/good"
  echo '{ "goLive": 1 }' >"$config/schedule.json"
  kill -HUP "$service" && await 10 ' 111 ' "$log" && kill -0 "$service"
  local code=$?
  cp "$work/good" "$config/schedule.json"
  return $code
}
step "a bad edit is refused and it goes on" bad_reload
terminated() {
  kill -TERM "$service"
  wait "$service"
  local code=$?
  [ "$code" -eq 0 ] && await 2 '^STOPPING=1' "$told"
}
step "TERM: STOPPING=1, then exit code 0" terminated
start
await 30 '^READY=1' "$told" >/dev/null
crashed() {
  kill -9 "$service"
  wait "$service" 2>/dev/null
  start
  await 30 '^READY=1' "$told"
}
step "kill -9, and it starts again" crashed
kill -TERM "$service" && wait "$service"
bad_start() {
  rm -rf "$data/last-good-config"
  echo '{ "goLive": 1 }' >"$config/schedule.json"
  start
  wait "$service"
  [ $? -eq 2 ] && ! grep -q '^READY=1' "$told"
}
step "a first start with a bad config: exit code 2, which systemd does not repeat" bad_start
service=

echo "== uninstall"
step "the program goes, config and data stay" bash -c "'$package/install.sh' --uninstall && test ! -e '$DESTDIR/opt/syncworker' -a -d '$config' -a -d '$data'"
step "with --delete-data they go too" bash -c "'$package/install.sh' --uninstall --delete-data && test ! -e '$config' -a ! -e '$data'"
finish
