using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>The figures of a period, and what a reader must know of them.</summary>
sealed record PeriodFigures(FigurePeriod Period, IReadOnlyList<Figure> Figures)
{
    /// <summary>Sentences on rows that count for nothing, units that are not known, pairs that a person is asked about.</summary>
    public IReadOnlyList<FigureNote> Remarks { get; init; } = [];
}

/// <summary>A unit and what it did in some months.</summary>
/// <param name="Name">As in the register.</param>
/// <param name="RegisterId">Null when it has none.</param>
/// <param name="Activities">Counted, or told as totals where that is more.</param>
/// <param name="Last">The day of its last activity of all; null when none is known.</param>
sealed record QuietUnit(long Partner, string? RegisterId, string Name, string Kind, Amount Activities, PartialDate? Last);

/// <summary>Counts figures. Pages show the same.</summary>
sealed class FiguresQueries(ActivityQueries activities, SyncStore store, StageSettings<ReconcileOptions> settings)
{
    /// <summary>The figures of each period, counted from one look at the store.</summary>
    public async Task<IReadOnlyList<PeriodFigures>> CountAsync(
        IReadOnlyList<FigurePeriod> periods,
        Moment at,
        CancellationToken cancellationToken
    ) => await CountAsync(await activities.ListAsync(at, cancellationToken), periods, at, cancellationToken);

    /// <summary>The figures of each period, counted from activities that were read before.</summary>
    public async Task<IReadOnlyList<PeriodFigures>> CountAsync(
        ActivityList list,
        IReadOnlyList<FigurePeriod> periods,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        var facts = new FigureFacts
        {
            Options = settings.Options.Figures,
            Groups = list.Groups,
            Totals = list.Totals,
            Ngos = await NgosAsync(db, cancellationToken),
            Reports = await ReportsAsync(db, cancellationToken),
            Today = at.Today,
        };
        return
        [
            .. periods.Select(period => new PeriodFigures(period, FigureCount.Of(facts, period)) { Remarks = [.. Remarks(list, period)] }),
        ];
    }

    async Task<List<NgoFact>> NgosAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var kinds = settings.Options.Figures.NgoKinds;
        var ngos = await db
            .Partners.Where(partner =>
                kinds.Contains(partner.Kind) && (partner.Status == PartnerStatus.Active || partner.Status == PartnerStatus.Suspected)
            )
            .Select(partner => partner.Fields)
            .ToListAsync(cancellationToken);
        return
        [
            .. ngos.Select(FieldsJson.Read)
                .Select(fields => new NgoFact(
                    fields.ContainsKey(CanonicalField.RegistrationEnd) || fields.ContainsKey(RegistrationNumber),
                    PartialDate.TryParse(fields.GetValueOrDefault(CanonicalField.RegistrationEnd), out var end) ? end : null
                )),
        ];
    }

    /// <summary>A field of the union's own, an exact key as shipped.</summary>
    const string RegistrationNumber = "registrationNumber";

    static async Task<List<ReportFact>> ReportsAsync(SyncDb db, CancellationToken cancellationToken) =>
        await db
            .Obligations.Select(owed => new ReportFact(owed.Period, owed.Due, owed.ReceivedOn, owed.ExemptReason != null))
            .ToListAsync(cancellationToken);

    static IEnumerable<FigureNote> Remarks(ActivityList list, FigurePeriod period)
    {
        foreach (var row in list.SetAside)
        {
            yield return new($"Không tính: {row}", $"Not counted: {row}");
        }

        if (list.Groups.Activities.Count(activity => !period.Includes(activity.Day) && period.Touches(activity.Day)) is > 0 and var undated)
        {
            yield return new(
                $"{undated} hoạt động chỉ biết năm, không tính vào {period.Vi}.",
                $"{undated} known by their year alone {(undated == 1 ? "is" : "are")} not in {period.Key}."
            );
        }

        if (list.Groups.Asked.Count(pair => period.Includes(pair.A.Day) || period.Includes(pair.B.Day)) is > 0 and var asked)
        {
            yield return new(
                $"{asked} cặp dòng của {period.Vi} có thể là một hoạt động; tính là hai cho đến khi có người quyết định: SyncWorker activity list {period.Key} --asked",
                $"{asked} {(asked == 1 ? "pair" : "pairs")} may be one activity and count as two until a person says: activity list {period.Key} --asked"
            );
        }

        foreach (var (name, reason) in list.UnknownUnits)
        {
            yield return new($"Đơn vị \"{name}\" không tìm thấy trong danh bạ.", $"The unit \"{name}\" is not in the register: {reason}.");
        }
    }

    /// <summary>Members with at most so many activities in the last months, the quietest first.</summary>
    public async Task<IReadOnlyList<QuietUnit>> QuietAsync(int months, int most, Moment at, CancellationToken cancellationToken) =>
        await QuietAsync(await activities.ListAsync(at, cancellationToken), months, most, at, cancellationToken);

    /// <summary>The same from activities that were read before.</summary>
    public Task<IReadOnlyList<QuietUnit>> QuietAsync(
        ActivityList list,
        int months,
        int most,
        Moment at,
        CancellationToken cancellationToken
    ) => QuietAsync(list, at.Today.AddMonths(-months), at.Today, most, cancellationToken);

    /// <summary>Members of the centre and local unions that did nothing in the period that any source tells.</summary>
    public async Task<IReadOnlyList<QuietUnit>> QuietAsync(FigurePeriod period, Moment at, CancellationToken cancellationToken) =>
        [
            .. (await QuietAsync(await activities.ListAsync(at, cancellationToken), period.First, period.Last, 0, cancellationToken)).Where(
                unit => unit.Kind != Matching.PartnerKind.ProvincialAssociation
            ),
        ];

    async Task<IReadOnlyList<QuietUnit>> QuietAsync(
        ActivityList list,
        DateOnly from,
        DateOnly to,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        var members = await db
            .Partners.Where(partner =>
                partner.Status == PartnerStatus.Active
                && (
                    partner.Kind == Matching.PartnerKind.CentralAssociation
                    || partner.Kind == Matching.PartnerKind.LocalUnion
                    || partner.Kind == Matching.PartnerKind.ProvincialAssociation
                )
            )
            .ToListAsync(cancellationToken);
        var quiet = new QuietUnits(list.Groups.Activities, list.Totals, from, to);
        return
        [
            .. members
                .Select(partner => Quiet(partner, quiet))
                .Where(unit => unit.Activities.Value <= most)
                .OrderBy(unit => unit.Activities.Value)
                .ThenBy(unit => unit.Last)
                .ThenBy(unit => unit.Kind, StringComparer.Ordinal)
                .ThenBy(unit => unit.Name, StringComparer.Ordinal),
        ];
    }

    static QuietUnit Quiet(Partner partner, QuietUnits quiet)
    {
        var (count, last) = quiet.Of(partner.Id);
        return new(partner.Id, partner.RegisterId, partner.NameVi, partner.Kind, count, last);
    }
}
