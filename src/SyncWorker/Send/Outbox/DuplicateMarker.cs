using System.Globalization;
using MimeKit;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// Marks a frozen mail that may have arrived already: a tag before the subject for people, a header for programs. All other
/// bytes stay, and so does the Message-ID, by which servers recognise it.
/// </summary>
static class DuplicateMarker
{
    /// <param name="mail">As it is frozen.</param>
    /// <param name="tag">In the reader's language.</param>
    /// <param name="repeats">How often it was sent again.</param>
    public static ComposedMail Mark(ComposedMail mail, string tag, int repeats)
    {
        using var message = FrozenMessage.Wrap(mail.Message);
        message.Subject = $"{tag} {mail.Subject}";
        message.Headers.Insert(
            message.Headers.IndexOf(HeaderId.Subject) + 1,
            "X-Possible-Repeat",
            repeats.ToString(CultureInfo.InvariantCulture)
        );
        return mail with { Message = MimeMail.Write(message) };
    }
}
