using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SyncWorker.Store;

/// <summary>
/// Finds one mailbox in any text: whole (not <c>an@x.org</c> in <c>lan@x.org</c>), in large or small letters, and as JSON escapes it
/// (<c>\u002B</c> for a plus sign).
/// </summary>
sealed class AddressPattern
{
    // A letter that an escape ends with, as in \u003Can@x.org or \nan@x.org, is no part of the mailbox.
    const string Begins = @"(?:(?<![\p{L}\p{N}._%+\-])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\[nrtbf]))";
    const string Ends = @"(?![\p{L}\p{N}\-]|\.[\p{L}\p{N}])";

    readonly Regex _whole;

    public AddressPattern(string address)
    {
        var letters = new StringBuilder();
        foreach (var letter in address)
        {
            letters.Append(CultureInfo.InvariantCulture, $@"(?:{Regex.Escape(letter.ToString())}|\\u{(int)letter:x4})");
        }

        _whole = new(Begins + letters + Ends, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public bool IsIn(string text) => _whole.IsMatch(text);

    public string Replace(string text, string by) => _whole.Replace(text, by.Replace("$", "$$", StringComparison.Ordinal));
}
