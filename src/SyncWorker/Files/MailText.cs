using System.Text;
using MimeKit;
using MimeKit.Text;

namespace SyncWorker.Files;

/// <summary>Reads what a person wrote in a mail that came from outside, as plain lines: its text part, else the words of its HTML.</summary>
static class MailText
{
    /// <summary>An answer of a few lines; with signature, history and a picture or two.</summary>
    const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Parts within parts.</summary>
    const int MostLevels = 20;

    /// <exception cref="FormatException">The mail is too long, or none.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > MostBytes)
        {
            throw new FormatException($"It is longer than {MostBytes / 1024 / 1024} MB.");
        }

        using var message = await MimeMessage.LoadAsync(new ParserOptions { MaxMimeDepth = MostLevels }, file, cancellationToken);
        return message.TextBody ?? (message.HtmlBody is { } html ? OfHtml(html) : "");
    }

    static string OfHtml(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html));
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data:
                    // A line break of the source is a blank.
                    text.Append(data.Data.ReplaceLineEndings(" "));
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI }:
                    text.Append('\n');
                    break;
            }
        }

        return text.ToString();
    }
}
