using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SyncWorker.Hosting.Support;

/// <summary>
/// Takes out of texts what a stranger may not read. Pure.
/// <list type="number">
/// <item>Values that are known: secrets, and what was taken out of the config, in every spelling that a text may have of them.</item>
/// <item>Whatever holds an @ in one of its spellings, telephone numbers, the user and the query of an address.</item>
/// <item>Tokens: what follows Bearer, Basic or a word such as password, and long words of letters and digits mixed.</item>
/// </list>
/// Rather too much than too little: names of sources, rules, hosts and organisations stay.
/// </summary>
sealed partial class Redaction
{
    const string Removed = "(removed)";

    /// <summary>Shorter values are no secrets; taking them out everywhere would take out words.</summary>
    const int ShortestKnown = 6;

    static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly Dictionary<string, Regex> _known = new(StringComparer.Ordinal);
    readonly IReadOnlySet<string> _secretNames;

    /// <param name="secrets">Names of secrets, each with its value where it can be opened.</param>
    public Redaction(IReadOnlyDictionary<string, string?> secrets)
    {
        _secretNames = secrets.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var value in secrets.Values.OfType<string>())
        {
            Know(value);
        }
    }

    /// <summary>A config file: comments are left out, and so are private keys' values, which no other text may then hold either.</summary>
    /// <returns>Null when it is not JSON: nothing of it can be shown then.</returns>
    public string? Config(string text)
    {
        try
        {
            var root = JsonNode.Parse(
                text,
                documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return root is null ? null : Text(Clean(root, "")!.ToJsonString(s_readable));
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Any text.</summary>
    public string Text(string text)
    {
        foreach (var (_, pattern) in _known.OrderByDescending(known => known.Key.Length))
        {
            text = pattern.Replace(text, Removed);
        }

        text = UserOfAddress().Replace(text, $"$1{Removed}@");
        text = QueryOfAddress().Replace(text, $"$1?{Removed}");
        text = Mailbox().Replace(text, Removed);
        text = AfterWord().Replace(text, $"$1{Removed}");
        text = LongWord().Replace(text, found => IsRandom(found.Value) ? Removed : found.Value);
        return Telephone().Replace(text, found => IsTelephone(found.Value) ? Removed : found.Value);
    }

    JsonNode? Clean(JsonNode? node, string key)
    {
        switch (node)
        {
            case JsonObject owner:
                var copy = new JsonObject();
                foreach (var (name, value) in owner)
                {
                    copy[name] = IsPrivateOwner(key) || IsPrivate(name, value) ? Remove(value) : Clean(value, name);
                }

                return copy;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is JsonValue && IsPrivate(key, item) ? Remove(item) : Clean(item, key))]);
            default:
                return node?.DeepClone();
        }
    }

    static bool IsPrivateOwner(string key) => key.Equals("headers", StringComparison.OrdinalIgnoreCase);

    bool IsPrivate(string key, JsonNode? value) =>
        value is not JsonObject
        && PrivateKey().IsMatch(key)
        && !(value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && (_secretNames.Contains(text) || text.Length == 0))
        && value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null);

    string Remove(JsonNode? value)
    {
        foreach (var text in Texts(value))
        {
            Know(text);
        }

        return Removed;
    }

    static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject owner => owner.SelectMany(pair => Texts(pair.Value)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue scalar => [scalar.ToString()],
            _ => [],
        };

    void Know(string value)
    {
        value = value.Trim();
        if (value.Length < ShortestKnown)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        foreach (
            var spelling in (string[])
                [value, Uri.EscapeDataString(value), Convert.ToBase64String(bytes).TrimEnd('='), Convert.ToHexString(bytes)]
        )
        {
            _known.TryAdd(spelling, InEachSpelling(spelling));
        }
    }

    /// <summary>Each letter as itself or as JSON escapes it.</summary>
    static Regex InEachSpelling(string value)
    {
        var letters = value.Select(letter =>
            $@"(?:{Regex.Escape(letter.ToString())}|\\u{(int)letter:x4}{("\"\\/".Contains(letter, StringComparison.Ordinal) ? $@"|\\{Regex.Escape(letter.ToString())}" : "")})"
        );
        return new(string.Concat(letters), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    static bool IsRandom(string word) =>
        word.Any(char.IsAsciiDigit)
        && (word.Any(char.IsAsciiLetterUpper) || word.All(char.IsAsciiHexDigit))
        && word.Any(char.IsAsciiLetter);

    // A day or an instant is no telephone number: 2026-11-28 04:11:17.
    static bool IsTelephone(string text) => text.Count(char.IsAsciiDigit) is >= 8 and <= 15 && !Day().IsMatch(text);

    [GeneratedRegex(
        "secret|passw|pwd|token$|apikey|api_key|api-key|authorization|cookie|^user|^login|client|tenant|phone|email|mailbox|^address$|To$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"([a-z][a-z0-9+.\-]*://)[^\s/@""']+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserOfAddress();

    [GeneratedRegex(@"([a-z][a-z0-9+.\-]*://[^\s?""'<>]*)\?[^\s""'<>]*", RegexOptions.IgnoreCase)]
    private static partial Regex QueryOfAddress();

    [GeneratedRegex(@"[^\s""'<>(),;:\[\]]*(?:[@＠]|\\u0040|%40|&#64;|\s?\(at\)\s?)[^\s""'<>(),;\[\]]*", RegexOptions.IgnoreCase)]
    private static partial Regex Mailbox();

    [GeneratedRegex(
        @"\b((?:authorization\s*[:=]\s*(?:\w+\s+)?|(?:bearer|basic|password|passwd|pwd|token|api[_-]?key)\s*[:=]?\s+|(?:password|passwd|pwd|token|api[_-]?key)[=:]))[^\s""',;]+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AfterWord();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[A-Za-z0-9+/_=.\-]{20,}(?![\p{L}\p{N}])")]
    private static partial Regex LongWord();

    [GeneratedRegex(@"(?<![\p{L}\p{N}\-:.#])\+?\(?\d[\d .()\-]{6,}\d(?![\p{L}\p{N}:\-])")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}")]
    private static partial Regex Day();
}
