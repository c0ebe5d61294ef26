using SyncWorker.Config;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Remind;

/// <summary>What the words of remind.json may name in the other files of the config folder.</summary>
sealed record KnownWords
{
    public required StaffOptions? Staff { get; init; }

    public required ReferenceTables Tables { get; init; }

    /// <summary>The kinds of partners that reconcile.json lists; empty where it lists none, so that any is let pass.</summary>
    public required IReadOnlyCollection<string> Kinds { get; init; }

    /// <summary>The canonical fields and those that poll.json maps.</summary>
    public required IReadOnlyCollection<string> Fields { get; init; }

    /// <summary>The fields of the union's own that reconcile.json declares.</summary>
    public IReadOnlyDictionary<string, OwnField> OwnFields { get; init; } = new Dictionary<string, OwnField>();
}

/// <summary>
/// Checks the words of remind.json that other files can settle: roles, kinds, countries, provinces, departments, fields. A rule
/// whose word is mistyped would be silent for ever.
/// </summary>
sealed class RemindWords(RemindOptions options, KnownWords known, ConfigFaults faults)
{
    public void Check()
    {
        foreach (var (kind, department) in options.Departments)
        {
            Kind(kind, $"departments.{kind}");
            Department(department, $"departments.{kind}");
            Officer(department, $"departments.{kind}");
        }

        Each(options.Anniversaries, "anniversaries", Anniversary);
        Each(options.Reports, "reports", Report);
        Each(options.Terms, "terms", Term);
        Each(options.Meetings, "meetings", (rule, path) => Occasion(rule.To, rule.Department, path));
        Each(options.Campaigns, "campaigns", (rule, path) => Occasion(rule.To, rule.Department, path));
        Held(options.Events.To, "events.to");
        Held(options.Requests.To, "requests.to");
        Each(options.Requests.Overdue, "requests.overdue", (step, path) => Held(step.To, $"{path}.to"));
        if (options.Assignments.Sheet is not null)
        {
            Held(options.Assignments.To, "assignments.to");
            Each(options.Assignments.Overdue, "assignments.overdue", (step, path) => Held(step.To, $"{path}.to"));
        }

        Held(options.YearList?.To ?? [], "yearList.to");
        Check(options.RegisterCheck);
        Sheets();
    }

    void Check(RegisterCheckOptions? rule)
    {
        foreach (var field in rule?.Fields.Keys ?? [])
        {
            Field(field, $"registerCheck.fields.{field}");
        }

        Who(rule?.Who ?? new(), "registerCheck.who");
    }

    void Anniversary(AnniversaryOptions rule, string path)
    {
        if (char.IsAsciiDigit(rule.Of.FirstOrDefault('x')))
        {
            FixedDay(rule.Of, $"{path}.of");
        }
        else if (rule.Of != CanonicalField.NationalDay)
        {
            Date(rule.Of, $"{path}.of");
        }

        Countries(rule.CountYearsFor, $"{path}.countYearsFor");
        Each(rule.Moved, $"{path}.moved", (moved, at) => Country(moved.Country, $"{at}.country"));
        Who(rule.Who, $"{path}.who");
        Held(rule.To, $"{path}.to");
    }

    void FixedDay(string day, string path)
    {
        if (day.EndsWith("-02-29", StringComparison.Ordinal) && !PartialDate.TryParse(day, out _))
        {
            faults.Add(path, $"{day[..4]} had no 29 February.", "Look at its year.");
        }
        else if (PartialDate.TryParse(day, out var date) && !ForeignDates.Include(date))
        {
            faults.Add(path, $"{day} lies outside {ForeignDates.First.Year} to {ForeignDates.Last.Year}.", "Look at its year.");
        }
    }

    void Report(ReportOptions rule, string path)
    {
        Who(rule.Who, $"{path}.who");
        Held(rule.To, $"{path}.to");
        Each(rule.Overdue, $"{path}.overdue", (step, at) => Held(step.To, $"{at}.to"));
    }

    void Term(TermOptions rule, string path)
    {
        Date(rule.Of, $"{path}.of");
        foreach (var placeholder in RuleFields.Shown(rule))
        {
            Field(placeholder, $"{path}.name");
        }

        Who(rule.Who, $"{path}.who");
        Held(rule.To, $"{path}.to");
        Each(rule.Overdue, $"{path}.overdue", (step, at) => Held(step.To, $"{at}.to"));
    }

    void Occasion(IReadOnlyList<Addressee> to, string? department, string path)
    {
        Held(to, $"{path}.to");
        Department(department, $"{path}.department");
    }

