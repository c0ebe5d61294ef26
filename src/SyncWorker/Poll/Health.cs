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
    /// <param name="rowsBefore">Rows of the last good full reading.</param>
    /// <param name="acceptFewer">A person has looked and says that the rows are really gone.</param>
    /// <returns>The reason why nothing is taken, or null.</returns>
    public static string? Reason(SourceOptions source, IntakeCounts counts, long rowsBefore, bool acceptFewer)
    {
        var limits = source.Health;
        var rows = counts.Read - counts.NoData;
        if (counts.Bad > limits.BadRows && counts.Bad * 100 > (long)limits.BadPercent * rows)
        {
            return $"{counts.Bad} of {rows} rows cannot be read, more than health.badRows ({limits.BadRows}) and health.badPercent ({limits.BadPercent} %) allow: see `poll quarantine {source.Name}`.";
        }

        var good = counts.Distinct;
        if (good == 0 && counts.Bad > 0)
        {
            return $"None of {rows} rows can be read: see `poll quarantine {source.Name}`.";
        }

        if (acceptFewer)
        {
            return null;
        }

        if (good == 0 && (rowsBefore > 0 || !limits.MayBeEmpty))
        {
            return rowsBefore > 0 ? $"It is empty, but had {rowsBefore} rows. If that is right: `poll {source.Name} --accept-fewer`." : "It is empty. If that can be right, set health.mayBeEmpty.";
        }

        var gone = rowsBefore - good;
        return gone > FewMissing && gone * 100 > (long)limits.ShrinkPercent * rowsBefore
            ? $"It has {good} rows and had {rowsBefore}: more are gone than health.shrinkPercent ({limits.ShrinkPercent} %) allows. If that is right: `poll {source.Name} --accept-fewer`."
            : null;
    }

    /// <summary>Names of mapped columns that were in no row, though they should be.</summary>
    public static IReadOnlyList<string> MissingColumns(SourceMapping mapping, IReadOnlyList<bool> seen) =>
        [.. mapping.Columns.Where((column, i) => !seen[i] && !column.MayBeAbsent).Select(column => column.Name)];
}
