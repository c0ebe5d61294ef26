using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes one person's digest of what is due: a pure function of the reminders and the day.
/// <list type="number">
/// <item>Each reminder goes into one section: overdue, due this week, to prepare, far ahead, changed or past.</item>
/// <item>Sections stand in that order, their items by day; numbers run through.</item>
/// <item>The subject counts what stands under each heading, what is today first; what does not fit into 70 characters is summed up.</item>
/// </list>
/// </summary>
static class Digest
{
    internal const int SubjectLength = 70;
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
            var items = Ordered(input.Reminders.Where(reminder => SectionOf(reminder, input) == key), words)
                .Select(reminder => Item(reminder, key == DigestSection.Far ? number : ++number, key, input, words))
                .ToList();
            if (items.Count > 0)
            {
                sections.Add(new(Numerals[sections.Count], words.Section(key), Word(key), items));
            }
        }

        var off = input.Reminders.Select(reminder => reminder.Facts).FirstOrDefault(facts => facts.Break is not null);
        var listed = s_order.SelectMany(key => Ordered(input.Reminders.Where(reminder => SectionOf(reminder, input) == key), words));
        return new()
        {
            Subject = SubjectLine(input, words),
            Preview = PreviewOf(sections),
            Salutation = input.Salutation,
            You = You(input, words),
            Recorded = input.Recorded,
            Break = off?.Break,
            BreakName = off is null ? null : words.Language.Choose(off.BreakVi, off.BreakEn),
            BreakSpan = off is { BreakFrom: { } first, BreakTo: { } last } ? words.Span(first, last) : null,
            BreakLeft =
                off is { BreakFrom: { } begins } && begins > input.Today
                    ? words.WorkingDaysLeft(WorkingDays(input.Today, begins.AddDays(-1), input.IsWorkingDay) + 1)
                    : null,
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

    /// <summary>By day, and on one day by name as the reader's language sorts it.</summary>
    internal static IEnumerable<MailReminder> Ordered(IEnumerable<MailReminder> reminders, MailWords words) =>
        reminders.OrderBy(reminder => reminder.Day).ThenBy(reminder => Subject(reminder.Facts, words), words.Collation);

    /// <summary>The lists of the units whose report has not come.</summary>
    internal static IReadOnlyList<AnnexView> Annexes(IEnumerable<MailReminder> reminders, MailWords words) =>
        [
            .. reminders
                .Where(reminder => reminder.Facts.Missing is not [])
                .Select(reminder => new AnnexView(
                    words.AnnexTitle(reminder.Facts),
                    words.Unit(reminder.Facts.Missing),
                    Rows(reminder, words)
                )),
        ];

    internal static IReadOnlyList<AnnexRow> Rows(MailReminder reminder, MailWords words) =>
        [
            .. reminder
                .Facts.Missing.OrderBy(missing => words.Language.Choose(missing.Unit, missing.UnitEn), words.Collation)
                .Select(
                    (missing, i) =>
                        new AnnexRow(i + 1, words.Language.Choose(missing.Unit, missing.UnitEn))
                        {
                            Reminded = missing.Reminded,
                            RemindedWords = words.Reminded(missing.Reminded),
                            Officer = words.Language.Choose(missing.Officer, missing.OfficerEn),
                            Response = words.Response(missing),
                            Contact = words.Contact(missing),
                            Links = missing.Partner is { } unit ? reminder.RowLinks.GetValueOrDefault(unit) : null,
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
        var asked = ReminderTitle.ActionOn(facts, reminder.Day, input.Today);
        var action = words.Language.Choose(asked?.Vi, asked?.En);
        var isPast = facts.Actions is not [] && reminder.Day < input.Today;
        return new()
        {
            Number = section == DigestSection.Far ? null : number,
            Kind = facts is { Kind: ReminderKind.Done, Of: ReminderKind.Assignment } ? "answered" : ReminderKinds.Word(facts.Kind),
            Day = words.Day(reminder.Day),
            Left =
                section == DigestSection.Far ? null
                : IsReport(reminder) || ReminderKinds.IsAssignment(facts.Kind)
                    ? words.WorkingDaysLeft(WorkingDays(input.Today, reminder.Day, input.IsWorkingDay))
                : facts.Kind is ReminderKind.Done or ReminderKind.Cancelled or ReminderKind.Expired ? null
                : words.DaysLeft(days),
            Subject = Subject(facts, words),
            Title = words.Title(facts),
            Years = facts.Years is { } years ? words.Years(years) : null,
            Plan = plan,
            Notes = string.Join("; ", Notes(reminder, section, plan, words)),
            Answers = reminder.Answers,
            Todo = plan is null && !isPast ? action : null,
            Past = isPast && action is not null ? Capital(action) : null,
            Set = facts.Owed is null ? null : words.SetName(facts),
            Received = facts.Received is { } received ? words.Count(received) : null,
            Owed = facts.Owed is { } owed ? words.Count(owed) : null,
            Missing = facts.Owed - facts.Received is > 0 and var missing ? words.Count(missing) : null,
            Parts = words.Parts(facts),
            Summary = facts is { Missing: [], UnitSet: not UnitSet.Followed } && facts.Owed > facts.Received ? words.Summary(facts) : null,
            Units = words.Units(facts.Missing),
        };
    }

    // What stands in brackets behind the subject, in one pair.
    static IEnumerable<string> Notes(MailReminder reminder, DigestSection section, int? plan, MailWords words)
    {
        var facts = reminder.Facts;
        string?[] notes =
        [
            words.Language.Choose(facts.UnitVi, facts.UnitEn) is { } unit && ReminderKinds.IsAssignment(facts.Kind)
                ? words.Owner(unit)
                : words.Language.Choose(facts.UnitVi, facts.UnitEn),
            plan is null && facts is { Years: not null, Origin: { Precision: DatePrecision.Day } origin }
                ? $"{words.Known(origin)} - {words.ShortDate(reminder.Day)}"
                : null,
            facts.Origin is { Precision: DatePrecision.Month } month ? words.MonthOnly(words.Known(month)) : null,
            words.Milestone(facts.Milestone),
            facts.Tentative ? words.Tentative : null,
            facts.MovedFrom is { } before ? words.MovedFrom(before) : null,
            section != DigestSection.Far && facts.LateWorkingDays is > 0 and var late ? words.Late(late) : null,
            facts.Basis is { } basis ? words.Basis(basis) : null,
            // Of a report the total says whose it is
            facts.Owed
                is null
                ? words.Language.Choose(facts.Department, facts.DepartmentEn)
                : null,
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

    // What is today is named; else each heading says how many lines stand under it.
    static string SubjectLine(DigestInput input, MailWords words)
    {
        List<MailReminder> In(DigestSection section) => [.. input.Reminders.Where(reminder => SectionOf(reminder, input) == section)];
        var (late, week, prepare, far, changed) = (
            In(DigestSection.Overdue),
            In(DigestSection.Week),
            In(DigestSection.Prepare),
            In(DigestSection.Far),
            In(DigestSection.Changed)
        );
        var today = week.Where(reminder => reminder.Day == input.Today && !IsReport(reminder)).ToList();
        var rest = week.Count - today.Count;
        return Fit(
            $"{words.Tag} {words.ShortDay(input.Today)}",
            [
                (today.Count, [.. TodayWords(today, input, words)]),
                (late.Count, [late.TrueForAll(IsReport) ? words.OverdueReports(late.Count) : words.OverdueMatters(late.Count)]),
                (rest, [week.Except(today).All(IsReport) ? words.DueReports(rest) : words.DueThisWeek(rest)]),
                (prepare.Count, [words.ToPrepare(prepare.Count)]),
                (far.Count, [words.FarAhead(far.Count, far.TrueForAll(reminder => IsAnniversary(reminder.Facts)))]),
                (changed.Count, [words.Changes(changed.Count)]),
            ],
            input
        );
    }

    // By name as far as the name has room, without its years if need be; else counted.
    static IEnumerable<string> TodayWords(List<MailReminder> today, DigestInput input, MailWords words)
    {
        if (today is [var only])
        {
            var named = words.IsToday(words.ShortTitle(only.Facts));
            var line = InTrial($"{words.Tag} {words.ShortDay(input.Today)}: ", input);
            yield return line.Length + named.Length <= SubjectLength
                ? named
                : words.IsToday(words.ShortTitle(only.Facts with { Years = null }));
        }

        yield return words.DueToday(today.Count);
    }

    /// <summary>A day that comes back every year.</summary>
    internal static bool IsAnniversary(ReminderContent facts) =>
        facts.Kind is ReminderKind.Founding or ReminderKind.Relations or ReminderKind.NationalDay or ReminderKind.Anniversary;

    /// <summary>
    /// A subject of 70 characters at most: the counts that are not 0, as far as they fit, and the sum of the others, so that nothing is
    /// left uncounted.
    /// </summary>
    /// <param name="parts">A count and its words, the longest first.</param>
    internal static string Fit(string line, IReadOnlyList<(int Count, IReadOnlyList<string> Words)> parts, DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        line = InTrial(line, input);
        var said = parts.Where(part => part.Count > 0).ToList();
        for (var taken = said.Count; taken > 0; taken--)
        {
            var rest = said.Skip(taken).Sum(part => part.Count);
            for (var shorter = 0; shorter < said.Max(part => part.Words.Count); shorter++)
            {
                IEnumerable<string> texts =
                [
                    .. said.Take(taken).Select(part => part.Words[Math.Min(shorter, part.Words.Count - 1)]),
                    .. rest == 0 ? (string[])[] : [words.Rest(rest, isAll: false)],
                ];
                if ($"{line}: {string.Join(", ", texts)}" is { Length: <= SubjectLength } whole)
                {
                    return whole;
                }
            }
        }

        return said is [] ? line : $"{line}: {words.Rest(said.Sum(part => part.Count), isAll: true)}";
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
        sections is [{ Items: [var first, ..] }, ..] ? $"{first.Day}{(first.Left is null ? "" : $" ({first.Left})")}: {first.Title}" : "";

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
    internal static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
