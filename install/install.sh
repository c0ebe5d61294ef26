#!/bin/sh
# Installs, upgrades or removes SyncWorker on Linux. Run it as root from the unpacked folder.
#   ./install.sh                   install or upgrade, and start
#   ./install.sh --no-start        the same, without systemd doing anything
#   ./install.sh --uninstall       remove the program and the service; /etc/syncworker and /var/lib/syncworker stay
#   ./install.sh --uninstall --delete-data
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
# systemd, when it is there and asked for.
systemd() { if [ -z "$root" ] && [ -d /run/systemd/system ]; then systemctl "$@"; fi; }
owner() { if [ -z "$root" ]; then chown "$@"; fi; }

if [ -n "$remove" ]; then
  systemd disable --now syncworker || true
  rm -rf "$program" "$program.previous" "$unit" "$link"
  systemd daemon-reload
  if [ -n "$delete" ]; then rm -rf "$config" "$data"; fi
  echo "SyncWorker is removed.${delete:+ Config and data too.}"
  exit 0
fi

[ -x "$here/app/SyncWorker" ] || stop_with "There is no app/SyncWorker beside install.sh: unpack the whole .tar.gz."
# Names are sorted and compared in Vietnamese: the runtime needs ICU and does not carry it.
ls /usr/lib/*/libicuuc.so.* /usr/lib64/libicuuc.so.* /usr/lib/libicuuc.so.* 2>/dev/null | grep -q . ||
  stop_with "libicu is missing. Debian, Ubuntu: apt-get install 'libicu[0-9]*'   Red Hat: dnf install libicu"

if [ -z "$root" ] && ! getent passwd syncworker >/dev/null; then
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
# As root the verbs would leave files in the data folder that the service cannot write.
cat >"$link" <<'WRAPPER'
#!/bin/sh
if [ "$(id -u)" -eq 0 ] && getent passwd syncworker >/dev/null; then
  exec runuser -u syncworker -- /opt/syncworker/SyncWorker "$@"
fi
exec /opt/syncworker/SyncWorker "$@"
WRAPPER
chmod 0755 "$link"

systemd daemon-reload
if [ -n "$start" ]; then
  systemd enable syncworker
  systemd start syncworker || stop_with "SyncWorker is installed but did not start. Find the fault with: syncworker check"
fi
echo "SyncWorker is installed. Config: $config  Data: $data"
