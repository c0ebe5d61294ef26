#!/usr/bin/env bash
# Builds what is installed, from a clean clone:
#   artifacts/SyncWorker-VERSION-win-x64.zip, .msi, SyncWorker-VERSION-linux-x64.tar.gz, SyncWorker-VERSION.cdx.json and SHA256SUMS
# Self-contained and ReadyToRun: the target needs no .NET. The .cdx.json (CycloneDX) lists the packages that are in it.
#
#   --version X.Y.Z   instead of the version in Directory.Build.props
#   --only WHAT       zip, msi, linux or sbom; may be given more than once
#   --out DIR         instead of artifacts/
#
# Signing is by environment; what is not set is not signed, and the list at the end says so:
#   SIGN_PFX, SIGN_PASSWORD_FILE   a certificate as a file, and the file with its password: osslsigncode
#   SIGN_THUMBPRINT                a certificate of this Windows machine: signtool
#   SIGN_TIMESTAMP                 the time stamp server, such as http://timestamp.example.org
#   SIGN_GPG_KEY                   signs SHA256SUMS: SHA256SUMS.asc
#   MANUFACTURER, HELP_LINK        what the MSI shows in the list of programs, in ASCII letters
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
here=$root/install
out=$root/artifacts
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
only=
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2 && shift ;;
    --only) only+=" $2" && shift ;;
    --out) mkdir -p "$2" && out=$(cd "$2" && pwd) && shift ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" && exit 2 ;;
  esac
  shift
done
only=${only:- zip msi linux sbom}
wants() { [[ " $only " == *" $1 "* ]]; }
say() { printf '== %3d s  %s\n' $SECONDS "$*"; }

