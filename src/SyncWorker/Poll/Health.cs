using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll;

/// <summary>Decides whether what was read may be taken. Pure: numbers in, the reason why not out.</summary>
static class Health
{
    /// <summary>Fewer rows than this going missing at once is never a sickness.</summary>
    const int FewMissing = 5;

    /// <param name="source">Its limits.</param>
    /// <param name="counts">What this reading counted.</param>
    /// <param name="acceptFewer">A person has looked and says that the rows are really gone.</param>
    /// <returns>The reason why nothing is taken, or null.</returns>
    public static string? Reason(SourceOptions source, IntakeCounts counts, bool acceptFewer)
    {
        var limits = source.Health;
        var rows = counts.Read - counts.NoData;
        var bad = counts.Bad + counts.FieldsSetAside;
        var shared = counts.Conflicting > 0 ? $" {counts.Conflicting} of them come under an id that another row has too." : "";
        if (bad > limits.BadRows && bad * 100 > (long)limits.BadPercent * rows)
        {
            return $"{bad} of {rows} rows cannot be read, more than health.badRows ({limits.BadRows}) and health.badPercent ({limits.BadPercent} %) allow: see `poll quarantine {source.Name}`.{shared}";
        }

        var good = counts.Distinct;
        if (good == 0 && counts.Bad > 0)
        {
            return $"None of {rows} rows can be read: see `poll quarantine {source.Name}`.{shared}";
        }

        return acceptFewer ? null : Gone(source, counts);
    }

    // What counts is which rows came again, not how many there are: a source whose ids have all changed has as many as before.
    static string? Gone(SourceOptions source, IntakeCounts counts)
    {
        var (before, good) = (counts.Before, counts.Distinct);
        if (good == 0 && (before > 0 || !source.Health.MayBeEmpty))
        {
            return before > 0
                ? $"It is empty, but had {before} rows. If that is right: `poll {source.Name} --accept-fewer`."
                : "It is empty. If that can be right, set health.mayBeEmpty.";
        }

        var gone = before - counts.Stayed;
        if (gone <= FewMissing || gone * 100 <= (long)source.Health.ShrinkPercent * before)
        {
            return null;
        }

        var others =
            good > counts.Stayed
                ? $", and {good - counts.Stayed} came under ids that were not there: have its ids changed, or is it another list?"
                : ".";
        return $"It has {good} rows and had {before}: {gone} are gone, more than health.shrinkPercent ({source.Health.ShrinkPercent} %) allows{others} If that is right: `poll {source.Name} --accept-fewer`.";
    }

    /// <summary>Names of mapped columns that were in no row, though they should be.</summary>
    public static IReadOnlyList<string> MissingColumns(SourceMapping mapping, IReadOnlyList<bool> seen) =>
        [.. mapping.Columns.Where((column, i) => !seen[i] && !column.MayBeAbsent).Select(column => column.Name)];
}
