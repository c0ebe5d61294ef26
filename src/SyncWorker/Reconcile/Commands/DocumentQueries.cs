using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A document that a source tells of.</summary>
/// <param name="Number">"1830/LHHN-VP"; null for one without.</param>
/// <param name="Title">What it is about.</param>
sealed record DocumentView(string? Number, string Title)
{
    public PartialDate? Day { get; init; }

    public string? Issuer { get; init; }

    public string? Link { get; init; }

    /// <summary>The units that it concerns, as the source writes them.</summary>
    public string? Units { get; init; }

    /// <summary>The partners that those names mean.</summary>
    public IReadOnlyList<long> Partners { get; init; } = [];

    public required string Source { get; init; }

    /// <summary>
    /// As a mail or a letter rests on it: "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022". A title that names the number is enough.
    /// </summary>
    public string Basis
    {
        get
        {
            var number = Number is null || Title.Contains(Number, StringComparison.OrdinalIgnoreCase) ? "" : $" số {Number}";
            var day = Day switch
            {
                { Precision: DatePrecision.Day } date => $" ngày {DayText.DayFirst(new(date.Year, date.Month, date.Day))}",
                { } date => $" năm {date.Year}",
                null => "",
            };
            return $"{Title}{number}{day}";
        }
    }
}

/// <summary>Documents as sources tell them: shown with their unit, and named as the basis of what is asked for.</summary>
sealed class DocumentQueries(IBulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    /// <summary>All documents, the newest first.</summary>
    public async Task<IReadOnlyList<DocumentView>> ListAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var rows = await session
            .Db.Snapshot.Where(row => row.Kind == CanonicalField.DocumentKind && row.MissingSince == null)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var inputs = session.Planner.Inputs(new HashSet<string>());
        var index = new PartnerIndex(session.Tables, inputs);
        return
        [
            .. rows.Select(row =>
                    Read(
                        row.Source,
                        FieldsJson.Read(row.Fields),
                        name =>
                            index.MatchName(name).Result is { Verdict: Matching.MatchVerdict.Link, PartnerId: { } partner }
                                ? inputs.Decisions.Survivor(partner)
                                : null
                    )
                )
                .OrderByDescending(document => document.Day)
                .ThenBy(document => document.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>The document with this number, whatever its case, spaces and marks; null when none or several have it.</summary>
    public async Task<DocumentView?> FindAsync(string number, Moment at, CancellationToken cancellationToken)
    {
        var sought = NormalizedName.ToCompact(number);
        var found = (await ListAsync(at, cancellationToken))
            .Where(document => document.Number is { } known && NormalizedName.ToCompact(known) == sought)
            .DistinctBy(document => document.Basis)
            .ToList();
        return found is [var only] ? only : null;
    }

    static DocumentView Read(string source, Dictionary<string, string> fields, Func<string, long?> partner)
    {
        var units = fields.GetValueOrDefault(CanonicalField.Lead);
        var number = fields.GetValueOrDefault(CanonicalField.Number);
        return new(number, fields.GetValueOrDefault(CanonicalField.NameVi) ?? number ?? "")
        {
            Source = source,
            Day = PartialDate.TryParse(fields.GetValueOrDefault(CanonicalField.Day), out var day) ? day : null,
            Issuer = fields.GetValueOrDefault(CanonicalField.Issuer),
            Link = fields.GetValueOrDefault(CanonicalField.Link),
            Units = units,
            Partners =
            [
                .. (units ?? "")
                    .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(partner)
                    .OfType<long>()
                    .Distinct(),
            ],
        };
    }
}
