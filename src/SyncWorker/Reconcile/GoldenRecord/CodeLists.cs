using SyncWorker.Union;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>A code in a source's row that no list of reconcile.json has.</summary>
/// <param name="Source">The source.</param>
/// <param name="ExternalId">The row's id.</param>
/// <param name="Field">The field, and the list of the same name.</param>
/// <param name="Found">The code that was found.</param>
/// <param name="Nearest">What it may have been meant to be, and what is allowed.</param>
sealed record UnknownCode(string Source, string ExternalId, string Field, string Found, string Nearest)
{
    public override string ToString() =>
        $"{Source}/{ExternalId}: {Field} is \"{Found}\", which codes.{Field} of reconcile.json does not have. {Nearest} The row goes on without it: correct it at the source, map it in poll.json, or add it to the list.";
}

/// <summary>Holds the fields that have a code list to it: what is no code is taken out, and named.</summary>
static class CodeLists
{
    /// <param name="source">The row's source.</param>
    /// <param name="externalId">The row's id.</param>
    /// <param name="fields">Its fields; unknown codes are taken out of them.</param>
    /// <param name="lists">The lists of reconcile.json, by field. A field may have several codes, separated by semicolons.</param>
    public static IReadOnlyList<UnknownCode> RemoveUnknown(
        string source,
        string externalId,
        Dictionary<string, string> fields,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> lists
    )
    {
        List<UnknownCode>? unknown = null;
        foreach (var (field, list) in lists)
        {
            if (!fields.TryGetValue(field, out var text) || list.ContainsKey(text))
            {
                continue;
            }

            var codes = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var known = codes.Where(list.ContainsKey).ToList();
            if (known.Count == codes.Length)
            {
                continue;
            }

            (unknown ??= []).AddRange(
                codes.Except(known).Select(code => new UnknownCode(source, externalId, field, code, Suggestion.Sentence(code, list.Keys)))
            );
            if (known.Count > 0)
            {
                fields[field] = string.Join("; ", known);
            }
            else
            {
                fields.Remove(field);
            }
        }

        return unknown ?? [];
    }
}
