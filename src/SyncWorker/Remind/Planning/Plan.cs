using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>One row for the ledger, with its reason; mailed when the state is due or late.</summary>
sealed record Reminder
{
    public required CaseKey Case { get; init; }

    public required string Step { get; init; }

    public required string Recipient { get; init; }

    public required DateOnly Day { get; init; }

    public required DateOnly SendOn { get; init; }

    public required OccurrenceState State { get; init; }

    public required string Reason { get; init; }

    public required OccurrenceFacts Facts { get; init; }

    public DateOnly? UsefulUntil { get; init; }

    /// <summary>Who is mailed, for those that are; null for what is only written down.</summary>
    public Recipient? To { get; init; }

    public bool IsMailed => To is not null;
}

/// <summary>What one day brings: rows for the ledger, and what a person must put right.</summary>
sealed record Plan(DateOnly Today, IReadOnlyList<Reminder> Reminders, IReadOnlyList<Fault> Faults)
{
    /// <summary>Ledger rows that change: snoozes that ran out, expired ones that are now shown.</summary>
    public IReadOnlyList<(LedgerRow Row, OccurrenceState State, string Reason)> Changes { get; init; } = [];
}

/// <summary>Something that keeps a reminder from its person: nobody holds the role, a mailbox is missing.</summary>
sealed record Fault(CaseKey Case, string Step, string What);
