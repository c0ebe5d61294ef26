using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>The transforms that compare a text with a list: code lists, blanks, patterns.</summary>
static class CodeTransforms
{
    /// <summary><c>map 1=active, 0=inactive</c>: a code list in place.</summary>
    public static Transform Map(string argument)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in List(argument, "map 1=active, 0=inactive"))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !words.TryAdd(pair[..equals].Trim(), pair[(equals + 1)..].Trim()))
            {
                throw new FormatException($"\"{pair}\" is not one code and its word. Write such as \"map 1=active, 0=inactive\".");
            }
        }

        return Transform.From((text, _) => LookUp(words, text));
    }

    /// <summary><c>code NAME</c>: a list of poll.json's "codes".</summary>
    public static Transform Code(string argument) =>
        argument.Length > 0
            ? new CodeTransform(argument)
            : throw new FormatException("Write the name of a list in \"codes\", such as \"code states\".");

    /// <summary><c>blank ?, chưa rõ</c>: texts that say nothing.</summary>
    public static Transform Blank(string argument)
    {
        var blanks = List(argument, "blank -, ?, chưa rõ").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Transform.From((text, _) => blanks.Contains(text) ? FieldResult.Empty : FieldResult.FromValue(text));
    }

    /// <summary><c>like Hội *, LH*</c>: only such texts are right; with <c>A ?? B | like …</c> the column that fits is taken.</summary>
    public static Transform Like(string argument, bool wanted)
    {
        var patterns = List(argument, "like Hội *, Liên hiệp *").ToList();
        return Transform.From(
            (text, _) =>
                patterns.Exists(pattern => Matches(pattern, text)) == wanted
                    ? FieldResult.FromValue(text)
                    : FieldResult.Invalid((wanted ? RowReasons.Like : RowReasons.Unlike).Say(string.Join(", ", patterns)))
        );
    }

    /// <summary><c>*</c> matches any run of characters, <c>?</c> a single character; case is ignored.</summary>
    public static bool Matches(string pattern, string text)
    {
        int at = 0,
            star = -1,
            mark = 0,
            i = 0;
        while (i < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, i);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    static string[] List(string argument, string example)
    {
        var words = argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? words : throw new FormatException($"A list is missing. Write such as \"{example}\".");
    }

    static FieldResult LookUp(IReadOnlyDictionary<string, string> words, string text) =>
        words.TryGetValue(text, out var word)
            ? word.Length > 0
                ? FieldResult.FromValue(word)
                : FieldResult.Empty
            : FieldResult.Invalid(RowReasons.OneOf.Say(string.Join(", ", words.Keys.Take(20))));

    sealed class CodeTransform(string list) : Transform
    {
        public override string CodeList => list;

        public override FieldResult Apply(string text, MappingContext context) => LookUp(context.Codes[list], text);
    }
}
