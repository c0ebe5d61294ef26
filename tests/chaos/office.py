"""Runs the real program, each stage as a process of its own, on a clock, a boot and a disk that the harness holds; kills and stops it."""

import collections
import csv
import datetime
import io
import json
import os
import pathlib
import random
import signal
import sqlite3
import struct
import subprocess
import time
import uuid

from answers import PASSWORD
from host import Host

ZONE = datetime.timedelta(hours=7)
EPOCH = datetime.datetime(1970, 1, 1)
OUTCOMES = [0, 3, 4, 1]  # exit codes of StageOutcome
SECRET = {"SYNCWORKER_SECRET_SMTP": "mật khẩu", "SYNCWORKER_SECRET_IMAP": PASSWORD}
PAGE = struct.Struct("<9q")  # see struct page of shim.c

Run = collections.namedtuple("Run", "code output errors killed steps seconds")


class Office:
    def __init__(self, work, app, shim, seed, patience, engine="sqlite", port=None, hook=None):
        self.hook, self.hosts = hook, {}
        self.longest = 60 + 20 * patience  # seconds that a run may take before it counts as hung
        self.work, self.app, self.shim, self.engine, self.port = work, app, shim, engine, port
        self.config = work / "config"
        self.dice = random.Random(seed)
        self.typical = collections.defaultdict(lambda: 400)  # steps of a run that was not killed, by stage
        self.kills = collections.Counter()
        self.runs = collections.Counter()
        self.seconds = collections.Counter()
        self.odd = []        # ends that nothing explains
        self.env = dict(os.environ, DOTNET_NOLOGO="1", SYNCWORKER_SECRET_STORE="syncworker", LANG="C.UTF-8", TZ="UTC", DOTNET_TieredPGO="0")
        self.env.pop("SYNCWORKER_STORE", None)
        self.boot = work / "boot_id"
        self.booted = None
        self.count = 0

    def strange(self, *what):
        self.odd.append(what)
        print("  odd:", *what, flush=True)

    def data(self, worker=0):
        return self.work / f"data{worker + 1}"

    def new_boot(self, at):
        """The machine was switched off and on."""
        self.end_hosts()
        self.boot.write_text(str(uuid.UUID(int=self.dice.getrandbits(128))) + "\n")
        self.booted = at - datetime.timedelta(minutes=5)

    def end_hosts(self):
        for host in self.hosts.values():
            host.end()

    def environment(self, page, uptime, data, env):
        return dict(self.env, LD_PRELOAD=str(self.shim), SHIM_PAGE=str(page), SHIM_UPTIME=str(uptime), SHIM_BOOT=str(self.boot), SHIM_DATA=str(data), **(env or {}))

    def offset(self, at):
        return int(((at - ZONE - EPOCH).total_seconds() - time.time()) * 1e9)

    def in_host(self, verb, at, worker, kill_at, env):
        """As run, in the process that is kept for this worker."""
        data = self.data(worker)
        data.mkdir(exist_ok=True)
        if worker not in self.hosts:
            self.hosts[worker] = Host(self.work / f"host{worker + 1}", self.app, self.hook, self.environment("", "", data, env))
        host, began = self.hosts[worker], time.time()
        host.uptime.write_text(f"{(at - self.booted).total_seconds():.2f} 0.00\n")
        if host.process is None or host.process.poll() is not None:
            host.end()
            host.page.write_bytes(PAGE.pack(self.offset(at), 0, 0, 0, 0, 0, 0, 0, 0))
            host.begin()
        steps = PAGE.unpack(host.page.read_bytes())[2]
        with open(host.page, "r+b") as page:
            page.write(struct.pack("<2q", self.offset(at), steps + kill_at if kill_at else 0))
        code, output, errors = host.run([*verb, "--config", str(self.config), "--data", str(data)], self.longest)
        with open(host.page, "r+b") as page:
            page.seek(8)
            page.write(struct.pack("<q", 0))
        if code == -signal.SIGALRM:
            self.strange("hung", verb)
        self.stamp(data, at - ZONE, began)
        return Run(code, output, errors, code == -signal.SIGKILL, PAGE.unpack(host.page.read_bytes())[2] - steps, time.time() - began)

    def start(self, verb, at, worker=0, kill_at=0, full_from=0, stop_at=0, no_names=False, read_only=False, env=None, uptime_slip=datetime.timedelta()):
        """Begins a run at a local time of the union; ended() waits for it."""
        self.count += 1
        data = self.data(worker)
        data.mkdir(exist_ok=True)
        page = self.work / f"page{self.count}"
        utc, offset = at - ZONE, self.offset(at)
        page.write_bytes(PAGE.pack(offset, kill_at, 0, int(no_names), full_from, 0, 0, stop_at, int(read_only)))
        uptime = self.work / f"uptime{self.count}"
        uptime.write_text(f"{(at + uptime_slip - self.booted).total_seconds():.2f} 0.00\n")
        full = self.environment(page, uptime, data, env)
        is_job = verb[0] == "job"
        args = [str(self.app / "SyncWorker"), *verb, "--config", str(self.config), "--data", str(data)]
        process = subprocess.Popen(args, env=full, stdin=subprocess.PIPE if is_job else subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        process.chaos = (page, uptime, data, utc, time.time())
        return process

    def set_clock(self, process, at):
        """The clock of a run that has begun, and the time since the machine started."""
        page, uptime = process.chaos[:2]
        with open(page, "r+b") as file:
            file.write(struct.pack("<q", self.offset(at)))
        uptime.write_text(f"{(at - self.booted).total_seconds():.2f} 0.00\n")

    def ended(self, process):
        page, uptime, data, utc, began = process.chaos
        try:
            if process.stdin:
                process.stdin.flush()
                stdin, process.stdin = process.stdin, None  # kept open: its end is the stop
            output, errors = process.communicate(timeout=self.longest)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
            errors += f"\n(hung for {self.longest} s)"
            self.strange("hung", process.args[1:3], errors[-500:])
        steps = PAGE.unpack(page.read_bytes())[2]
        page.unlink()
        uptime.unlink()
        self.stamp(data, utc, began)
        return Run(process.returncode, output, errors, process.returncode == -signal.SIGKILL, steps, time.time() - began)

    def run(self, verb, at, **more):
        return self.ended(self.start(verb, at, **more))

    @staticmethod
    def stamp(folder, utc, began):
        """Files written by the run bear its time, not the machine's."""
        when = (utc - EPOCH).total_seconds()
        for base, _, files in os.walk(folder):
            for name in files:
                path = os.path.join(base, name)
                try:
                    if os.stat(path).st_mtime >= began - 1:
                        os.utime(path, (when, when))
                except OSError:
                    pass

    @staticmethod
    def steps(process):
        """How many steps it has made so far."""
        return PAGE.unpack(process.chaos[0].read_bytes())[2]

    # ---- stages ----

    def stage(self, name, at, chance=0.0, worker=0, allowed=(0, 3), **more):
        """Runs a stage until it has ended by itself, killed with the given chance at each try. Gives the last run and the time after it."""
        while True:
            kill_at = self.dice.randrange(1, int(self.typical[name] * 1.05) + 2) if self.dice.random() < chance else 0
            verb = ["job", name, "--in-force", str(self.config)] if self.dice.random() < (0.05 if self.hook else 0.3) else [name]
            kept = self.hook and verb[0] != "job" and set(more) <= {"env"} and more.get("env", SECRET) == SECRET
            done = self.in_host(verb, at, worker, kill_at, SECRET) if kept else self.run(verb, at, worker=worker, kill_at=kill_at, **more)
            self.runs[name] += 1
            self.seconds[name] += done.seconds
            at += datetime.timedelta(minutes=1)
            if done.killed and kill_at:
                self.kills[name] += 1
                if self.dice.random() < 0.05:
                    self.new_boot(at)
                continue
            if set(more) <= {"env"}:
                self.typical[name] = (self.typical[name] + max(20, done.steps)) / 2
            code = done.code
            if verb[0] == "job":
                code = self.outcome(done.output)
            if code not in allowed:
                self.strange(str(at), name, code, (done.output[-600:] + done.errors[-600:]).strip())
            return done._replace(code=code), at

    @staticmethod
    def outcome(output):
        """The exit code that the verb would have, from what a job tells the worker."""
        for line in reversed(output.splitlines()):
            if '"is":"ended"' in line:
                return OUTCOMES[json.loads(line)["Result"]["Outcome"]]
        return 1

    # ---- the store ----

    def cut_off(self):
        """Ends every session with the database server."""
        self.sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = 'syncworker'")

    def restart_server(self):
        script = pathlib.Path(__file__).resolve().parent.parent / "postgres.sh"
        for action in ("pause", "go"):
            subprocess.run([script, action, self.work / "pg"], check=True)

    def sql(self, query):
        """Rows of the store, as texts."""
        if self.engine == "sqlite":
            with sqlite3.connect(f"file:{self.data()}/syncworker.db?mode=ro", uri=True, timeout=20) as db:
                return [tuple("" if value is None else str(value) for value in row) for row in db.execute(query)]
        env = dict(os.environ, PGPASSWORD="syncworker", PGOPTIONS="-c search_path=office")
        done = subprocess.run(["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "syncworker", "-tq", "--csv", "-c", query, "syncworker"], env=env, capture_output=True, text=True, check=True)
        return [tuple(row) for row in csv.reader(io.StringIO(done.stdout))]
