using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>A source as it was found out, ready for poll.json.</summary>
sealed record DiscoveredSource(SourceOptions Source)
{
    /// <summary>Fields in the order of the source, with the first values that the mapping gives.</summary>
    public required IReadOnlyList<DiscoveredField> Fields { get; init; }

    /// <summary>What was found out of the form: encoding, delimiter, sheet, header.</summary>
    public required IReadOnlyDictionary<string, string> Understood { get; init; }

    /// <summary>How the next answer is asked for, for people; null for one answer.</summary>
    public string? Paging { get; init; }

    /// <summary>Whether that was tried and brought other rows.</summary>
    public bool IsPagingTried { get; init; }

    /// <summary>Columns and paths that no field is read from.</summary>
    public required IReadOnlyList<string> NotMapped { get; init; }

    /// <summary>Rows that were looked at.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that were mapped on trial, and how many of them would go to quarantine.</summary>
    public required (int Rows, int Bad) Trial { get; init; }

    /// <summary>What a person should look at, as sentences without a value of the source.</summary>
    public required IReadOnlyList<string> Unsure { get; init; }

    /// <summary>Why rows would go to quarantine or lose a field, the commonest first; with the value that was found.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <param name="Field">Ours.</param>
/// <param name="From">As poll.json writes it.</param>
/// <param name="Values">The first values, mapped and cut short.</param>
sealed record DiscoveredField(string Field, string From, IReadOnlyList<string> Values);

/// <summary>
/// Finds out what to write into poll.json for a source. 1. Get its first answer, by the same way as a poll. 2. Guess the format, the list,
/// the columns. 3. Give columns our fields, and find what tells rows apart. 4. Try how the next answer is asked for. 5. Read the first rows
/// by the entry itself, as <c>poll sample</c> does, so that what is wrong with it is known before it is written.
/// </summary>
sealed class SourceDiscovery(FirstAnswerReader answers, PagingTrial paging, SourceSample sample)
{
    const int TrialRows = 20;

    const int LongestValue = 40;

    const int MostIgnored = 80;

    /// <param name="draft">Name, place, sign-in; of list and sheet what a person said.</param>
    /// <param name="context">What transforms need.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnhealthySourceException">It cannot be read, or nothing in it can be mapped.</exception>
    public async Task<DiscoveredSource> FindAsync(SourceOptions draft, MappingContext context, CancellationToken cancellationToken)
    {
        var address = draft.Url is { } url ? new Uri(url) : null;
        var first = await answers.ReadAsync(draft, address, page: 1, cancellationToken);
        var format = FormatGuess.Of(first);
        var json = format switch
        {
            SourceFormat.Json => JsonGuess.Of(first, draft.List),
            SourceFormat.Ndjson => JsonGuess.OfLines(first),
            _ => null,
        };
        var rows = json?.Rows ?? (format == SourceFormat.Excel ? TableGuess.OfWorkbook(first, draft.Sheet) : TableGuess.OfText(first));
        var fields = new FieldGuess(rows, format == SourceFormat.Excel).Read();
        if (rows.Rows == 0 || fields.Fields is [])
        {
            throw new UnhealthySourceException(
                rows.Rows == 0
                    ? "It has no rows: nothing can be found out before it has some."
                    : $"None of its columns could be understood: {string.Join(", ", rows.Columns.Select(column => column.Name).Take(20))}."
            );
        }

        var way =
            json is not null && format == SourceFormat.Json && address is not null
                ? await paging.FindAsync(draft, first, json, cancellationToken)
                : new(null, false, []);
        var id = IdGuess.Of(rows, fields.Fields);
        var source = Compose(draft, format, json?.List, rows, fields, id, way.Paging, first.UnusualType);
        return await TryAsync(source, context, rows, Unsure(first, rows, fields, id, way, source), way, cancellationToken);
    }

    static SourceOptions Compose(
        SourceOptions draft,
        SourceFormat format,
        string? list,
        SampleRows rows,
        FieldGuess fields,
        IdGuess id,
        PagingOptions? paging,
        string? unusualType
    ) =>
        draft with
        {
            Format = format,
            List = list is { Length: > 0 } ? list : null,
            Paging = paging,
            Id = id.Id is { } column ? [column] : [],
            Key = id.Key,
            Fields = fields.Fields.ToDictionary(field => field.Field, field => FieldMapping.Parse(field.Mapping, null)),
            Required =
            [
                .. fields
                    .Fields.Select(field => field.Field)
                    .Where(field => field is CanonicalField.NameVi or CanonicalField.NameEn)
                    .Take(1),
            ],
            NotRows = NotRows(rows, fields),
            FillDown = fields.FillDown,
            Ignore = Ignored(format, rows, fields, id),
            Http = new() { Hosts = draft.Http.Hosts, Accept = unusualType is { } type ? [type] : [] },
        };

