using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>What a mail is made of.</summary>
sealed record DigestInput
{
    public required DateOnly Today { get; init; }

    /// <summary>When the mail leaves, local time.</summary>
    public TimeOnly Time { get; init; } = new(7, 0);

    public required MailLanguage Language { get; init; }

    public required string Salutation { get; init; }

    public required bool IsForStaff { get; init; }

    public required IReadOnlyList<MailReminder> Reminders { get; init; }

    public required Func<DateOnly, bool> IsWorkingDay { get; init; }

    public required int FarAheadDays { get; init; }

    public required DeskView Desk { get; init; }

    /// <summary>The office's part of draft letters.</summary>
    public LetterOptions LetterForm { get; init; } = new();

    /// <summary>How long before it the calendar entry that goes with the mail reminds; null for not at all.</summary>
    public TimeSpan? CalendarAlarm { get; init; }

    public TrialView? Trial { get; init; }

    /// <summary>What its reader answered since the last mail, a line each.</summary>
    public IReadOnlyList<string> Recorded { get; init; } = [];

    /// <summary>The day the weekly outlook was made on; null for a digest.</summary>
    public DateOnly? OutlookOn { get; init; }

    /// <summary>The names of the files that go with the mail, in one line.</summary>
    public string? Attachment { get; init; }
}

/// <summary>A reminder that a mail says.</summary>
sealed record MailReminder(LedgerEntry Entry, ReminderContent Facts)
{
    /// <summary>The day that is reminded of.</summary>
    public DateOnly Day => Entry.Day;

    /// <summary>What it is about for ever: rule, subject and period, as in <c>remind ics</c>.</summary>
    public string Key => $"{Entry.Rule}/{RegisterId ?? Entry.Subject}/{Entry.Period}";

    /// <summary>The register number of the unit that it is about, which stays in a store that was built anew.</summary>
    public string? RegisterId { get; init; }

    /// <summary>How often people were told of another day.</summary>
    public int Moves { get; init; }

    /// <summary>By which its reader answers; null where there is nothing to answer.</summary>
    public AnswerLinks? Answers { get; init; }

    /// <summary>The links about each unit that is missing, by the unit's number.</summary>
    public IReadOnlyDictionary<long, RowLinks> RowLinks { get; init; } = new Dictionary<long, RowLinks>();
}
