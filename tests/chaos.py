#!/usr/bin/env python3
"""A year of faults: the real program through virtual days, killed, stopped and starved, against an oracle.

    chaos.py [--days 400] [--seed 1] [--engine sqlite|postgres] [--kills 1000] [--workers 1|2] [--from DAY] [--program FOLDER] [--calm] [--keep] [--short]

Each stage runs as a process of its own on a virtual clock (tests/chaos/shim.c). Sources, mail server and machine misbehave as the seed
says. At the end the mail server's list, outbox, ledger and the oracle (tests/chaos/oracle.py) are compared mail by mail. Needs a build
(dotnet publish, or dotnet build), a C compiler and, for the mailbox of answers, dovecot. Ends with "N passed, N failed, N skipped".
"""

import argparse
import datetime
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/chaos"))

from answers import DOVECOT, Mailbox, People  # noqa: E402
from host import compile_host  # noqa: E402
from judge import Judge  # noqa: E402
from mailserver import MailServer  # noqa: E402
from office import Office  # noqa: E402
from oracle import Wall  # noqa: E402
from partners import Sources  # noqa: E402
from world import World  # noqa: E402
from year import Year  # noqa: E402


def program(given):
    if given:
        return pathlib.Path(given)
    built = list(ROOT.glob("src/SyncWorker/bin/*/net10.0/SyncWorker"))
    if not built:
        sys.exit("no build of SyncWorker: dotnet build src/SyncWorker -c Release")
    return max(built, key=lambda file: file.stat().st_mtime).parent


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--days", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--workers", type=int, default=None)
    options.add_argument("--partners", type=int, default=40)
    options.add_argument("--from", dest="start", type=datetime.date.fromisoformat, default=datetime.date(2026, 11, 2), help="first day, which is goLive")
    options.add_argument("--troubles", type=float, default=0.15, help="share of the days on which the machine, the config or the clock is in trouble")
    options.add_argument("--program")
    options.add_argument("--patience", type=int, default=5, help="seconds to wait for an answer; more on a machine that others use")
    options.add_argument("--minutes", type=float, help="no further day begins after so many; what was done is judged")
    options.add_argument("--short", action="store_true", help="eight days around a report's due day: a minute on a machine with nothing else to do")
    options.add_argument("--kept", action="store_true", help="runs that are not killed share a process, which saves their start")
    options.add_argument("--calm", action="store_true", help="no faults but kills")
    options.add_argument("--keep", action="store_true")
    given = options.parse_args()
    if given.short:
        given.days, given.start, given.kills, given.partners, given.troubles = 8, datetime.date(2027, 1, 4), 12, 12, 0.5
    workers = given.workers or (2 if given.engine == "postgres" else 1)
    if not shutil.which("cc"):
        print("no C compiler\n\n0 passed, 0 failed, 1 skipped")
        return
    work = pathlib.Path(tempfile.mkdtemp(prefix="chaos-"))
    work.chmod(0o755)
    shim = work / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, ROOT / "tests/chaos/shim.c", "-ldl"], check=True)
    port = None
    if given.engine == "postgres":
        (work / "pg").mkdir()
        port = int(subprocess.run([ROOT / "tests/postgres.sh", "start", work / "pg"], capture_output=True, text=True, check=True).stdout.split()[-1])
    office = Office(work, program(given.program), shim, given.seed, given.patience, given.engine, port, compile_host(work / "host.dll") if given.kept else None)
    sources, mail = Sources(given.patience), MailServer("nhacviec", "mật khẩu")
    world = World(given.seed, given.days, given.partners, given.start)
    store = {"postgres": {"host": "127.0.0.1", "port": port, "schema": "office"}} if port else None
    mailbox = Mailbox(work / "mailbox") if DOVECOT else None
    if not mailbox:
        print("no dovecot: a year without answers")
    world.write_config(ROOT, office.config, sources.port, mail.port, given.patience, store, mailbox and mailbox.port)
    world.prepare(Wall(sorted((office.config / "calendars").glob("*.csv"))), faults=not given.calm)
    office.new_boot(datetime.datetime.combine(world.start, datetime.time(5)))
    year = Year(world, office, sources, mail, given.kills, not given.calm, workers, given.troubles, mailbox, People(given.seed))
    year.until = given.minutes and time.monotonic() + 60 * given.minutes
    began, passed, failed = time.monotonic(), 0, 0
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        year.go()
        faults = Judge(year)
        faults.judge()
        checks = ["lost", "doubled", "left on the way", "refused, but not by the server", "mail that the outbox does not know", "one Message-ID for two mails", "not told", "told, and not expected", "its mail does not name it"]
        for check in checks:
            found = faults.faults[check]
            passed, failed = passed + (not found), failed + bool(found)
            print(f"{'FAILED ' if found else 'ok     '} {len(found)} {check}", *found[:12], sep="\n           " if found else " ", flush=True)
        passed, failed = passed + (not office.odd), failed + bool(office.odd)
        print(f"{'FAILED ' if office.odd else 'ok     '} {len(office.odd)} runs that ended in a way that nothing explains", *office.odd[:12], sep="\n           ")
        minutes = (time.monotonic() - began) / 60
        print(f"\nseed {given.seed}, {given.engine}, {(world.end - world.start).days + 1} days, {year.killed} kills ({', '.join(f'{n} {stage}' for stage, n in sorted(office.kills.items()))}), {sum(office.runs.values())} runs, {len(mail.taken)} mails taken, {minutes:.1f} minutes")
        print("seconds a run:", ", ".join(f"{stage} {office.seconds[stage] / max(1, office.runs[stage]):.2f}" for stage in office.seconds))
        print("happened:", ", ".join(f"{what} {n}" for what, n in sorted(year.happened.items())))
        print("figures:", ", ".join(f"{what} {n}" for what, n in sorted(faults.figures.items())))
    finally:
        office.end_hosts()
        if mailbox:
            mailbox.stop()
        if port:
            subprocess.run([ROOT / "tests/postgres.sh", "stop", work / "pg"], check=False)
        if failed or given.keep or sys.exc_info()[0]:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    print(f"\n{passed} passed, {failed} failed, 0 skipped")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
