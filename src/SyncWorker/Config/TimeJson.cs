using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Config;

/// <summary>A time of day in a config file, hours and minutes.</summary>
sealed class TimeJson : JsonConverter<TimeOnly>
{
    /// <summary>A regular expression of what is read.</summary>
    public const string Pattern = @"^([01]?\d|2[0-3]):[0-5]\d$";

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && TimeOnly.TryParseExact(reader.GetString(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
}
