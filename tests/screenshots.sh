#!/usr/bin/env bash
# Every sample mail as Chromium shows it, at 375 and 1000 pixels beside each other, light and dark:
# FOLDER/NAME.LANGUAGE.light.png and .dark.png, to be looked at. Fails when a mail is wider than its window.
# Needs Debian's chromium and a built solution. bash tests/screenshots.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mkdir -p "${1:?where to put the pictures}" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/mails"

SYNCWORKER_MAILS="$work/mails" dotnet test tests/SyncWorker.Tests --no-build --filter "FullyQualifiedName~HtmlMailTests.A_mail_loads" >"$work/log" || { cat "$work/log"; exit 1; }

browse() { chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" "$@" 2>/dev/null; }

# Frames take the mail as text, so that the page may measure them.
sheet() {
  printf '<!DOCTYPE html><meta charset="utf-8"><title>0</title><body style="margin:0;display:flex;gap:24px;align-items:flex-start">'
  for width in 375 1000; do
    printf '<iframe style="border:0;flex:none;width:%spx" srcdoc="' "$width"
    sed 's/&/\&amp;/g; s/"/\&quot;/g' "$1"
    printf '"></iframe>'
  done
  cat <<'PAGE'
<script>onload = () => {
  const seen = [...document.querySelectorAll('iframe')].map(frame => {
    const page = frame.contentDocument.documentElement;
    frame.style.height = `${page.scrollHeight}px`;
    return page;
  });
  document.title = `${Math.max(...seen.map(page => page.scrollHeight))} ${seen.some(page => page.scrollWidth > page.clientWidth) ? 'wider' : 'fits'}`;
}</script>
PAGE
}

failed=0
for mail in "$work"/mails/*.html; do
  name=$(basename "$mail" .html)
  sheet "$mail" >"$work/sheet.html"
  read -r height fits < <(browse --window-size=1400,800 --dump-dom "file://$work/sheet.html" | sed -n 's:.*<title>\(.*\)</title>.*:\1:p')
  [ "$fits" = fits ] || { echo "$name is wider than its window"; failed=1; }
  for scheme in 0:dark 1:light; do
    browse --blink-settings="preferredColorScheme=${scheme%%:*}" --window-size="1400,$height" --screenshot="$out/$name.${scheme##*:}.png" "file://$work/sheet.html"
  done
done
echo "$(find "$out" -name '*.png' | wc -l) pictures in $out"
exit "$failed"
