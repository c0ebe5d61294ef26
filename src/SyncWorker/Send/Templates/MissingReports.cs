using SyncWorker.Store;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the escalation of reports that are overdue: one table a report with all units that have not sent it, instead of a mail
/// for each. It takes the digest's place when there is nothing else to say.
/// </summary>
static class MissingReports
{
    const int SubjectLength = 72; // the model subject has 72

    /// <summary>True when every reminder is an overdue report with its list of units.</summary>
    public static bool Fits(DigestInput input) =>
        input.IsForStaff && input.Reminders.All(one => one.Facts is { Kind: "report-overdue", Missing: not [] });

    public static MissingReportsView Compose(DigestInput input)
    {
        var words = MailWords.Of(input.Language);
        var reports = input.Reminders.OrderBy(one => one.Day).ThenBy(one => one.Facts.SubjectVi, StringComparer.Ordinal).Select(one => Table(one, input, words)).ToList();
        return new()
        {
            Subject = SubjectLine(input, words),
            Salutation = input.Salutation,
            AsOf = words.Moment(input.Today, input.Time),
            Reports = reports,
            Why = [.. input.Reminders.Select(one => words.Language == "en" ? one.Facts.WhyEn ?? one.Facts.WhyVi : one.Facts.WhyVi).OfType<string>().Distinct(StringComparer.Ordinal)],
            Desk = input.Desk,
            Trial = input.Trial,
            Attachment = input.Attachment,
            IsWithLetter = input.Reminders.Any(one => one.Facts.Draft == "letter"),
        };
    }

    static ReportTableView Table(DigestReminder reminder, DigestInput input, MailWords words)
    {
        var facts = reminder.Facts;
        var owed = facts.Owed ?? facts.Missing.Count;
        var received = facts.Received ?? owed - facts.Missing.Count;
        return new()
        {
            Report = Digest.Subject(facts, words),
            Department = facts.Department,
            Received = received,
            Owed = owed,
            Percent = words.Percent(received, owed),
            Due = words.DayWithin(reminder.Day),
            Basis = facts.Basis,
            Overdue = words.WorkingDaysLeft(-Overdue(reminder, input)),
            Rows = [.. facts.Missing.Select((missing, i) => new AnnexRow(i + 1, missing.Unit, missing.Reminded, missing.Officer == input.Salutation ? null : missing.Officer))],
            NextOn = facts.NextStepOn is { } next ? words.DayWithin(next) : null,
            NextTo = words.Roles(facts.NextStepTo),
        };
    }

    static string SubjectLine(DigestInput input, MailWords words)
    {
        var worst = input.Reminders.MaxBy(one => Overdue(one, input))!;
        var missing = input.Reminders.Sum(one => one.Facts.Missing.Count);
        var owed = input.Reminders.Sum(one => one.Facts.Owed ?? one.Facts.Missing.Count);
        var line = words.MissingSubject(missing, owed, Digest.Subject(worst.Facts, words), Overdue(worst, input));
        line = input.Trial is null ? line : $"{words.TrialTag} {line}";
        return line.Length <= SubjectLength ? line : line[..(SubjectLength - 1)].TrimEnd(' ', ',') + "…";
    }

    static int Overdue(DigestReminder reminder, DigestInput input) =>
        -Digest.WorkingDays(input.Today, reminder.Day, input.IsWorkingDay);
}

/// <summary>What the missing.* templates show.</summary>
sealed record MissingReportsView
{
    public required string Subject { get; init; }

    public required string Salutation { get; init; }

    /// <summary>"07 giờ 00, thứ Hai, ngày 13/07/2026".</summary>
    public required string AsOf { get; init; }

    public required IReadOnlyList<ReportTableView> Reports { get; init; }

    /// <summary>A draft letter to the units stands below.</summary>
    public required bool IsWithLetter { get; init; }

    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    public TrialView? Trial { get; init; }

    /// <inheritdoc cref="DigestView.Attachment"/>
    public string? Attachment { get; init; }
}

sealed record ReportTableView
{
    public required string Report { get; init; }

    /// <summary>The one department whose units these are.</summary>
    public string? Department { get; init; }

    public required int Received { get; init; }

    public required int Owed { get; init; }

    /// <summary>"85,2%".</summary>
    public required string Percent { get; init; }

    /// <summary>"thứ Tư, 08/07/2026".</summary>
    public required string Due { get; init; }

    public string? Basis { get; init; }

    /// <summary>"quá hạn 03 ngày làm việc".</summary>
    public required string Overdue { get; init; }

    public required IReadOnlyList<AnnexRow> Rows { get; init; }

    /// <summary>The day of the next step, when there is one, and whom it tells.</summary>
    public string? NextOn { get; init; }

    public required string NextTo { get; init; }
}
