#!/usr/bin/env bash
# Does what a newcomer does: clones the project into an empty folder, with no package on the machine, and runs README's first command.
# Usage: tests/newcomer.sh [COMMIT [FOLDER]]   (HEAD, and a folder with a space and Vietnamese letters, unless told). Ends with "N passed, N failed, N skipped".
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$root" rev-parse "${1:-HEAD}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clone="$work/${2:-thư mục mới/Sync Worker}"
# A person who has never used .NET: no package, no NuGet.Config of their own (the first restore makes one, which once changed the
# build between restore and compile).
mkdir "$work/home"
export HOME="$work/home" DOTNET_CLI_HOME="$work/home" NUGET_PACKAGES="$work/packages" NUGET_HTTP_CACHE_PATH="$work/http"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0

step() {
  local name=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    tail -n 25 "$work/out"
    echo "FAILED  $name"
  fi
}
mails() { (cd "$clone" && find . -name '*.eml' -not -path '*/bin/*' -exec sha256sum {} + | sort -k 2); }
# The first line of a fenced block that is a command; the picture above it is none.
first_command() { sed -n '/^```/,/^```/p' "$clone/README.md" | grep -m1 -E '^(dotnet|bash|\./)'; }
run_it() { (cd "$clone" && bash -c "$command"); }

step "the commit is cloned into an empty folder" eval 'git clone -q --no-checkout "$root" "$clone" && git -C "$clone" checkout -q "$commit"'
command=$(first_command)
echo "        README's first command: $command"
step "README's first command ends with 0 where no package is on the machine" run_it
mails >"$work/first"
step "mails lie in the demo's folder" test -s "$work/first"
step "the same command again ends with 0" run_it
mails >"$work/second"
step "no mail is added or changed by the second run" cmp "$work/first" "$work/second"

echo
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
