using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary><c>date FORMAT, FORMAT …</c>: the formats are tried in order; what is known to the month or year only stays so.</summary>
sealed class DateTransform(IReadOnlyList<DateFormat> formats) : Transform
{
    public static Transform Create(string argument)
    {
        var formats = argument
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(DateFormat.Parse)
            .ToList();
        return formats.Count > 0
            ? new DateTransform(formats)
            : throw new FormatException($"Write the formats in order, such as \"date dd/MM/yyyy, yyyy\". {DateFormat.Known}");
    }

    public override FieldResult Apply(string text, MappingContext context)
    {
        foreach (var format in formats)
        {
            if (format.TryRead(text, context.Zone, out var date))
            {
                return FieldResult.FromValue(date.ToString());
            }
        }

        return context.HasDateCells && TryCell(text, out var cell)
            ? FieldResult.FromValue(cell.ToString())
            : FieldResult.Invalid(RowReasons.DateWritten.Say(string.Join(" or ", formats)));
    }

    // A cell that is a date says so itself, however the texts beside it are written; its clock, if it has one, is no part of the day.
    static bool TryCell(string text, out PartialDate date)
    {
        date = default;
        return text.Length >= 10
            && (text.Length == 10 || text[10] == 'T')
            && PartialDate.TryParse(text[..10], out date)
            && ForeignDates.Include(date);
    }
}

/// <summary><c>day FORMAT, FORMAT …</c>: a day of the year whose year is not known, kept as <c>MM-dd</c>; no year is made up.</summary>
sealed class DayOfYearTransform(string[] formats) : Transform
{
    static readonly string[] s_separators = ["/", "-", ".", " "];

    static readonly string[] s_known = [.. s_separators.SelectMany(at => (string[])[$"dd{at}MM", $"d{at}M", $"MM{at}dd", $"M{at}d"])];

    public static Transform Create(string argument)
    {
        var formats = argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return formats.Length > 0 && formats.All(s_known.Contains)
            ? new DayOfYearTransform(formats)
            : throw new FormatException("Write day and month such as \"day dd/MM\" or \"day d/M\"; with a year it is \"date\".");
    }

    public override FieldResult Apply(string text, MappingContext context)
    {
        foreach (var format in formats)
        {
            // 2000 has a 29 February
            if (DateOnly.TryParseExact($"{text}/2000", $"{format}/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return FieldResult.FromValue(day.ToString("MM-dd", CultureInfo.InvariantCulture));
            }
        }

        return FieldResult.Invalid(RowReasons.DateWritten.Say(string.Join(" or ", formats)));
    }
}

/// <summary><c>time FORMAT</c>: an instant, for the field "updated"; local time of the union where the text names no offset.</summary>
sealed class TimeTransform(string[] formats) : Transform
{
    const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;

    public static Transform Create(string argument)
    {
        var formats = argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return formats.Length > 0
            ? new TimeTransform(formats)
            : throw new FormatException("Write \"time iso\", or how times are written, such as \"time dd/MM/yyyy HH:mm:ss\".");
    }

    public override FieldResult Apply(string text, MappingContext context)
    {
        foreach (var format in formats)
        {
            if (format == "iso" && DateFormat.TryInstant(text, context.Zone, out var instant))
            {
                return Format(instant);
            }

            if (
                format != "iso"
                && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles, out var local)
                && DateFormat.TryLocal(local, context.Zone, out var time)
            )
            {
                return Format(time);
            }
        }

        return FieldResult.Invalid(RowReasons.TimeWritten.Say(string.Join(" or ", formats)));
    }

    static FieldResult Format(DateTimeOffset instant) =>
        FieldResult.FromValue(instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
}
