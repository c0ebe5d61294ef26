using MimeKit;
using MimeKit.Cryptography;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Says whether an answer comes from one who may give it: the recipient of the reminder, its shared mailbox, its deputy on leave (without one, the head of its department), the
/// mailboxes that staff.json names for it, and the desk. Where the id of the own mail server is configured, the sender must be
/// proved by that server's verdict.
/// </summary>
/// <param name="staff">Whose mailboxes count.</param>
/// <param name="server">The authserv-id (RFC 8601) of the server that takes in the answers; null: the sender is taken for whom it says it
/// is.</param>
sealed class AnswerSender(StaffOptions staff, string? server)
{
    /// <summary>Why the mail does not answer for the recipient, without any address; null when it does.</summary>
    /// <param name="headers">Of the mail.</param>
    /// <param name="recipient">Of the reminder: <c>staff:bca-01</c>.</param>
    /// <param name="today">The day whose leave counts.</param>
    public string? Refusal(HeaderList headers, string recipient, DateOnly today)
    {
        if (IncomingMail.SenderOf(headers) is not { } sender)
        {
            return "it does not name one sender";
        }

        return !Allowed(recipient, today).Contains(sender.Address, StringComparer.OrdinalIgnoreCase)
                ? $"its sender does not answer for {recipient} (staff.json: email, alsoTo, answersFrom, the deputy on leave, the desk)"
            : server is not null && !IsProved(headers, sender.Address)
                ? $"{server} does not say that it is from whom it names (Authentication-Results)"
            : null;
    }

    IEnumerable<string> Allowed(string recipient, DateOnly today)
    {
        if (staff.Desk.Email is { } desk)
        {
            yield return desk;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var position = recipient.StartsWith("staff:", StringComparison.Ordinal) ? Find(recipient["staff:".Length..]) : null;
        for (var holder = position; holder is not null && seen.Add(holder.Id); )
        {
            yield return holder.Email;
            if (holder.AlsoTo is { } shared)
            {
                yield return shared;
            }

            foreach (var other in holder.AnswersFrom)
            {
                yield return other;
            }

            holder =
                StandIns.LeaveOn(holder, today) is not { } leave ? null
                : leave.Deputy is { } deputy ? Find(deputy)
                : StandIns.Head(staff, position!, today, _ => true);
        }
    }

    Position? Find(string id) => staff.Staff.FirstOrDefault(position => position.Id == id);

    // Anybody may write such a header; the own server puts its own on top of them, and takes out those that bear its name.
    bool IsProved(HeaderList headers, string sender) =>
        headers
            .Where(header => header.Id == HeaderId.AuthenticationResults)
            .Select(header => AuthenticationResults.TryParse(header.RawValue, out var results) ? results : null)
            .FirstOrDefault(results => string.Equals(results?.AuthenticationServiceIdentifier, server, StringComparison.OrdinalIgnoreCase))
            ?.Results.Any(result => IsPass(result, sender)) == true;

    static bool IsPass(AuthenticationMethodResult result, string sender)
    {
        string? Value(string type, string property) =>
            result.Properties.FirstOrDefault(one => one.PropertyType == type && one.Property == property)?.Value;
        var domain = EmailAddress.DomainOf(sender);
        return result.Result == "pass"
            && result.Method switch
            {
                "dmarc" => Value("header", "from") is not { } from || IsWithin(domain, EmailAddress.DomainOf(from)),
                "dkim" => IsWithin(domain, Value("header", "d") ?? EmailAddress.DomainOf(Value("header", "i") ?? "")),
                "spf" => IsWithin(domain, EmailAddress.DomainOf(Value("smtp", "mailfrom") ?? "")),
                "auth" => string.Equals(Value("smtp", "auth") ?? Value("smtp", "mailfrom"), sender, StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
    }

    // The domain itself or one above it, as DMARC's relaxed alignment has it.
    static bool IsWithin(string domain, string proved) =>
        proved.Contains('.', StringComparison.Ordinal)
        && (domain.Equals(proved, StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{proved}", StringComparison.OrdinalIgnoreCase));
}
