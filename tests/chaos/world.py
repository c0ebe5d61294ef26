"""The union of one seed: its partners, what changes in 400 days, its staff and rules, and what goes wrong on which day."""

import dataclasses
import datetime
import json
import random
import re
import shutil

import oracle
from answers import USER
from partners import FORMATS, ROWS, SICK, Row

DAY = datetime.timedelta(days=1)
START = datetime.date(2026, 11, 2)
COUNTRIES = {  # code: name, department, officers, relations since
    "FR": ("Pháp", "Ban Châu Âu", "1973-04-12"),
    "DE": ("Đức", "Ban Châu Âu", "1975-09-23"),
    "RU": ("Nga", "Ban Châu Âu", "1950-01-30"),
    "IT": ("Ý", "Ban Châu Âu", "1973-03-23"),
    "LA": ("Lào", "Ban Châu Á", "1962-09-05"),
    "JP": ("Nhật Bản", "Ban Châu Á", "1973-09-21"),
    "IN": ("Ấn Độ", "Ban Châu Á", "1972-01-07"),
    "CU": ("Cuba", "Ban Châu Á", "1960-12-02"),
}
STAFF = [  # id, department, roles, covers, leave (from, to, deputy)
    ("bcau-01", "Ban Châu Âu", ["officer"], ["FR", "DE"], [("2026-12-07", "2026-12-18", "bcau-02"), ("2027-06-14", "2027-06-25", "bcau-02")]),
    ("bcau-02", "Ban Châu Âu", ["officer"], ["*"], [("2027-03-15", "2027-03-26", "bcau-01")]),
    ("bcau-tb", "Ban Châu Âu", ["department.head"], ["*"], []),
    ("bca-01", "Ban Châu Á", ["officer"], ["*"], [("2027-05-10", "2027-05-21", None)]),
    ("bca-tb", "Ban Châu Á", ["department.head"], ["*"], []),
    ("vp-cvp", "Văn phòng", ["office.chief", "department.head"], ["*"], []),
]
LEADS = ["5 working days", "1 working day", "the day"]
ROUND10 = ["1 month"]
RELATIONS = ["10 working days", "the day"]
REPORT = {"leads": ["5 working days", "1 working day"], "to": ["officer", "association.office"], "after": 10,
          "overdue": [("1 working day", ["association.office"]), ("3 working days", ["officer", "department.head"]), ("7 working days", ["department.head", "office.chief"])]}
KINDS = ["central_association", "firm"]
HTTP = {"retries": 1, "maxWaitSeconds": 1, "totalMinutes": 5, "requestsPerMinute": 6000}


def plain(path):
    """A config file without comments."""
    text = re.sub(r"^\s*//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.M)
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))


@dataclasses.dataclass
class Partner:
    id: str
    name: str
    kind: str
    country: str
    founded: str
    home: str        # the source that has the founding day
    email: str
    since: datetime.date
    gone: datetime.date = datetime.date.max


