using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SyncWorker.Reconcile;

/// <summary>Canonical fields as they stand in the store: a JSON object of strings, keys in ordinal order, readable Vietnamese.</summary>
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
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = reader.GetString()!;
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

    /// <summary>The values of these fields alone, without reading the others.</summary>
    public static List<(string Name, string Value)> Read(ReadOnlySpan<byte> json, IReadOnlyList<string> names)
    {
        var found = new List<(string, string)>(1);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            string? wanted = null;
            for (var i = 0; i < names.Count && wanted is null; i++)
            {
                wanted = reader.ValueTextEquals(names[i]) ? names[i] : null;
            }

            reader.Read();
            if (wanted is not null && reader.TokenType == JsonTokenType.String)
            {
                found.Add((wanted, reader.GetString()!));
            }
        }

        return found;
    }

    /// <summary>Empty values are left out.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, s_write))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields.Where(field => !string.IsNullOrEmpty(field.Value)).OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
