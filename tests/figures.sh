#!/usr/bin/env bash
# Measures the worker as it is shipped for Linux (self-contained, ReadyToRun) and prints each figure with how it was measured:
# start to schedule running, memory and CPU of the idle worker after one full pass of all stages, time to stop.
# Usage: tests/figures.sh [IDLE_MINUTES]   (10 unless told; needs python3)
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
minutes=${1:-10}
work=$(mktemp -d)
worker=
trap '[ -n "$worker" ] && kill -9 "$worker" 2>/dev/null; rm -rf "$work"' EXIT

echo "publishing (dotnet publish -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true)"
dotnet publish "$root/src/SyncWorker" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -m:1 -v:quiet -o "$work/app" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
program=$work/app/SyncWorker

# The shipped config, pointed at the sample sources on loopback; every job often enough to have one full pass at once.
cp -r "$root/config" "$work/config"
coproc samples { exec python3 "$root/tests/sample-server.py" "$work/slow"; }
while read -r name where <&"${samples[0]}" && [ "$name" != ready ]; do
  sed -i "s#https://$name\.members\.example\.org#$where#g" "$work/config/poll.json"
done
schedule() { # jobs
  cat >"$work/config/schedule.json" <<JSON
{ "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org",
  "mailHours": { "from": "00:00", "to": "23:59", "days": "every-day" }, "jobs": { $1 } }
JSON
}

log=$work/data/logs/syncworker.log
now() { date +%s%N; }
await() { # seconds, pattern
  local end=$(($(now) + $1 * 1000000000))
  until grep -qE "$2" "$log" 2>/dev/null; do
    [ "$(now)" -lt "$end" ] || { echo "no \"$2\" in $log"; tail -5 "$log"; exit 1; }
    sleep 0.02
  done
}
start() {
  mkdir -p "${log%/*}" && : >"$log"
  "$program" run --config "$work/config" --data "$work/data" >/dev/null 2>&1 &
  worker=$!
}
stop() {
  local from
  from=$(now)
  kill -TERM "$worker"
  wait "$worker"
  stopped="exit code $? after $((($(now) - from) / 1000000)) ms"
  worker=
}

schedule '"poll": { "run": "never" }'
start
await 60 ' 100 Worker SyncWorker'
stop # the store is made now
times=()
for _ in 1 2 3 4 5; do
  from=$(now)
  start
  await 60 ' 100 Worker SyncWorker'
  times+=($((($(now) - from) / 1000000)))
  stop
done
mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
echo "start to schedule running: ${sorted[2]} ms (median of 5: ${times[*]}; from exec to the log line 100, looked at every 20 ms; the store exists)"

schedule '"poll": { "run": "every 20 seconds" }, "reconcile": { "run": "after poll" }, "remind": { "run": "after reconcile" }, "send": { "run": "after remind" }'
start
await 120 'send (done|partly|is held)'
schedule '"poll": { "run": "working days every 30 minutes 06:00-17:00" }, "reconcile": { "run": "after poll" }, "remind": { "run": "working days at 07:00" }, "send": { "run": "every 5 minutes" }, "backup": { "run": "working days at 12:15" }'
kill -HUP "$worker"
await 30 ' 110 '
echo "one full pass: $(grep -oE '(poll|reconcile|remind|send) (done|partly done|is held)[^;]*' "$log" | tail -4 | paste -sd'|')"
ticks() { awk '{ print $14 + $15, $16 + $17 }' "/proc/$worker/stat"; } # its own, and that of the jobs that have ended
read -r own jobs < <(ticks)
sleep $((minutes * 60))
read -r own_after jobs_after < <(ticks)
ms() { echo $(($1 * 1000 / $(getconf CLK_TCK))); }
awk -v minutes="$minutes" '/^Rss:/ { rss = $2 } /^Private_Dirty:/ { private = $2 } END { printf "memory %d minutes after it: %.1f MB private, %.1f MB resident (smaps_rollup: Private_Dirty; Rss, of which the mapped files of .NET and the program are the larger part)\n", minutes, private / 1024, rss / 1024 }' "/proc/$worker/smaps_rollup"
echo "CPU in these $minutes minutes: $(ms $((own_after - own))) ms, and $(ms $((jobs_after - jobs))) ms of its jobs (utime + stime, cutime + cstime; the shipped schedule, send every 5 minutes)"
stop
echo "stop: $stopped (from SIGTERM to the end of the process)"
