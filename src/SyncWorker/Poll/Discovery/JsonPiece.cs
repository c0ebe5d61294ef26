using System.Text;
using System.Text.Json;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Discovery;

/// <summary>A value of JSON as far as it is there: of a text that was cut, what came before the cut.</summary>
sealed class JsonPiece
{
    /// <summary>Items of a list that are kept; the others are counted.</summary>
    public const int MostItems = 500;

    public required EnvelopeValue Value { get; init; }

    public bool IsList { get; private init; }

    public bool IsObject { get; private init; }

    public List<(string Name, JsonPiece Value)> Members { get; } = [];

    public List<JsonPiece> Items { get; } = [];

    /// <summary>Items of the list, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>The value that the text begins with; null when there is none.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonPiece? Read(string text, bool isWhole)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isWhole, new(new() { MaxDepth = 64 }));
        return reader.Read() ? Read(ref reader) : null;
    }

    static JsonPiece Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var @object = new JsonPiece { Value = new(EnvelopeKind.Nested, ""), IsObject = true };
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = JsonText.Read(ref reader);
                    if (!reader.Read())
                    {
                        break;
                    }

                    @object.Members.Add((name, Read(ref reader)));
                }

                return @object;
            case JsonTokenType.StartArray:
                var list = new JsonPiece { Value = new(EnvelopeKind.Nested, ""), IsList = true };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var item = Read(ref reader);
                    if (++list.Count <= MostItems)
                    {
                        list.Items.Add(item);
                    }
                }

                return list;
            default:
                return new() { Value = Scalar(ref reader) };
        }
    }

    static EnvelopeValue Scalar(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => new(EnvelopeKind.Null, ""),
            JsonTokenType.String => new(EnvelopeKind.Text, JsonText.Read(ref reader)),
            JsonTokenType.Number => new(EnvelopeKind.Number, JsonNumber.Canonical(Encoding.UTF8.GetString(reader.ValueSpan))),
            _ => new(EnvelopeKind.Truth, Encoding.UTF8.GetString(reader.ValueSpan)),
        };
}
