using System.Globalization;
using System.Text.Json;
using Quartz.Serialization.SystemTextJson.Calendars;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Hosting.Schedule;

/// <summary>How the scheduler's own file keeps a job's days.</summary>
sealed class RunDaysJson : CalendarSerializer<RunDays>
{
    const string Rule = "rule";
    const string Once = "once";
    const string Zone = "zone";
    const string Off = "off";
    const string Worked = "worked";

    public override string CalendarTypeName => "SyncWorkerRunDays";

    protected override RunDays Create(JsonElement jsonElement, JsonSerializerOptions options)
    {
        var name = jsonElement.GetProperty(Zone).GetString()!;
        return Zones.TryFind(name, out var zone)
            ? new(
                RunTimesText.Days(jsonElement.GetProperty(Rule).GetString()!),
                zone,
                new(Days(jsonElement.GetProperty(Off), isWorking: false).Concat(Days(jsonElement.GetProperty(Worked), isWorking: true)))
            )
            {
                IsOnce = jsonElement.GetProperty(Once).GetBoolean(),
            }
            : throw new JsonException($"There is no time zone \"{name}\".");
    }

    protected override void SerializeFields(Utf8JsonWriter writer, RunDays calendar, JsonSerializerOptions options)
    {
        writer.WriteString(Rule, calendar.Rule.ToString());
        writer.WriteBoolean(Once, calendar.IsOnce);
        writer.WriteString(Zone, calendar.Zone.Id);
        Write(writer, Off, calendar.Dated.Where(day => !day.IsWorking));
        Write(writer, Worked, calendar.Dated.Where(day => day.IsWorking));
    }

    protected override void DeserializeFields(RunDays calendar, JsonElement jsonElement, JsonSerializerOptions options) { }

    static void Write(Utf8JsonWriter writer, string name, IEnumerable<CalendarDay> days)
    {
        writer.WriteStartArray(name);
        foreach (var day in days)
        {
            writer.WriteStringValue(day.Date.ToString("O", CultureInfo.InvariantCulture));
        }

        writer.WriteEndArray();
    }

    static IEnumerable<CalendarDay> Days(JsonElement dates, bool isWorking) =>
        dates.EnumerateArray().Select(date => new CalendarDay(DateOnly.Parse(date.GetString()!, CultureInfo.InvariantCulture), isWorking));
}
