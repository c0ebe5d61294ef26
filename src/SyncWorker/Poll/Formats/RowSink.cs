using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Formats;

/// <summary>Takes the records of an answer one by one; the row is used again for the next.</summary>
delegate void RowSink(RawRow row);

/// <summary>Asked of a record's bytes before they are parsed: whether they are known, so that the record is done with.</summary>
delegate bool KnownRecord(ReadOnlySpan<byte> record, int number);

/// <summary>What a format found out while it read one answer.</summary>
sealed class ResponseFacts
{
    /// <summary>Records, readable or not; blank lines of a table are counted here and nowhere else.</summary>
    public int Rows { get; set; }

    /// <summary>Values beside the list, by path: pages, totals, cursors.</summary>
    public Dictionary<string, EnvelopeValue> Envelope { get; } = new(StringComparer.Ordinal);

    /// <summary>The answer, or its list, is <c>null</c>.</summary>
    public bool ListIsNull { get; set; }

    /// <summary>
    /// What the answer says beside its list of not being whole: the name of an error that is not empty; null for nothing.
    /// </summary>
    public string? NotWhole { get; set; }

    /// <summary>What was sniffed, for people: encoding, delimiter, sheet.</summary>
    public Dictionary<string, string> Understood { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of columns that the answer has and the mapping does not.</summary>
    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the answer has a mapped column, by index.</summary>
    public required bool[] Seen { get; init; }
}

/// <param name="Mapping">The columns to read.</param>
/// <param name="Source">How the answer is written and its limits.</param>
/// <param name="Envelope">Paths to keep from beside the list.</param>
sealed record FormatRequest(SourceMapping Mapping, SourceOptions Source, IReadOnlyList<string> Envelope)
{
    /// <summary>A list that is <c>null</c> is an empty one.</summary>
    public bool ListMayBeNull { get; init; }

    /// <summary>Knows records that came before; without it every record is parsed.</summary>
    public KnownRecord Known { get; init; } = static (_, _) => false;
}
