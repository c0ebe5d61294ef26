using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>Finds the cases of an anniversary rule whose day lies in a range.</summary>
static class AnniversaryItems
{
    /// <param name="parts">Steps are most of the work, and who only shows days needs none.</param>
    public static IEnumerable<DueItem> Between(
        DateOnly from,
        DateOnly to,
        AnniversaryOptions rule,
        RemindFacts facts,
        DueParts parts = DueParts.All
    )
    {
        return facts.SetAside.Each(
            rule.Id,
            Dates(rule, facts),
            origin => (origin.Subject, origin.NameVi),
            origin =>
                // A lunar day of year N can fall into January or February of N + 1.
                from year in Enumerable.Range(@from.Year - 1, to.Year - @from.Year + 2)
                let dated = Dated(origin, year, rule, @from, to)
                where dated is not null
                select Build(origin, dated, rule, facts, parts)
        );
    }

    /// <summary>Every subject that carries the rule's date, known to the day or the month; a bare year makes no reminders.</summary>
    public static IEnumerable<AnniversaryDate> Dates(AnniversaryOptions rule, RemindFacts facts)
    {
        if (FieldDate.Read(rule.Of, "of") is { } fixedDay)
        {
            return
            [
                new($"day:{rule.Id}", rule.Name.Vi ?? rule.Id, rule.Name.En, fixedDay.Date, new(), facts.RuleSince(rule.Id))
                {
                    Kind = ReminderKind.Anniversary,
                    CountsYears = rule.CountYears,
                    Day = fixedDay.Day,
                },
            ];
        }

        return rule.Of switch
        {
            "nationalDay" => EachCountry(rule, facts, country => NationalDays(country, rule)),
            "relations" => EachCountry(
                rule,
                facts,
                country =>
                    country.Relations is { } relations
                        ? [CountryDate(country, new(SetAside.Countable(relations, rule.Of), null), ReminderKind.Relations, rule)]
                        : []
            ),
            _ when rule.Subject == SubjectKind.Country => EachCountry(
                rule,
                facts,
                country =>
                    FieldDate.Read(country.Field(rule.Of), rule.Of) is { } date
                        ? [CountryDate(country, date, ReminderKind.Anniversary, rule)]
                        : []
            ),
            _ => facts.SetAside.Each(
                rule.Id,
                facts.Partners.Where(partner => partner.IsActive && rule.Who.Includes(partner)),
                partner => (partner.Key, partner.Label),
                partner => PartnerDate(partner, rule, facts)
            ),
        };
    }

    static IReadOnlyList<AnniversaryDate> EachCountry(
        AnniversaryOptions rule,
        RemindFacts facts,
        Func<CountryFacts, IEnumerable<AnniversaryDate>> make
    ) =>
        facts.SetAside.Each(
            rule.Id,
            facts.Countries.Where(rule.Who.Includes),
            country => (country.Key, $"{country.Iso2} ({country.NameVi})"),
            make
        );

    static IReadOnlyList<AnniversaryDate> PartnerDate(PartnerFacts partner, AnniversaryOptions rule, RemindFacts facts) =>
        FieldDate.Read(partner.Field(rule.Of), rule.Of) is not { } date
            ? []
            :
            [
                new(partner.Key, partner.NameVi, partner.NameEn, date.Date, facts.ScopeOf(partner), partner.KnownOn)
                {
                    Day = date.Day,
                    Kind = rule.Of == CanonicalField.Founded ? ReminderKind.Founding : ReminderKind.Anniversary,
                    CountsYears = rule.CountYears,
                },
            ];

