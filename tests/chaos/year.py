"""The year of one seed: day after day the stages run, and what the world has decided goes wrong goes wrong."""

import collections
import datetime
import os
import pathlib
import random
import re
import signal
import time

from office import SECRET
from partners import FORMATS, ROWS

OPEN = "select count(*) from outbox where State in ('Queued', 'Claimed', 'Sending', 'RetryAt')"
TROUBLES = ["disk-full", "read-only", "no-names", "bad-config", "clock-forward", "clock-back", "stopped", "secret-gone", "edited"]
OF_ENGINE = {"sqlite": ["damaged", "restored"], "postgres": ["cut-off", "cut-off", "restarted", "restored"]}
# A mail may be late after such a day; the program says so.
OUTAGES = {"away", "some-4xx", "all-4xx", "cut-after-data", "cut-before-answer", "login", "greylist", "drops", "secret-gone", "clock-forward", "clock-back"}


class Year:
    def __init__(self, world, office, sources, mail, kills, faults=True, workers=1, troubles=0.15, mailbox=None, people=None):
        self.world, self.office, self.sources, self.mail, self.workers = world, office, sources, mail, workers
        self.mailbox, self.people = mailbox, people
        self.letters = []             # what lies in the mailbox: what each is, and what is to become of it
        self.open_answers = []        # acknowledged reminders that lie in the mailbox: rule, subject, period, recipient, day
        self.acknowledged = {}        # the same, read: the day of it
        self.faults, self.troubles, self.coming = faults, troubles, []
        self.dice = random.Random(office.dice.random())
        self.kills = kills
        self.planned = set()          # working days on which remind has ended
        self.known = {source: {} for source in FORMATS}   # what the worker can know of each source
        self.spans = {}               # partner id: [(since, until, founded)]
        self.missing = {}             # partner id: day since which no source has it
        self.outages = set()          # days on which mail may have been late
        self.happened = collections.Counter()
        self.until = None             # when no further day begins
        self.talk = print

    @property
    def killed(self):
        return sum(self.office.kills.values())

    def chance(self, left_days):
        """Of a kill at each try, so that all kills are spread over the days."""
        wanted = (self.kills - self.killed) / max(1, left_days * (4 if self.faults else 3))
        return max(0.0, min(0.8, wanted / (1 + wanted)))

    def go(self):
        worked = [day for day in self.world.days if self.world.wall.works(day) and day not in self.world.off]
        if self.mailbox:
            # From now on mails have links.
            self.office.run(["check", "--connect"], self.at(self.world.start, 5, 30), env=self.secret)
        for day in self.world.days:
            if self.until and time.monotonic() > self.until:
                self.world.end = day - datetime.timedelta(days=1)
                self.talk(f"  no time is left: judged up to {self.world.end}", flush=True)
                break
            if day in self.world.off:
                continue
            if not self.world.wall.works(day):
                if self.dice.random() < 0.05:
                    self.day_off(day)
                continue
            left = len(worked) - worked.index(day)
            self.day(day, self.chance(left))
            if len(worked) < 30 or left % 20 == 0:
                self.talk(f"  {day}: {self.killed} kills, {len(self.mail.taken)} mails taken, {sum(self.office.runs.values())} runs, {len(self.office.odd)} odd", flush=True)
        self.drain()

    def next_trouble(self):
        """All of them, in an order of this seed, before one comes again."""
        if not self.coming:
            self.coming = TROUBLES + OF_ENGINE[self.office.engine]
            self.dice.shuffle(self.coming)
        return self.coming.pop()

    def at(self, day, hour, minute=0):
        return datetime.datetime.combine(day, datetime.time(hour, minute))

    def day_off(self, day):
        self.mail.set_mode("well", day, 0)
        before = len(self.mail.taken)
        self.office.stage("send", self.at(day, 9), env=self.secret)
        if len(self.mail.taken) > before:
            self.office.strange(str(day), "send", "mails left on a day off")

    def day(self, day, chance):
        office, world = self.office, self.world
        trouble = self.next_trouble() if self.faults and self.dice.random() < self.troubles and day != world.start else None
        mode = world.mail.get(day, "well")
        if trouble:
            self.happened[trouble] += 1
        if mode != "well":
            self.happened[f"mail {mode}"] += 1
        if mode in OUTAGES or trouble in OUTAGES:
            self.outages.add(day)
        self.mail.set_mode(mode, day, f"{day}{mode}")
        self.serve(day)
        world.write_received(office.config, day)
        who = (lambda: self.dice.randrange(self.workers)) if self.workers > 1 else (lambda: 0)
        if self.dice.random() < 0.1:
            office.new_boot(self.at(day, 6))
        if trouble == "bad-config":
            self.bad_config(day)
        if trouble == "edited":
            self.edit_config()
        at = self.at(day, 6, 30)
        if trouble in ("disk-full", "read-only"):
            self.no_writing(day, at, trouble)
        if trouble in ("cut-off", "restarted"):
            self.cut_off(day, trouble)
        if trouble == "no-names" or self.changed(day) or self.dice.random() < 0.5:
            _, at = office.stage("poll", at, chance, who(), allowed=(0, 3, 1), no_names=trouble == "no-names")
            self.learn(day, trouble == "no-names")
        done, at = office.stage("reconcile", max(at, self.at(day, 6, 50)), chance, who(), allowed=(0, 3, 4))
        at = self.decided(day, done, at)
        self.reconciled(day)
        if self.mailbox:
            at = self.answers(day, at, chance, who)
        _, at = office.stage("remind", max(at, self.at(day, 7, 5)), chance, who())
        self.planned.add(day)
        env = {} if trouble == "secret-gone" else self.secret
        if trouble in ("clock-forward", "clock-back"):
            self.wrong_clock(day, trouble)
        if trouble == "stopped":
            self.stopped(day, env)
        if trouble in ("damaged", "restored"):
            self.put_back(day, trouble == "damaged")
        allowed = (0, 3, 4, 1) if day in self.outages or trouble == "secret-gone" else (0, 3)
        for hour in (9, 11, 15):
            if hour == 9 or self.open_mails():
                self.send(self.at(day, hour), chance, who, env, allowed)
        if mode == "login" or trouble in ("secret-gone",):
            office.run(["mail", "release"], self.at(day, 16, 50), env=self.secret)
        if self.dice.random() < 0.1:
            office.run(["backup", str(office.data() / "backups" / f"daily-{day:%Y%m%d}-121500.db")], self.at(day, 12, 15))

    def decided(self, day, done, at):
        """A person looks at a plan that is held: what went from a source that is well has really gone."""
        if done.code != 4:
            return at
        held = re.search(r"reconcile approve (\w+)", done.output)
        if not held:
            self.office.strange(str(at), "reconcile", "held, and no plan named")
        elif not any((day, source) in self.world.sick for source in FORMATS):
            self.happened["held plan approved"] += 1
            self.office.run(["reconcile", "approve", held[1]], at)
        return at + datetime.timedelta(minutes=1)

    secret = SECRET

    def answers(self, day, at, chance, who):
        """People have written; the mailbox is read, unless its server is away. Each message is handled once, as what it is."""
        letters, answered = self.people.write(self.mail.taken)
        self.mailbox.start()
        self.mailbox.put([text for text, _ in letters], at)
        self.letters += [is_ for _, is_ in letters]
        for action, number in answered:
            if action == "OK":
                self.open_answers += self.office.sql(f"select Rule, Subject, Period, Recipient, Day from ledger where Id = {number}")
        if self.faults and self.dice.random() < 0.05:
            self.happened["mailbox away"] += 1
            self.mailbox.stop()
            return self.office.stage("inbox", at, chance, who(), allowed=(3, 1), env=self.secret)[1]
        newest = int(self.office.sql("select coalesce(max(Id), 0) from inbox")[0][0])
        _, at = self.office.stage("inbox", at, chance, who(), allowed=(0, 3), env=self.secret)
        handled = sorted(self.office.sql(f"select Kind, Outcome from inbox where Id > {newest}"))
        left = self.mailbox.waiting()
        if handled != sorted(map(tuple, self.letters)) or left:
            self.office.strange(str(day), "inbox", f"{left} messages left", handled, sorted(self.letters))
        for kind, outcome in self.letters:
            self.happened[f"message {kind} {outcome}"] += 1
        self.acknowledged.update(dict.fromkeys(self.open_answers, day))
        self.letters, self.open_answers = [], []
        return at

    def open_mails(self):
        return int(self.office.sql(OPEN)[0][0]) > 0 or int(self.office.sql("select count(*) from outbox where State = 'Uncertain' and NextTryAt is not null")[0][0]) > 0

    def send(self, at, chance, who, env, allowed):
        """By one worker, or by two at once."""
        if self.workers > 1 and self.dice.random() < 0.5:
            runs = [self.office.start(["send"], at, worker=n, env=env, kill_at=self.dice.randrange(1, int(self.office.typical["send"])) if self.dice.random() < chance else 0) for n in range(self.workers)]
            for run in runs:
                done = self.office.ended(run)
                self.office.runs["send"] += 1
                self.office.kills["send"] += done.killed
            at += datetime.timedelta(minutes=5)
        return self.office.stage("send", at, chance, who(), allowed=allowed, env=env)

    # ---- what the worker can know ----

    def serve(self, day):
        self.spoilt = {}
        for source in FORMATS:
            rows, self.spoilt[source] = self.world.served(source, day)
            mode = self.world.sick.get((day, source), (None,))[0]
            self.sources.rows[source], self.sources.sick[source] = rows, None if mode in ROWS else mode
            if mode:
                self.happened[f"source {mode}"] += 1

    def changed(self, day):
        """Whether a poll would find or meet anything new; some that would not are run all the same."""
        sick = any((day, source) in self.world.sick for source in FORMATS)
        return sick or any(self.known[source] != {row.id: row for row in self.sources.rows[source]} for source in FORMATS)

    def learn(self, day, no_names):
        """After a poll that ended: a source that answered well is known as it is, but for the rows that were spoilt."""
        for source in FORMATS:
            mode = self.world.sick.get((day, source), (None,))[0]
            if no_names or (mode and mode not in ROWS) or not self.sources.rows[source]:
                continue
            said = self.office.sql(f"select Outcome, Error from runs where Stage = 'poll' and Subject = '{source}' order by Id desc limit 1")
            if said and said[0][0] == "Failed":
                self.happened["well source that was said to be unhealthy"] += 1
                print(f"  {day}: {source} is well and said to be not: {said[0][1]}", flush=True)
                continue
            before, now = self.known[source], {row.id: row for row in self.sources.rows[source]}
            for id_ in self.spoilt[source]:
                old = before.get(id_)
                if mode == "twice":
                    now.pop(id_)
                    if old:
                        now[id_] = old
                else:
                    now[id_] = now[id_]._replace(founded=old.founded if old else "")
            self.known[source] = now

    def reconciled(self, day):
        """What the register says of each partner from this day on."""
        for id_, partner in self.world.partners.items():
            if id_ not in self.spans:
                if id_ in self.known["register"]:
                    self.spans[id_] = []
                else:
                    continue
            spans = self.spans[id_]
            there = any(id_ in rows for rows in self.known.values())
            if there:
                self.missing.pop(id_, None)
            since = self.missing.setdefault(id_, day) if not there else None
            gone = since is not None and (day - since).days >= 14
            founded = self.known[partner.home][id_].founded if id_ in self.known[partner.home] else spans[-1][2] if spans else ""
            if spans and spans[-1][1] == datetime.date.max:
                if not gone and spans[-1][2] == founded:
                    continue
                spans[-1] = (spans[-1][0], day, spans[-1][2])
            if not gone:
                spans.append((day, datetime.date.max, founded))

    # ---- troubles ----

    def no_writing(self, day, at, trouble):
        """A stage meets a full disk at a random step, or a folder that is read-only; then all is well again."""
        name = self.dice.choice(["poll", "reconcile", "remind", "send"])
        at = self.at(day, 7, 40) if name == "send" else at
        how = {"read_only": True} if trouble == "read-only" else {"full_from": self.dice.randrange(1, int(self.office.typical[name]))}
        done = self.office.run([name], at, env=self.secret, **how)
        self.office.runs[name] += 1
        if "   at " in done.errors:
            self.office.strange(str(day), trouble, name, done.errors[-400:])

    def cut_off(self, day, trouble):
        """The database server ends all sessions, or starts anew, in the middle of a stage."""
        name = self.dice.choice(["poll", "reconcile", "remind", "send"])
        run = self.office.start([name], self.at(day, 6, 20) if name != "send" else self.at(day, 7, 40), env=self.secret)
        until = self.dice.randrange(1, int(self.office.typical[name]))
        while run.poll() is None and self.office.steps(run) < until:
            time.sleep(0.002)
        self.office.cut_off() if trouble == "cut-off" else self.office.restart_server()
        self.office.ended(run)
        self.office.runs[name] += 1

    def put_back(self, day, is_damaged):
        """A backup is put back over what was sent since, as the runbook says, and sending is released; pages of the store may be overwritten before."""
        office, name = self.office, "damaged" if is_damaged else "restored"
        backup = office.data() / "backups" / f"daily-{day:%Y%m%d}-074000.db"
        if office.run(["backup", str(backup)], self.at(day, 7, 40)).code != 0:
            office.strange(str(day), name, "no backup")
            return
        office.stage("send", self.at(day, 7, 50), env=self.secret, allowed=(0, 1, 3, 4))
        office.end_hosts()
        if is_damaged:
            self.damage(day)
        done = office.run(["restore", str(backup)], self.at(day, 8, 20))
        if done.code != 0:
            office.strange(str(day), "restore", done.code, done.output[-300:] + done.errors[-300:])
        office.run(["mail", "release"], self.at(day, 8, 30), env=self.secret)

    def damage(self, day):
        """Overwrites pages of the store, which a run then meets."""
        office = self.office
        store = office.data() / "syncworker.db"
        with open(store, "r+b") as file:
            size = store.stat().st_size // 4096
            for page in self.dice.sample(range(1, size), min(size - 1, 8)):
                file.seek(page * 4096)
                file.write(self.dice.randbytes(4096))
        for side in ("-wal", "-shm"):
            (office.data() / f"syncworker.db{side}").unlink(missing_ok=True)
        done = office.run([self.dice.choice(["send", "remind", "status"])], self.at(day, 8, 10), env=self.secret)
        if "   at " in done.errors:
            office.strange(str(day), "damaged", done.code, done.errors[-400:])

    def bad_config(self, day):
        name = self.dice.choice(["poll.json", "remind.json", "send.json", "schedule.json", "staff.json", "reconcile.json"])
        path = self.office.config / name
        good = path.read_bytes()
        path.write_bytes(self.dice.choice([good[: len(good) // 2], b"", b"[" if name in ("poll.json", "reconcile.json") else b"{}", good.replace(b'"', b"'", 3), b"\xff\xfe" + good, good[:1] + b'"unknown": 1,' + good[1:]]))
        done = self.office.run([self.dice.choice(["poll", "reconcile", "remind", "send"])], self.at(day, 6, 10))
        if done.code != 2:
            self.office.strange(str(day), "bad config", done.code, name + ": " + (done.output + done.errors)[-300:])
        path.write_bytes(good)

    def edit_config(self):
        """A good edit that changes nothing of what is due."""
        path = self.office.config / "staff.json"
        path.write_text(path.read_text(encoding="utf-8") + f"\n// {self.dice.random()}\n", encoding="utf-8")

    def wrong_clock(self, day, which):
        """The clock is days off while the machine runs: nothing may leave. Then it is set right, and a person lets it go."""
        slip = datetime.timedelta(days=7 if which == "clock-forward" else -7)
        self.office.run(["send"], self.at(day, 7, 40), env=self.secret)  # knows this boot
        before = len(self.mail.taken)
        done = self.office.run(["send"], self.at(day, 7, 45) + slip, uptime_slip=-slip, env=self.secret)
        if len(self.mail.taken) > before or done.code not in (4, 0):
            self.office.strange(str(day), which, done.code, "mails left under a wrong clock: " + (done.output + done.errors)[-300:])
        self.office.run(["mail", "release"], self.at(day, 7, 50), env=self.secret)

    def stopped(self, day, env):
        """A sender stands still in the middle, longer than its leases; another sends meanwhile; then it goes on."""
        run = self.office.start(["send"], self.at(day, 7, 31), stop_at=self.dice.randrange(20, int(self.office.typical["send"]) + 20), env=env)
        while run.poll() is None:
            try:
                if pathlib.Path(f"/proc/{run.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T":
                    break
            except OSError:
                break
            time.sleep(0.02)
        if run.poll() is None:
            other = self.office.start(["send"], self.at(day, 8, 40), worker=self.workers - 1, env=env)
            until = time.time() + 20
            while other.poll() is None and time.time() < until:
                time.sleep(0.05)
            self.office.set_clock(run, self.at(day, 8, 41))  # it went on while the process stood still
            os.kill(run.pid, signal.SIGCONT)
            self.office.ended(other)
            self.office.runs["send"] += 1
        self.office.ended(run)
        self.office.runs["send"] += 1

    def drain(self):
        """All is well again for some days: nothing may be left on its way."""
        day = self.world.end
        for _ in range(4):
            day += datetime.timedelta(days=1)
            while not self.world.wall.works(day):
                day += datetime.timedelta(days=1)
            self.mail.set_mode("well", day, 0)
            for hour in (9, 12):
                self.office.stage("send", self.at(day, hour), env=self.secret)
            if not self.open_mails():
                break
