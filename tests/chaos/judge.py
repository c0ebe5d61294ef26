"""Compares, mail by mail: what the oracle says had to be told, the ledger, the outbox, and what the mail server took."""

import collections
import datetime

import oracle

STEPS = {"notice": "before the break", "back": "after the break"}


def named(step):
    return STEPS.get(step.split()[0], step)


class Judge:
    def __init__(self, year):
        self.year, self.office, self.world, self.mail = year, year.office, year.world, year.mail
        self.faults = collections.defaultdict(list)
        self.figures = collections.Counter()

    def judge(self):
        self.read()
        self.mails()
        self.reminders()
        self.texts()
        return self.faults

    def read(self):
        sql = self.office.sql
        self.ids = {f"partner:{id_}": f"partner:{register}" for id_, register in sql("select Id, RegisterId from partners")}
        days = dict(sql("select Id, AsOf from runs"))
        self.outbox = {id_: row for id_, *row in sql("select Id, Recipient, Day, Kind, State, MessageId, Repeats, Address, Reason from outbox")}
        self.ledger = []
        for rule, subject, period, step, recipient, day, send_on, state, outbox, run, reason in sql(
                "select Rule, Subject, Period, Step, Recipient, Day, SendOn, State, OutboxId, CreatedRun, Reason from ledger"):
            if rule == "notice":
                self.notice(subject, recipient, state, outbox, reason)
                continue
            key = oracle.Told(datetime.date.fromisoformat(days[run]), self.ids.get(recipient, recipient), rule, self.ids.get(subject, subject), period, step)
            self.ledger.append((key, state, outbox, reason))

    def notice(self, subject, recipient, state, outbox, reason):
        """What a message to the mailbox of answers made the program write to staff; it leaves with its mail, or its mail says why not."""
        self.figures["notes to staff"] += 1
        mail = self.outbox[outbox][3] if outbox else "no mail"
        if state not in ("Sent", "SentLate") and mail not in ("Refused", "Uncertain"):
            self.faults["not told"].append((subject, recipient, state, f"its mail: {mail}", reason))

    def mails(self):
        """Each mail of the outbox once with the server, or called uncertain."""
        arrived = collections.Counter(taken.message_id for taken in self.mail.taken)
        known = {}
        for id_, (recipient, day, kind, state, message, repeats, address, reason) in self.outbox.items():
            count = arrived[message] if message else 0
            if message and message in known:
                self.faults["one Message-ID for two mails"].append((known[message], id_, message))
            known[message] = id_
            self.figures[f"mails {state}"] += 1
            if state == "Sent" and count == 0:
                self.faults["lost"].append((id_, recipient, day, reason))
            if count > 1 and int(repeats) == 0:
                self.faults["doubled"].append((id_, recipient, day, count, state, reason))
            if count > 1 + int(repeats):
                self.faults["doubled"].append((id_, recipient, day, count, f"{repeats} repeats", reason))
            if int(repeats):
                self.figures["repeated, and marked"] += count > 1
            if state in ("Queued", "Claimed", "Sending", "RetryAt"):
                self.faults["left on the way"].append((id_, recipient, day, state, reason))
            if state == "Refused" and address not in self.mail.refused:
                self.faults["refused, but not by the server"].append((id_, recipient, day, reason))
            if state == "Uncertain":
                self.figures["uncertain that arrived"] += count > 0
        for message in arrived:
            if message not in known:
                self.faults["mail that the outbox does not know"].append(message)

    def reminders(self):
        """The ledger against the oracle."""
        down = {day for day in self.world.days if day <= self.world.end and self.world.wall.works(day) and day not in self.year.planned}
        answered = {
            (rule, self.ids.get(subject, subject), period, self.ids.get(recipient, recipient), datetime.date.fromisoformat(about)): on
            for (rule, subject, period, recipient, about), on in self.year.acknowledged.items()}
        self.figures["reminders taken on by an answer"] = len(answered)
        if self.year.mailbox and len(self.mail.taken) > 200 and not answered:
            self.faults["not told"].append("no mail had links to answer it by")
        expected = {told._replace(step=named(told.step)) for told in self.world.expected(self.year.spans, down, answered)}
        told, back = {}, {}
        for key, state, outbox, reason in self.ledger:
            if state in ("Due", "Late", "Sent", "SentLate", "Acknowledged"):
                told[key] = (state, outbox, reason)
            elif state == "Expired":
                if outbox:
                    back[key] = (state, outbox, reason)
                else:
                    told[key._replace(step="expired")] = (state, outbox, reason)
            else:
                back[key] = (state, outbox, reason)
        self.expected, self.told = expected, told
        self.pair(expected, told)
        self.figures["reminders expected"] = len(expected)
        for key in sorted(expected - told.keys()):
            state, _, reason = back.get(key, (None, None, None))
            before_it_left = state in ("Superseded", "Withdrawn", "Cancelled") and "mail left" in reason and any(key.day <= day for day in self.year.outages)
            if key.step == "expired":
                state, reason = self.said_instead(key, back)
            told_of_the_day_before = state == "Superseded" and "told on" in (reason or "")
            if state == "Expired" or before_it_left or told_of_the_day_before:
                self.figures[f"not told, and said why: {state}"] += 1
            else:
                self.faults["not told"].append((*map(str, key), state, reason))
        for key in sorted(told.keys() - expected):
            self.faults["told, and not expected"].append((*map(str, key), *told[key]))

    @staticmethod
    def said_instead(key, back):
        """Of an expiry: a day that was corrected and was told of already, or one whose own mail could not leave while it was of use."""
        others = [(state, reason) for other, (state, _, reason) in back.items() if other[:5] == key[:5] and (state == "Expired" or "told on" in reason)]
        return others[0] if others else (None, None)

    @staticmethod
    def pair(expected, told):
        """A step that a break's notice speaks for may keep its own name there: the words say what is told, not what the entry is called."""
        for key in expected - told.keys():
            if key.step not in STEPS.values():
                for other in [k for k in told.keys() - expected if k[:5] == key[:5] and k.step in STEPS.values()]:
                    told[key] = told.pop(other)
                continue
            for other in [k for k in told.keys() - expected if k[:5] == key[:5]]:
                told[key] = told.pop(other)

    def texts(self):
        """What the mails that were taken say: each reminder's organisation stands in the mail that carries it."""
        import email
        import email.policy
        texts = collections.defaultdict(str)
        for taken in self.mail.taken:
            if taken.message_id not in texts:
                message = email.message_from_bytes(taken.text, policy=email.policy.default)
                texts[taken.message_id] = " ".join(message.get_body(("plain",)).get_content().split())
        for key, (state, outbox, reason) in self.told.items():
            if state not in ("Sent", "SentLate") or not outbox or not key.subject.startswith("partner:") or key.rule != "founding":
                continue
            text = texts.get(self.outbox[outbox][4])
            if text is not None and f"số {key.subject[-3:]}" not in text:
                self.faults["its mail does not name it"].append((*map(str, key), self.outbox[outbox][4]))
