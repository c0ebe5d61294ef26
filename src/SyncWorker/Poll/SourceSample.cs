using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll;

/// <summary>The first rows of a source, raw beside mapped.</summary>
sealed record SourceSampleResult
{
    /// <summary>What was found out: encoding, delimiter, sheet.</summary>
    public required IReadOnlyDictionary<string, string> Understood { get; init; }

    /// <summary>Columns that the source has and the mapping does not.</summary>
    public required IReadOnlyCollection<string> NotMapped { get; init; }

    /// <summary>Columns that the mapping names and these rows do not have.</summary>
    public required IReadOnlyList<string> NotFound { get; init; }

    public required IReadOnlyList<SampleRow> Rows { get; init; }

    /// <summary>Why it could not be read on, or null.</summary>
    public string? Reason { get; init; }
}

/// <param name="Position">Its position.</param>
/// <param name="Raw">As it came.</param>
/// <param name="Fields">As mapped; empty when the row would go to quarantine.</param>
/// <param name="Reasons">Why it would.</param>
sealed record SampleRow(string Position, string Raw, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Reasons);

/// <summary>Reads the first rows of a source and keeps nothing: the way to write a mapping.</summary>
sealed class SourceSample(SourceReader reader)
{
    public async Task<SourceSampleResult> ReadAsync(
        SourceOptions source,
        MappingContext context,
        int most,
        CancellationToken cancellationToken
    )
    {
        var mapping = new SourceMapping(source);
        var mapper = new RowMapper(mapping, context);
        var facts = new ResponseFacts { Seen = new bool[mapping.Columns.Count] };
        var rows = new List<SampleRow>();
        string? reason = null;
        try
        {
            await reader.FirstAsync(
                source,
                mapping,
                facts,
                (position, row) =>
                {
                    rows.Add(Map(position, row, mapping, mapper));
                    return rows.Count < most;
                },
                cancellationToken
            );
        }
        catch (UnhealthySourceException sick)
        {
            reason = sick.Message;
        }

        return new()
        {
            Understood = facts.Understood,
            NotMapped = facts.Unknown,
            NotFound = Health.MissingColumns(mapping, facts.Seen),
            Rows = rows,
            Reason = reason,
        };
    }

    static SampleRow Map(string position, RawRow row, SourceMapping mapping, RowMapper mapper)
    {
        if (mapping.Id.Count > 0)
        {
            mapper.OwnId(row);
        }

        var good = mapper.Map(row);
        var fields = good
            ? mapping
                .Fields.Where(field => mapper.Value(field.Name) is not null)
                .ToDictionary(field => field.Name, field => mapper.Value(field.Name)!)
            : [];
        return new(
            position,
            row.Raw,
            fields,
            row.NoData is { } noData ? [noData] : [.. row.Faults.Select(fault => fault.ToString()).Distinct()]
        );
    }
}
