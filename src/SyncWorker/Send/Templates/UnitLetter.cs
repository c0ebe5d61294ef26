using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the mail to an association's or a local union's office: a short letter about what it owes, not the list of tasks that
/// staff get. Gentle: what is late "has not been received". A pure function.
/// </summary>
static class UnitLetter
{
    public static UnitLetterView Compose(DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        var reports = Digest.Ordered(input.Reminders.Where(IsOwed), words).ToList();
        var (missing, due) = (
            reports.Where(report => report.Day < input.Today).ToList(),
            reports.Where(report => report.Day >= input.Today).ToList()
        );
        var check = input.Reminders.FirstOrDefault(IsCheck);
        var received = Digest.Ordered(input.Reminders.Where(IsReceived), words).Select(reminder => Name(reminder, input, words)).ToList();
        var others = Digest.Compose(
            input with
            {
                Reminders = [.. input.Reminders.Where(reminder => !IsOwed(reminder) && !IsReceived(reminder) && !IsCheck(reminder))],
            }
        );
        return new()
        {
            Subject = SubjectLine(input, words),
            Preview = string.Join(
                    ", ",
                    (IEnumerable<string>)
                        [
                            .. reports.Select(report => $"{Name(report, input, words)}, {words.DueOn(words.DayWithin(report.Day))}"),
                            .. received,
                            check is null ? "" : words.CheckSubject,
                            others.Preview,
                        ]
                )
                .TrimEnd(',', ' '),
            Salutation = input.Salutation,
            You = Digest.You(input, words),
            Today = words.ShortDate(input.Today),
            Received = received,
            Missing = [.. missing.Select(reminder => Line(reminder, input, words))],
            Due =
            [
                .. due.Select(reminder =>
                    Line(reminder, input, words) with
                    {
                        Left = words.WorkingDaysLeft(Digest.WorkingDays(input.Today, reminder.Day, input.IsWorkingDay)),
                    }
                ),
            ],
            Papers = words.Papers(missing.Select(reminder => Name(reminder, input, words))),
            Record = [.. (check?.Facts.Record ?? []).Select(line => new RecordLineView(line.Label, line.Value, words.Gap(line.Gap)))],
            RecordUntil = check is null ? null : words.DayWithin(check.Day),
            IsAskedForReports = reports.Count > 0,
            News = [.. others.Sections.SelectMany(section => section.Items)],
            Why = Digest.Why(input, words),
            Desk = input.Desk,
            Trial = input.Trial,
            Attachment = input.Attachment,
        };
    }

    // A report makes the subject, or a few on one day; more are counted.
    static string SubjectLine(DigestInput input, MailWords words) =>
        input.Reminders switch
        {
            [var reminder] when Digest.IsReport(reminder) => Digest.Cut(
                $"{words.UnitTag(reminder.Day < input.Today ? ReportState.Missing : ReportState.Due)} {About(reminder, input, words)}, {words.DueOn(words.ShortDate(reminder.Day))}",
                input
            ),
            [var reminder] when IsReceived(reminder) => Digest.Cut(
                $"{words.UnitTag(ReportState.Received)} {About(reminder, input, words)}",
                input
            ),
            [var reminder] when IsCheck(reminder) => Digest.Cut(
                $"{words.CheckTag} {words.CheckSubject}, {words.DueOn(words.ShortDate(reminder.Day))}",
                input
            ),
            [var first, _, ..] when input.Reminders.All(reminder => Digest.IsReport(reminder) && reminder.Day == first.Day) => Several(
                first.Day,
                input,
                words
            ) ?? Digest.Compose(input).Subject,
            _ => Digest.Compose(input).Subject,
        };

    // The report and next year's plan: both by name, as far as both have room.
    static string? Several(DateOnly day, DigestInput input, MailWords words)
    {
        var names = string.Join(
            "; ",
            Digest.Ordered(input.Reminders, words).Select(reminder => words.Period(Name(reminder, input, words)))
        );
        var line = Digest.InTrial(
            $"{words.UnitTag(day < input.Today ? ReportState.Missing : ReportState.Due)} {Digest.Capital(names)}",
            input
        );
        string[] lines = [$"{line}, {words.DueOn(words.ShortDate(day))}", line];
        return Array.Find(lines, text => text.Length <= Digest.SubjectLength);
    }

    // "Sơ kết 6 tháng đầu năm 2026"
    static string About(MailReminder reminder, DigestInput input, MailWords words) =>
        Digest.Capital(words.Period(Name(reminder, input, words)));

    static bool IsOwed(MailReminder reminder) => Digest.IsReport(reminder) || ReminderKinds.IsAssignment(reminder.Facts.Kind);

    static bool IsCheck(MailReminder reminder) => reminder.Facts.Kind == ReminderKind.RegisterCheck;

    static bool IsReceived(MailReminder reminder) => reminder.Facts is { Kind: ReminderKind.Done, Of: ReminderKind.Report };

    // A notice names the unit behind the report; the letter is addressed to it.
    static string Name(MailReminder reminder, DigestInput input, MailWords words)
    {
        var name = Digest.Subject(reminder.Facts, words);
        var end = name.IndexOf($" - {Digest.Unit(input)}", StringComparison.Ordinal);
        name = words.OwnReport(end > 0 ? name[..end] : name);
        return ReminderKinds.IsAssignment(reminder.Facts.Kind) ? words.ResultOf(name) : name;
    }

    static LetterReportView Line(MailReminder reminder, DigestInput input, MailWords words) =>
        new(Name(reminder, input, words), words.DayWithin(reminder.Day)) { Basis = reminder.Facts.Basis };
}

/// <summary>How it is with one report of one unit.</summary>
enum ReportState
{
    Missing,
    Due,
    Received,
}

/// <summary>What the unit.* templates show.</summary>
sealed record UnitLetterView
{
    public required string Subject { get; init; }

    /// <summary>The hidden first line that a mail client shows beside the subject.</summary>
    public required string Preview { get; init; }

    public required string Salutation { get; init; }

    /// <summary>"Quý Hội", "Quý Liên hiệp".</summary>
    public required string You { get; init; }

    /// <summary>"11/12/2026": the day the mail leaves on.</summary>
    public required string Today { get; init; }

    /// <summary>Reports whose day has passed.</summary>
    public required IReadOnlyList<LetterReportView> Missing { get; init; }

    /// <summary>What <see cref="Missing"/> are called together: "báo cáo", "văn bản".</summary>
    public required string Papers { get; init; }

    /// <summary>Reports whose day is still to come.</summary>
    public required IReadOnlyList<LetterReportView> Due { get; init; }

    /// <summary>Reports that have come since they were asked for.</summary>
    public required IReadOnlyList<string> Received { get; init; }

    /// <summary>The unit's own record, to be looked through; empty but once a year.</summary>
    public required IReadOnlyList<RecordLineView> Record { get; init; }

    /// <summary>"thứ Tư, 31/03/2027": by when the sheet is to be back.</summary>
    public string? RecordUntil { get; init; }

    public required bool IsAskedForReports { get; init; }

    /// <summary>All else: a report that has come, a day that moved.</summary>
    public required IReadOnlyList<ItemView> News { get; init; }

    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    public TrialView? Trial { get; init; }

    /// <inheritdoc cref="DigestView.Attachment"/>
    public string? Attachment { get; init; }
}

/// <param name="Label">"Ngày thành lập".</param>
/// <param name="Value">Null when it is missing.</param>
/// <param name="Gap">"chưa có, kính đề nghị bổ sung"; null when it is complete.</param>
sealed record RecordLineView(string Label, string? Value, string? Gap);
