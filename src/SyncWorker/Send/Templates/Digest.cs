using System.Globalization;
using SyncWorker.Store;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes one person's digest of what is due: a pure function of the reminders and the day.
/// <list type="number">
/// <item>Each reminder goes into one section: overdue, due this week, to prepare, far ahead, changed or past.</item>
/// <item>Sections stand in that order, their items by day; numbers run through.</item>
/// <item>The subject counts, most urgent first, and drops what does not fit into 70 characters.</item>
/// </list>
/// </summary>
static class Digest
{
    const int SubjectLength = 70;
    static readonly string[] s_order = ["overdue", "week", "prepare", "far", "changed"];
    internal static readonly StringComparer Collation = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None); // Đ after D
    internal static readonly string[] Numerals = ["I", "II", "III", "IV", "V"];

    public static DigestView Compose(DigestInput input)
    {
        var words = MailWords.Of(input.Language);
        var sections = new List<SectionView>();
        var annexes = new List<AnnexView>();
        var number = 0;
        foreach (var key in s_order)
        {
            var items = new List<ItemView>();
            foreach (var reminder in input.Reminders.Where(one => SectionOf(one, input) == key).OrderBy(one => one.Day).ThenBy(one => one.Facts.SubjectVi, Collation))
            {
                items.Add(Item(reminder, ++number, key, input, words));
                if (reminder.Facts.Missing is not [])
                {
                    annexes.Add(Annex(reminder.Facts, input, words));
                }
            }

            if (items.Count > 0)
            {
                sections.Add(new(Numerals[sections.Count], words.Section(key), key, items));
            }
        }

        return new()
        {
            Subject = SubjectLine(input, words),
            Salutation = input.Salutation,
            You = input.IsForStaff ? "Đồng chí" : "Quý Hội",
            Today = words.Day(input.Today),
            Break = input.Reminders.Select(one => one.Facts.Break).FirstOrDefault(one => one is not null),
            IsForAssociation = !input.IsForStaff,
            IsChasing = input.Reminders.Any(one => SectionOf(one, input) == "overdue"),
            Sections = sections,
            Annexes = annexes,
            Why = [.. input.Reminders.Select(one => words.Language == "en" ? one.Facts.WhyEn ?? one.Facts.WhyVi : one.Facts.WhyVi).OfType<string>().Distinct(StringComparer.Ordinal)],
            Desk = input.Desk,
            Trial = input.Trial,
            Attachment = input.Attachment,
        };
    }

    /// <summary>Overdue, week, prepare, far or changed.</summary>
    public static string SectionOf(DigestReminder reminder, DigestInput input)
    {
        if (reminder.Facts.Kind is "moved" or "done" or "cancelled" or "expired")
        {
            return "changed";
        }

        if (reminder.Day < input.Today)
        {
            return IsReport(reminder) || reminder.Facts.Kind.EndsWith("-overdue", StringComparison.Ordinal) ? "overdue" : "changed";
        }

        var sunday = input.Today.AddDays((7 - (int)input.Today.DayOfWeek) % 7);
        if (reminder.Day <= sunday)
        {
            return "week";
        }

        return reminder.Day.DayNumber - input.Today.DayNumber > input.FarAheadDays ? "far" : "prepare";
    }

    /// <summary>The list of the units whose report has not come.</summary>
    internal static AnnexView Annex(OccurrenceFacts facts, DigestInput input, MailWords words) => new(
        Subject(facts, words),
        [.. facts.Missing.Select((missing, i) => new AnnexRow(i + 1, missing.Unit, missing.Reminded, missing.Officer == input.Salutation ? null : missing.Officer))]);

    internal static ItemView Item(DigestReminder reminder, int number, string section, DigestInput input, MailWords words)
    {
        var facts = reminder.Facts;
        var days = reminder.Day.DayNumber - input.Today.DayNumber;
        return new()
        {
            Number = number,
            Kind = facts.Kind,
            Day = words.Day(reminder.Day),
            Left = section == "far" ? null : IsReport(reminder) ? words.WorkingDaysLeft(WorkingDays(input.Today, reminder.Day, input.IsWorkingDay)) : words.DaysLeft(days),
            IsUrgent = section is "overdue" or "week",
            Subject = Subject(facts, words),
            Years = facts.Years,
            Span = facts.Origin is { } origin ? $"{MailWords.Date(origin)} - {MailWords.Date(reminder.Day)}" : null,
            Milestone = words.Milestone(facts.Milestone),
            Todo = words.Language == "en" ? facts.ActionEn ?? facts.ActionVi : facts.ActionVi,
            Received = facts.Received,
            Owed = facts.Owed,
            Missing = facts is { Received: { } received, Owed: { } owed } ? owed - received : null,
            Basis = facts.Basis,
            Unit = words.Language == "en" ? facts.UnitEn ?? facts.UnitVi : facts.UnitVi,
            IsTentative = facts.Tentative,
            Late = facts.LateWorkingDays is > 0 and var late ? words.Late(late) : null,
            MovedFrom = facts.MovedFrom is { } before ? words.Day(before) : null,
        };
    }

    /// <summary>
    /// Working days from <paramref name="today"/> (not counted) to <paramref name="day"/> (counted); negative when it has passed:
    /// then from the day after it up to today.
    /// </summary>
    public static int WorkingDays(DateOnly today, DateOnly day, Func<DateOnly, bool> isWorkingDay)
    {
        var (first, last, sign) = day >= today ? (today, day, 1) : (day, today, -1);
        var count = 0;
        for (var d = first.AddDays(1); d <= last; d = d.AddDays(1))
        {
            count += isWorkingDay(d) ? 1 : 0;
        }

        return sign * count;
    }

    static string SubjectLine(DigestInput input, MailWords words)
    {
        var overdue = input.Reminders.Count(one => IsReport(one) && SectionOf(one, input) == "overdue");
        var due = input.Reminders.Count(one => IsReport(one) && SectionOf(one, input) is "week" or "prepare" or "far");
        var changed = input.Reminders.Count(one => SectionOf(one, input) == "changed");
        var days = input.Reminders.Count - overdue - due - changed;
        return Fit(
            $"{(input.Trial is null ? "" : words.TrialTag + " ")}{words.Tag} {words.ShortDay(input.Today)}",
            [(overdue, words.OverdueReports(overdue)), (due, words.DueReports(due)), (days, words.DaysToPrepare(days)), (changed, words.Changes(changed))]);
    }

    /// <summary>A subject of 70 characters at most: the counts that are not 0, as far as they fit.</summary>
    internal static string Fit(string line, IReadOnlyList<(int Count, string Words)> parts)
    {
        var separator = ": ";
        foreach (var part in parts)
        {
            if (part.Count > 0 && line.Length + separator.Length + part.Words.Length <= SubjectLength)
            {
                line += separator + part.Words;
                separator = ", ";
            }
        }

        return line;
    }

    internal static bool IsReport(DigestReminder reminder) => reminder.Facts.Kind.StartsWith("report", StringComparison.Ordinal);

    internal static string Subject(OccurrenceFacts facts, MailWords words) => words.Language == "en" ? facts.SubjectEn ?? facts.SubjectVi : facts.SubjectVi;
}

