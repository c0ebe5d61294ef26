#!/usr/bin/env bash
# Fuzzes a door of the program under AFL++, which follows the branches that an input takes, or prints what the corpus covers.
#
#   bash tests/fuzz.sh DOOR MINUTES     DOOR as `dotnet run --project tests/SyncWorker.Fuzz -- list` names it, or all
#   bash tests/fuzz.sh coverage [INPUTS]  branches of each parser that the corpus and INPUTS made of it (default 2000 a door) take
#
# SyncWorker.dll and the libraries that parse are instrumented in a folder of their own; the harness is not. Needs Debian's afl++.
# Findings: OUT/DOOR/default/crashes and hangs, and OUT/findings for what took too much time or memory. Put one that was mended into tests/SyncWorker.Fuzz/corpus/DOOR.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_USE_MSBUILD_SERVER=0

if [ "${1:-}" = coverage ]; then
    adapter=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}/coverlet.collector" -path '*build*' -name coverlet.collector.dll | sort | tail -1)
    out=$(mktemp -d)
    SYNCWORKER_FUZZ_INPUTS=${2:-2000} dotnet test tests/SyncWorker.Tests --filter FullyQualifiedName~FuzzCorpusTests \
        --collect "XPlat Code Coverage;Include=[SyncWorker]*" --test-adapter-path "$(dirname "$adapter")" --results-directory "$out" > "$out/log" || tail -30 "$out/log"
    exec python3 tests/fuzz-coverage.py "$out"/*/coverage.cobertura.xml
fi

minutes=$2
command -v afl-fuzz > /dev/null || { echo "Install Debian's afl++ first." >&2; exit 2; }
dotnet tool restore > /dev/null
work=${FUZZ_OUT:-$(mktemp -d)}
dotnet publish tests/SyncWorker.Fuzz -c Release -o "$work/bin" -v:quiet -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false
doors=$1
if [ "$doors" = all ]; then
    doors=$(dotnet "$work/bin/SyncWorker.Fuzz.dll" list)
fi
cp -r "$work/bin" "$work/plain"
for library in SyncWorker ExcelDataReader MimeKit; do
    dotnet sharpfuzz "$work/bin/$library.dll"
done
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
findings=0
printf '%-18s %12s %10s %10s %8s %6s\n' door inputs kept branches crashes hangs
for door in $doors; do
    timeout --signal=INT "$((minutes * 60))" \
        afl-fuzz -i "tests/SyncWorker.Fuzz/corpus/$door" -o "$work/$door" -t 20000 -m none -- dotnet "$work/bin/SyncWorker.Fuzz.dll" afl "$door" > "$work/$door.log" || true
    stats=$work/$door/default/fuzzer_stats
    if [ ! -f "$stats" ]; then
        tail -20 "$work/$door.log"
        findings=1
        continue
    fi
    value() { sed -n "s/^$1 *: //p" "$stats"; }
    printf '%-18s %12s %10s %10s %8s %6s\n' "$door" "$(value execs_done)" "$(value corpus_count)" "$(value bitmap_cvg)" "$(value saved_crashes)" "$(value saved_hangs)"
    [ "$(value saved_crashes)$(value saved_hangs)" = 00 ] || findings=1
    # What it kept, once more without instruments: each within the time and memory of an input.
    dotnet "$work/plain/SyncWorker.Fuzz.dll" "$door" --inputs 0 --more "$work/$door/default/queue" --findings "$work/findings" > "$work/$door.kept" || {
        grep -A1 '^  ' "$work/$door.kept"
        findings=1
    }
    if grep -q 'PROGRAM ABORT' "$work/$door.log"; then
        echo "$door: the program ended with the input $work/$door/default/.cur_input, or was ended by the system."
        findings=1
    fi
done
echo "In: $work"
exit "$findings"
