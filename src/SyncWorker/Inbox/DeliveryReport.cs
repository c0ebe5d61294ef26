using MimeKit;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>A report of a mail server on what became of a mail (RFC 3464): which mail, and what of each recipient.</summary>
/// <param name="Mails">The Message-IDs that it may be about, with angle brackets: of the envelope (RFC 3461) and of the mail that it returns.</param>
/// <param name="Recipients">Those that it reports on.</param>
sealed record DeliveryReport(IReadOnlyList<string> Mails, IReadOnlyList<ReportedRecipient> Recipients)
{
    /// <summary>Null when the message is no such report.</summary>
    public static DeliveryReport? Find(MimeMessage message)
    {
        if (
            message.Body is not MultipartReport report
            || !string.Equals(report.ReportType, "delivery-status", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var groups = report.OfType<MessageDeliveryStatus>().SelectMany(status => status.StatusGroups).ToList();
        if (groups.Count == 0)
        {
            return null; // it reports on nothing
        }

        var mails = groups
            .Select(group => group["Original-Envelope-Id"])
            .Concat(report.OfType<MessagePart>().Select(returned => returned.Message?.MessageId))
            .OfType<string>()
            .Select(id => $"<{WritableText.Clean(id).Trim().Trim('<', '>')}>")
            .Distinct(StringComparer.Ordinal);
        return new([.. mails], [.. groups.SelectMany(ReportedRecipient.Find)]);
    }
}

/// <param name="Address">The mailbox: as it was sent to, else where the server at last tried.</param>
/// <param name="Action">What the server did with the mail.</param>
/// <param name="Status">The enhanced code (RFC 3463), such as 5.1.1.</param>
/// <param name="Words">The server's reply, with addresses.</param>
sealed record ReportedRecipient(string Address, DeliveryAction Action, string Status, string Words)
{
    /// <summary>No further try follows.</summary>
    public bool IsFailure => Action == DeliveryAction.Failed;

    /// <summary>
    /// The mailbox itself is not there: 5.1.x (address), 5.2.1 (switched off), 5.0.0. A full one, a refused content or a server away is not
    /// its fault.
    /// </summary>
    public bool IsNoMailbox => Status.StartsWith("5.1.", StringComparison.Ordinal) || Status is "5.2.1" or "5.0.0";

    /// <summary>Of one group of a report's fields: one for each address that it names.</summary>
    public static IEnumerable<ReportedRecipient> Find(HeaderList fields)
    {
        string Value(string field) => WritableText.Clean(fields[field] ?? "").Trim();
        return ((string[])["Original-Recipient", "Final-Recipient"])
            .Select(Value)
            .Where(text => text.Length > 0)
            .Select(text => text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>'))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(address => new ReportedRecipient(
                address,
                Enum.TryParse<DeliveryAction>(Value("Action").Split(' ')[0], ignoreCase: true, out var action)
                    ? action
                    : DeliveryAction.Other,
                Value("Status").Split(' ')[0],
                Value("Diagnostic-Code")
            ));
    }
}

/// <summary>What a server did with a mail (RFC 3464, 2.3.3).</summary>
enum DeliveryAction
{
    /// <summary>A word that the standard does not have.</summary>
    Other,

    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Tried again later.</summary>
    Delayed,
    Delivered,

    /// <summary>Handed on to a server that sends no reports.</summary>
    Relayed,

    /// <summary>Handed on to the members of a list.</summary>
    Expanded,
}
