using System.Globalization;
using SyncWorker.Union;

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
    static readonly DigestSection[] s_order = Enum.GetValues<DigestSection>();

    // Đ after D
    internal static readonly StringComparer Collation = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);
    internal static readonly string[] Numerals = ["I", "II", "III", "IV", "V"];

    public static DigestView Compose(DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        var sections = new List<SectionView>();
        var number = 0;
        foreach (var key in s_order)
        {
            var items = Ordered(input.Reminders.Where(reminder => SectionOf(reminder, input) == key))
                .Select(reminder => Item(reminder, key == DigestSection.Far ? number : ++number, key, input, words))
                .ToList();
            if (items.Count > 0)
            {
                sections.Add(new(Numerals[sections.Count], words.Section(key), Word(key), items));
            }
        }

        var listed = s_order.SelectMany(key => Ordered(input.Reminders.Where(reminder => SectionOf(reminder, input) == key)));
        return new()
        {
            Subject = SubjectLine(input, words),
            Preview = PreviewOf(sections),
            Salutation = input.Salutation,
            You = You(input, words),
            Break = input.Reminders.Select(reminder => reminder.Facts.Break).FirstOrDefault(text => text is not null),
            Sections = sections,
            Annexes = Annexes(listed, words),
            Letter = DraftLetters.Create(input),
            Why = Why(input, words),
            Desk = input.Desk,
            Trial = input.Trial,
            Attachment = input.Attachment,
        };
    }

    /// <summary>Where it stands in the mail.</summary>
    public static DigestSection SectionOf(MailReminder reminder, DigestInput input)
    {
        if (ReminderKinds.IsUpdate(reminder.Facts.Kind))
        {
            return DigestSection.Changed;
        }

        if (reminder.Day < input.Today)
        {
            return IsReport(reminder) || ReminderKinds.IsOverdue(reminder.Facts.Kind) ? DigestSection.Overdue : DigestSection.Changed;
        }

        var sunday = input.Today.AddDays((7 - (int)input.Today.DayOfWeek) % 7);
        if (reminder.Day <= sunday)
        {
            return DigestSection.Week;
        }

        return reminder.Day.DayNumber - input.Today.DayNumber > input.FarAheadDays ? DigestSection.Far : DigestSection.Prepare;
    }

    /// <summary>What templates call it.</summary>
    internal static string Word(DigestSection section) => section.ToString().ToLowerInvariant();

    /// <summary>By day, and on one day by name.</summary>
    internal static IEnumerable<MailReminder> Ordered(IEnumerable<MailReminder> reminders) =>
        reminders.OrderBy(reminder => reminder.Day).ThenBy(reminder => reminder.Facts.SubjectVi, Collation);

    /// <summary>The lists of the units whose report has not come.</summary>
    internal static IReadOnlyList<AnnexView> Annexes(IEnumerable<MailReminder> reminders, MailWords words) =>
        [
            .. reminders
                .Select(reminder => reminder.Facts)
                .Where(facts => facts.Missing is not [])
                .Select(facts => new AnnexView(Subject(facts, words), words.Unit(facts.Missing), Rows(facts, words))),
        ];

    internal static IReadOnlyList<AnnexRow> Rows(ReminderContent facts, MailWords words) =>
        [
            .. facts.Missing.Select(
                (missing, i) =>
                    new AnnexRow(i + 1, words.Language.Choose(missing.Unit, missing.UnitEn))
                    {
                        Reminded = missing.Reminded,
                        RemindedWords = words.Reminded(missing.Reminded),
                        Officer = words.Language.Choose(missing.Officer, missing.OfficerEn),
                    }
            ),
        ];

    internal static ItemView Item(MailReminder reminder, int number, DigestSection section, DigestInput input, MailWords words)
    {
        var facts = reminder.Facts;
        var days = reminder.Day.DayNumber - input.Today.DayNumber;
        // A round year far ahead is nothing to sign yet but something to plan for.
        int? plan =
            section == DigestSection.Far && facts.Years is not null && reminder.Day.Year > input.Today.Year ? reminder.Day.Year : null;
        return new()
        {
            Number = section == DigestSection.Far ? null : number,
            Kind = ReminderKinds.Word(facts.Kind),
            Day = words.Day(reminder.Day),
            Left =
                section == DigestSection.Far ? null
                : IsReport(reminder) ? words.WorkingDaysLeft(WorkingDays(input.Today, reminder.Day, input.IsWorkingDay))
                : facts.Kind is ReminderKind.Done or ReminderKind.Cancelled or ReminderKind.Expired ? null
                : words.DaysLeft(days),
            Subject = Subject(facts, words),
            Years = facts.Years is { } years ? words.Years(years) : null,
            Plan = plan,
            Notes = string.Join("; ", Notes(reminder, section, plan, words)),
            Answers = reminder.Answers,
            Todo = plan is null ? words.Language.Choose(facts.ActionVi, facts.ActionEn) : null,
            Received = facts.Received,
            Owed = facts.Owed,
            Missing = facts is { Received: { } received, Owed: { } owed } ? owed - received : null,
            Units = words.Units(facts.Missing),
        };
    }

    // What stands in brackets behind the subject, in one pair.
    static IEnumerable<string> Notes(MailReminder reminder, DigestSection section, int? plan, MailWords words)
    {
        var facts = reminder.Facts;
        string?[] notes =
        [
            words.Language.Choose(facts.UnitVi, facts.UnitEn),
            plan is null && facts is { Years: not null, Origin: { Precision: DatePrecision.Day } origin }
                ? $"{MailWords.Date(origin)} - {MailWords.Date(reminder.Day)}"
                : null,
            facts.Origin is { Precision: DatePrecision.Month } month ? words.MonthOnly(MailWords.Date(month)) : null,
            words.Milestone(facts.Milestone),
            facts.Tentative ? words.Tentative : null,
            facts.MovedFrom is { } before ? words.MovedFrom(before) : null,
            section != DigestSection.Far && facts.LateWorkingDays is > 0 and var late ? words.Late(late) : null,
            facts.Basis is { } basis ? words.Basis(basis) : null,
        ];
        return notes.OfType<string>();
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
        var late = input.Reminders.Where(reminder => SectionOf(reminder, input) == DigestSection.Overdue).ToList();
        var overdue = late.Count;
        var due = input.Reminders.Count(reminder =>
            IsReport(reminder) && SectionOf(reminder, input) is DigestSection.Week or DigestSection.Prepare or DigestSection.Far
        );
        var changed = input.Reminders.Count(reminder => SectionOf(reminder, input) == DigestSection.Changed);
        var days = input.Reminders.Count - overdue - due - changed;
        return Fit(
            $"{words.Tag} {words.ShortDay(input.Today)}",
            [
                (overdue, late.TrueForAll(IsReport) ? words.OverdueReports(overdue) : words.OverdueMatters(overdue)),
                (due, words.DueReports(due)),
                (days, words.DaysToPrepare(days)),
                (changed, words.Changes(changed)),
            ],
            input
        );
    }

    /// <summary>A subject of 70 characters at most: the counts that are not 0, as far as they fit.</summary>
    internal static string Fit(string line, IReadOnlyList<(int Count, string Words)> parts, DigestInput input)
    {
        line = InTrial(line, input);
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

    /// <summary>A subject cut to its length, at the end of a word.</summary>
    internal static string Cut(string line, DigestInput input, int length = SubjectLength)
    {
        line = InTrial(line, input);
        if (line.Length <= length)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', length - 1);
        return line[..(end > length / 2 ? end : length - 1)].TrimEnd(' ', ',', ':', '–') + "…";
    }

    internal static string InTrial(string line, DigestInput input) =>
        input.Trial is null ? line : $"{MailWords.ForLanguage(input.Language).TrialTag} {line}";

    /// <summary>What a mail client shows beside the subject: the first, most urgent line.</summary>
    internal static string PreviewOf(IReadOnlyList<SectionView> sections) =>
        sections is [{ Items: [var first, ..] }, ..] ? $"{first.Day}{(first.Left is null ? "" : $" ({first.Left})")}: {first.Subject}" : "";

    /// <summary>How the foot speaks to the reader.</summary>
    internal static string You(DigestInput input, MailWords words) => input.IsForStaff ? words.Comrade : words.You(Unit(input));

    /// <summary>The unit whose office the mail is to.</summary>
    internal static string Unit(DigestInput input) =>
        input.Salutation.StartsWith("Văn phòng ", StringComparison.Ordinal) ? input.Salutation["Văn phòng ".Length..] : input.Salutation;

    /// <summary>Why the person gets it, each reason once.</summary>
    internal static IReadOnlyList<string> Why(DigestInput input, MailWords words) =>
        [
            .. input
                .Reminders.Select(reminder => words.Language.Choose(reminder.Facts.WhyVi, reminder.Facts.WhyEn))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    internal static bool IsReport(MailReminder reminder) => ReminderKinds.IsReport(reminder.Facts.Kind);

    internal static string Subject(ReminderContent facts, MailWords words) =>
        words.Language == MailLanguage.En ? Capital(facts.SubjectEn ?? facts.SubjectVi) : facts.SubjectVi;

    // "the union's traditional day" begins a sentence here.
    static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
