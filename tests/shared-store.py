#!/usr/bin/env python3
"""Several workers on one PostgreSQL store: one is killed, or stopped for a while, in the middle of each stage, again and again.

    shared-store.py [--kills N] [--seed S] [--workers 2|3] [--mails N] [--stop-seconds N] [--away-seconds N] [--only PART…]

--kills is how often a worker is killed in the middle of each stage; --stop-seconds how long one is stopped (from 60 on in each stage, else
in reconcile and send), --away-seconds how long the database server is away. Parts are kills, stops, config, away and mails.

Proved at each step: another worker takes the stage over within seconds; at the end no mail is lost or doubled, and the register is
the one that a single worker makes. Needs a build (dotnet build), tests/postgres.sh and python3-aiosmtpd.
Ends with "N passed, N failed, N skipped".
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
STAGES = ["poll", "reconcile", "remind", "send"]
TAKEN_OVER_WITHIN = 15.0  # seconds on a machine with nothing else to do

passed = failed = 0


def step(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(f"{'ok     ' if ok else 'FAILED '} {name}{'' if ok or not detail else ': ' + str(detail)}", flush=True)


class Office:
    """The config, the server's schema, the mail server and the workers."""

    def __init__(self, work, port, build):
        self.work, self.port, self.build = work, port, build
        self.env = dict(os.environ, SYNCWORKER_SECRET_STORE="syncworker", DOTNET_NOLOGO="1")
        self.env.pop("SYNCWORKER_STORE", None)
        self.config = work / "config"
        self.partners = 0
        self.workers = {}

    def write_config(self, smtp):
        shutil.copytree(ROOT / "config", self.config)
        shutil.copytree(ROOT / "src/SyncWorker/Demo/config", self.config, dirs_exist_ok=True)
        (self.config / "poll.json").write_text(json.dumps({"sources": [{
            "name": "register", "file": "../register.csv", "format": "csv", "id": ["id"],
            "fields": {"registerId": "id", "nameVi": "name", "country": "country", "founded": "founded"}}]}))
        schedule = re.sub(r"//[^\n]*", "", (self.config / "schedule.json").read_text())
        schedule = json.loads(re.sub(r",(\s*[}\]])", r"\1", schedule))
        schedule.update(store={"postgres": {"host": "127.0.0.1", "port": self.port, "schema": "office"}}, mode="live", goLive="2020-01-01")
        schedule["mailHours"] = {"from": "00:00", "to": "23:59", "days": "every-day"}
        schedule["jobs"] = {name: {"run": "never"} for name in STAGES}
        reconcile = (self.config / "reconcile.json").read_text()
        (self.config / "reconcile.json").write_text(re.sub(r'"adds": \{[^}]*\}', '"adds": { "rows": 1000000, "percent": 100, "then": "hold-plan" }', reconcile))
        (self.config / "schedule.json").write_text(json.dumps(schedule, ensure_ascii=False))
        send = re.sub(r"^\s*//[^\n]*", "", (self.config / "send.json").read_text(), flags=re.M)
        send = json.loads(re.sub(r",(\s*[}\]])", r"\1", send))
        send.pop("answers", None)
        send.update(transport="smtp", smtp={"host": "127.0.0.1", "port": smtp, "security": "none"}, storm={"mostADay": 100000, "overPreviewMails": 100000})
        (self.config / "send.json").write_text(json.dumps(send, ensure_ascii=False))

    def grow(self, rows):
        """The register has so many rows more: work for poll and reconcile."""
        self.partners += rows
        with open(self.work / "register.csv", "w", encoding="utf-8") as file:
            file.write("id;name;country;founded\n")
            for n in range(self.partners):
                file.write(f"R{n:06};Hội hữu nghị số {n};FR;{1950 + n % 60}-{1 + n % 12:02}-{1 + n % 28:02}\n")

    def run(self, *verb, data="hand", check=True, timeout=300, again=3):
        done = subprocess.run([str(self.build / "SyncWorker"), *verb, "--config", str(self.config), "--data", str(self.work / data)],
                              env=self.env, capture_output=True, text=True, timeout=timeout)
        if check and done.returncode == 1 and "cannot be reached" in done.stdout and again:
            return self.run(*verb, data=data, check=check, timeout=timeout, again=again - 1)  # a busy machine: no connection within its time
        if check and done.returncode not in (0, 3):
            raise RuntimeError(f"{verb}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def start(self, name):
        log = open(self.work / f"{name}.log", "a")
        self.workers[name] = subprocess.Popen([str(self.build / "SyncWorker"), "run", "--config", str(self.config), "--data", str(self.work / name)],
                                              env=self.env, stdout=log, stderr=log, start_new_session=True)

    def wait_up(self, name, seconds=300):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if " started; config " in (self.work / f"{name}.log").read_text().split("---killed---")[-1]:
                return
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not start:\n" + (self.work / f"{name}.log").read_text()[-2000:])

    def children(self, name):
        """Pid and stage of the jobs that the worker runs now."""
        found = []
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
                if parent == self.workers[name].pid:
                    words = (stat.parent / "cmdline").read_text().split("\0")
                    if "job" in words:
                        found.append((int(stat.parent.name), words[words.index("job") + 1]))
            except (OSError, IndexError, ValueError):
                pass
        return found

    def wait_job(self, stage, among, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name in among:
                for pid, job in self.children(name):
                    if job == stage:
                        return name, pid
            time.sleep(0.02)
        return None, None

    def sql(self, query):
        env = dict(os.environ, PGPASSWORD="syncworker", PGOPTIONS="-c search_path=office")
        done = subprocess.run(["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "syncworker", "-Atq", "-c", query, "syncworker"],
                              env=env, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def is_over(self, stage, after, seconds):
        """A run of the stage that began after the given one has ended well."""
        end = time.monotonic() + seconds
        subject = "subject = 'register'" if stage == "poll" else "subject is null"
        while time.monotonic() < end:
            if self.sql(f"select count(*) from runs where stage = '{stage}' and {subject} and id > {after} and outcome in ('Done', 'Partly')") != "0":
                return True
            time.sleep(0.2)
        return False

    def wait_at_work(self, stage, before, seconds):
        """Until the stage holds a transaction with what it wrote; send: until it has handed over a mail. The server looks every few milliseconds."""
        seen = ("select 1 from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.objid = 1 and l.objsubid = 2"
                " and l.granted and a.backend_xid is not null and clock_timestamp() - a.xact_start > interval '50 ms'")
        if stage == "send":
            seen = f"select 1 from attempts where fence > {before}"
        try:
            self.sql(f"do $$ begin for n in 1..{seconds * 100} loop perform pg_stat_clear_snapshot(); if exists ({seen}) then return; end if;"
                     " perform pg_sleep(0.01); end loop; raise exception 'not seen'; end $$")
            return True
        except subprocess.CalledProcessError:
            return False

    def state(self, stage):
        """What the stage keeps, counted and hashed."""
        tables = {"poll": "snapshot", "reconcile": "partners", "remind": "ledger", "send": "outbox"}
        columns = "id, state, fence" if stage == "send" else "t.*"
        return self.sql(f"select count(*), md5(string_agg(x, chr(10) order by x)) from (select row({columns})::text as x from {tables[stage]} t) y")

    def settled(self):
        """Mails of which it is known what became of them."""
        return set(self.sql("select row(id, state, fence)::text from outbox where state in ('Sent', 'Uncertain', 'Refused', 'Cancelled')").splitlines())

    def kill(self, name):
        worker = self.workers.pop(name)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        with open(self.work / f"{name}.log", "a") as log:
            log.write("---killed---\n")


def prepare(office, stage, times=1):
    """Gives the stage something to do."""
    if stage in ("poll", "reconcile"):
        office.grow(2000 * times)
    if stage == "reconcile":
        office.run("poll")
    if stage == "remind":
        office.sql("delete from ledger where outboxid is null")
    if stage == "send":
        queue(office, 400 * times)


def queue(office, mails):
    """Mails of the text that was written when they were planned, to many recipients."""
    office.sql(f"""
        insert into outbox (recipient, day, kind, address, salutation, language, state, fence, attempts, repeats, messageid, subject, message, createdrun, createdat)
        select 'staff:x' || n, to_char(now(), 'YYYY-MM-DD'), 'notice', 'x' || n || '@example.org', 'x', 'en', 'RetryAt', 0, 0, 0,
            '<' || n || '@example.org>', 'Mail ' || n,
            convert_to('From: desk@example.org' || chr(13) || chr(10) || 'To: x' || n || '@example.org' || chr(13) || chr(10) || 'Message-ID: <' || n
                || '@example.org>' || chr(13) || chr(10) || 'Subject: Mail ' || n || chr(13) || chr(10) || chr(13) || chr(10) || 'text' || chr(13) || chr(10), 'UTF8'),
            0, 0
        from generate_series((select coalesce(max(id), 0) from outbox) + 1, (select coalesce(max(id), 0) from outbox) + {mails}) n;
        update outbox set nexttryat = 0 where state = 'RetryAt'""")


def kill_once(office, stage, names, dice, n):
    """Kills the worker that runs the stage; how long until another runs it, or None when the job was over before."""
    prepare(office, stage)
    before = office.sql("select coalesce(max(id), 0) from runs")
    asked = dice.choice(names)
    office.run("run", "now", stage, data=asked)
    name, _ = office.wait_job(stage, names, 120)
    if name is None:
        step(f"{stage} {n}: some worker runs it", False, "no job was seen")
        return None
    time.sleep(dice.random() * 1.5)
    was_running = any(job == stage for _, job in office.children(name))
    office.kill(name)
    killed = time.monotonic()
    others = [other for other in names if other != name]
    took = None
    if was_running:
        other, _ = office.wait_job(stage, others, 60)
        took = time.monotonic() - killed if other else None
        if took or not office.is_over(stage, before, 1):  # else it was over when the worker was killed
            step(f"{stage} {n}: taken over in {took:.1f} s" if took else f"{stage} {n}: taken over", took is not None)
    if not office.is_over(stage, before, 300):
        step(f"{stage} {n}: ends well", False, office.sql("select stage, outcome, error from runs order by id desc limit 3"))
    office.start(name)
    office.wait_up(name)
    return took


def kills(office, names, dice, wanted):
    """So many kills in the middle of each stage; a job that was over before does not count."""
    for stage in STAGES:
        times, tries = [], 0
        while len(times) < wanted and tries < 3 * wanted:
            tries += 1
            took = kill_once(office, stage, names, dice, tries)
            times += [took] if took else []
        if times:
            print(f"{stage}: {len(times)} kills in the middle of {tries}, taken over in {min(times):.1f} to {max(times):.1f} s, middle {sorted(times)[len(times) // 2]:.1f}")
        step(f"{stage}: {wanted} kills in its middle, each taken over within {TAKEN_OVER_WITHIN:.0f} s", len(times) == wanted and max(times) <= TAKEN_OVER_WITHIN, times)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--mails", type=int, default=3000)
    options.add_argument("--stop-seconds", type=int, default=20)
    options.add_argument("--away-seconds", type=int, default=20)
    options.add_argument("--program", type=pathlib.Path, help="the folder of a build; the newest one otherwise")
    options.add_argument("--only", nargs="*", default=["kills", "stops", "config", "away", "mails"])
    given = options.parse_args()
    dice = random.Random(given.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is stopped
    built = given.program or max(ROOT.glob("src/SyncWorker/bin/*/net10.0/SyncWorker"), key=lambda file: file.stat().st_mtime).parent
    work = pathlib.Path(tempfile.mkdtemp())
    work.chmod(0o755)
    build = shutil.copytree(built, work / "program")  # a build meanwhile changes nothing
    (work / "pg").mkdir()
    port = int(subprocess.run([ROOT / "tests/postgres.sh", "start", work / "pg"], capture_output=True, text=True, check=True).stdout.split()[-1])
    smtp = subprocess.Popen([sys.executable if "aiosmtpd" in sys.modules else "/usr/bin/python3", str(ROOT / "tests/smtp-list.py"), str(work / "mails")], stdout=subprocess.PIPE, text=True)
    office = Office(work, port, build)
    names = [f"w{n + 1}" for n in range(given.workers)]
    parts = {
        "kills": lambda: kills(office, names, dice, given.kills),
        "stops": lambda: [stopped_worker(office, stage, names, given.stop_seconds) for stage in (STAGES if given.stop_seconds >= 60 else ["reconcile", "send"])],
        "config": lambda: older_config(office),
        "away": lambda: server_away(office, names, given.away_seconds),
        "mails": lambda: many_mails(office, names, given.mails),
    }
    try:
        office.write_config(int(smtp.stdout.readline()))
        office.grow(2000)
        office.run("poll")
        office.run("reconcile")
        office.run("remind")
        for name in names:
            office.start(name)
        for name in names:
            office.wait_up(name)
        step(f"{given.workers} workers share the store", int(office.sql("select count(*) from workers")) == given.workers)
        for part in given.only:
            parts[part]()
        judge(office)
    except Exception as error:  # what a run needs is not there: the folder is kept to look at
        step("the whole run", False, error)
    finally:
        for name in list(office.workers):
            office.kill(name)
        smtp.kill()
        subprocess.run([ROOT / "tests/postgres.sh", "stop", work / "pg"], check=False)
        if failed == 0:
            shutil.rmtree(work, ignore_errors=True)
        else:
            print(f"kept: {work}")
    print(f"\n{passed} passed, {failed} failed, 0 skipped")
    sys.exit(1 if failed else 0)


def stopped_worker(office, stage, names, seconds):
    """A worker that is stopped in the middle of a stage, as by a pause of its virtual machine, and goes on when another has done it."""
    for _ in range(5):
        prepare(office, stage, 4)
        before = office.sql("select coalesce(max(id), 0) from runs")
        office.run("run", "now", stage, data=names[0])
        name, pid = office.wait_job(stage, names, 120)
        if name and office.wait_at_work(stage, before, 90):
            os.killpg(office.workers[name].pid, signal.SIGSTOP)
            if is_stopped(pid):
                break
            os.killpg(office.workers[name].pid, signal.SIGCONT)  # it was over before
        office.is_over(stage, before, 60)
    else:
        step(f"{stage}: a worker is stopped in its middle", False, "it was always over before")
        return
    stopped = time.monotonic()
    others = [other for other in names if other != name]
    step(f"{stage}: a stopped worker's is taken over", office.wait_job(stage, others, 60)[0])
    step(f"{stage}: and ends well while that one is stopped", office.is_over(stage, before, 200), office.sql("select stage, subject, outcome, error from runs order by id desc limit 3"))
    print(f"{stage}: done by another {time.monotonic() - stopped:.1f} s after the stop")
    held, settled = office.state(stage), office.settled()
    time.sleep(max(0.0, seconds - (time.monotonic() - stopped)))
    os.killpg(office.workers[name].pid, signal.SIGCONT)
    step(f"{stage}: the job of the one that was stopped ends", wait_for(lambda: not any(job == stage for _, job in office.children(name)), 60))
    time.sleep(3)
    if stage == "send":
        # What it had on the wire is still its own, and it may say how that ended; what others settled it must not touch.
        step("send: it changed no mail that was settled meanwhile", settled <= office.settled(), sorted(settled - office.settled())[:5])
    else:
        step(f"{stage}: it wrote nothing that is not undone", office.state(stage) == held, f"{held} {office.state(stage)}")


def is_stopped(pid):
    """Whether the signal met the process while it lived; a process of many threads takes a moment to stop."""
    for _ in range(200):
        try:
            state = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return False
        if state in "TZ":
            return state == "T"
        time.sleep(0.01)
    return False


def older_config(office):
    """A worker whose config is older than the others' starts no jobs until it has theirs."""
    older = office.work / "config of w9"
    shutil.copytree(office.config, older)
    with open(older / "schedule.json", "a") as file:
        file.write("\n// an edit that the others do not have\n")
    for file in older.rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    log = office.work / "w9.log"
    config, office.config = office.config, older
    try:
        office.start("w9")
        office.wait_up("w9")
        step("a worker with an older config stands by", wait_for(lambda: "has a newer config" in log.read_text(), 30), log.read_text()[-300:])
        before = office.sql("select coalesce(max(id), 0) from runs")
        office.run("run", "now", "remind", data="w9", check=False)
        step("and another worker does its job", office.is_over("remind", before, 60) and not office.children("w9"))
        shutil.copy2(config / "schedule.json", older / "schedule.json")
        step("with the newer one it starts jobs again", wait_for(lambda: "newest config again" in log.read_text(), 60), log.read_text()[-300:])
    finally:
        office.config = config
        office.kill("w9")


def wait_for(found, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found():
            return True
        time.sleep(0.3)
    return False


def server_away(office, names, seconds):
    """The database server is away for a while, and back."""
    subprocess.run([ROOT / "tests/postgres.sh", "pause", office.work / "pg"], check=True)
    time.sleep(seconds)
    subprocess.run([ROOT / "tests/postgres.sh", "go", office.work / "pg"], check=True)
    before = office.sql("select coalesce(max(id), 0) from runs")
    alive = [name for name in names if office.workers[name].poll() is None]
    step("no worker ended while the server was away", len(alive) == len(names), alive)
    office.grow(100)
    time.sleep(15)
    office.run("run", "now", "poll", data=alive[0], check=False)
    step("jobs run again when it is back", office.is_over("poll", before, 300))


def many_mails(office, names, mails):
    """Some thousand mails, every worker sends."""
    queue(office, mails)
    before = office.sql("select coalesce(max(id), 0) from runs")
    runs = [subprocess.Popen([str(office.build / "SyncWorker"), "send", "--config", str(office.config), "--data", str(office.work / name)],
                             env=office.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for name in names]
    said = [run.communicate(timeout=600)[0] for run in runs]
    senders = office.sql(f"select count(distinct fence) from attempts where fence > {before}")
    step(f"{len(names)} workers send {mails} mails together", int(senders) == len(names), f"{senders} sent: {said}")


def judge(office):
    """The mail server's list against the outbox, and the register against the file."""
    arrived = [line.split("\t")[0] for line in (office.work / "mails").read_text().splitlines()]
    counted = {}
    for message in arrived:
        counted[message] = counted.get(message, 0) + 1
    rows = [line.split("|") for line in office.sql("select messageid, state, repeats from outbox where messageid is not null").splitlines()]
    open_ = [row for row in rows if row[1] not in ("Sent", "Uncertain")]
    lost = [row[0] for row in rows if row[1] == "Sent" and row[0] not in counted]
    doubled = [message for message, n in counted.items() if n > 1 and not any(row[0] == message and int(row[2]) > 0 for row in rows)]
    uncertain = [row[0] for row in rows if row[1] == "Uncertain"]
    step(f"no mail lost of {len(rows)}", not lost, lost[:3])
    step("no mail doubled that was not called uncertain", not doubled, doubled[:3])
    step("none is left on the way", not open_, open_[:3])
    office.run("poll")
    office.run("reconcile")
    partners = office.sql("select count(*), count(distinct registerid), min(status), max(status) from partners")
    step(f"the register has the file's {office.partners} rows, each once", partners == f"{office.partners}|{office.partners}|Active|Active", partners)
    print(f"uncertain: {len(uncertain)} of {len(rows)} mails")


if __name__ == "__main__":
    main()
