using System.Collections.Frozen;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// How sources say beside a list that it is not all there is: errors (GraphQL 6.1 allows data with errors), "partial", "success":
/// false. Such an answer is no state of the source; what is missing of it is not gone.
/// </summary>
static class Trouble
{
    static readonly FrozenSet<string> s_errors = Set("error", "errors", "exception", "exceptions", "fault", "faults");
    static readonly FrozenSet<string> s_partial = Set(
        "partial",
        "isPartial",
        "incomplete",
        "incompleteResults",
        "incomplete_results",
        "truncated",
        "isTruncated",
        "is_truncated",
        "timedOut",
        "timed_out"
    );
    static readonly FrozenSet<string> s_good = Set("success", "succeeded", "ok");
    static readonly FrozenSet<string> s_none = Set("none", "no", "ok", "success", "false", "null", "0");

    public static bool IsError(string name) => s_errors.Contains(name);

    /// <summary>Whether a plain value under this name says that something is wrong.</summary>
    public static bool Says(string name, EnvelopeValue value) =>
        value.Kind switch
        {
            EnvelopeKind.Text => IsError(name) && !string.IsNullOrWhiteSpace(value.Text) && !s_none.Contains(value.Text.Trim()),
            EnvelopeKind.Number => IsError(name) && value.Text != "0",
            EnvelopeKind.Truth => value.Text == "true" ? IsError(name) || s_partial.Contains(name) : s_good.Contains(name),
            _ => false,
        };

    static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
