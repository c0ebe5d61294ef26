#!/usr/bin/env bash
# The two pictures of README.md, one mail and one page, made from the demo: install/pictures/mail.png and page.png, 150 KB at most each.
# Needs Debian's chromium and python3, and a built solution. bash tests/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
out=install/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=(dotnet src/SyncWorker/bin/Debug/net10.0/SyncWorker.dll)

"${program[@]}" demo --dir "$work/demo" --as-of 2026-07-06 >"$work/log" || { cat "$work/log"; exit 1; }
"${program[@]}" pages "$work/site" --config "$work/demo/config" --as-of 2026-07-06 >"$work/log" || { cat "$work/log"; exit 1; }
python3 - "$work" <<'PYTHON'
import email, email.policy, glob, sys
work = sys.argv[1]
mail = email.message_from_file(open(glob.glob(f'{work}/demo/data/pickup/*bcau-01-digest.eml')[0], encoding='utf-8'), policy=email.policy.default)
open(f'{work}/mail.html', 'w', encoding='utf-8').write(mail.get_body(('html',)).get_content())
PYTHON

picture() {
  chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --blink-settings=preferredColorScheme=1 --window-size="$3" --screenshot="$out/$1.png" "file://$2" 2>/dev/null
}

mkdir -p "$out"
picture mail "$work/mail.html" 760,780
picture page "$work/site/index.html" 1000,900
for name in mail page; do
  size=$(stat -c %s "$out/$name.png")
  echo "$out/$name.png: $((size / 1024)) KB"
  [ "$size" -le $((150 * 1024)) ] || { echo "larger than 150 KB"; exit 1; }
done
