#!/usr/bin/env bash
# The benchmarks, compiled ahead as the installed program is: to compile at run time would take a second of each short load.
#   benchmarks.sh all|loads|poll|remind|send [--engine postgres] [--turns N] [--rows N] [--quick]     see README.md, "Benchmarks"
set -euo pipefail
cd "$(dirname "$0")/.."
out=tests/SyncWorker.Benchmarks/bin/ahead
dotnet publish tests/SyncWorker.Benchmarks -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -o "$out" -v:quiet >&2
exec "$out/SyncWorker.Benchmarks" "$@"