class World:
    def __init__(self, seed, days, partners=40, start=START):
        self.dice = random.Random(seed)
        self.start, self.end = start, start + (days - 1) * DAY
        self.days = [start + n * DAY for n in range(days)]
        self.partners = {}
        self.edits = {}      # day: list of (partner id, field, value)
        self.received = {}   # (partner id, period): day
        self.sick = {}       # (day, source): (mode, partner ids)
        self.off = set()
        self.mail = {}       # day: mode
        for n in range(1, partners + 1):
            self.found(n, self.start)

    def prepare(self, wall, faults=True):
        """Decides all that will happen; wall: the calendar."""
        self.wall = wall
        worked = [day for day in self.days if wall.works(day)]
        dice = self.dice
        for day in worked[3:]:
            if not faults:
                continue
            for source in FORMATS:
                if dice.random() < 0.12:
                    mode = dice.choice(SICK + ROWS * 3)
                    self.sick[day, source] = (mode, [])
            if dice.random() < 0.35:
                self.mail[day] = dice.choice(["away", "slow", "some-4xx", "some-5xx", "all-4xx", "cut-after-data", "cut-before-answer", "login", "greylist", "drops"])
            if dice.random() < 0.02:
                self.off.add(day)
        if faults:
            self.off |= {day for day in worked if datetime.date(2027, 2, 3) <= day <= datetime.date(2027, 2, 12)}  # off over Tết
        self.change(worked)
        self.reports(worked)

    def found(self, n, since):
        dice = self.dice
        country = dice.choice(sorted(COUNTRIES))
        kind = "central_association" if n % 4 else "firm"
        founded = datetime.date(dice.randrange(1950, 2015), 1, 1) + dice.randrange(365) * DAY
        name = f"Hội hữu nghị Việt Nam - {COUNTRIES[country][0]} số {n:03}"
        self.partners[f"CA-{n:03}"] = Partner(f"CA-{n:03}", name, kind, country, founded.isoformat(), dice.choice(list(FORMATS)), f"hoi{n:03}@example.org", since)

    def clear(self, partner, day, founded, ahead=60, back=20):
        """No step of the founding day lies near."""
        for origin in (partner.founded, founded):
            for year in (day.year - 1, day.year, day.year + 1):
                meant = datetime.date.fromisoformat(origin).replace(year=year, day=min(28, int(origin[8:])))
                if day - back * DAY <= meant <= day + ahead * DAY:
                    return False
        return True

    def change(self, worked):
        """Names and days that change, organisations that are new or gone."""
        dice, count = self.dice, len(self.partners)
        for day in worked[5:]:
            fate = dice.random()
            if fate < 0.10:
                partner = dice.choice(list(self.partners.values()))
                name = re.sub(r" \(.*\)$", "", partner.name) + f" ({day:%d.%m.%y})"
                self.edits.setdefault(day, []).append((partner.id, "name", name))
            elif fate < 0.16:
                partner = dice.choice(list(self.partners.values()))
                old = datetime.date.fromisoformat(partner.founded)
                new = old.replace(day=1) + dice.randrange(28) * DAY
                if new != old and partner.since < day and not any(e[0] == partner.id and e[1] == "founded" for all_ in self.edits.values() for e in all_) and self.clear(partner, day, new.isoformat(), 80, 60):
                    self.edits.setdefault(day, []).append((partner.id, "founded", new.isoformat()))
            elif fate < 0.20:
                count += 1
                self.found(count, day)
                partner = self.partners[f"CA-{count:03}"]
                partner.kind = "firm"
                if not self.clear(partner, day, partner.founded):
                    del self.partners[partner.id]
            elif fate < 0.23:
                partner = dice.choice([p for p in self.partners.values() if p.kind == "firm"])
                if partner.gone == datetime.date.max and partner.since < day and self.clear(partner, day, partner.founded, 100, 5) and not any(e[0] == partner.id for all_ in self.edits.values() for e in all_):
                    partner.gone = day

    def reports(self, worked):
        for partner in self.partners.values():
            if partner.kind != "central_association":
                continue
            for year in (2026, 2027):
                for quarter in range(1, 5):
                    end = datetime.date(year + (quarter == 4), quarter * 3 % 12 + 1, 1) - DAY
                    if self.wall.roll(end + REPORT["after"] * DAY, -1) < self.start:
                        continue
                    fate = self.dice.random()
                    day = end + (self.dice.randrange(1, 11) if fate < 0.6 else self.dice.randrange(11, 24)) * DAY
                    if fate < 0.85:
                        self.received[partner.id, f"{year}-Q{quarter}"] = day

    # ---- a day ----

    def state(self, partner, day):
        """The partner as the sources tell it on a day; None when they do not have it."""
        if not partner.since <= day < partner.gone:
            return None
        name, founded = partner.name, partner.founded
        for on in sorted(self.edits):
            for id_, field, value in self.edits[on] if on <= day else []:
                if id_ == partner.id:
                    name, founded = (value, founded) if field == "name" else (name, value)
        return Row(partner.id, name, partner.kind, partner.country, founded, partner.email)

    def rows(self, source, day):
        """What the source really has: the register all, the others those whose day they keep."""
        found = []
        for partner in self.partners.values():
            row = self.state(partner, day)
            if row and source in ("register", partner.home):
                found.append(row if partner.home == source else row._replace(founded=""))
        return found

    def served(self, source, day):
        """The rows that the source serves, and the ids of those that are spoilt in it."""
        rows = self.rows(source, day)
        mode = self.sick.get((day, source), (None,))[0]
        if mode not in ROWS or not rows:
            return rows, []
        dice = random.Random(f"{day}{source}")
        spoilt = dice.sample(range(len(rows)), min(2, len(rows)))
        if mode == "twice":
            return rows + [rows[n] for n in spoilt], [rows[n].id for n in spoilt]
        ids = [rows[n].id for n in spoilt if rows[n].founded]
        return [row._replace(founded=dice.choice(["0001-01-01", "9999-12-31"])) if row.id in ids else row for row in rows], ids

    def desks(self, role, unit, day):
        """Recipients of a role for a partner (by id) or a country."""
        country = self.partners[unit].country if unit in self.partners else unit
        if role == "association.office":
            return {f"partner:{unit}"}
        department = COUNTRIES[country][1] if unit else "Văn phòng"
        if role == "office.chief":
            seats = [s for s in STAFF if role in s[2]]
        else:
            seats = [s for s in STAFF if s[1] == department and role in s[2]]
            if role == "officer":
                seats = [s for s in seats if country in s[3]] or [s for s in seats if "*" in s[3]]
        found = set()
        for seat in seats:
            away = next((leave for leave in seat[4] if leave[0] <= day.isoformat() <= leave[1]), None)
            head = next((s[0] for s in STAFF if s[1] == seat[1] and "department.head" in s[2]), None)
            found.add("staff:" + ((away[2] or head) if away else seat[0]))
        return found

    def expected(self, known, down, answered):
        """
        What has to be told; known: partner id -> list of (day, founded or None, has gone), as the worker could know it; answered:
        (rule, subject, period, recipient, day it is about) -> when it was said to be taken on.
        """
        diary = oracle.Diary(self.wall, self.start, self.end, down, self.desks, answered)
        for id_, spans in known.items():
            partner = self.partners[id_]
            for since, until, founded in spans:
                if founded:
                    oracle.anniversary(diary, "founding", f"partner:{id_}", id_, founded, LEADS, [], ROUND10, ["officer"], since, until, is_new=since == spans[0][0])
            if partner.kind == "central_association" and spans:
                received = {period: day for (who, period), day in self.received.items() if who == id_}
                oracle.quarter_report(diary, "quarter", "RPT-Q", id_, f"partner:{id_}", REPORT["leads"], REPORT["to"], REPORT["overdue"], REPORT["after"], received, spans[0][0], oracle.NEVER)
        for code, (_, _, relations) in COUNTRIES.items():
            oracle.anniversary(diary, "relations", f"country:{code}", code, relations, RELATIONS, [], [], ["department.head"], self.start, oracle.NEVER)
        oracle.anniversary(diary, "traditional-day", "day:traditional-day", "", "1950-11-17", ["1 working day", "the day"], [], [], ["office.chief"], self.start, oracle.NEVER)
        return diary.turn()

    # ---- config ----

    def write_config(self, root, config, sources_port, smtp_port, patience, store=None, imap_port=None):
        shutil.copytree(root / "config", config)
        for file in config.glob("assignments.csv"):
            file.write_text("id,kind,task,task_en,owner,basis,due,answered,answer\n")

        def write(name, value):
            (config / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")

        fields = {"registerId": "id", "nameVi": "name", "kind": "kind", "country": "country | iso2", "founded": "founded | date iso", "email": "email | email"}
        columns = {"registerId": "Mã số", "nameVi": "Tên tổ chức", "founded": "Ngày thành lập | date dd/MM/yyyy"}
        url = f"http://%s.chaos.test:{sources_port}/%s"
        common = {"http": {**HTTP, "attemptSeconds": patience, "stallSeconds": patience}, "limits": {"bodyMegabytes": 1, "unpackedMegabytes": 2}}

        def source(name, mapped, **more):
            return {"name": name, "url": url % (name, name), "format": FORMATS[name], **common, "id": ["id"], "fields": mapped, **more}
        write("poll.json", {"sources": [
            source("register", fields, list="data", paging={"by": "page", "parameter": "page", "pages": "pageCount"}, required=["nameVi", "kind"]),
            source("union-b", {"registerId": "code", "nameVi": "ten", "founded": "founded | date iso"}, id=["code"]),
            source("union-c", columns, id=["Mã số"]),
            source("union-d", columns, id=["Mã số"]),
            {"name": "countries", "file": "countries.csv", "format": "csv", "id": ["iso2"], "fields": {
                "kind": "= country", "country": "iso2 | iso2", "nameVi": "name", "nameEn": "name", "relations": "relations | date iso", "department": "department"}},
        ]})
        (config / "countries.csv").write_text("iso2,name,relations,department\n" + "".join(f"{code},{name},{day},{department}\n" for code, (name, department, day) in COUNTRIES.items()), encoding="utf-8")
        reconcile = plain(root / "config/reconcile.json")
        reconcile["sources"] = [{"name": "register", "rank": 1, "unmatched": "add"}, {"name": "countries", "rank": 1}] + [{"name": n, "rank": 20} for n in FORMATS if n != "register"]
        write("reconcile.json", reconcile)
        text = {"vi": "chuẩn bị", "en": "prepare"}
        write("remind.json", {
            "anniversaries": [
                {"id": "founding", "of": "founded", "who": {"kinds": KINDS}, "lead": LEADS, "round5": [], "round10": ROUND10, "to": ["officer"], "action": text},
                {"id": "relations", "of": "relations", "lead": RELATIONS, "round5": [], "round10": [], "to": ["department.head"], "action": text},
                {"id": "traditional-day", "of": "1950-11-17", "name": {"vi": "Ngày truyền thống", "en": "the traditional day"}, "lead": ["1 working day", "the day"], "round5": [], "round10": [], "to": ["office.chief"], "action": text},
            ],
            "reports": [{"id": "quarter", "code": "RPT-Q", "name": {"vi": "Báo cáo {period}", "en": "Report {period}"}, "who": {"kinds": ["central_association"]}, "period": "quarter",
                         "due": {"after": f"{REPORT['after']} days", "roll": "previous"}, "lead": REPORT["leads"], "to": REPORT["to"],
                         "overdue": [{"after": late, "to": roles} for late, roles in REPORT["overdue"]], "action": text}],
            "received": ["received.csv"], "firstDayMail": False,
        })
        (config / "received.csv").write_text("unit,code,period,received,number\n")
        schedule = plain(root / "config/schedule.json")
        schedule.update(mode="live", goLive=self.start.isoformat())
        schedule.pop("trialTo", None)
        if store:
            schedule["store"] = store
        write("schedule.json", schedule)
        write("send.json", {"transport": "smtp", "from": {"address": "nhacviec@example.org"}, "allowedDomains": ["example.org"], "storm": {"mostADay": 1000, "overPreviewMails": 1000},
                            "smtp": {"host": "localhost", "port": smtp_port, "security": "none", "user": "nhacviec", "secret": "smtp", "timeout": f"{2 * patience} seconds"},
                            "retry": {"first": "5 minutes", "longest": "1 hours", "giveUpAfter": "20 days"}, "uncertain": {"staff": "resend", "resendAfter": "60 minutes", "associations": "ask"},
                            **({"answers": {"to": USER, "imap": {"host": "127.0.0.1", "port": imap_port, "security": "none", "user": USER, "secret": "imap", "timeout": f"{2 * patience} seconds"}}} if imap_port else {})})
        staff = [{"id": id_, "title": id_, "department": department, "departmentEn": department, "roles": roles, "covers": covers, "email": f"{id_}@example.org", "mail": ["daily"],
                  "leave": [{"from": a, "to": b, **({"deputy": who} if who else {})} for a, b, who in leave]} for id_, department, roles, covers, leave in STAFF]
        write("staff.json", {"desk": {"nameVi": "Bộ phận nhắc việc", "email": "desk@example.org"}, "staff": staff})

    def write_received(self, config, day):
        lines = [f"{id_},RPT-Q,{period},{on.isoformat()},\n" for (id_, period), on in sorted(self.received.items()) if on <= day]
        (config / "received.csv").write_text("unit,code,period,received,number\n" + "".join(lines), encoding="utf-8")
