#!/bin/sh
# Installs, upgrades or removes SyncWorker on Linux. Run it as root from the unpacked folder.
#   ./install.sh                   install or upgrade, and start
#   ./install.sh --no-start        the same, and leave it stopped
#   ./install.sh --uninstall       remove the program and the service; /etc/syncworker, /var/lib/syncworker and their user stay
#   ./install.sh --uninstall --delete-data      remove those too
# DESTDIR=/some/folder puts everything below that folder and leaves users and systemd alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${DESTDIR:-}
program=$root/opt/syncworker config=$root/etc/syncworker data=$root/var/lib/syncworker
unit=$root/etc/systemd/system/syncworker.service link=$root/usr/local/bin/syncworker
start=yes remove= delete=
for option in "$@"; do
  case $option in
    --no-start) start= ;;
    --uninstall) remove=yes ;;
    --delete-data) delete=yes ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" && exit 2 ;;
  esac
done
stop_with() { echo "$*" >&2; exit 1; }
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then stop_with "Run it as root."; fi
# Without DESTDIR: users and rights are the machine's own. systemd, when it is there.
own= managed=
if [ -z "$root" ]; then own=yes; fi
if [ -n "$own" ] && [ -d /run/systemd/system ]; then managed=yes; fi
systemd() { if [ -n "$managed" ]; then systemctl "$@"; fi; }
owner() { if [ -n "$own" ]; then chown "$@"; fi; }

if [ -n "$remove" ]; then
  systemd disable --now syncworker || true
  rm -rf "$program" "$program.previous" "$unit" "$link"
  systemd daemon-reload
  echo "Removed: the program, the command syncworker${managed:+, the service}."
  if [ -z "$delete" ]; then
    echo "Kept: $config, $data${own:+, the user and the group syncworker that they belong to}. They go with: $0 --uninstall --delete-data"
    exit 0
  fi
  rm -rf "$config" "$data"
  echo "Removed: $config, $data."
  if [ -n "$own" ] && getent passwd syncworker >/dev/null; then
    userdel syncworker || stop_with "The user syncworker could not be removed: end its processes, then: userdel syncworker"
    if getent group syncworker >/dev/null; then groupdel syncworker; fi # where userdel leaves it
    echo "Removed: the user and the group syncworker."
  fi
  exit 0
fi

[ -x "$here/app/SyncWorker" ] || stop_with "There is no app/SyncWorker beside install.sh: unpack the whole .tar.gz."
# Names are sorted and compared in Vietnamese: the runtime needs ICU and does not carry it.
ls /usr/lib/*/libicuuc.so.* /usr/lib64/libicuuc.so.* /usr/lib/libicuuc.so.* 2>/dev/null | grep -q . ||
  stop_with "libicu is missing. Debian, Ubuntu: apt-get install 'libicu[0-9]*'   Red Hat: dnf install libicu"

if [ -n "$own" ] && ! getent passwd syncworker >/dev/null; then
  useradd --system --user-group --home-dir /var/lib/syncworker --no-create-home --shell /usr/sbin/nologin syncworker
fi
systemd stop syncworker 2>/dev/null || true

rm -rf "$program.new"
mkdir -p "$program.new" "$config" "$data" "$(dirname "$unit")" "$(dirname "$link")"
cp -R "$here/app/." "$here/README.md" "$program.new/"
chmod -R u=rwX,go=rX "$program.new"
owner -R root:root "$program.new"
rm -rf "$program.previous"
if [ -d "$program" ]; then mv "$program" "$program.previous"; fi
mv "$program.new" "$program"

# Config that is not there yet is put there, what is there is never touched; schemas and pages of help belong to the program.
(cd "$program/config" && find . -type d) | while read -r folder; do mkdir -p "$config/$folder"; done
(cd "$program/config" && find . -type f) | while read -r file; do
  case $file in
    ./schema/* | *.md) cp "$program/config/$file" "$config/$file" ;;
    *)
      if [ ! -e "$config/$file" ]; then
        cp "$program/config/$file" "$config/$file"
        echo "config: put ${file#./}"
      fi
      ;;
  esac
done
# The service reads config and writes data, others see neither.
owner -R root:syncworker "$config"
chmod -R u=rwX,g=rX,o= "$config"
owner syncworker:syncworker "$data"
chmod 0700 "$data"

cp "$here/syncworker.service" "$unit"
cp "$here/syncworker" "$link"
chmod 0755 "$link"

systemd daemon-reload
echo "SyncWorker is installed. Config: $config  Data: $data"
if [ -z "$own" ]; then
  echo "Not done, because DESTDIR is set: no user was made, no owner set, no service enabled or started."
elif [ -z "$managed" ]; then
  echo "Not done, because systemd does not run here: the service was neither enabled nor started. Start the worker with: syncworker run"
elif [ -z "$start" ]; then
  echo "Not done, because of --no-start: the service was neither enabled nor started. Do it with: systemctl enable --now syncworker"
else
  systemd enable syncworker
  systemd start syncworker ||
    stop_with "It did not start. The reason stands in: journalctl -u syncworker -n 20   A fault of the config is named by: syncworker check"
  echo "It runs. What it waits for, if anything, says: syncworker check"
fi
