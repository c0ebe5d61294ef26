using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>The words of a mail that its writer wrote: no markup, no quoted lines, no mail that it answers. A pure function.</summary>
static partial class PlainText
{
    /// <summary>More is cut off.</summary>
    public const int Longest = 8_000;

    public static string OfBody(MimeMessage message)
    {
        var text = message.TextBody is { Length: > 0 } plain ? plain : FromHtml(message.HtmlBody ?? "");
        var own = Own(WritableText.Clean(text).Normalize(NormalizationForm.FormC));
        return own.Length <= Longest ? own : WritableText.Cut(own, Longest).TrimEnd() + "…";
    }

    /// <summary>The text without the lines that are quoted.</summary>
    public static string Own(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (Beginning().IsMatch(line))
            {
                break;
            }

            if (!line.StartsWith('>') && !(line.Length == 0 && lines is [] or [.., ""]))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).Trim();
    }

    /// <summary>The words of a page, a line for each block.</summary>
    public static string FromHtml(string html)
    {
        var tokens = new HtmlTokenizer(new StringReader(html));
        var text = new StringBuilder();
        var hidden = 0;
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Head or HtmlTagId.BlockQuote } tag:
                    hidden = Math.Max(
                        0,
                        hidden
                            + (
                                tag.IsEndTag ? -1
                                : tag.IsEmptyElement ? 0
                                : 1
                            )
                    );
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.HR }:
                    text.Append('\n');
                    break;
                case HtmlScriptDataToken:
                    break;
                case HtmlDataToken data when hidden == 0:
                    text.Append(data.Data.ReplaceLineEndings(" "));
                    break;
            }
        }

        return text.ToString();
    }

    // Where the mail that is answered begins, as Outlook, Gmail, Apple Mail and Thunderbird write it in Vietnamese and English.
    [GeneratedRegex(
        @"^\s*(-{2,}\s*(original message|thư gốc|thư ban đầu|forwarded message|thư chuyển tiếp)|_{20,}$|(on|vào) .{5,120} (wrote|đã viết)\s*:$|.{0,120}\b(wrote|đã viết)\s*:$|\*?(from|từ)\s*:\*?\s.*@)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Beginning();
}
