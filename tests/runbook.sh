#!/usr/bin/env bash
# Runs every command for Linux of install/README.md on a machine of its own: a mount namespace with its own /etc, /opt, /var/lib,
# /root, /run, /srv and /usr/local/bin. systemd does not run there: `systemctl`, `journalctl` and `sudo` are small stand-ins that do
# what the unit file says (its ExecStart, its User). Needs a build (dotnet build), python3 and the right to make namespaces.
# Prints "ok [section] command" or "FAILED ..." and ends with "N passed, N failed, N skipped". What each command printed: $TRANSCRIPT.
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if ! unshare -m true 2>/dev/null; then
  echo "skipped the runbook's commands (no namespaces for this user)"
  echo "0 passed, 0 failed, 1 skipped"
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 1777 "$work" # like /tmp: root and the service both write there
build=$(ls -td "$root"/src/SyncWorker/bin/*/net10.0 2>/dev/null | head -1)
[ -x "$build/SyncWorker" ] || { echo "Build first: dotnet build"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# The three packages that the runbook names; one program is in all of them.
for name in VERSION OLDER; do
  package=$work/SyncWorker-$name-linux-x64
  mkdir -p "$package/app"
  cp -r "$build/." "$package/app/"
  rm -rf "$package/app/linux-x64" "$package/app/win-x64"
  cp -r "$root/install/monitoring" "$package/app/"
  cp "$root"/install/{install.sh,syncworker,syncworker.service,README.md} "$package/"
  tar czf "$package.tar.gz" -C "$work" "SyncWorker-$name-linux-x64"
done

mkdir -p "$work/bin" "$work/hooks"
cat >"$work/bin/sudo" <<'SH'
#!/bin/sh
if [ "$1" = -u ]; then user=$2; shift 2; exec runuser -u "$user" -- "$@"; fi
exec "$@"
SH
cat >"$work/bin/journalctl" <<SH
#!/bin/sh
tail -n 50 "$work/console"
SH
cat >"$work/bin/systemctl" <<SH
#!/bin/bash
unit=/etc/systemd/system/syncworker.service
main=\$(cat /run/syncworker.pid 2>/dev/null)
start() {
  local log=/var/lib/syncworker/logs/syncworker.log from
  from=\$(stat -c %s "\$log" 2>/dev/null || echo 0)
  setsid runuser -u "\$(sed -n 's/^User=//p' \$unit)" -- \$(sed -n 's/^ExecStart=//p' \$unit) >>"$work/console" 2>&1 </dev/null &
  for _ in \$(seq 300); do
    tail -c +\$((from + 1)) "\$log" 2>/dev/null | grep -q ' 100 ' && pgrep -x -u syncworker SyncWorker >/run/syncworker.pid && return 0
    sleep 0.1
  done
  return 1
}
stop() { [ -z "\$main" ] || { kill -TERM \$main 2>/dev/null; while kill -0 \$main 2>/dev/null; do sleep 0.1; done; rm -f /run/syncworker.pid; }; }
case \$1 in
  start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  reload) kill -HUP \$main ;;
  enable) [ "\$2" != --now ] || [ -n "\$main" ] || start ;;
  disable) [ "\$2" != --now ] || stop ;;
  daemon-reload) [ ! -e \$unit ] || grep -q ^ExecStart \$unit ;;
  status) [ -n "\$main" ] && echo "syncworker runs, process \$main" || exit 3 ;;
  *) exit 1 ;;
esac
SH
# Blocks for both systems write SyncWorker; on Linux that is: sudo syncworker.
printf '#!/bin/sh\nexec syncworker "$@"\n' >"$work/bin/SyncWorker"
chmod 755 "$work"/bin/*

# What each section is about: config that is filled in, mails that wait, a plan that is held.
sources() { # number of the register's rows
  cat <<SH
mkdir -p /srv/sources
head -n $1 "$root/src/SyncWorker/Demo/samples/golden_orgs.csv" >/srv/sources/golden_orgs.csv
cp "$root/src/SyncWorker/Demo/samples/countries.csv" /srv/sources/
chmod 644 /srv/sources/*.csv
SH
}
{
  cat <<SH
export PATH=$work/bin:\$PATH
cp "$root"/src/SyncWorker/Demo/config/{reconcile,send,staff,schedule}.json /etc/syncworker/
python3 "$root/tests/file-sources.py" /etc/syncworker/poll.json /srv/sources/
chown -R root:syncworker /etc/syncworker && chmod -R u=rwX,g=rX,o= /etc/syncworker
SH
  sources 500
} >"$work/fill-in.sh"
cat >"$work/hooks/upgrade.sh" <<SH
export PATH=$work/bin:\$PATH
bash -eu "$work/fill-in.sh"
cd /
syncworker poll && syncworker reconcile && syncworker remind --as-of 2026-07-06
install -d -o syncworker -g syncworker -m 700 /var/lib/syncworker/backups
syncworker backup /var/lib/syncworker/backups/by-hand.db
echo 'bí mật' | syncworker secret set smtp
SH
cat >"$work/hooks/roll-back.sh" <<SH
printf 'NAME.db\t%s\n' "\$(basename "\$(ls -t /var/lib/syncworker/backups/*.db | head -1)")" >>"$work/values"
SH
cat >"$work/hooks/new-machine.sh" <<'SH'
rm -rf /etc/syncworker /var/lib/syncworker /opt/syncworker /usr/local/bin/syncworker /etc/systemd/system/syncworker.service
userdel syncworker
SH
{
  sources 500
  echo "sed -i 's/Association/Society/; s/vp-/office-/' /srv/sources/golden_orgs.csv"
  echo "cd / && /usr/local/bin/syncworker poll && { /usr/local/bin/syncworker reconcile || [ \$? -eq 4 ]; }"
  echo "printf 'ac3d12743154\t%s\n' \"\$(/usr/local/bin/syncworker reconcile --plan | sed -n 's/^Plan \([0-9a-f]*\).*/\1/p')\" >>'$work/values'"
} >"$work/hooks/a-held-plan.sh"
cat >"$work/hooks/mailboxes-outside-the-union-s-domains.sh" <<SH
sed -i 's/"allowedDomains": \[".example.org"\]/"allowedDomains": ["example.org"], "alsoAllowed": ["staff", "register"], "mailboxesFrom": ["register"]/' /etc/syncworker/send.json
/usr/local/bin/syncworker remind --as-of 2026-07-07 || [ \$? -eq 3 ]
printf 'partner:12\t%s\n' "\$(/usr/local/bin/syncworker mail recipients list | grep -o 'partner:[0-9]*' | head -n 1)" >>"$work/values"
runuser -u syncworker -- sqlite3 /var/lib/syncworker/syncworker.db "insert into dead_addresses values ('vp@example.org', 'partner:1', 0, 'reported by the runbook', null, null)"
SH
printf '%s\n' $'source-a\tregister' $'you@union.example\tit@example.org' $'someone@union.example\tvp-152696@src-b.example.org' >"$work/values"

cat >"$work/machine.sh" <<SH
set -eu
own() { mkdir -p "$work/ns\$1" "\$1" && { [ "\$2" = empty ] || cp -a "\$1/." "$work/ns\$1"; } && chmod 755 "$work/ns\$1" && mount --bind "$work/ns\$1" "\$1"; }
own /etc full && own /opt empty && own /var/lib empty && own /usr/local/bin empty && own /root empty && own /srv empty && own /run empty
mkdir -p /run/systemd/system
PATH=$work/bin:/usr/local/bin:\$PATH exec python3 "$root/tests/runbook.py" "linux both" "$work"
SH
unshare -m --pid --fork --mount-proc --kill-child bash "$work/machine.sh" 2>&1 | tee "$work/out"
[ -z "${TRANSCRIPT:-}" ] || cp "$work/transcript" "$TRANSCRIPT"
passed=$(grep -c '^ok ' "$work/out") failed=$(grep -c '^FAILED' "$work/out")
[ $((passed + failed)) -gt 40 ] || { failed=$((failed + 1)); echo "FAILED  the runbook's commands were found"; }
echo
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
