using System.Globalization;
using System.Text.Json;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>A distance as it is written: <c>14 days</c>, <c>5 working days</c>, <c>6 months</c>, <c>the day</c>.</summary>
sealed record Distance(string Text, int Count, string Unit)
{
    public static Distance Read(string text)
    {
        if (text == "the day")
        {
            return new(text, 0, "days");
        }

        var words = text.Split(' ', 2);
        var unit = words[1].TrimEnd('s');
        return new(
            text,
            int.Parse(words[0], CultureInfo.InvariantCulture),
            unit switch
            {
                "day" => "days",
                "working day" => "working days",
                "month" => "months",
                _ => throw new FormatException(text),
            }
        );
    }
}

/// <summary>One rule about a day that comes back, as remind.json words it, gaps filled from the people's page.</summary>
sealed record DayRule
{
    public required string Id { get; init; }

    public required string Of { get; init; }

    public required Circle Who { get; init; }

    public required IReadOnlyList<Distance> Lead { get; init; }

    public required IReadOnlyList<Distance> Round5 { get; init; }

    public required IReadOnlyList<Distance> Round10 { get; init; }

    public required bool CountYears { get; init; }

    public required IReadOnlyList<string> CountYearsFor { get; init; }

    public required string Feb29 { get; init; }

    public required bool Lunar { get; init; }

    public required string Roll { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<Shift> Moved { get; init; }
}

/// <summary>A national day that the law moved: the day, what it counts from, and the years it is kept.</summary>
sealed record Shift(string Country, string Day, int? Year, int? From, int? Until);

sealed record DutyRule
{
    public required string Id { get; init; }

    public required string Code { get; init; }

    public required Circle Who { get; init; }

    /// <summary>month, quarter, half-year, year.</summary>
    public required string Period { get; init; }

    public required IReadOnlyList<string> Only { get; init; }

    public required string? DueDay { get; init; }

    public required string DueYear { get; init; }

    public required Distance? DueAfter { get; init; }

    public required string Roll { get; init; }

    public required IReadOnlyDictionary<string, DateOnly> Periods { get; init; }

    public required IReadOnlyList<Waiver> Exceptions { get; init; }

    public required IReadOnlyList<Distance> Lead { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<(Distance After, IReadOnlyList<string> To)> Overdue { get; init; }

    public required IReadOnlyList<string> Never { get; init; }
}

/// <summary>A unit that is exempt (no day) or has a day of its own, in one period or in all.</summary>
sealed record Waiver(string Unit, string? Period, DateOnly? Due);

/// <summary>Whom a rule is about; an empty list asks nothing.</summary>
sealed record Circle(
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Partners,
    IReadOnlyList<string> Except
)
{
    public bool Has(Association association) =>
        (Kinds.Count == 0 || Kinds.Contains(association.Kind))
        && (Countries.Count == 0 || (association.Country is { } country && Countries.Contains(country)))
        && (Partners.Count == 0 || Partners.Contains(association.Register))
        && !Except.Contains(association.Register);

    public bool Has(Land land) => Countries.Count == 0 || Countries.Contains(land.Code);
}

/// <summary>remind.json, read without the program's own reader.</summary>
sealed class RuleSheet
{
    public RuleSheet(string text)
    {
        using var json = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Departments = json.RootElement.TryGetProperty("departments", out var departments)
            ? departments.EnumerateObject().ToDictionary(d => d.Name, d => d.Value.GetString()!)
            : [];
        Days = [.. Many(json.RootElement, "anniversaries").Select(Day)];
        Duties = [.. Many(json.RootElement, "reports").Select(Duty)];
        Terms = [.. Many(json.RootElement, "terms").Select(Term)];
        Meetings = [.. Many(json.RootElement, "meetings").Select(Meeting)];
    }

    public IReadOnlyDictionary<string, string> Departments { get; }

    public IReadOnlyList<DayRule> Days { get; }

    public IReadOnlyList<DutyRule> Duties { get; }

    public IReadOnlyList<TermRule> Terms { get; }

    public IReadOnlyList<MeetingRule> Meetings { get; }

