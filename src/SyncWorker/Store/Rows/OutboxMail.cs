using SyncWorker.Union;

namespace SyncWorker.Store.Rows;

/// <summary>
/// One mail, unique on (recipient, day, kind). Remind makes it and attaches ledger entries while it is <see cref="OutboxState.Queued"/>;
/// entries and text freeze when Send first moves it to <see cref="OutboxState.Sending"/>, and a resend is the same bytes.
/// </summary>
sealed class OutboxMail
{
    public long Id { get; set; }

    /// <summary>The key of the person or role: <c>staff:bca-01</c>, <c>partner:12</c>.</summary>
    public required string Recipient { get; set; }

    public DateOnly Day { get; set; }

    /// <summary>digest, weekly, year-list, notice …</summary>
    public required string Kind { get; set; }

    /// <summary>The kind of the daily mail.</summary>
    public const string Digest = "digest";

    /// <summary>The kind of the weekly outlook, which leaves in the afternoon.</summary>
    public const string Weekly = "weekly";

    /// <summary>The kind of the list of next year's days, which is a mail of its own.</summary>
    public const string YearList = "year-list";

    /// <summary>The kind of the first mail to a new person; the storm limit counts it as any other.</summary>
    public const string FirstDay = "first-day";

    /// <summary>How the kinds of messages to many begin; the message's hash follows.</summary>
    public const string Notice = "notice";

    /// <summary>The mailbox it goes to, as of the plan; forgotten after the retention time.</summary>
    public string? Address { get; set; }

    /// <summary>Copies go here (a department's shared mailbox), one address a line.</summary>
    public string? Copies { get; set; }

    /// <summary>How to write to the person: "Đồng chí Chuyên viên Ban Châu Âu".</summary>
    public required string Salutation { get; set; }

    public required MailLanguage Language { get; set; }

    /// <summary>After this day it is not sent but reported.</summary>
    public DateOnly? UsefulUntil { get; set; }

    public OutboxState State { get; set; }

    /// <summary>Why it is in this state, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The worker that claimed it: machine, process id and start.</summary>
    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>The send run's id: a settle with an older one is refused.</summary>
    public long Fence { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try again; for an uncertain mail when to repeat it, null to ask a person first.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    /// <summary>
    /// How often it was sent again, or closed by a person, although it may have arrived; above 0 the mail says that it may be a repeat.
    /// </summary>
    public int Repeats { get; set; }

    /// <summary>Derived from the store's id and this row's; set when the text freezes.</summary>
    public string? MessageId { get; set; }

    public string? Subject { get; set; }

    /// <summary>The frozen message as it goes over the wire (RFC 5322), from the first <see cref="OutboxState.Sending"/> on.</summary>
    public byte[]? Message { get; set; }

    public long CreatedRun { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public bool IsForStaff => Recipient.StartsWith("staff:", StringComparison.Ordinal);

    /// <summary>The name of its .eml: day, recipient and kind are unique together.</summary>
    public string FileName =>
        string.Concat($"{Day:yyyyMMdd}-{Recipient}-{Kind}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));

    /// <summary>The addresses in <see cref="Copies"/>.</summary>
    public IReadOnlyList<string> CopyAddresses() =>
        Copies?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

enum OutboxState
{
    Queued,
    Claimed,
    Sending,
    Sent,
    RetryAt,
    Refused,
    Uncertain,
    Expired,
    Cancelled,
}