    static Dictionary<string, IReadOnlyList<string>> NotRows(SampleRows rows, FieldGuess fields) =>
        (
            from field in fields.Fields
            let words = rows.NotRows.Where(row => row.Column == field.Column.Name).Select(row => $"{row.Word}*").ToList()
            where words.Count > 0
            select (field.Field, words)
        ).ToDictionary(pair => pair.Field, pair => (IReadOnlyList<string>)pair.words);

    // Of JSON the names at the top of a record: only those are told as unknown.
    static IReadOnlyList<string> Ignored(SourceFormat format, SampleRows rows, FieldGuess fields, IdGuess id)
    {
        var isTable = format is SourceFormat.Csv or SourceFormat.Excel;
        var used = fields.Fields.Select(field => field.Column.Name).Append(id.Id ?? "").Select(Top).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows
                .Columns.Select(column => Top(column.Name))
                .Where(name => !used.Contains(name))
                .Distinct(StringComparer.Ordinal)
                .Take(MostIgnored),
        ];

        string Top(string name) => isTable ? name : name.Split('.', '[')[0];
    }

    static List<string> Unsure(FirstAnswer first, SampleRows rows, FieldGuess fields, IdGuess id, FoundPaging way, SourceOptions source) =>
        [
            .. first.IsWhole
                ? []
                : new[] { $"the answer is larger than the {FirstAnswerReader.MostText / 1024 / 1024} MB that were looked at" },
            .. way.Unsure,
            .. id.Unsure,
            .. fields.Unsure,
            .. rows.Unsure,
            .. rows
                .NotRows.Where(row => !fields.Fields.Any(field => field.Column.Name == row.Column))
                .Select(row => $"a row that begins with \"{row.Word}\" is no data, but no mapped column says so: it goes to quarantine"),
            .. first.UnusualType is { } type ? [$"the answer calls itself {type}: http.accept allows it"] : (string[])[],
            .. source.Required is [] ? ["no field is required: write \"required\" with what a row cannot do without"] : (string[])[],
            .. source.Fields.ContainsKey(CanonicalField.Kind)
                ? (string[])[]
                : ["rows have no kind: it is told from their names; \"kind\": \"= foreign_partner\" says it for all"],
        ];

    async Task<DiscoveredSource> TryAsync(
        SourceOptions source,
        MappingContext context,
        SampleRows rows,
        List<string> unsure,
        FoundPaging way,
        CancellationToken cancellationToken
    )
    {
        var trial = await sample.ReadAsync(source, context, TrialRows, cancellationToken);
        if (trial.Reason is { } reason)
        {
            unsure.Insert(0, $"a trial by the entry itself failed: {reason}");
        }

        var bad = trial.Rows.Count(row => row.Fields.Count == 0);
        return new(source)
        {
            Fields = [.. source.Fields.Select(field => new DiscoveredField(field.Key, field.Value.Text, Values(trial, field.Key)))],
            NotMapped = NotMapped(source, rows),
            Understood = rows.Understood,
            Paging = way.Paging is { } paging ? PagingTrial.Describe(paging) : null,
            IsPagingTried = way.IsTried,
            Rows = rows.Rows,
            Trial = (trial.Rows.Count, bad),
            Unsure = unsure,
            Reasons =
            [
                .. trial
                    .Rows.SelectMany(row => row.Reasons)
                    .GroupBy(words => words, StringComparer.Ordinal)
                    .OrderByDescending(same => same.Count())
                    .Take(3)
                    .Select(same => same.Key),
            ],
        };
    }

    // A path without the place in its list: mails[0].address is read of mails[].address.
    static IReadOnlyList<string> NotMapped(SourceOptions source, SampleRows rows)
    {
        var read = source
            .Id.Concat(source.Fields.Values.SelectMany(field => field.Columns).Select(column => column.Name))
            .Select(Plain)
            .ToHashSet(StringComparer.Ordinal);
        return [.. rows.Columns.Select(column => column.Name).Where(name => !read.Contains(Plain(name))).Take(MostIgnored)];

        static string Plain(string name) => name.Replace("[0]", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal);
    }

    static IReadOnlyList<string> Values(SourceSampleResult trial, string field) =>
        [
            .. trial
                .Rows.Select(row => row.Fields.GetValueOrDefault(field))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Take(2)
                .Select(value => value.Length > LongestValue ? $"{value[..(LongestValue - 1)]}…" : value),
        ];
}
