using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SyncWorker.Reconcile;

/// <summary>Canonical fields as the store keeps them: a JSON object of strings, keys in ordinal order, readable Vietnamese.</summary>
static class FieldsJson
{
    static readonly JsonWriterOptions s_write = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static Dictionary<string, string> Read(string json)
    {
        var length = Encoding.UTF8.GetMaxByteCount(json.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return Read(bytes.AsSpan(0, Encoding.UTF8.GetBytes(json, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static Dictionary<string, string> Read(ReadOnlySpan<byte> json)
    {
        var fields = new Dictionary<string, string>(12, StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = Name(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                fields[name] = reader.GetString()!;
            }
            else
            {
                reader.TrySkip();
            }
        }

        return fields;
    }

    /// <summary>The value of this field alone, without reading the others; null for none and for white space.</summary>
    public static string? Value(ReadOnlySpan<byte> json, string field)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(field))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String && reader.GetString() is { } value && !string.IsNullOrWhiteSpace(value)
                    ? value
                    : null;
            }
        }

        return null;
    }

    /// <summary>Empty values are left out.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> fields) => Encoding.UTF8.GetString(Utf8(fields));

    /// <summary>The same as UTF-8; valid until the next call on this thread.</summary>
    public static ReadOnlySpan<byte> Utf8(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        var buffer = s_buffer ??= new(512);
        var writer = s_writer ??= new(buffer, s_write);
        var sorted = s_sorted ??= new(16);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        sorted.Clear();
        sorted.AddRange(fields);
        sorted.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        writer.WriteStartObject();
        foreach (var (name, value) in sorted)
        {
            if (!string.IsNullOrEmpty(value))
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    // The same few names come a million times.
    static string Name(ref Utf8JsonReader reader)
    {
        var names = s_names ??= new string?[64];
        var text = reader.ValueSpan;
        ref var known = ref names[text.IsEmpty ? 0 : ((text.Length * 7) + text[0] + (text[^1] * 3)) & 63];
        return known is not null && reader.ValueTextEquals(known) ? known : known = reader.GetString()!;
    }

    [ThreadStatic]
    static ArrayBufferWriter<byte>? s_buffer;

    [ThreadStatic]
    static Utf8JsonWriter? s_writer;

    [ThreadStatic]
    static List<KeyValuePair<string, string?>>? s_sorted;

    [ThreadStatic]
    static string?[]? s_names;
}
