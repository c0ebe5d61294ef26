using SyncWorker.Store.Rows;

namespace SyncWorker.Inbox;

/// <summary>What became of a message.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Words">For people, without any address.</param>
sealed record Verdict(InboxOutcome Outcome, string Words)
{
    /// <inheritdoc cref="InboxMessage.Recipient"/>
    public string? Recipient { get; init; }

    /// <inheritdoc cref="InboxMessage.OutboxId"/>
    public long? OutboxId { get; init; }

    /// <inheritdoc cref="InboxMessage.TextVi"/>
    public string? TextVi { get; init; }

    /// <inheritdoc cref="InboxMessage.TextVi"/>
    public string? TextEn { get; init; }

    public static Verdict Refused(string words) => new(InboxOutcome.Refused, words);
}
