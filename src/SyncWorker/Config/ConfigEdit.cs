using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncWorker.Config;

/// <summary>
/// Changes places of a config file and leaves all else as people wrote it: comments, order, line breaks. The text must be readable
/// (<see cref="ConfigText.Parse"/>); what is changed twice is a bug.
/// </summary>
sealed class ConfigEdit
{
    static readonly JsonSerializerOptions s_asWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly byte[] _bytes;
    readonly List<(int From, int To, string Text)> _changes = [];

    /// <exception cref="JsonException">It is not JSON.</exception>
    public ConfigEdit(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(_bytes, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        Root = ConfigSpan.Read(ref reader);
    }

    public ConfigSpan Root { get; }

    public bool IsChanged => _changes.Count > 0;

    /// <summary>A value as config writes it: accents as letters.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, s_asWritten);

    public void Replace(ConfigSpan value, string json) => _changes.Add((value.From, value.To, json));

    /// <summary>Gives an object a key, or another value to the key it has.</summary>
    public void Set(ConfigSpan owner, string key, string json)
    {
        if (owner.Find(key) is { } value)
        {
            Replace(value, json);
            return;
        }

        var (at, before) = owner.Properties is [.., var last] ? (last.Value.To, ", ") : (owner.From + 1, " ");
        _changes.Add((at, at, $"{before}{Json(key)}: {json}"));
    }

    /// <summary>
    /// Adds lines at the end of a list: below its last item, whose comma may stand there already and whose comment on the same line stays
    /// with it. The lines get the line breaks of the file.
    /// </summary>
    public void Append(ConfigSpan list, string lines)
    {
        var isWindows = _bytes.AsSpan().Contains((byte)'\r');
        lines = lines.ReplaceLineEndings(isWindows ? "\r\n" : "\n");
        var line = isWindows ? "\r\n" : "\n";
        if (list.Items is not [.., var last])
        {
            var at = list.From + 1;
            _changes.Add((at, at, $"{line}{lines}{(IsLineDone(at) ? "" : $"{line}  ")}"));
            return;
        }

        var comma = Skip(last.To, " \t\r\n"u8);
        var hasComma = _bytes[comma] == ',';
        if (!hasComma)
        {
            _changes.Add((last.To, last.To, ","));
        }

        var to = hasComma ? comma + 1 : last.To;
        to = IsLineDone(to) ? LineEnd(to) : to;
        _changes.Add((to, to, $"{line}{lines}{(IsLineDone(to) ? "" : $"{line}  ")}"));
    }

    int Skip(int at, ReadOnlySpan<byte> bytes)
    {
        while (at < _bytes.Length && bytes.Contains(_bytes[at]))
        {
            at++;
        }

        return at;
    }

    // Nothing but a comment follows on the line.
    bool IsLineDone(int at)
    {
        at = Skip(at, " \t\r"u8);
        return at == _bytes.Length || _bytes[at] == '\n' || _bytes.AsSpan(at).StartsWith("//"u8);
    }

    int LineEnd(int at)
    {
        var end = _bytes.AsSpan(at).IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? _bytes.Length : at + end;
    }

    /// <summary>Takes an item out of its list, with its comma and, where nothing else is there, its line.</summary>
    public void Remove(ConfigSpan item)
    {
        var (from, to) = (item.From, item.To);
        var next = to;
        while (next < _bytes.Length && (char)_bytes[next] is ' ' or '\t' or '\r' or '\n')
        {
            next++;
        }

        to = next < _bytes.Length && _bytes[next] == ',' ? next + 1 : to;
        var line = from;
        while (line > 0 && (char)_bytes[line - 1] is ' ' or '\t')
        {
            line--;
        }

        var end = to;
        while (end < _bytes.Length && (char)_bytes[end] is ' ' or '\t' or '\r')
        {
            end++;
        }

        var isAlone = line > 0 && _bytes[line - 1] == '\n' && end < _bytes.Length && _bytes[end] == '\n';
        _changes.Add(isAlone ? (line, end + 1, "") : (from, to, ""));
    }

    /// <summary>The text with its changes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var (from, to, words) in _changes.OrderBy(change => change.From))
        {
            text.Append(Encoding.UTF8.GetString(_bytes, at, from - at)).Append(words);
            at = to;
        }

        return text.Append(Encoding.UTF8.GetString(_bytes, at, _bytes.Length - at)).ToString();
    }
}

/// <summary>A value of a file and where it stands, in bytes.</summary>
/// <param name="Text">What a string says; null for another value.</param>
sealed record ConfigSpan(int From, int To, string? Text)
{
    public IReadOnlyList<(string Name, ConfigSpan Value)> Properties { get; private init; } = [];

    public IReadOnlyList<ConfigSpan> Items { get; private init; } = [];

    public ConfigSpan? Find(string key) => Properties.FirstOrDefault(property => property.Name == key).Value;

    /// <summary>The value and all that is in it.</summary>
    public IEnumerable<ConfigSpan> All() =>
        Properties.Select(property => property.Value).Concat(Items).SelectMany(value => value.All()).Prepend(this);

    public static ConfigSpan Read(ref Utf8JsonReader reader)
    {
        var from = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<(string, ConfigSpan)> properties = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    properties.Add((name, Read(ref reader)));
                }

                return new(from, (int)reader.BytesConsumed, null) { Properties = properties };
            case JsonTokenType.StartArray:
                List<ConfigSpan> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return new(from, (int)reader.BytesConsumed, null) { Items = items };
            default:
                return new(from, (int)reader.BytesConsumed, reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
        }
    }
}
