using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind;

/// <summary>What the types of remind.json cannot say.</summary>
static class RemindCheck
{
    static readonly string[] s_roles = ["officer", "department.head", "office.chief", "leader", "it", "association.office", "association.leader"];

    public static void Check(RemindOptions options, ConfigFaults faults)
    {
        Ids(options, faults);
        for (var i = 0; i < options.Anniversaries.Count; i++)
        {
            Anniversary(options.Anniversaries[i], $"anniversaries[{i}]", faults);
        }

        for (var i = 0; i < options.Reports.Count; i++)
        {
            Report(options.Reports[i], $"reports[{i}]", faults);
        }
    }

    static void Ids(RemindOptions options, ConfigFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, path) in options.Anniversaries.Select((rule, i) => (rule.Id, $"anniversaries[{i}].id"))
            .Concat(options.Reports.Select((rule, i) => (rule.Id, $"reports[{i}].id"))))
        {
            if (!seen.Add(id))
            {
                faults.Add(path, $"The id \"{id}\" is used twice.", "Give each rule its own: the ledger knows reminders by it.");
            }

            if (id.Length == 0 || id.Contains('/', StringComparison.Ordinal))
            {
                faults.Add(path, $"\"{id}\" cannot be an id.", "Write a short name without a slash, such as half-year-report.");
            }
        }
    }

    static void Anniversary(AnniversaryOptions rule, string path, ConfigFaults faults)
    {
        if (PartialDate.TryParse(rule.Of, out var day))
        {
            if (rule.Name.Vi is null)
            {
                faults.Add($"{path}.of", "A fixed day needs a name.", "Add \"name\": { \"vi\": \"…\", \"en\": \"…\" }.");
            }

            if (day.Precision == DatePrecision.Year)
            {
                faults.Add($"{path}.of", "A year alone has no day to remind of.", "Write the day, such as 1950-11-17, or the month, such as 1973-09.");
            }
        }

        if (rule is { Of: CanonicalField.Founded, Subject: SubjectKind.Country })
        {
            faults.Add($"{path}.subject", "A country is not founded.", "Leave subject out: founded is a date of partners.");
        }

        Roles(rule.To, $"{path}.to", faults);
        if (rule.To.Count == 0)
        {
            faults.Add($"{path}.to", "Nobody gets it.", "Name a role, such as \"officer\".");
        }
    }

    static void Report(ReportOptions rule, string path, ConfigFaults faults)
    {
        if (rule.Due.Day is null == rule.Due.After is null)
        {
            faults.Add($"{path}.due", "It needs either a day or how long after the period's end.", "Write { \"day\": \"07-08\" } or { \"after\": \"15 days\" }.");
        }

        if (rule.Due.Day is not null && rule.Period is PeriodLength.Month or PeriodLength.Quarter)
        {
            faults.Add($"{path}.due.day", "One day of the year cannot be the due day of every month or quarter.", "Write \"after\": \"15 days\" instead.");
        }

        foreach (var part in rule.Only.Where(part => !Periods.Of(2000, rule.Period).Any(period => period.Key.EndsWith($"-{part}", StringComparison.Ordinal))))
        {
            faults.Add($"{path}.only", $"A {rule.Period} has no part \"{part}\".", "Write H1 or H2, Q1 to Q4, 01 to 12.");
        }

        Roles(rule.To, $"{path}.to", faults);
        for (var i = 0; i < rule.Overdue.Count; i++)
        {
            Roles(rule.Overdue[i].To, $"{path}.overdue[{i}].to", faults);
            if (rule.Overdue[i].After.Number == 0)
            {
                faults.Add($"{path}.overdue[{i}].after", "On the due day nothing is overdue yet.", "Write at least \"1 working day\".");
            }
        }
    }

    static void Roles(IReadOnlyList<string> roles, string path, ConfigFaults faults)
    {
        for (var i = 0; i < roles.Count; i++)
        {
            if (!s_roles.Contains(roles[i]) && !roles[i].StartsWith("staff:", StringComparison.Ordinal))
            {
                faults.Add($"{path}[{i}]", $"There is no role \"{roles[i]}\".", Nearest.Sentence(roles[i], s_roles));
            }
        }
    }
}
