namespace SyncWorker.Send.Outbox;

/// <summary>A mail that this run has claimed.</summary>
sealed record ClaimedMail
{
    public required long Id { get; init; }

    public required string Recipient { get; init; }

    public required DateOnly Day { get; init; }

    public required string Kind { get; init; }

    public required string? Address { get; init; }

    public required IReadOnlyList<string> Copies { get; init; }

    public required string Salutation { get; init; }

    public required string Language { get; init; }

    public required DateOnly? UsefulUntil { get; init; }

    public required int Attempts { get; init; }

    public required int Repeats { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set once the text froze.</summary>
    public required string? MessageId { get; init; }

    public required string? Subject { get; init; }

    public required byte[]? Message { get; init; }

    public bool IsForStaff => Recipient.StartsWith("staff:", StringComparison.Ordinal);

    /// <summary>The name of its .eml: day, recipient and kind are unique together.</summary>
    public string FileName => string.Concat($"{Day:yyyyMMdd}-{Recipient}-{Kind}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}
