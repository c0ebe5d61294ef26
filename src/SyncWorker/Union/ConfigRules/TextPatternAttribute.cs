using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SyncWorker.Union.ConfigRules;

/// <summary>A text that matches a pattern.</summary>
/// <param name="pattern">Anchored, in what ECMA-262 and .NET have in common.</param>
/// <param name="message">What is wrong with a text that does not match, as a sentence; {0} stands for the text.</param>
/// <param name="fix">What to write instead, as a sentence.</param>
sealed class TextPatternAttribute(string pattern, string message, string fix) : TextRuleAttribute(pattern)
{
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    // An attribute is made anew each time that it is asked for.
    static readonly ConcurrentDictionary<(string, RegexOptions), Regex> s_known = new();

    readonly CompositeFormat _message = CompositeFormat.Parse(message);

    public override string Fix => fix;

    public override string? Fault(string text) =>
        Known().IsMatch(text) ? null : string.Format(CultureInfo.InvariantCulture, _message, text);

    Regex Known() =>
        s_known.GetOrAdd(
            (Pattern, RegexOptions.CultureInvariant | (IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None)),
            key => new(key.Item1, key.Item2, s_longest)
        );
}
