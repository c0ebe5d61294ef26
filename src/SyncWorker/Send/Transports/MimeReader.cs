using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using SyncWorker.Files;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Reads back the MIME that our composers write: headers (RFC 2047, 2231), the text and HTML parts, attachments. It is no
/// reader of other people's mail.
/// </summary>
static partial class MimeReader
{
    static readonly string[] s_known =
    [
        "from", "to", "cc", "reply-to", "subject", "date", "message-id", "content-language", "mime-version", "content-type", "content-transfer-encoding",
    ];

    public static MailDraft Read(byte[] message)
    {
        var root = Part.Parse(Encoding.Latin1.GetString(message)); // one character a byte; a part's own charset is applied when it is decoded
        var leaves = root.Leaves().ToList();
        var html = leaves.Find(part => part.Type == "text/html" && !part.IsAttachment);
        var text = leaves.Find(part => part.Type == "text/plain" && !part.IsAttachment);
        return new()
        {
            MessageId = root.Header("message-id") ?? "",
            Date = Date(root.Header("date")),
            From = Box(root.Header("from")),
            To = Box(root.Header("to")),
            Copies = [.. (root.Header("cc") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(copy => Box(copy).Address)],
            ReplyTo = root.Header("reply-to") is { } reply ? Box(reply).Address : null,
            Subject = MailHead.Words(root.Header("subject") ?? ""),
            Language = root.Header("content-language") ?? "vi",
            Text = text?.Text() ?? "",
            Html = html?.Text() ?? "",
            Headers = [.. root.Headers.Where(header => !s_known.Contains(header.Key)).Select(header => KeyValuePair.Create(header.Key, MailHead.Words(header.Value)))],
            Attachments = [.. leaves.Where(part => part.IsAttachment).Select(part => new MailAttachment(part.FileName, part.TypeAndCharset, part.Bytes()))],
        };
    }

    static Mailbox Box(string? header)
    {
        // Decoding first could put a comma or a bracket into the name, so the address is taken from the raw text.
        var raw = header?.Trim() ?? "";
        var open = raw.LastIndexOf('<');
        return open < 0
            ? new("", raw)
            : new(MailHead.Words(raw[..open].Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal)), MailAddress.TryCreate(raw[open..].Trim('<', '>', ' '), out var box) ? box.Address : "");
    }

    static DateTimeOffset Date(string? header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, out var date) ? date : default;

    static byte[] Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else if (text[i] == '=' && text.AsSpan(i + 1).StartsWith("\r\n"))
            {
                i += 2; // a soft line break
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@";\s*charset=""?([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CharsetParameter();

    [GeneratedRegex(@"(?:^|;)\s*(?:file)?name(\*)?(\d*)(\*)?=(?:""((?:[^""\\]|\\.)*)""|([^;]*))", RegexOptions.IgnoreCase)]
    private static partial Regex NameParameter();

    /// <summary>A part of a message, or the message itself.</summary>
    sealed class Part(List<KeyValuePair<string, string>> headers, string body)
    {
        public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

        public string Type => (Header("content-type") ?? "text/plain").Split(';')[0].Trim();

        public string TypeAndCharset => CharsetParameter().Match(Header("content-type") ?? "") is { Success: true } match ? $"{Type}; charset={match.Groups[1].Value}" : Type;

        public bool IsAttachment => Header("content-disposition")?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;

        public string FileName => Name(Header("content-disposition")) ?? Name(Header("content-type")) ?? "attachment";

        public static Part Parse(string text)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = end < 0 ? text : text[..end];
            var headers = new List<KeyValuePair<string, string>>();
            foreach (var line in head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n"))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
#pragma warning disable CA1308 // Normalize strings to uppercase: header names are compared in lower case
                    headers.Add(new(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim()));
#pragma warning restore CA1308
                }
            }

            return new(headers, end < 0 ? "" : text[(end + 4)..]);
        }

        public string? Header(string name) => headers.Find(header => header.Key == name).Value;

        public IEnumerable<Part> Leaves()
        {
            if (!Type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            {
                return [this];
            }

            var type = Header("content-type")!;
            var boundary = "--" + type[(type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) + 9)..].Split(';')[0].Trim().Trim('"');
            return ("\r\n" + body).Split("\r\n" + boundary)[1..]
                .Where(piece => !piece.StartsWith("--", StringComparison.Ordinal))
                .SelectMany(piece => Parse(piece[2..]).Leaves());
        }

        public byte[] Bytes() => Header("content-transfer-encoding")?.ToUpperInvariant() switch
        {
            "BASE64" => Convert.FromBase64String(body),
            "QUOTED-PRINTABLE" => Quoted(body),
            _ => Encoding.Latin1.GetBytes(body),
        };

        public string Text() => Encoding.UTF8.GetString(Bytes()).ReplaceLineEndings("\n");

        // RFC 2231: name*=utf-8''..., in pieces name*0*=, name*1*=; else RFC 2047 inside the quotes.
        static string? Name(string? header)
        {
            var pieces = NameParameter().Matches(header ?? "");
            if (pieces.Count == 0)
            {
                return null;
            }

            var whole = string.Concat(pieces.Select(piece => piece.Groups[4].Success ? piece.Groups[4].Value : piece.Groups[5].Value.Trim()));
            var isExtended = pieces[0].Groups[3].Success || (pieces[0].Groups[1].Success && pieces[0].Groups[2].Length == 0);
            return isExtended ? Uri.UnescapeDataString(whole[(whole.LastIndexOf('\'') + 1)..]) : MailHead.Words(whole);
        }
    }
}
