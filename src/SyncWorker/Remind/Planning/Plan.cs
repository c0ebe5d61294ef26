using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>One row for the ledger, with its reason; mailed when the state is due or late.</summary>
sealed record PlannedReminder
{
    public required DueItemKey Item { get; init; }

    public required ReminderStep Step { get; init; }

    public required string Recipient { get; init; }

    public required DateOnly Day { get; init; }

    public required DateOnly SendOn { get; init; }

    public required LedgerState State { get; init; }

    public required string Reason { get; init; }

    public required ReminderContent Facts { get; init; }

    public DateOnly? UsefulUntil { get; init; }

    /// <summary>The recipient of its mail; null for a row that is only recorded.</summary>
    public Recipient? To { get; init; }

    /// <summary>It makes a mail. What expired is shown in one that goes out anyway.</summary>
    public bool IsMailed => To is not null && State != LedgerState.Expired;

    /// <summary>The kind of the mail it stands in: what expired stands in the digest, whatever it was about.</summary>
    public string MailKind =>
        Item.Subject == FirstDayMails.Subject ? OutboxMail.FirstDay
        : Facts.Kind == ReminderKind.YearList ? OutboxMail.YearList
        : OutboxMail.Digest;

    /// <summary>The same as the ledger keeps it.</summary>
    /// <param name="facts">Its content as JSON, or empty where nobody will read it.</param>
    public LedgerEntry ToEntry(string facts) =>
        new()
        {
            Rule = Item.Rule,
            Subject = Item.Subject,
            Period = Item.Period,
            Step = Step,
            Recipient = Recipient,
            Day = Day,
            SendOn = SendOn,
            State = State,
            Reason = Reason,
            Facts = facts,
            UsefulUntil = UsefulUntil,
        };
}

/// <summary>What one day brings: rows for the ledger, and what a person must put right.</summary>
sealed record Plan(DateOnly Today, IReadOnlyList<PlannedReminder> Reminders, IReadOnlyList<PlanFault> Faults)
{
    /// <summary>Expired rows of earlier days whose recipient has a mail today and is shown them in it.</summary>
    public IReadOnlyList<LedgerEntry> Shown { get; init; } = [];

    /// <summary>Reminders of mails that have not left, put right by what changed since.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>
    /// The recipients, as they are today, of mails that have not left: a mailbox, a language that changed meanwhile is followed.
    /// </summary>
    public IReadOnlyCollection<Recipient> Waiting { get; init; } = [];

    /// <summary>The lines of the weekly outlooks, which are mails of their own; empty on all but one day of the week.</summary>
    public IReadOnlyList<PlannedReminder> Outlook { get; init; } = [];
}

/// <summary>Something that keeps a reminder from its person: nobody holds the role, a mailbox is missing.</summary>
sealed record PlanFault(DueItemKey Item, ReminderStep Step, string What);
