using System.Globalization;

namespace SyncWorker.Poll.Intake;

/// <summary>
/// The positions of rows, as a number while a poll runs and as text for people: <c>/api/orgs page 2#7</c>. Never the query: a source
/// may write a key into the addresses it gives, and an address of theirs may be as long as they like.
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

    /// <summary>The name of an answer: its path, and the number of its page where the source has pages.</summary>
    /// <param name="address">Where it came from.</param>
    /// <param name="page">From 1; null without pages.</param>
    /// <param name="secret">What must not stand in it, or null.</param>
    public static string Answer(Uri address, int? page, string? secret)
    {
        var path = address.AbsolutePath;
        if (secret is { Length: > 0 } && Uri.UnescapeDataString(path).Contains(secret, StringComparison.Ordinal))
        {
            path = "/…";
        }

        var number = page is { } n ? string.Create(CultureInfo.InvariantCulture, $" page {n}") : "";
        var room = LongestAnswer - number.Length;
        return (path.Length <= room ? path : $"{path[..(room - 1)]}…") + number;
    }

    public long Encode(int number) => ((long)_answers.Count << 32) | (uint)number;

    public string Text(long where) => string.Create(CultureInfo.InvariantCulture, $"{_answers[(int)(where >> 32) - 1]}#{(uint)where}");
}
