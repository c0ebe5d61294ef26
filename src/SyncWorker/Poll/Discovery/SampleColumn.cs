using SyncWorker.Files;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Discovery;

/// <summary>A column of the rows that were looked at: a header, or a path into the records.</summary>
/// <param name="Name">As poll.json names it; <c>mails[].address</c> where it stands in each element of a list.</param>
sealed record SampleColumn(string Name)
{
    readonly List<IReadOnlyList<string>> _cells = [];

    /// <summary>What each row has here, in its order: nothing, a value, or several where it is in a list.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cells => _cells;

    /// <summary>The values, clean, without blank ones and errors of a spreadsheet.</summary>
    public IReadOnlyList<string> Values => [.. _cells.SelectMany(cell => cell)];

    public int Rows => _cells.Count;

    /// <summary>Rows that have a value.</summary>
    public int Filled => _cells.Count(cell => cell.Count > 0);

    public bool IsInList => Name.Contains("[]", StringComparison.Ordinal);

    /// <summary>Whether a mapping can name it: some characters mean something there.</summary>
    public bool CanBeNamed =>
        Name.Length > 0
        && !Name.Contains('|', StringComparison.Ordinal)
        && !Name.Contains("??", StringComparison.Ordinal)
        && !Name.StartsWith('=')
        && !Name.EndsWith('?');

    /// <summary>Adds the next row's values.</summary>
    public void Add(IEnumerable<string> values) =>
        _cells.Add([.. values.Select(CleanText.Clean).Where(value => value.Length > 0 && !CellErrors.IsOne(value))]);

    /// <summary>Whether at least so many percent of the values, and one at all, are of a form.</summary>
    public bool Mostly(Func<string, bool> isOne, int percent = 80) =>
        Values is { Count: > 0 } values && values.Count(isOne) * 100 >= percent * values.Count;
}

/// <summary>The rows that were looked at, by column.</summary>
/// <param name="Columns">In the order of the source.</param>
/// <param name="Rows">How many rows.</param>
sealed record SampleRows(IReadOnlyList<SampleColumn> Columns, int Rows)
{
    /// <summary>What is known of the form of the answer, by its key in poll.json or its name in <c>poll sample</c>.</summary>
    public IReadOnlyDictionary<string, string> Understood { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows of totals and signatures: the column in which they say so, and what it begins with.</summary>
    public IReadOnlyList<(string Column, string Word)> NotRows { get; init; } = [];

    /// <summary>What could not be found out, as sentences.</summary>
    public IReadOnlyList<string> Unsure { get; init; } = [];
}
