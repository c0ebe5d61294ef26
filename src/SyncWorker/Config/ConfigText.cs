using System.Buffers;
using System.Text;
using System.Text.Json;
using SyncWorker.Files;

namespace SyncWorker.Config;

/// <summary>
/// Reads a config file as people save it: UTF-8 with or without a mark, UTF-16 with one, comments, trailing commas, composed
/// or decomposed accents (all text becomes NFC). What cannot be read is a fault with its line.
/// </summary>
static class ConfigText
{
    static readonly SearchValues<char> CurlyQuotes = SearchValues.Create("\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB");

    /// <summary>The file's text, NFC, without a mark; null and a fault when it is saved in another encoding.</summary>
    public static string? Decode(string file, byte[] bytes, List<ConfigFault> faults)
    {
        if (StrictText.TryDecode(bytes, out var text, out var line))
        {
            return text;
        }

        faults.Add(new(file, line, "", $"This is not UTF-8 (first bad byte in line {line}).", "Notepad: Save as, Encoding: UTF-8."));
        return null;
    }

    /// <summary>Parses the text; a syntax error becomes a fault and the result is null.</summary>
    public static ConfigNode? Parse(string file, string text, List<ConfigFault> faults)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var lines = LineStarts(bytes);
        var reader = new Utf8JsonReader(
            bytes,
            new()
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = 32,
            }
        );
        try
        {
            reader.Read();
            var root = Value(ref reader, lines, file, "", faults);
            reader.Read();
            return root;
        }
        catch (InvalidOperationException)
        {
            // Only of a name with half a surrogate pair: GetString cannot make text of it.
            faults.Add(
                new(
                    file,
                    Place(lines, reader.TokenStartIndex).Line,
                    "",
                    "A name here holds half a character (such as \\ud800).",
                    "Write the name anew."
                )
            );
            return null;
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0) + 1;
            var words = error.Message.Split(" LineNumber:", StringSplitOptions.None)[0];
            var source = text.Split('\n') is var all && line <= all.Length ? all[line - 1] : "";
            var fix = source.AsSpan().ContainsAny(CurlyQuotes)
                ? "The line has curly quotes; write straight ones (\")."
                : "Look at this line and the one before it for a missing comma, quote or bracket.";
            faults.Add(new(file, line, "", $"This is not JSON: {words}", fix));
            return null;
        }
    }

    static ConfigNode Value(ref Utf8JsonReader reader, int[] lines, string file, string path, List<ConfigFault> faults)
    {
        var (line, column) = Place(lines, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var @object = new ConfigNode(JsonValueKind.Object, line, column, "");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var (keyLine, keyColumn) = Place(lines, reader.TokenStartIndex);
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    if (@object.Properties.Exists(p => p.Name == name))
                    {
                        faults.Add(new(file, keyLine, at, $"The key \"{name}\" stands here a second time.", "Keep one of them."));
                    }

                    reader.Read();
                    @object.Properties.Add(new(name, keyLine, keyColumn, Value(ref reader, lines, file, at, faults)));
                }

                return @object;
            case JsonTokenType.StartArray:
                var array = new ConfigNode(JsonValueKind.Array, line, column, "");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(Value(ref reader, lines, file, $"{path}[{array.Items.Count}]", faults));
                }

                return array;
            default:
                var raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray();
                var json = Encoding.UTF8.GetString(raw);
                return reader.TokenType switch
                {
                    JsonTokenType.String => new(JsonValueKind.String, line, column, $"\"{json}\""),
                    JsonTokenType.Number => new(JsonValueKind.Number, line, column, json),
                    JsonTokenType.True => new(JsonValueKind.True, line, column, json),
                    JsonTokenType.False => new(JsonValueKind.False, line, column, json),
                    _ => new(JsonValueKind.Null, line, column, "null"),
                };
        }
    }

    static int[] LineStarts(byte[] bytes)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }

    static (int Line, int Column) Place(int[] lines, long offset)
    {
        var index = Array.BinarySearch(lines, (int)offset);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, (int)offset - lines[line] + 1);
    }
}
