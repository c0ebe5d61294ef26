namespace SyncWorker.Union.Tables;

/// <summary>What is wrong with a code that config names: the one check of countries and of provinces.</summary>
static class CodeFaults
{
    public const string CountryExamples = "Write two capital letters of ISO 3166-1, such as FR; tables/country_names.csv lists them.";

    public const string ProvinceExamples = "Write the two digits of a province of today, such as 24; tables/provinces.csv lists them.";

    /// <summary>A sentence; null for a country of the tables, and for any where there are no tables.</summary>
    public static string? Country(string code, ReferenceTables tables) =>
        tables.Countries.Count == 0 || tables.Countries.Any(country => country.Iso2 == code) ? null : $"There is no country \"{code}\".";

    /// <summary>A sentence; null for a province of today. One that went into another names it.</summary>
    public static string? Province(string code, ReferenceTables tables)
    {
        if (tables.Provinces.All.Count == 0 || tables.Provinces.Today(code) is not null)
        {
            return null;
        }

        return ProvinceTable.CodeOf(code) is { } digits && tables.Provinces.Before(digits) is { } before
            ? $"\"{code}\" was {before.Name}, which is {before.Code} today ({tables.Provinces.Today(before.Code)?.Name})."
            : $"There is no province \"{code}\".";
    }
}
