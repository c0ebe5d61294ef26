using System.Globalization;

namespace SyncWorker.Poll.Intake;

/// <summary>The positions of rows, as a number while a poll runs and as text for people: <c>/api/orgs?offset=20#7</c>.</summary>
sealed class Positions
{
    /// <summary>Instead of a place: the row is there, but could not be read; it is not missing.</summary>
    public const long Unreadable = -1;

    readonly List<string> _answers = [];

    /// <summary>Begins an answer: the request's path and query, or the file's name.</summary>
    public void Begin(string answer) => _answers.Add(answer);

    public long Encode(int number) => ((long)_answers.Count << 32) | (uint)number;

    public string Text(long where) => string.Create(CultureInfo.InvariantCulture, $"{_answers[(int)(where >> 32) - 1]}#{(uint)where}");
}
