using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Config;

/// <summary>
/// Writes a value that parses itself as JSON text: <c>[JsonConverter(typeof(TextJson&lt;Lead&gt;))]</c>. Its FormatException is
/// what the admin reads, so it says what to write.
/// </summary>
sealed class TextJson<T> : JsonConverter<T>
    where T : IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        try
        {
            return T.Parse(reader.GetString()!, CultureInfo.InvariantCulture);
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
