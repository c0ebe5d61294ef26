"""Who has to be told of what on which day, written from config/README.md and the policy's words, apart from the program.

Every step of every case is written into a diary on the day that the words name; then its pages are turned one day at a time. The days on
which the worker could not plan are given; what the words say of catching up is applied to them.
"""

import collections
import datetime
from dataclasses import dataclass, replace

DAY = datetime.timedelta(days=1)
NEVER = datetime.date.max
GRACE = 3

Told = collections.namedtuple("Told", "day recipient rule subject period step")


class Wall:
    """The calendar on the wall: a finger moved one day at a time."""

    def __init__(self, files):
        self.off, self.worked = set(), set()
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines()[1:]:
                day = datetime.date.fromisoformat(line[:10])
                (self.worked if ",swap_work,1," in line else self.off).add(day)

    def works(self, day):
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def walk(self, day, count, direction):
        while count:
            day += direction * DAY
            count -= self.works(day)
        return day

    def roll(self, day, direction):
        while not self.works(day):
            day += direction * DAY
        return day

    def before(self, day, lead):
        """The day so long before, as counted and as mailed."""
        count, unit = (0, "days") if lead == "the day" else (int(lead.split()[0]), lead.split(None, 1)[1])
        if unit.startswith("working"):
            raw = self.walk(day, count, -1)
        elif unit.startswith("month"):
            months = day.year * 12 + day.month - 1 - count
            year, month = divmod(months, 12)
            last = (datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1) - DAY).day
            raw = datetime.date(year, month + 1, min(day.day, last))
        else:
            raw = day - count * DAY
        return raw, self.roll(raw, -1)


@dataclass(frozen=True)
class Break:
    first: datetime.date
    last: datetime.date
    notice: datetime.date
    back: datetime.date
    cover: datetime.date
    chase: datetime.date


def breaks(wall, start, end, days=4, notice=3, cover=5, quiet=2):
    found, day = [], start - 370 * DAY
    while day < end + 200 * DAY:
        first = day
        while not wall.works(day):
            day += DAY
        if (day - first).days >= days:
            last = day - DAY
            found.append(Break(first, last, wall.walk(first, notice, -1), day, wall.walk(last, cover, 1), wall.walk(last, quiet + 1, 1)))
        day += DAY
    return found


@dataclass(frozen=True)
class Page:
    rule: str
    subject: str
    period: str
    step: str
    day: datetime.date
    raw: datetime.date
    place: int
    to: tuple           # roles
    unit: str           # whose desk is asked: the id of a partner or a country's code
    since: datetime.date
    silent: datetime.date = NEVER
    expires: bool = True
    meant: datetime.date = None
    is_new: bool = False


