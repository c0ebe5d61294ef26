using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>Figures as they were on the day that they were frozen, and what is counted otherwise by now.</summary>
/// <param name="Id">Its number.</param>
/// <param name="On">The union's day.</param>
/// <param name="Figures">As they were.</param>
/// <param name="Corrections">The figures that are other ones now.</param>
sealed record FrozenPeriod(
    long Id,
    DateOnly On,
    string Who,
    string? Why,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Correction> Corrections
);

/// <param name="Then">Null for one that was not counted then.</param>
/// <param name="Now">Null for one that is not counted any more.</param>
sealed record Correction(Figure? Then, Figure? Now);

/// <summary>Freezes figures and tells what became of them. A frozen row is never changed: a second freeze is a second row.</summary>
sealed class FrozenFiguresCommands(FiguresQueries figures, SyncStore store)
{
    // What a later version keeps beside them does not keep an older one from reading them.
    static readonly JsonSerializerOptions s_json = new(ConfigBinder.Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>Keeps the figures of the period as they are now.</summary>
    public async Task<PeriodFigures> FreezeAsync(
        FigurePeriod period,
        string who,
        string? why,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var counted = (await figures.CountAsync([period], at, cancellationToken))[0];
        await using var db = store.Open();
        db.FrozenFigures.Add(
            new()
            {
                Period = period.Key,
                On = at.Today,
                At = at.Recorded,
                Who = who,
                Why = why,
                Figures = JsonSerializer.Serialize(counted.Figures, s_json),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return counted;
    }

    /// <summary>All that was frozen of the period, the oldest first, beside what is counted now.</summary>
    public async Task<IReadOnlyList<FrozenPeriod>> ListAsync(
        FigurePeriod period,
        IReadOnlyList<Figure> now,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        var frozen = await db.FrozenFigures.Where(row => row.Period == period.Key).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. frozen.Select(row => Compare(row, now))];
    }

    static FrozenPeriod Compare(FrozenFigures row, IReadOnlyList<Figure> now)
    {
        var then = JsonSerializer.Deserialize<List<Figure>>(row.Figures, s_json)!;
        return new(
            row.Id,
            row.On,
            row.Who,
            row.Why,
            then,
            [
                .. FigureTable
                    .Lines([then, now])
                    .Where(line => line.Figures[0]?.Value != line.Figures[1]?.Value)
                    .Select(line => new Correction(line.Figures[0], line.Figures[1])),
            ]
        );
    }
}