    static IEnumerable<AnniversaryDate> NationalDays(CountryFacts country, AnniversaryOptions rule)
    {
        var counts = rule.CountYearsFor.Contains(country.Iso2);
        var (nameVi, nameEn) = (
            country.Field(CanonicalField.OfficialNameVi) ?? country.NameVi,
            country.Field(CanonicalField.OfficialNameEn) ?? country.NameEn
        );
        var moved = rule.Moved.Where(day => day.Country == country.Iso2).ToList();
        foreach (var day in moved)
        {
            yield return new(country.Key, nameVi, nameEn, null, ScopeOf(country), country.KnownOn)
            {
                Kind = ReminderKind.NationalDay,
                CountsYears = counts,
                Day = day.Day,
                Year = day.Year,
                From = day.From ?? 0,
                Until = day.Until ?? int.MaxValue,
            };
        }

        if (moved.Count == 0 && country.NationalDay is { } known)
        {
            yield return new(country.Key, nameVi, nameEn, null, ScopeOf(country), country.KnownOn)
            {
                Kind = ReminderKind.NationalDay,
                CountsYears = counts,
                Day = known,
                Year = country.NationalDayYear,
            };
        }
    }

    static AnniversaryDate CountryDate(CountryFacts country, FieldDate date, ReminderKind kind, AnniversaryOptions rule) =>
        new(country.Key, country.NameVi, country.NameEn, date.Date, ScopeOf(country), country.KnownOn)
        {
            Day = date.Day,
            Kind = kind,
            CountsYears = rule.CountYears || rule.CountYearsFor.Contains(country.Iso2),
        };

    static Scope ScopeOf(CountryFacts country) => new() { Country = country.Iso2, Department = country.Department };

    /// <summary>The day in a year, the year it counts for, and how it was found; null when there is none in the range.</summary>
    static DatedDay? Dated(AnniversaryDate origin, int year, AnniversaryOptions rule, DateOnly from, DateOnly to)
    {
        if (year < origin.From || year > origin.Until || (origin.OriginYear is { } first && year <= first))
        {
            return null;
        }

        if (origin.Date is { Precision: DatePrecision.Year })
        {
            return null;
        }

        var day = origin.Day ?? new MonthDay(origin.Date!.Value.Month, Math.Max(1, origin.Date.Value.Day));
        if (rule.Calendar == DayCalendar.Lunar)
        {
            var solar = LunarCalendar.ToSolar(year, day.Month, day.Day, out var used);
            var how =
                used == day.Day
                    ? $"{day.Day}/{day.Month} of lunar year {year} is {solar:yyyy-MM-dd}"
                    : $"lunar month {day.Month} of {year} has {used} days: its last, {solar:yyyy-MM-dd}";
            return solar < from || solar > to
                ? null
                : new(
                    solar,
                    year,
                    LunarCalendar.OtherSolar(year, day.Month, day.Day) is { } other
                        ? $"{how} (the new moon is next to midnight: another calendar may have {other:yyyy-MM-dd})"
                        : how
                );
        }

        var found = day.In(year, rule.Feb29);
        if (found < from || found > to)
        {
            return null;
        }

        var why =
            origin.Date is { Precision: DatePrecision.Month } ? $"known to the month only: reminded of on its first day, {found:yyyy-MM-dd}"
            : found.Day != day.Day ? $"{year} has no 29 February: {found:yyyy-MM-dd} by policy"
            : $"the day in {year} is {found:yyyy-MM-dd}";
        return new(found, year, why);
    }

