using System.Globalization;

namespace SyncWorker.Files;

/// <summary>
/// A cell's value as text: a date as ISO text, a time of day as 19:30, a number without the zeros that a spreadsheet shows after the
/// comma.
/// </summary>
static class CellText
{
    const double FirstMarch1900 = 61;
    const double AfterLastDay = 2_958_466;

    public static string Format(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            DateTime { Year: < 1900 } time => Time(time),
            DateTime instant => Date(instant),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>A day number with its part of the day, in the 1900 system, where 29 February 1900 is counted, or in that of 1904.</summary>
    public static string OfSerial(double serial, bool is1904)
    {
        if (serial is < 0 or >= AfterLastDay)
        {
            return Format(serial);
        }

        if (serial < 1 && !is1904)
        {
            return Time(DateTime.MinValue.AddSeconds(Math.Round(serial * 86_400)));
        }

        var epoch = is1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, serial < FirstMarch1900 ? 31 : 30);
        return serial >= FirstMarch1900 - 1 && serial < FirstMarch1900 && !is1904
            ? "1900-02-29"
            : Date(epoch.AddDays(Math.Floor(serial)).AddSeconds(Math.Round((serial % 1) * 86_400)));
    }

    static string Time(DateTime time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    static string Date(DateTime instant) =>
        instant.ToString(instant.TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
