"""Prints the branches of each parser that a run covered: python3 tests/fuzz-coverage.py coverage.cobertura.xml"""

import collections
import re
import sys
import xml.etree.ElementTree as xml

# The parsers of the doors, by the files they are in; what of them writes, or asks a store, stands in files of its own.
PARSERS = [
    ("answers of sources", r"Poll/Formats/"),
    ("mapping of values", r"Poll/Mapping/"),
    ("pages and links", r"Poll/Paging/"),
    ("headers of answers", r"Poll/Http/(ContentTypes|RequestGate|FetchErrorText)|Net/Mail/ReplyText"),
    ("CSV", r"Files/Csv"),
    ("workbooks", r"Files/(Xls|Workbook|Cell)(?!xWriter|xFrame)"),
    ("encodings and files", r"Files/(Encodings|StrictText|SheetFile|MailHeaders|InflateBudget)"),
    ("calendars", r"Files/Calendar(Text|Zone)"),
    ("days and texts", r"Union/(WrittenDay|DayText|PartialDate|FigurePeriod|Amount|EmailAddress|NormalizedName|WritableText|AnswerToken)"),
    ("config files", r"Config/(Config(Text|Walk|Binder|Pruner|Fault|Table)|Duration|Tables/Calendar)"),
    ("staff list", r"Config/Staff(Check|Words)"),
    ("times of jobs", r"Hosting/Schedule/(RunTimes|ScheduleWords|CronText|MissedRuns)"),
    ("rules' words", r"Remind/Rules/(Lead|MonthDay|Recurrence)\.cs"),
    ("sheets of people", r"Remind/Sheets/(?!TrackingSheets)|Reconcile/Commands/ReviewSheet"),
    ("mails that come in", r"Inbox/(IncomingMail|PlainText|DeliveryReport|AutomaticMail|RowAnswerText|AnswerSender)"),
    ("command line", r"Cli/UsageFaults"),
]


def main(path):
    lines = collections.defaultdict(dict)
    branches = collections.defaultdict(dict)
    for group in xml.parse(path).iter("class"):
        name = group.get("filename").replace("\\", "/")
        for line in group.iter("line"):
            number = int(line.get("number"))
            lines[name][number] = max(lines[name].get(number, 0), int(line.get("hits")))
            if line.get("branch", "").lower() == "true":
                taken, of = map(int, re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage")).groups())
                before = branches[name].get(number, (0, 0))
                branches[name][number] = (max(taken, before[0]), max(of, before[1]))
    print(f"{'parser':24} {'branches':>18} {'lines':>18}")
    for what, pattern in PARSERS:
        files = [name for name in lines if re.search(pattern, name) and "/obj/" not in name]
        taken = sum(t for name in files for t, _ in branches[name].values())
        of = sum(o for name in files for _, o in branches[name].values())
        hit = sum(1 for name in files for count in lines[name].values() if count)
        all_lines = sum(len(lines[name]) for name in files)
        print(f"{what:24} {share(taken, of):>18} {share(hit, all_lines):>18}")


def share(part, of):
    return f"{part}/{of} {100 * part / of:.0f} %" if of else "-"


if __name__ == "__main__":
    main(sys.argv[1])
