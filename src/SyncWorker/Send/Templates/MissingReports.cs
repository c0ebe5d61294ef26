using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the escalation of reports that are overdue: one table a report with all units that have not sent it, instead of a mail
/// for each. It takes the digest's place when there is nothing else to say.
/// </summary>
static class MissingReports
{
    /// <summary>True when every reminder is an overdue report with its list of units.</summary>
    public static bool Fits(DigestInput input) =>
        input.Reminders.All(reminder => reminder.Facts is { Kind: ReminderKind.ReportOverdue, Missing: not [] });

    public static MissingReportsView Compose(DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        var tables = Digest.Ordered(input.Reminders, words).Select(reminder => Table(reminder, input, words)).ToList();
        return new()
        {
            Subject = SubjectLine(input, words),
            Preview = $"{tables[0].Report}: {tables[0].Received}/{tables[0].Owed} ({tables[0].Percent})",
            Salutation = input.Salutation,
            Recorded = input.Recorded,
            You = Digest.You(input, words),
            AsOf = words.Moment(input.Today, input.Time),
            Reports = tables,
            Letter = DraftLetters.Create(input),
            Told = words.Told(input.Reminders.Select(reminder => reminder.Facts)),
            Why = Digest.Why(input, words),
            Desk = input.Desk,
            Trial = input.Trial,
            Attachment = input.Attachment,
        };
    }

    static ReportTableView Table(MailReminder reminder, DigestInput input, MailWords words)
    {
        var facts = reminder.Facts;
        var owed = facts.Owed ?? facts.Missing.Count;
        var received = facts.Received ?? owed - facts.Missing.Count;
        return new()
        {
            Report = Digest.Subject(facts, words),
            Papers = words.Papers([Digest.Subject(facts, words)]),
            Set = Word(facts.UnitSet),
            Department = words.Department(facts),
            Asked = words.Asked(facts),
            Received = words.Count(received),
            Owed = words.Count(owed),
            Parts = words.Parts(facts),
            Percent = words.Percent(received, owed),
            Due = words.DayWithin(reminder.Day),
            Basis = facts.Basis,
            Overdue = input.Reminders.Count > 1 ? words.WorkingDaysLeft(-Overdue(reminder, input)) : null,
            Units = words.Units(facts.Missing),
            Unit = words.Unit(facts.Missing),
            Rows = Digest.Rows(reminder, words),
            Sheet = facts.TrackingSheet,
            NextOn = facts.NextStepOn is { } next ? words.DayWithin(next) : null,
            Next = words.WillFollow(facts),
        };
    }

    static string Word(UnitSet set) => set.ToString().ToLowerInvariant();

    // The period is in every subject; of several reports that of the one that is overdue longest.
    static string SubjectLine(DigestInput input, MailWords words)
    {
        var worst = input.Reminders.MaxBy(reminder => Overdue(reminder, input))!;
        var missing = input.Reminders.SelectMany(reminder => reminder.Facts.Missing).ToList();
        string Name(MailReminder reminder) => Digest.Subject(reminder.Facts, words);
        var counts = new MissingCounts(
            missing.Count,
            input.Reminders.Sum(reminder => reminder.Facts.Owed ?? reminder.Facts.Missing.Count),
            input.Reminders.Count == 1 ? words.Units(missing) : words.Papers(input.Reminders.Select(Name))
        );
        var lines = words
            .MissingSubjects(counts, words.Period(Name(worst)), Overdue(worst, input))
            .Select(line => Digest.InTrial(line, input))
            .ToList();
        return lines.Find(line => line.Length <= Digest.SubjectLength) ?? Digest.Cut(lines[^1], input with { Trial = null });
    }

    static int Overdue(MailReminder reminder, DigestInput input) => -Digest.WorkingDays(input.Today, reminder.Day, input.IsWorkingDay);
}

/// <summary>How many reports are missing of how many, and what they are counted in: "hội", "báo cáo" where there are several kinds.</summary>
readonly record struct MissingCounts(int Missing, int Owed, string Units);

/// <summary>What the missing.* templates show.</summary>
sealed record MissingReportsView
{
    public required string Subject { get; init; }

    /// <summary>The hidden first line that a mail client shows beside the subject.</summary>
    public required string Preview { get; init; }

    public required string Salutation { get; init; }

    /// <inheritdoc cref="DigestView.Recorded"/>
    public IReadOnlyList<string> Recorded { get; init; } = [];

    /// <inheritdoc cref="DigestView.You"/>
    public required string You { get; init; }

    /// <summary>"07 giờ 00, thứ Hai, ngày 13/07/2026".</summary>
    public required string AsOf { get; init; }

    public required IReadOnlyList<ReportTableView> Reports { get; init; }

    /// <summary>The draft of a letter to the units; null for none.</summary>
    public LetterView? Letter { get; init; }

    /// <summary>Who gets this mail: "Trưởng Ban; người theo dõi". Empty when it is not known.</summary>
    public required string Told { get; init; }

    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    public TrialView? Trial { get; init; }

    /// <inheritdoc cref="DigestView.Attachment"/>
    public string? Attachment { get; init; }
}

sealed record ReportTableView
{
    public required string Report { get; init; }

    /// <summary>What it is, as a noun: "báo cáo", "văn bản".</summary>
    public required string Papers { get; init; }

    /// <summary>Which units the total counts: followed, department, union or owncluster.</summary>
    public required string Set { get; init; }

    /// <summary>The department, or the whole union, whose units these are; null for what the reader follows.</summary>
    public string? Department { get; init; }

    /// <summary>Whom the mail asks: "Ban", "đồng chí".</summary>
    public required string Asked { get; init; }

    /// <summary>"23".</summary>
    public required string Received { get; init; }

    public required string Owed { get; init; }

    /// <summary>"Chuyên viên Ban Châu Âu (bcau-01) 15/21; …": the parts that add up to the total; null for one part only.</summary>
    public string? Parts { get; init; }

    /// <summary>"85,2%".</summary>
    public required string Percent { get; init; }

    /// <summary>"thứ Tư, 08/07/2026".</summary>
    public required string Due { get; init; }

    public string? Basis { get; init; }

    /// <summary>"quá hạn 03 ngày làm việc"; null when the subject says it already.</summary>
    public string? Overdue { get; init; }

    /// <summary>"hội".</summary>
    public required string Units { get; init; }

    /// <summary>"Hội".</summary>
    public required string Unit { get; init; }

    public required IReadOnlyList<AnnexRow> Rows { get; init; }

    /// <inheritdoc cref="AnnexView.IsReminded"/>
    public bool IsReminded => Rows.Any(row => row.Reminded > 0);

    /// <inheritdoc cref="AnnexView.IsFollowed"/>
    public bool IsFollowed => Rows.Any(row => row.Officer is not null);

    /// <inheritdoc cref="AnnexView.IsAnswered"/>
    public bool IsAnswered => Rows.Any(row => row.Response is not null);

    /// <summary>The rows have links to answer by.</summary>
    public bool HasLinks => Rows.Any(row => row.Links is not null);

    /// <summary>The tracking sheet that config names, as people open it; null where it names none.</summary>
    public string? Sheet { get; init; }

    /// <summary>The day of the next step, when there is one, and what it does.</summary>
    public string? NextOn { get; init; }

    /// <summary>"hệ thống sẽ báo Văn phòng kèm dự thảo công văn".</summary>
    public required string Next { get; init; }
}
