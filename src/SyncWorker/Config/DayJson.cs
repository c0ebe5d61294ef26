using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>A day in a config file: ISO, or day first as people write it.</summary>
sealed class DayJson : JsonConverter<DateOnly>
{
    // A year that is out of them is mistyped.
    const int First = 1900,
        Last = 2199;

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DayText.TryParse(reader.GetString(), out var day) && day.Year is >= First and <= Last
            ? day
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DayText.Iso(value));
}
