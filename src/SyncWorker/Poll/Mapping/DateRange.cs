using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>The one range for dates of others: every calendar of this program can count with what is in the snapshot.</summary>
static class DateRange
{
    // Something falls due on these: a day before the calendars begin would be one for ever.
    static readonly string[] s_due =
    [
        CanonicalField.TermEnd,
        CanonicalField.AgreementEnd,
        CanonicalField.RegistrationEnd,
        CanonicalField.BoardReviewed,
        "day",
    ];

    /// <summary>The reading, or what a field of the union's own that config declares would have to hold.</summary>
    public static FieldResult Check(string field, FieldResult reading, MappingContext context) =>
        reading.Value is { } value && context.OwnFields.TryGetValue(field, out var own) && !own.Takes(value)
            ? FieldResult.Invalid(own.Type is OwnFieldType.Date ? RowReasons.OwnDate.Say() : RowReasons.OwnNumber.Say())
            : Check(field, reading);

    /// <summary>The reading, or what a date of this field would have to be.</summary>
    public static FieldResult Check(string field, FieldResult reading)
    {
        var isDue = s_due.Contains(field);
        var first = isDue ? ForeignDates.FirstDue : ForeignDates.First;
        return
            (isDue || CanonicalField.Dates.Contains(field))
            && PartialDate.TryParse(reading.Value, out var date)
            && (date.Year < first.Year || date.Year > ForeignDates.Last.Year)
            ? FieldResult.Invalid(RowReasons.DayRange.Say(first.Year, ForeignDates.Last.Year))
            : reading;
    }
}
