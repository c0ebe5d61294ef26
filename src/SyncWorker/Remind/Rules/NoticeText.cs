using System.Security.Cryptography;
using System.Text;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// A message to many, as a person writes it: a line with the subject, an empty line, the text; after "--- en" the same in English.
/// </summary>
/// <param name="Hash">Of the text: the ledger knows the message by it, so that no recipient gets it twice.</param>
sealed record NoticeText(string Hash, NoticePart Vi, NoticePart? En)
{
    const string EnglishFrom = "--- en";
    const int SubjectLength = 70;
    const int MostCharacters = 20_000;
    static readonly string[] s_subject = ["Chủ đề:", "Tiêu đề:", "Subject:", "# "];

    /// <exception cref="FormatException">It cannot be sent as it is; the message says what to write.</exception>
    public static NoticeText Parse(string file)
    {
        var text = file.TrimStart('\uFEFF').ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).Trim();
        if (text.Length > MostCharacters)
        {
            throw new FormatException($"The text has {text.Length} characters; a mail that people read has no more than {MostCharacters}.");
        }

        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        var cut = lines.IndexOf(EnglishFrom);
        var vi = Part(cut < 0 ? lines : lines[..cut], "The file");
        var en = cut < 0 ? null : Part(lines[(cut + 1)..], $"The part after \"{EnglishFrom}\"");
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 8)), vi, en);
    }

    static NoticePart Part(IEnumerable<string> lines, string what)
    {
        var text = string.Join('\n', lines).Trim('\n').Split('\n', 2);
        var subject = s_subject
            .Where(start => text[0].StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(start => text[0][start.Length..].Trim())
            .FirstOrDefault();
        if (string.IsNullOrEmpty(subject))
        {
            throw new FormatException(
                $"{what} does not begin with the subject. Write \"Chủ đề: …\" (or \"Subject: …\") as its first line, then an empty line, then the text."
            );
        }

        if (subject.Length > SubjectLength)
        {
            throw new FormatException(
                $"The subject has {subject.Length} characters; mail programs show about {SubjectLength}. Make it shorter: \"{subject}\""
            );
        }

        return text.Length == 2 && text[1].Trim() is { Length: > 0 } body
            ? new(subject, body)
            : throw new FormatException($"{what} has a subject and no text.");
    }
}

/// <summary>A message in one language.</summary>
sealed record NoticePart(string Subject, string Body);