class Diary:
    def __init__(self, wall, start, end, down, desks, answered):
        """down: working days on which nothing was planned; desks(role, unit, day) gives recipients; answered: see World.expected."""
        self.wall, self.start, self.end, self.down, self.desks, self.answered = wall, start, end, down, desks, answered
        self.breaks = breaks(wall, start, end)
        self.pages = collections.defaultdict(list)

    def leads(self, page, steps):
        notices = [b for b in self.breaks if b.first <= page.day <= b.cover]
        for place, step in enumerate(steps):
            raw, on = self.wall.before(page.day, step)
            inside = next((b for b in self.breaks if b.first <= raw <= b.last), None)
            if inside:
                if inside not in notices:
                    notices.append(inside)
                continue
            self.write(replace(page, step=step, raw=raw, place=place), on)
        for b in notices:
            self.write(replace(page, step=f"notice {b.first}", raw=b.last, place=200), b.notice)
            if b.back <= page.day <= b.cover:
                self.write(replace(page, step=f"back {b.back}", raw=b.back, place=200), b.back)

    def chase(self, page, on):
        self.write(page, self.chased_on(self.wall.roll(on, 1)))

    def chased_on(self, day):
        return next((b.chase for b in self.breaks if b.first <= day < b.chase), day)

    def write(self, page, send):
        if page.day < self.start or (page.is_new and page.day < page.since):
            return  # what lay before a partner was known is owed to nobody
        on = self.turned(max(send, self.start, page.since), page.step[0] == "+")
        if on <= self.end:
            self.pages[on].append(replace(page, meant=send))

    def turned(self, day, is_chase):
        while True:
            meant = self.wall.roll(day, 1)
            if meant in self.down:
                meant += DAY
            if is_chase:
                meant = self.chased_on(meant)
            if meant == day:
                return day
            day = meant

    def next_soon(self, page, today):
        return any(
            today < other.meant < self.wall.walk(today, 3, 1) and set(other.to) & set(page.to)
            for pages in self.pages.values() for other in pages
            if (other.rule, other.subject, other.period) == (page.rule, page.subject, page.period))

    def turn(self):
        told, already, chased = set(), set(), {}
        for today in sorted(self.pages):
            pages = [page for page in self.pages[today] if today < page.silent]
            newest = {}
            for page in pages:
                for recipient in {r for role in page.to for r in self.desks(role, page.unit, today)}:
                    key = (page.rule, page.subject, page.period, recipient)
                    other = newest.get(key)
                    if other is None or (page.raw, page.place) > (other.raw, other.place):
                        newest[key] = page
            for (rule, subject, period, recipient), page in newest.items():
                if page.step[0] == "+":
                    chased[(rule, subject, period, recipient)] = max(
                        p.silent for p in self.pages[today] if (p.rule, p.subject, p.period) == (rule, subject, period)
                        and any(recipient in self.desks(role, p.unit, today) for role in p.to))
                if page.meant < max(page.since, self.start) and self.next_soon(page, today):
                    continue
                step = "expired" if page.expires and today > self.wall.walk(page.day, GRACE, 1) else page.step
                taken_on = self.answered.get((rule, subject, period, recipient, page.day), NEVER)
                if step != "expired" and step[0] != "+" and taken_on <= today:
                    continue  # who has taken it on is told no more ahead of the day
                if (rule, subject, period, step, recipient) not in already:
                    already.add((rule, subject, period, step, recipient))
                    told.add(Told(today, recipient, rule, subject, period, step))
        for (rule, subject, period, recipient), received in chased.items():
            if received <= self.end:
                on = self.turned(received, False)
                if on <= self.end:
                    told.add(Told(on, recipient, rule, subject, period, "done"))
        return told


def anniversary(diary, rule, subject, unit, origin, leads, round5, round10, to, since, silent, is_new=False):
    """origin: ISO day. Years that end in 0 or 5 have further steps and never expire."""
    first = datetime.date.fromisoformat(origin)
    for year in range(diary.start.year - 1, diary.end.year + 3):
        years = year - first.year
        if years <= 0:
            continue
        try:
            day = first.replace(year=year)
        except ValueError:
            day = datetime.date(year, 2, 28)
        more = round10 if years % 10 == 0 else round5 if years % 5 == 0 else []
        page = Page(rule, subject, str(year), "", day, day, 0, tuple(to), unit, since, silent, years % 5 != 0, is_new=is_new)
        diary.leads(page, list(more) + list(leads))


def quarter_report(diary, rule, code, unit, partner, leads, to, overdue, after, received, since, silent):
    """received: period -> day. Staff have one line for all units, a unit its own."""
    for year in range(diary.start.year - 1, diary.end.year + 2):
        for quarter in range(1, 5):
            period = f"{year}-Q{quarter}"
            end = datetime.date(year + (quarter == 4), quarter * 3 % 12 + 1, 1) - DAY
            due = diary.wall.roll(end + after * DAY, -1)
            if due < diary.start or due < since:
                continue
            quiet = min(received.get(period, NEVER), silent)
            for role in sorted({*to, *(r for _, roles in overdue for r in roles)}):
                subject = partner if role == "association.office" else f"report:{code}"
                page = Page(rule, subject, period, "", due, due, 0, (role,), unit, since, quiet, False)
                if role in to:
                    diary.leads(page, leads)
                for place, (late, roles) in enumerate(overdue):
                    if role in roles:
                        raw = diary.wall.walk(due, int(late.split()[0]), 1)
                        diary.chase(replace(page, step="+" + late, raw=raw, place=100 + place), raw)
