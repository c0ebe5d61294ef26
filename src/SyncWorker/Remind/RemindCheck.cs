using SyncWorker.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>What the types of remind.json cannot say.</summary>
sealed class RemindCheck
{
    readonly ConfigFaults _faults;
    readonly StaffOptions? _staff;

    RemindCheck(StaffOptions? staff, ConfigFaults faults) => (_staff, _faults) = (staff, faults);

    /// <param name="staff">Whom the roles may mean; null when staff.json itself has faults.</param>
    public static void Check(RemindOptions options, StaffOptions? staff, ConfigFaults faults) =>
        new RemindCheck(staff, faults).Check(options);

    void Check(RemindOptions options)
    {
        Ids(options);
        Codes(options.Reports);
        for (var i = 0; i < options.Anniversaries.Count; i++)
        {
            Anniversary(options.Anniversaries[i], $"anniversaries[{i}]");
        }

        for (var i = 0; i < options.Reports.Count; i++)
        {
            Report(options.Reports[i], $"reports[{i}]");
        }

        for (var i = 0; i < options.Terms.Count; i++)
        {
            Positions(options.Terms[i].To, $"terms[{i}].to");
            Overdue(options.Terms[i].Overdue, $"terms[{i}].overdue");
        }

        for (var i = 0; i < options.Meetings.Count; i++)
        {
            Positions(options.Meetings[i].To, $"meetings[{i}].to");
        }

        for (var i = 0; i < options.Campaigns.Count; i++)
        {
            Positions(options.Campaigns[i].To, $"campaigns[{i}].to");
            if (options.Campaigns[i].Until < options.Campaigns[i].From)
            {
                _faults.Add($"campaigns[{i}].until", "It ends before it begins.", "Swap from and until.");
            }
            else if (options.Campaigns[i].Until > options.Campaigns[i].From.AddYears(10))
            {
                _faults.Add($"campaigns[{i}].until", "It lasts for more than ten years.", "Look at its year.");
            }
        }

        Positions(options.Events.To, "events.to");
        Positions(options.Requests.To, "requests.to");
        Overdue(options.Requests.Overdue, "requests.overdue");
        Positions(options.Assignments.To, "assignments.to");
        Overdue(options.Assignments.Overdue, "assignments.overdue");
        Positions(options.YearList?.To ?? [Role.OfficeChief], "yearList.to");
    }

    // The table of obligations knows reports by their code.
    void Codes(IReadOnlyList<ReportOptions> reports)
    {
        for (var i = 0; i < reports.Count; i++)
        {
            if (reports.Take(i).Any(earlier => earlier.Code == reports[i].Code))
            {
                _faults.Add($"reports[{i}].code", $"The code \"{reports[i].Code}\" is used twice.", "Give each report its own.");
            }
        }
    }

    void Ids(RemindOptions options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (id, path) in options
                .Anniversaries.Select((rule, i) => (rule.Id, $"anniversaries[{i}].id"))
                .Concat(options.Reports.Select((rule, i) => (rule.Id, $"reports[{i}].id")))
                .Concat(options.Terms.Select((rule, i) => (rule.Id, $"terms[{i}].id")))
                .Concat(options.Meetings.Select((rule, i) => (rule.Id, $"meetings[{i}].id")))
                .Concat(options.Campaigns.Select((rule, i) => (rule.Id, $"campaigns[{i}].id")))
        )
        {
            if (!seen.Add(id))
            {
                _faults.Add(path, $"The id \"{id}\" is used twice.", "Give each rule its own: the ledger knows reminders by it.");
            }
        }
    }

    void Anniversary(AnniversaryOptions rule, string path)
    {
        if (char.IsAsciiDigit(rule.Of.FirstOrDefault('x')))
        {
            if (rule.Name.Vi is null)
            {
                _faults.Add($"{path}.of", "A fixed day needs a name.", "Add \"name\": { \"vi\": \"…\", \"en\": \"…\" }.");
            }

            if (PartialDate.TryParse(rule.Of, out var day) && day.Precision == DatePrecision.Year)
            {
                _faults.Add(
                    $"{path}.of",
                    "A year alone has no day to remind of.",
                    "Write the day, such as 1950-11-17, or the month, such as 1973-09."
                );
            }
        }

        if (rule is { Of: CanonicalField.Founded, Subject: SubjectKind.Country })
        {
            _faults.Add($"{path}.subject", "A country is not founded.", "Leave subject out: founded is a date of partners.");
        }

        Positions(rule.To, $"{path}.to");
        Moved(rule.Moved, $"{path}.moved");
        if (rule.Who.ClusterHeads)
        {
            _faults.Add($"{path}.who.clusterHeads", "Only a report has a year whose heads are meant.", "Leave it out here.");
        }
    }

    void Moved(IReadOnlyList<MovedDay> moved, string path)
    {
        for (var i = 0; i < moved.Count; i++)
        {
            var (from, until) = (moved[i].From ?? 0, moved[i].Until ?? int.MaxValue);
            if (from > until)
            {
                _faults.Add($"{path}[{i}].until", $"It ends in {until}, before it begins.", "Swap from and until.");
            }
            else if (
                moved
                    .Take(i)
                    .Any(other => other.Country == moved[i].Country && (other.From ?? 0) <= until && from <= (other.Until ?? int.MaxValue))
            )
            {
                _faults.Add(
                    $"{path}[{i}]",
                    $"{moved[i].Country} has two days in the same year.",
                    "Let one end (until) before the other begins (from)."
                );
            }
        }
    }

    void Report(ReportOptions rule, string path)
    {
        new ReportCheck(rule, path, _faults).Check();
        if (rule.Due.Day is not null && rule.Period is PeriodLength.Month or PeriodLength.Quarter)
        {
            _faults.Add(
                $"{path}.due.day",
                "One day of the year cannot be the due day of every month or quarter.",
                "Write \"after\": \"15 days\" instead."
            );
        }

        foreach (
            var part in rule.Only.Where(part =>
                !Periods.InYear(2000, rule.Period).Any(period => period.Key.EndsWith($"-{part}", StringComparison.Ordinal))
            )
        )
        {
            _faults.Add(
                $"{path}.only",
                $"A report of each {EnumWord.Kebab(rule.Period)} has no part \"{part}\".",
                "Write H1 or H2, Q1 to Q4, 01 to 12."
            );
        }

        Positions(rule.To, $"{path}.to");
        Overdue(rule.Overdue, $"{path}.overdue");
    }

    void Overdue(IReadOnlyList<OverdueStep> steps, string path)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            Positions(steps[i].To, $"{path}[{i}].to");
            if (steps.Take(i).Any(earlier => earlier.After == steps[i].After))
            {
                _faults.Add($"{path}[{i}].after", $"There is a step after {steps[i].After} already.", "Name all of them in one step's to.");
            }
        }
    }

    void Positions(IReadOnlyList<Addressee> to, string path)
    {
        for (var i = 0; i < to.Count; i++)
        {
            if (to[i].Position is { } id && _staff is not null && !_staff.Staff.Any(position => position.Id == id))
            {
                _faults.Add(
                    $"{path}[{i}]",
                    $"staff.json has no position \"{id}\".",
                    Suggestion.Sentence(id, _staff.Staff.Select(position => position.Id))
                );
            }
            else if (to[i].Role is Role.ClusterHead && _staff is { Clusters: [] })
            {
                _faults.Add($"{path}[{i}]", "staff.json names no cluster.", "Write clusters there: name, year, head and members.");
            }
        }
    }
}