/// <summary>What a digest is made of.</summary>
sealed record DigestInput
{
    public required DateOnly Today { get; init; }

    /// <summary>When the mail leaves, local time.</summary>
    public TimeOnly Time { get; init; } = new(7, 0);

    /// <summary>vi or en.</summary>
    public required string Language { get; init; }

    public required string Salutation { get; init; }

    public required bool IsForStaff { get; init; }

    public required IReadOnlyList<DigestReminder> Reminders { get; init; }

    public required Func<DateOnly, bool> IsWorkingDay { get; init; }

    public required int FarAheadDays { get; init; }

    public required DeskView Desk { get; init; }

    public TrialView? Trial { get; init; }

    /// <summary>The day the weekly outlook was made on; null for a digest.</summary>
    public DateOnly? OutlookOn { get; init; }

    /// <summary>The name of the file that goes with the mail.</summary>
    public string? Attachment { get; init; }
}

/// <param name="Day">The day that is reminded of.</param>
sealed record DigestReminder(DateOnly Day, OccurrenceFacts Facts)
{
    /// <summary>What it is about for ever: rule, subject and period, as in <c>remind ics</c>.</summary>
    public string? Key { get; init; }

    /// <summary>How often people were told of another day.</summary>
    public int Moves { get; init; }
}
