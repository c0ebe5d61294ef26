using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>A row of the outbox as the stage works with it.</summary>
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

    public static ClaimedMail Of(OutboxMail row) => new()
    {
        Id = row.Id,
        Recipient = row.Recipient,
        Day = row.Day,
        Kind = row.Kind,
        Address = row.Address,
        Copies = row.Copies?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Salutation = row.Salutation,
        Language = row.Language,
        UsefulUntil = row.UsefulUntil,
        Attempts = row.Attempts,
        Repeats = row.Repeats,
        CreatedAt = row.CreatedAt,
        MessageId = row.MessageId,
        Subject = row.Subject,
        Message = row.Message,
    };
}
