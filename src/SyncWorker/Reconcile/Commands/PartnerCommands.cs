using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Commands;

/// <summary>What people decide about partners: kept as rows of <c>decisions</c> with who and why, undone by being marked so.</summary>
sealed class PartnerCommands(SyncStore store, StageSettings<ReconcileOptions> settings, TimeProvider clock)
{
    /// <summary>Everything of the first belongs to the second from now on; the first keeps its number and its history.</summary>
    public async Task<string> MergeAsync(long from, long into, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var standing = new Decisions(await db.Decisions.Where(decision => decision.UndoneAt == null).ToListAsync(cancellationToken));
        if (standing.Survivor(into) == from || from == into)
        {
            return $"Partner {into} already belongs to {from}.";
        }

        if (standing.MergedInto(from) is { } already)
        {
            return $"Partner {from} is already merged into {already}. Split it first.";
        }

        return await AddAsync(
            db,
            new()
            {
                Kind = DecisionKind.Merge,
                PartnerId = from,
                OtherPartnerId = into,
                Who = who,
                Why = why,
                At = clock.GetUtcNow(),
            },
            cancellationToken
        );
    }

    /// <summary>Takes back the merger of this partner into another: both are what they were.</summary>
    public async Task<string> SplitAsync(long partner, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var now = clock.GetUtcNow();
        var undone = await db
            .Decisions.Where(decision => decision.Kind == DecisionKind.Merge && decision.PartnerId == partner && decision.UndoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        return undone == 0
            ? $"Partner {partner} was not merged into another. To take a row out of a partner: partner split --row ROW."
            : await AddAsync(
                db,
                new()
                {
                    Kind = DecisionKind.Split,
                    PartnerId = partner,
                    Who = who,
                    Why = why,
                    At = now,
                },
                cancellationToken
            );
    }

    /// <summary>Takes a row out of the partner it is linked to and makes it a partner of its own.</summary>
    public async Task<string> SplitRowAsync(long row, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (
            await db.Snapshot.FindAsync([row], cancellationToken) is not { } line
            || await db.Links.FindAsync([row], cancellationToken) is not { PartnerId: { } partner } link
        )
        {
            return $"Row {row} is linked to no partner.";
        }

        var now = clock.GetUtcNow();
        db.Decisions.Add(
            new()
            {
                Kind = DecisionKind.NotSame,
                Source = line.Source,
                ExternalId = line.ExternalId,
                PartnerId = link.OwnPartnerId ?? partner,
                Who = who,
                Why = why,
                At = now,
            }
        );
        return await AddAsync(
            db,
            new()
            {
                Kind = DecisionKind.Own,
                Source = line.Source,
                ExternalId = line.ExternalId,
                Who = who,
                Why = why,
                At = now,
            },
            cancellationToken
        );
    }

    /// <summary>
    /// This value and no other, whatever the sources say; an empty value pins it empty. A field that nothing knows and a day that cannot be
    /// read are refused.
    /// </summary>
    public async Task<string> PinAsync(
        long partner,
        string field,
        string? value,
        string who,
        string? why,
        CancellationToken cancellationToken
    )
    {
        var reconcile = settings.Options;
        var known = CanonicalField
            .Settable.Concat(settings.Union.NamedFields)
            .Concat(reconcile.Codes.Keys)
            .Concat(reconcile.ExactKeys)
            .Concat(reconcile.Fields.Keys)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (!known.Contains(field, StringComparer.Ordinal))
        {
            return $"\"{field}\" is no field of a partner. {Suggestion.Sentence(field, known.Order(StringComparer.Ordinal))}";
        }

        if (
            CanonicalField.Dates.Concat(settings.Union.DateFields).Contains(field, StringComparer.Ordinal)
            && value is { Length: > 0 }
            && !PartialDate.TryParse(value, out _)
            && !(settings.Union.YearlyFields.Contains(field, StringComparer.Ordinal) && OwnField.IsDayOfYear(value))
        )
        {
            return $"{field}: \"{value}\" is no day. Write 1955-10-30, or 1955-10 or 1955 when no more is known.";
        }

        if (value is { Length: > 0 } && settings.Union.OwnFields.TryGetValue(field, out var own) && !own.Takes(value))
        {
            return $"{field}: \"{value}\" is no {EnumWord.Kebab(own.Type)}. Write such as 12 or 3.5.";
        }

        await using var db = store.Open();
        await UnpinAsync(db, partner, field, cancellationToken);
        return await AddAsync(
            db,
            new()
            {
                Kind = DecisionKind.Pin,
                PartnerId = partner,
                Field = field,
                Value = value,
                Who = who,
                Why = why,
                At = clock.GetUtcNow(),
            },
            cancellationToken
        );
    }

    /// <summary>Whether a successor takes over the founding day of the one before it.</summary>
    public async Task<string> FoundingDayAsync(long partner, FoundingDay day, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var now = clock.GetUtcNow();
        await db
            .Decisions.Where(decision =>
                decision.Kind == DecisionKind.FoundingDay && decision.PartnerId == partner && decision.UndoneAt == null
            )
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
        return await AddAsync(
            db,
            new()
            {
                Kind = DecisionKind.FoundingDay,
                PartnerId = partner,
                Value = day.ToString(),
                Who = who,
                Why = why,
                At = now,
            },
            cancellationToken
        );
    }

    /// <summary>The sources decide again.</summary>
    public async Task<string> UnpinAsync(long partner, string field, string who, string? why, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await UnpinAsync(db, partner, field, cancellationToken) == 0
            ? $"{field} of partner {partner} is not pinned."
            : await AddAsync(
                db,
                new()
                {
                    Kind = DecisionKind.Unpin,
                    PartnerId = partner,
                    Field = field,
                    Who = who,
                    Why = why,
                    At = clock.GetUtcNow(),
                },
                cancellationToken
            );
    }

    async Task<int> UnpinAsync(SyncDb db, long partner, string field, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db
            .Decisions.Where(decision =>
                decision.Kind == DecisionKind.Pin && decision.PartnerId == partner && decision.Field == field && decision.UndoneAt == null
            )
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.UndoneAt, now), cancellationToken);
    }

    static async Task<string> AddAsync(SyncDb db, Decision decision, CancellationToken cancellationToken)
    {
        db.Decisions.Add(decision);
        await db.SaveChangesAsync(cancellationToken);
        return "";
    }
}
