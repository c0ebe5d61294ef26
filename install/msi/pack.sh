#!/usr/bin/env bash
# Packs a published folder as an MSI: pack.sh FOLDER VERSION OUT.msi
# Needs wixl and msibuild (Debian: wixl, msitools). The folder must lie within OUT's file system: wixl takes relative paths only.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
src=$(cd "$1" && pwd) version=$2
out=$(realpath -m "$3")
work=$(mktemp -d "$(dirname "$out")/msi.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here/SyncWorker.wxs" .
ln -s "$src" app # wixl finds files by relative paths only

# Ids from paths, so that a file is the same component in every version; wixl-heat writes a bogus folder "." here.
id() { printf '%s_%s' "$1" "$(printf %s "$2" | sha1sum | cut -c1-20)"; }
folder_id() { if [ "$1" = . ]; then echo INSTALLDIR; else id dir "$1"; fi; }
{
  echo '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi"><Fragment>'
  (cd "$src" && find . -mindepth 1 -type d -printf '%P\n' | LC_ALL=C sort) | while read -r folder; do
    echo "<DirectoryRef Id=\"$(folder_id "$(dirname "$folder")")\"><Directory Id=\"$(folder_id "$folder")\" Name=\"$(basename "$folder")\"/></DirectoryRef>"
  done
  group=
  while read -r file; do
    component=$(id c "$file")
    group+="<ComponentRef Id=\"$component\"/>"
    echo "<DirectoryRef Id=\"$(folder_id "$(dirname "$file")")\"><Component Id=\"$component\" Guid=\"*\" Win64=\"yes\"><File Id=\"$(id f "$file")\" Source=\"app/$file\" KeyPath=\"yes\"/></Component></DirectoryRef>"
  done < <(cd "$src" && find . -type f ! -path ./SyncWorker.exe -printf '%P\n' | LC_ALL=C sort)
  echo "<ComponentGroup Id=\"AppFiles\">$group</ComponentGroup>"
  echo '</Fragment></Wix>'
} >files.wxs

wixl -a x64 -D Win64=yes -D Src=app -D "Version=$version" -D "Manufacturer=${MANUFACTURER:-SyncWorker}" -o out.msi SyncWorker.wxs files.wxs
# What wixl cannot write:
#   the old product is removed within the transaction, so that a failed upgrade brings it back (1501: after InstallInitialize);
#   UndoService runs on rollback only (0x100 added to its type);
#   properties that an administrator gives reach the elevated half of the installation;
#   the program's folder is put at the end of the machine's PATH, and taken out again.
msibuild out.msi \
  -q "UPDATE InstallExecuteSequence SET Sequence = 1501 WHERE Action = 'RemoveExistingProducts'" \
  -q "UPDATE CustomAction SET Type = 3410 WHERE Action = 'UndoService'" \
  -q "UPDATE Property SET Value = 'WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;ACCOUNT;START;DELETEDATA;KEEPSERVICE;INSTALLDIR' WHERE Property = 'SecureCustomProperties'" \
  -q 'CREATE TABLE Environment (Environment CHAR(72) NOT NULL, Name CHAR(255) NOT NULL LOCALIZABLE, Value CHAR(255) LOCALIZABLE, Component_ CHAR(72) NOT NULL PRIMARY KEY Environment)' \
  -q "INSERT INTO Environment (Environment, Name, Value, Component_) VALUES ('Path', '=-*PATH', '[~];[INSTALLDIR]', 'Program')" \
  -q "INSERT INTO InstallExecuteSequence (Action, Sequence) VALUES ('RemoveEnvironmentStrings', 3300)" \
  -q "INSERT INTO InstallExecuteSequence (Action, Sequence) VALUES ('WriteEnvironmentStrings', 5200)"
if [ -n "${HELP_LINK:-}" ]; then msibuild out.msi -q "INSERT INTO Property (Property, Value) VALUES ('ARPHELPLINK', '$HELP_LINK')"; fi
mv out.msi "$out"