    void Sheets()
    {
        foreach (var (department, file) in options.TrackingSheets)
        {
            if (department != "*")
            {
                Department(department, $"trackingSheets.{department}");
            }

            if (
                options.TrackingSheets.First(sheet => string.Equals(sheet.Value, file, StringComparison.OrdinalIgnoreCase)).Key is var first
                && first != department
            )
            {
                faults.Add(
                    $"trackingSheets.{department}",
                    $"{file} is the sheet of {first} as well: each would overwrite the other.",
                    "Give each department a file of its own, or write \"*\" for all in one."
                );
            }
        }
    }

    void Who(PartnerFilter who, string path)
    {
        for (var i = 0; i < who.Kinds.Count; i++)
        {
            Kind(who.Kinds[i], $"{path}.kinds[{i}]");
        }

        Countries(who.Countries, $"{path}.countries");
        if (who.Partners.Count > 0 && who.Partners.All(who.Except.Contains))
        {
            faults.Add($"{path}.except", "It names every partner that the rule is about.", "Take them out of one of the lists.");
        }

        for (var i = 0; i < who.Provinces.Count; i++)
        {
            Province(who.Provinces[i], $"{path}.provinces[{i}]");
        }
    }

    void Kind(string kind, string path)
    {
        if (known.Kinds.Count > 0 && !known.Kinds.Contains(kind))
        {
            faults.Add(path, $"There is no kind \"{kind}\" in codes.kind of reconcile.json.", Suggestion.Sentence(kind, known.Kinds));
        }
    }

    void Country(string code, string path)
    {
        if (CodeFaults.Country(code, known.Tables) is { } message)
        {
            faults.Add(path, message, CodeFaults.CountryExamples);
        }
    }

    void Countries(IReadOnlyList<string> codes, string path)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            Country(codes[i], $"{path}[{i}]");
        }
    }

    void Province(string code, string path)
    {
        if (CodeFaults.Province(code, known.Tables) is { } message)
        {
            faults.Add(path, message, CodeFaults.ProvinceExamples);
        }
    }

    void Department(string? department, string path)
    {
        if (department is not null && known.Staff is { } staff && !staff.Staff.Any(position => position.Department == department))
        {
            faults.Add(
                path,
                $"No position of staff.json is in \"{department}\".",
                Suggestion.Sentence(department, staff.Staff.Select(position => position.Department).Distinct())
            );
        }
    }

    // Units of these kinds lie in a province: whoever covers it has them, else the department's officer who covers all of it.
    void Officer(string department, string path)
    {
        if (
            known.Staff is { } staff
            && staff.Staff.Any(position => position.Department == department)
            && !staff
                .Staff.Where(position => position.Roles.Contains(Role.Officer))
                .Any(position =>
                    (position.Department == department && position.Covers.Contains("*"))
                    || position.Covers.Any(code => code.StartsWith("VN-", StringComparison.Ordinal))
                )
        )
        {
            faults.Add(
                path,
                $"Nobody in \"{department}\" holds the role officer and covers all of it.",
                "Give the role to a position there, with \"covers\": [\"*\"] or [\"VN-*\"]."
            );
        }
    }

    void Date(string field, string path)
    {
        Field(field, path);
        if (known.OwnFields.TryGetValue(field, out var own) && own.Type is not OwnFieldType.Date)
        {
            faults.Add(path, $"{field} holds no date.", "Write \"type\": \"date\" for it in ownFields of reconcile.json.");
        }
    }

    void Field(string field, string path)
    {
        if (CanonicalField.Fault(field, known.Fields) is var (message, fix))
        {
            faults.Add(path, message, fix);
        }
    }

    void Held(IReadOnlyList<Addressee> to, string path)
    {
        for (var i = 0; i < to.Count; i++)
        {
            if (to[i].Role is not { } role || !Roles.OfStaff.Contains(role) || known.Staff is not { } staff)
            {
                continue;
            }

            var holders = staff.Staff.Where(position => position.Roles.Contains(role)).ToList();
            if (holders.Count == 0)
            {
                faults.Add(
                    $"{path}[{i}]",
                    $"No position of staff.json holds the role \"{Roles.Word(role)}\".",
                    "Give the role to a position, or name another."
                );
            }
            else if (!holders.Exists(position => position.Mail.Contains(MailKind.Daily)))
            {
                faults.Add(
                    $"{path}[{i}]",
                    $"Whoever holds the role \"{Roles.Word(role)}\" has no daily mail.",
                    "Add \"daily\" to the position's mail in staff.json, or name another role."
                );
            }
        }
    }

    static void Each<T>(IReadOnlyList<T> rules, string path, Action<T, string> check)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            check(rules[i], $"{path}[{i}]");
        }
    }
}
