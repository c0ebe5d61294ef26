using System.Text;
using MimeKit;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Mailboxes with letters beyond ASCII before the @. Only a server that offers SMTPUTF8 (RFC 6531) may be given one; a domain with
/// such letters has another spelling (xn--…) that every server takes.
/// </summary>
static class AccentedMailboxes
{
    const string Refusal =
        "The mail server does not offer SMTPUTF8 (RFC 6531), which a mailbox with accents needs. Name a mailbox without accents, or a server that offers it.";

    /// <summary>
    /// Leaves such copies and such a Reply-To out of the mail. Why it cannot go to the server all the same; null when it can.
    /// </summary>
    public static string? Leave(MimeMessage message, ref ComposedMail mail)
    {
        if (IsAccented(mail.To) || IsAccented(mail.From))
        {
            return Refusal;
        }

        mail = mail with { Copies = [.. mail.Copies.Where(copy => !IsAccented(copy))] };
        foreach (var list in (InternetAddressList[])[message.Cc, message.ReplyTo])
        {
            foreach (var mailbox in list.Mailboxes.Where(mailbox => IsAccented(mailbox.Address)).ToList())
            {
                list.Remove(mailbox);
            }
        }

        return null;
    }

    public static bool IsAccented(string address) => !Ascii.IsValid(address.AsSpan(0, Math.Max(address.LastIndexOf('@'), 0)));
}
