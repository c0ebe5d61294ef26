using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>Reads one mailbox out of what people type into an e-mail column.</summary>
static class Mailbox
{
    static readonly System.Buffers.SearchValues<char> s_plain = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789.-_+"
    );

    static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "-",
        "--",
        "n/a",
        "na",
        "không",
        "không có",
        "khong co",
        "none",
        "null",
        "chưa có",
        "chưa rõ",
        "?",
    };

    // The commonest case, without making anything: small letters, digits and .-_+ on both sides of one @, a dot within the host.
    static bool IsPlain(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and < 64
            && text.Length < 254
            && text.IndexOf('.', at) is > 0 and var dot
            && dot > at + 1
            && dot < text.Length - 1
            && !text.AsSpan(0, at).ContainsAnyExcept(s_plain)
            && !text.AsSpan(at + 1).ContainsAnyExcept(s_plain)
            && !text.Contains("..", StringComparison.Ordinal)
            && char.IsAsciiLetterOrDigit(text[0])
            && char.IsAsciiLetterOrDigit(text[at - 1])
            && char.IsAsciiLetterOrDigit(text[^1]);
    }

    public static FieldResult Read(string text)
    {
        if (IsPlain(text))
        {
            return FieldResult.FromValue(text);
        }

        if (Nothing.Contains(text))
        {
            return FieldResult.Empty;
        }

        var mailbox = text.Replace("(at)", "@", StringComparison.OrdinalIgnoreCase)
            .Replace("[at]", "@", StringComparison.OrdinalIgnoreCase);
        if (mailbox.IndexOf("mailto:", StringComparison.OrdinalIgnoreCase) is >= 0 and var scheme)
        {
            mailbox = mailbox[(scheme + "mailto:".Length)..];
        }

        if (mailbox.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && mailbox.IndexOf('>', open) is > 0 and var close)
        {
            mailbox = mailbox[(open + 1)..close];
        }

        mailbox = string.Concat(mailbox.Where(character => character != ' ')).Trim(';', ',', '.', '<', '>').ToLowerInvariant();
        return EmailAddress.IsOne(mailbox) && !mailbox.Contains('/', StringComparison.Ordinal)
            ? FieldResult.FromValue(mailbox)
            : FieldResult.Invalid(RowReasons.OneMailbox.Say());
    }
}
