using System.Globalization;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// The positions of rows, as a number while a poll runs and as text for people: <c>/api/orgs?limit=20#page 2#7</c>. Without the query where
/// it is long or may hold a key: a source may write one into the addresses it gives.
/// </summary>
sealed class Positions
{
    /// <summary>Instead of a place: the row is there, but could not be read; it is not missing.</summary>
    public const long Unreadable = -1;

    /// <summary>Of an answer's name; with the row's number a position stays below 200 characters.</summary>
    const int LongestAnswer = 180;

    readonly List<string> _answers = [];

    /// <summary>Begins an answer: see <see cref="Answer"/>, or the file's name.</summary>
    public void Begin(string answer) => _answers.Add(answer.Length <= LongestAnswer ? answer : $"{answer[..(LongestAnswer - 1)]}…");

    /// <summary>The name of an answer: its path and query, and the number of its page where the source has pages.</summary>
    /// <param name="address">Where it came from.</param>
    /// <param name="page">From 1; null without pages.</param>
    /// <param name="secret">What must not stand in it, or null.</param>
    public static string Answer(Uri address, int? page, string? secret)
    {
        var path = Holds(address.AbsolutePath, secret) ? "/…" : address.AbsolutePath;
        var number = page is { } n ? string.Create(CultureInfo.InvariantCulture, $"#page {n}") : "";
        var room = LongestAnswer - number.Length;
        var isQueryShown =
            path.Length + address.Query.Length <= room && !Holds(address.Query, secret) && PlainSecret.InQuery(address.AbsoluteUri) is null;
        return (
                isQueryShown ? path + address.Query
                : path.Length <= room ? path
                : $"{path[..(room - 1)]}…"
            ) + number;
    }

    static bool Holds(string part, string? secret) =>
        secret is { Length: > 0 }
        && (part.Contains(secret, StringComparison.Ordinal) || Uri.UnescapeDataString(part).Contains(secret, StringComparison.Ordinal));

    public long Encode(int number) => ((long)_answers.Count << 32) | (uint)number;

    public string Text(long where) => string.Create(CultureInfo.InvariantCulture, $"{_answers[(int)(where >> 32) - 1]}#{(uint)where}");
}