    static DayRule Day(JsonElement at) =>
        new()
        {
            Id = Text(at, "id")!,
            Of = Text(at, "of")!,
            Who = WhoIn(at),
            Lead = Distances(at, "lead", "15 working days", "5 working days", "1 working day", "the day"),
            Round5 = Distances(at, "round5", "6 months", "3 months", "1 month"),
            Round10 = Distances(at, "round10", "12 months", "6 months", "3 months", "1 month"),
            CountYears = !at.TryGetProperty("countYears", out var count) || count.GetBoolean(),
            CountYearsFor = Texts(at, "countYearsFor"),
            Feb29 = Text(at, "feb29") ?? "feb28",
            Lunar = Text(at, "calendar") == "lunar",
            Roll = Text(at, "roll") ?? "previous",
            To = Texts(at, "to", "officer"),
            Moved =
            [
                .. Many(at, "moved")
                    .Select(m => new Shift(Text(m, "country")!, Text(m, "day")!, Number(m, "year"), Number(m, "from"), Number(m, "until"))),
            ],
        };

    static DutyRule Duty(JsonElement at)
    {
        var due = at.GetProperty("due");
        return new()
        {
            Id = Text(at, "id")!,
            Code = Text(at, "code")!,
            Who = WhoIn(at),
            Period = Text(at, "period") ?? "half-year",
            Only = Texts(at, "only"),
            DueDay = Text(due, "day"),
            DueYear = Text(due, "year") ?? "same",
            DueAfter = Text(due, "after") is { } after ? Distance.Read(after) : null,
            Roll = Text(due, "roll") ?? "previous",
            Periods = at.TryGetProperty("periods", out var periods)
                ? periods.EnumerateObject().ToDictionary(p => p.Name, p => Date(p.Value, "due")!.Value)
                : [],
            Exceptions = [.. Many(at, "exceptions").Select(e => new Waiver(Text(e, "unit")!, Text(e, "period"), Date(e, "due")))],
            Lead = Distances(at, "lead", "14 days", "5 working days", "1 working day"),
            To = Texts(at, "to", "officer", "association.office"),
            Overdue = at.TryGetProperty("overdue", out _)
                ? [.. Many(at, "overdue").Select(o => (Distance.Read(Text(o, "after")!), Texts(o, "to")))]
                :
                [
                    (Distance.Read("1 working day"), ["association.office"]),
                    (Distance.Read("3 working days"), ["officer", "department.head"]),
                    (Distance.Read("7 working days"), ["department.head", "office.chief"]),
                ],
            Never = Texts(at, "never", "association.leader"),
        };
    }

    /// <summary>A congress: 12, 9, 6, 3 months (People, Anniversaries).</summary>
    static TermRule Term(JsonElement at) =>
        new(
            Text(at, "id")!,
            Text(at, "of")!,
            Text(at, "after") is { } after ? Distance.Read(after) : null,
            WhoIn(at),
            Distances(at, "lead", "12 months", "9 months", "6 months", "3 months"),
            Texts(at, "to", "officer"),
            [.. Many(at, "overdue").Select(o => (Distance.Read(Text(o, "after")!), Texts(o, "to")))]
        );

    static MeetingRule Meeting(JsonElement at) =>
        new(
            Text(at, "id")!,
            Text(at, "rhythm"),
            [.. Texts(at, "days").Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))],
            Text(at, "roll")!,
            Distances(at, "lead"),
            Texts(at, "to"),
            Text(at, "department")
        );

    static Circle WhoIn(JsonElement at) =>
        at.TryGetProperty("who", out var who)
            ? new(Texts(who, "kinds"), Texts(who, "countries"), Texts(who, "partners"), Texts(who, "except"))
            : new([], [], [], []);

    static IReadOnlyList<Distance> Distances(JsonElement at, string key, params string[] otherwise) =>
        [.. Texts(at, key, otherwise).Select(Distance.Read)];

    static IReadOnlyList<string> Texts(JsonElement at, string key, params string[] otherwise) =>
        at.TryGetProperty(key, out var list) ? [.. list.EnumerateArray().Select(t => t.GetString()!)] : otherwise;

    static IEnumerable<JsonElement> Many(JsonElement at, string key) => at.TryGetProperty(key, out var list) ? list.EnumerateArray() : [];

    static string? Text(JsonElement at, string key) => at.TryGetProperty(key, out var text) ? text.GetString() : null;

    static int? Number(JsonElement at, string key) => at.TryGetProperty(key, out var number) ? number.GetInt32() : null;

    static DateOnly? Date(JsonElement at, string key) =>
        Text(at, key) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
