#!/usr/bin/env bash
# A PostgreSQL cluster of its own in a folder, on a free port of this machine alone:
#   postgres.sh start FOLDER   prints the port; user and database syncworker, password syncworker
#   postgres.sh stop FOLDER    stops it; the folder stays
#   postgres.sh pause FOLDER / go FOLDER   ends and starts the server again, as a restart of its machine would
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
action=$1 folder=$2
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
start() { as "$bin/pg_ctl" -s -w -D "$folder/data" -l "$folder/log" start; }
case $action in
start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    echo syncworker > "$folder/password"
    chmod 644 "$folder/password"
    as "$bin/initdb" -D "$folder/data" -U syncworker -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C.UTF-8 > "$folder/initdb.log"
    # Below the ports that the system gives to connections: one of them could hold the port while the server is away.
    port=$(for port in $(shuf -i 12000-13999 -n 50); do (: 2>/dev/null </dev/tcp/127.0.0.1/$port) 2>/dev/null || { echo "$port"; break; }; done)
    cat >> "$folder/data/postgresql.conf" <<CONF
port = $port
listen_addresses = '127.0.0.1,127.0.1.1'
unix_socket_directories = '$folder'
max_connections = 400
shared_buffers = 256MB
max_wal_size = 4GB
CONF
    # Hundreds of short tests: none of them cuts the power.
    if [ "${SYNCWORKER_POSTGRES_SYNC:-off}" = off ]; then echo "fsync = off" >> "$folder/data/postgresql.conf"; fi
    start
    PGPASSWORD=syncworker "$bin/createdb" -h 127.0.0.1 -p "$port" -U syncworker syncworker
    echo "$port"
    ;;
stop) as "$bin/pg_ctl" -s -w -m immediate -D "$folder/data" stop ;;
pause) as "$bin/pg_ctl" -s -w -m fast -D "$folder/data" stop ;;
go) start ;;
*) echo "start, stop, pause or go" >&2; exit 2 ;;
esac