need=()
[ -n "${SIGN_PFX:-}" ] && ! command -v osslsigncode >/dev/null && need+=(osslsigncode)
[ -n "${SIGN_GPG_KEY:-}" ] && ! command -v gpg >/dev/null && need+=(gpg)
wants zip && ! command -v zip >/dev/null && need+=(zip)
wants msi && ! command -v wixl >/dev/null && need+=(wixl)
wants msi && ! command -v msibuild >/dev/null && need+=(msitools)
if [ ${#need[@]} -gt 0 ]; then
  echo "Missing: ${need[*]}. On Debian: apt-get install ${need[*]}" >&2
  exit 1
fi

# runtime identifier, folder. bin/ and obj/ lie in artifacts/, so that no other build is disturbed.
publish() {
  rm -rf "$2"
  dotnet publish "$root/src/SyncWorker" -c Release -r "$1" --self-contained -m:1 -v:quiet -nologo --artifacts-path "$out/build" \
    -p:PublishReadyToRun=true -p:ContinuousIntegrationBuild=true -p:Version="$version" -p:InformationalVersion="$version" -o "$2"
  # The crash tests' kill is compiled into Debug builds only. Texts in a .dll are UTF-16.
  if LC_ALL=C grep -qaP 'K\x00I\x00L\x00L\x00_\x00A\x00T' "$2/SyncWorker.dll"; then
    echo "$2/SyncWorker.dll contains the crash tests' fail points: build it with -c Release" >&2
    return 1
  fi
}
# A Windows file, with the certificate that is there.
sign() {
  if [ -n "${SIGN_PFX:-}" ]; then
    osslsigncode sign -pkcs12 "$SIGN_PFX" ${SIGN_PASSWORD_FILE:+-readpass "$SIGN_PASSWORD_FILE"} -h sha256 -n SyncWorker \
      ${SIGN_TIMESTAMP:+-ts "$SIGN_TIMESTAMP"} -in "$1" -out "$1.signed" >/dev/null
    mv "$1.signed" "$1"
  elif [ -n "${SIGN_THUMBPRINT:-}" ]; then
    signtool sign -q -sha1 "$SIGN_THUMBPRINT" -fd sha256 -d SyncWorker ${SIGN_TIMESTAMP:+-tr "$SIGN_TIMESTAMP" -td sha256} "$1"
  fi
}
# Windows' command processor wants CRLF.
with_crlf() { sed 's/\r*$/\r/' "$1" >"$2"; }
size() { du -m --apparent-size "$1" | cut -f1; }

name=SyncWorker-$version
mkdir -p "$out/build"
made=()
if wants zip || wants msi; then
  say "publish win-x64"
  publish win-x64 "$out/build/win-x64"
  for file in SyncWorker.exe SyncWorker.dll; do sign "$out/build/win-x64/$file"; done
  for page in README.md CHANGELOG.md; do with_crlf "$here/$page" "$out/build/win-x64/$page"; done
  mkdir -p "$out/build/win-x64/monitoring"
  for file in check_syncworker.ps1 zabbix_syncworker.conf; do with_crlf "$here/monitoring/$file" "$out/build/win-x64/monitoring/$file"; done
fi
if wants msi; then
  say "$name-win-x64.msi"
  "$here/msi/pack.sh" "$out/build/win-x64" "$version" "$out/$name-win-x64.msi"
  sign "$out/$name-win-x64.msi"
  made+=("$name-win-x64.msi")
fi
if wants zip; then
  say "$name-win-x64.zip"
  folder=$out/build/zip/$name-win-x64
  rm -rf "$out/build/zip" "$out/$name-win-x64.zip"
  mkdir -p "$folder"
  cp -r "$out/build/win-x64" "$folder/app"
  with_crlf "$here/install.cmd" "$folder/install.cmd"
  with_crlf "$here/uninstall.cmd" "$folder/uninstall.cmd"
  with_crlf "$here/README.md" "$folder/README.md"
  (cd "$out/build/zip" && zip -q -r -X "$out/$name-win-x64.zip" .)
  made+=("$name-win-x64.zip")
fi
if wants linux; then
  say "$name-linux-x64.tar.gz"
  folder=$out/build/tar/$name-linux-x64
  rm -rf "$out/build/tar"
  mkdir -p "$folder"
  publish linux-x64 "$folder/app"
  cp "$here/README.md" "$here/CHANGELOG.md" "$folder/app/"
  mkdir -p "$folder/app/monitoring"
  cp "$here/monitoring/check_syncworker.sh" "$here/monitoring/zabbix_syncworker.conf" "$folder/app/monitoring/"
  cp "$here/install.sh" "$here/syncworker" "$here/syncworker.service" "$here/README.md" "$folder/"
  tar -C "$out/build/tar" --owner=0 --group=0 --numeric-owner -czf "$out/$name-linux-x64.tar.gz" "$name-linux-x64"
  made+=("$name-linux-x64.tar.gz")
fi
if wants sbom; then
  say "$name.cdx.json"
  (cd "$root" && dotnet tool restore >/dev/null && dotnet tool run dotnet-CycloneDX src/SyncWorker/SyncWorker.csproj -o "$out" -fn "$name.cdx.json" \
    -F Json --exclude-dev --set-name SyncWorker --set-version "$version" >"$out/build/sbom.log" 2>&1) || { cat "$out/build/sbom.log" >&2 && exit 1; }
  made+=("$name.cdx.json")
fi
(cd "$out" && sha256sum "${made[@]}" >SHA256SUMS)
rm -f "$out/SHA256SUMS.asc"
if [ -n "${SIGN_GPG_KEY:-}" ]; then gpg --batch --yes --armor --local-user "$SIGN_GPG_KEY" --detach-sign "$out/SHA256SUMS"; fi
say "done; signed: $([ -n "${SIGN_PFX:-}${SIGN_THUMBPRINT:-}" ] && echo "the Windows files" || echo "no Windows file"), $([ -n "${SIGN_GPG_KEY:-}" ] && echo SHA256SUMS || echo "not SHA256SUMS")"
for file in "${made[@]}"; do printf '%4s MB  %s\n' "$(size "$out/$file")" "$out/$file"; done
