using System.Globalization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// The yearly check of the register: each unit's office gets its own record, gaps marked, and a sheet to correct and send back. What is
/// known of a day to its month or year only is a gap too. Pure.
/// </summary>
static class RegisterCheck
{
    public const string UnitColumn = "Mã số";
    public const string NewColumn = "Bổ sung, sửa đổi";
    public const string FieldColumn = "Trường (không sửa)";

    static readonly IReadOnlyList<int> s_widths = [10, 30, 40, 40, 20];

    // Đ after D, tones after letters: the order of a Vietnamese list.
    static readonly StringComparer s_vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);

    /// <summary>One case a unit and year; its day is that by which the sheet is to be back.</summary>
    public static IEnumerable<DueItem> DueItems(DateOnly from, DateOnly to, RegisterCheckOptions rule, RemindFacts facts) =>
        from year in Enumerable.Range(@from.Year, to.Year - @from.Year + 1)
        let day = facts.Calendar.Back(rule.Due.In(year, Feb29.Feb28))
        where day >= @from && day <= to
        from item in facts.SetAside.Each(
            RemindOptions.RegisterCheckRule,
            Asked(rule, facts),
            unit => (unit.Key, unit.Label),
            unit => (DueItem[])[Item(unit, year, day, rule, facts)]
        )
        select item;

    /// <summary>What is missing in the record of each unit, by department and name.</summary>
    public static IReadOnlyList<UnitGaps> Gaps(RegisterCheckOptions rule, RemindFacts facts) =>
        [
            .. Asked(rule, facts)
                .Select(unit => new UnitGaps(
                    unit.RegisterId!,
                    unit.NameVi,
                    facts.ScopeOf(unit).Department,
                    [.. Record(unit, rule).Where(line => line.Gap != RecordGap.None)]
                ))
                .Where(unit => unit.Lines.Count > 0)
                .OrderBy(unit => unit.Department is null)
                .ThenBy(unit => unit.Department, s_vietnamese)
                .ThenBy(unit => unit.Name, s_vietnamese),
        ];

    /// <summary>A unit's record as it is asked to look through it.</summary>
    public static IReadOnlyList<RecordLine> Record(PartnerFacts unit, RegisterCheckOptions rule) =>
        [.. rule.Fields.Select(field => Line(field.Key, field.Value, Value(unit, field.Key)))];

    /// <summary>A unit is known to the sheets by its register number.</summary>
    static IEnumerable<PartnerFacts> Asked(RegisterCheckOptions rule, RemindFacts facts) =>
        facts.Partners.Where(unit => unit is { IsActive: true, RegisterId: not null } && rule.Who.Includes(unit));

    static DueItem Item(PartnerFacts unit, int year, DateOnly day, RegisterCheckOptions rule, RemindFacts facts) =>
        new()
        {
            Rule = RemindOptions.RegisterCheckRule,
            Subject = unit.Key,
            Period = year.ToString(CultureInfo.InvariantCulture),
            Day = day,
            DayWhy = $"the sheet is to be back by {rule.Due}",
            Steps = LongBreaks.Apply(
                day,
                Steps.Before(day, [rule.Lead], [Role.AssociationOffice], Roll.Previous, facts.Calendar),
                facts.LongBreak,
                facts.Calendar
            ),
            Scope = facts.ScopeOf(unit),
            KnownOn = facts.Start(unit.KnownOn, RemindOptions.RegisterCheckRule),
            ExpiresOn = day,
            Facts = Content(unit, year, rule),
        };

    static ReminderContent Content(PartnerFacts unit, int year, RegisterCheckOptions rule)
    {
        var record = Record(unit, rule);
        return new()
        {
            Kind = ReminderKind.RegisterCheck,
            SubjectVi = $"Phiếu rà soát thông tin năm {year}",
            SubjectEn = $"Check of the register {year}",
            UnitVi = unit.NameVi,
            UnitEn = unit.NameEn,
            Record = record,
            Table = Sheet(unit, year, record),
        };
    }

    /// <summary>The sheet that comes back: each line names its unit and field, so that lines may be moved.</summary>
    static SheetTable Sheet(PartnerFacts unit, int year, IReadOnlyList<RecordLine> record) =>
        new(
            $"Phiếu rà soát {year}",
            [
                [UnitColumn, "Mục", "Thông tin hiện có", NewColumn, FieldColumn],
                .. record.Select(line =>
                    (IReadOnlyList<string>)
                        [
                            unit.RegisterId!,
                            line.Label,
                            line.Gap switch
                            {
                                RecordGap.Missing => "(chưa có)",
                                RecordGap.Incomplete => $"{line.Value} (chưa đủ ngày, tháng)",
                                _ => line.Value!,
                            },
                            "",
                            line.Field,
                        ]
                ),
            ],
            s_widths
        );

    static RecordLine Line(string field, string label, string? value) =>
        value is null ? new(field, label, null, RecordGap.Missing)
        : CanonicalField.Dates.Contains(field) && PartialDate.TryParse(value, out var date)
            ? new(field, label, date.DayFirst(), date.Precision == DatePrecision.Day ? RecordGap.None : RecordGap.Incomplete)
        : new(field, label, OwnField.DayFirst(value), RecordGap.None);

    static string? Value(PartnerFacts unit, string field) =>
        field switch
        {
            CanonicalField.NameVi => unit.NameVi,
            CanonicalField.NameEn => unit.NameEn,
            _ => unit.Field(field),
        };
}

/// <param name="Lines">Those that are missing or incomplete.</param>
sealed record UnitGaps(string RegisterId, string Name, string? Department, IReadOnlyList<RecordLine> Lines);
