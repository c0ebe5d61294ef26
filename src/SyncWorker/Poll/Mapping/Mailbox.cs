using System.Net.Mail;

namespace SyncWorker.Poll.Mapping;

/// <summary>Reads one mailbox out of what people type into an e-mail column.</summary>
static class Mailbox
{
    static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "-", "--", "n/a", "na", "không", "không có", "khong co", "none", "null", "chưa có", "chưa rõ", "?" };

    public static Reading Read(string text)
    {
        if (Nothing.Contains(text))
        {
            return Reading.Blank;
        }

        var mailbox = text.Replace("(at)", "@", StringComparison.OrdinalIgnoreCase).Replace("[at]", "@", StringComparison.OrdinalIgnoreCase);
        if (mailbox.IndexOf("mailto:", StringComparison.OrdinalIgnoreCase) is >= 0 and var scheme)
        {
            mailbox = mailbox[(scheme + "mailto:".Length)..];
        }

        if (mailbox.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && mailbox.IndexOf('>', open) is > 0 and var close)
        {
            mailbox = mailbox[(open + 1)..close];
        }

        mailbox = string.Concat(mailbox.Where(character => character != ' ')).Trim(';', ',', '.', '<', '>').ToLowerInvariant();
        return mailbox.IndexOfAny([';', ',', '/', ':', '"', '(', '<']) < 0
            && MailAddress.TryCreate(mailbox, out var address) && address.Address == mailbox
            && address.Host.Contains('.', StringComparison.Ordinal)
            ? Reading.Of(mailbox)
            : Reading.Fault("one mailbox such as vp@example.org");
    }
}