    static DueItem Build(AnniversaryDate origin, DatedDay dated, AnniversaryOptions rule, RemindFacts facts, DueParts parts)
    {
        var (day, year, why) = dated;
        int? years = origin is { CountsYears: true, OriginYear: { } first } ? year - first : null;
        var round = Milestones.FromYears(years) != Milestone.Ordinary;
        IEnumerable<Lead> leads = [.. RoundLeads(rule, years), .. rule.Lead];
        var isWhole = parts == DueParts.All;
        var steps = !isWhole
            ? []
            : LongBreaks.Apply(day, Steps.Before(day, leads, rule.To, rule.Roll, facts.Calendar), facts.LongBreak, facts.Calendar);
        var isOutlookOnly =
            rule.Countries == CountryReach.Linked
            && origin.Subject.StartsWith("country:", StringComparison.Ordinal)
            && !facts.LinkedCountries.All.Contains(origin.Scope.Country!);
        var actions = isOutlookOnly || !isWhole ? [] : DatedActions.Of(rule, day, steps, origin.Scope.Country, facts);
        return new()
        {
            Rule = rule.Id,
            Subject = origin.Subject,
            Period = year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Day = day,
            DayWhy = why,
            Steps = steps,
            IsOutlookOnly = isOutlookOnly,
            Scope = origin.Scope,
            KnownOn = Max(origin.KnownOn, facts.RuleSince(rule.Id)),
            ExpiresOn = round ? null : rule.ExpireAfter.RawAfter(day, facts.Calendar),
            Facts = Content(origin, years, rule) with
            {
                Actions = actions,
                ActionVi = rule.Action.Vi ?? actions.FirstOrDefault(action => action.From > DateOnly.MinValue)?.Vi,
                ActionEn = rule.Action.En ?? actions.FirstOrDefault(action => action.From > DateOnly.MinValue)?.En,
            },
        };
    }

    /// <summary>The further steps of a round year.</summary>
    public static IReadOnlyList<Lead> RoundLeads(AnniversaryOptions rule, int? years) =>
        Milestones.FromYears(years) switch
        {
            Milestone.Round10 => rule.Round10,
            Milestone.Round5 => rule.Round5,
            _ => [],
        };

    /// <summary>What is said of the day after so many years.</summary>
    public static Union.ReminderContent Content(AnniversaryDate origin, int? years, AnniversaryOptions rule)
    {
        var named = origin.Kind == ReminderKind.Anniversary && !origin.Subject.StartsWith("day:", StringComparison.Ordinal);
        return new()
        {
            Kind = origin.Kind,
            SubjectVi = named && rule.Name.Vi is { } vi ? $"{vi} - {origin.NameVi}" : origin.NameVi,
            SubjectEn = named && rule.Name.En is { } en ? $"{en} - {origin.NameEn ?? origin.NameVi}" : origin.NameEn,
            Origin = origin.Date ?? (origin is { CountsYears: true, Year: { } counted } ? PartialDate.OfYear(counted) : null),
            Years = years,
            Milestone = years is null ? null : Milestones.FromYears(years),
            ActionVi = rule.Action.Vi,
            ActionEn = rule.Action.En,
        };
    }

    static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <param name="Year">The year it counts for.</param>
/// <param name="Why">How it was found.</param>
sealed record DatedDay(DateOnly Day, int Year, string Why);

/// <summary>How much of a case is worked out.</summary>
enum DueParts
{
    All,

    /// <summary>
    /// What a calendar shows of all: the day and what is said of it, neither steps nor what is to do, and no case that is the mail of one unit
    /// or a mail alone.
    /// </summary>
    Days,
}

/// <summary>A date that comes back, with whom it belongs to.</summary>
sealed record AnniversaryDate(string Subject, string NameVi, string? NameEn, PartialDate? Date, Scope Scope, DateOnly KnownOn)
{
    public required ReminderKind Kind { get; init; }

    public bool CountsYears { get; init; } = true;

    /// <summary>For a day that has no date of origin, such as a national day.</summary>
    public MonthDay? Day { get; init; }

    public int? Year { get; init; }

    public int From { get; init; }

    public int Until { get; init; } = int.MaxValue;

    public int? OriginYear => Date?.Year ?? Year;
}

/// <summary>What a date field holds: a date as far as it is known, or a day of the year whose year nobody knows.</summary>
sealed record FieldDate(PartialDate? Date, MonthDay? Day)
{
    /// <summary>Null for a text that is neither.</summary>
    /// <exception cref="FormatException">The date lies outside <see cref="ForeignDates"/>.</exception>
    public static FieldDate? Read(string? text, string field) =>
        PartialDate.TryParse(text, out var date) ? new(SetAside.Countable(date, field), null)
        : text?.Length == 5 && MonthDay.TryParse(text, null, out var day) ? new(null, day)
        : null;
}
