using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>The country and province of a row as codes of today.</summary>
public sealed class RowCodesTests
{
    static string Normalized(string kind, string fields, ProvinceTable? provinces = null)
    {
        var row = SmallTables.Fields(fields);
        RowCodes.Normalize(row, kind, SmallTables.Subjects, provinces ?? SmallTables.Tables.Provinces);
        return $"{row.GetValueOrDefault("country")} {row.GetValueOrDefault("province")}";
    }

    [Theory]
    [InlineData("ngo", "country=LA", "LA ")]
    [InlineData("ngo", "country=AZ|nameVi=Hội hữu nghị Việt Nam - Lào", "AZ ")]
    [InlineData("ngo", "country=ZA|nameVi=Hội hữu nghị Việt Nam - Lào", "ZA ")]
    [InlineData("ngo", "nameVi=Hội hữu nghị Việt Nam - Lào", " ")] // of what it does not say nothing is made up
    [InlineData("unknown", "country=VN", "VN ")]
    [InlineData("ngo", "country=LA|province=24", "LA 24")]
    [InlineData("ngo", "province=27", " 27")] // of a known kind codes are those of today
    public void Codes_that_are_settled_stay(string kind, string fields, string codes) => Assert.Equal(codes, Normalized(kind, fields));

    [Theory]
    [InlineData("ngo", "countryText=Lào|nameVi=Quỹ", "LA ")]
    [InlineData("ngo", "countryText=Lào|country=HU|nameVi=Quỹ", "HU ")] // a code is surer
    [InlineData("ngo", "countryText=Lào|country=VN|nameVi=Quỹ", "LA ")]
    [InlineData("ngo", "country=La|nameVi=Hội hữu nghị Việt Nam - Lào", "LA ")] // no code, but the name says it
    [InlineData("ngo", "country=L|nameVi=Hội hữu nghị Việt Nam - Lào", "LA ")]
    [InlineData("ngo", "country=LAO|nameVi=Hội hữu nghị Việt Nam - Lào", "LA ")]
    [InlineData("ngo", "country=aA|nameVi=Hội hữu nghị Việt Nam - Lào", "LA ")]
    [InlineData("ngo", "country=?|nameVi=Quỹ", " ")]
    [InlineData("ngo", "country=?|nameVi=Hội hữu nghị Việt Nam - Hunagry", "HU ")] // with letters put right
    [InlineData("ngo", "country=?|nameVi=Hội hữu nghị Việt Nam - Hungary|code=LA", "LA ")] // a column goes before the name
    [InlineData("ngo", "country=27|nameVi=Quỹ", " 24")] // a code in the wrong column
    [InlineData("ngo", "country=VN|province=LA|nameVi=Quỹ", "LA ")]
    public void A_country_becomes_its_code(string kind, string fields, string codes) => Assert.Equal(codes, Normalized(kind, fields));

    [Theory]
    [InlineData("ngo", "province=Bắc Ninh|nameVi=Quỹ", " 24")]
    [InlineData("ngo", "province=Bắc Giang|nameVi=Quỹ", " 24")] // what it went into
    [InlineData("ngo", "province='27|nameVi=Quỹ", " 24")]
    [InlineData("ngo", "province=Xyz|nameVi=Quỹ", " ")]
    [InlineData("unknown", "province=27|nameVi=LHHN tỉnh Bắc Ninh", " 24")] // as the name says
    [InlineData("unknown", "province=27|nameVi=LHHN tỉnh Bắc Nnih", " ")] // for a province no letters are put right
    [InlineData("unknown", "country=LA|province=27|nameVi=LHHN tỉnh Bắc Nnih", "LA ")]
    [InlineData("unknown", "province=38|nameVi=Quỹ", " 38")] // the same by both numberings
    [InlineData("unknown", "province=1|nameVi=Quỹ", " 01")]
    [InlineData("unknown", "province=24|nameVi=Quỹ", " 24")] // Bắc Giang went into what has its number
    [InlineData("unknown", "province=27|nameVi=Quỹ", " ")] // no province of today
    [InlineData("unknown", "province=24|nameVi=Hội hữu nghị Việt Nam - Lào tỉnh Bắc Ninh", "LA 24")]
    public void A_province_becomes_its_code_of_today(string kind, string fields, string codes) =>
        Assert.Equal(codes, Normalized(kind, fields));

    [Theory]
    [InlineData("10", " ")] // was another province's
    [InlineData("30", " 30")] // is new
    [InlineData("40", " ")]
    public void A_code_that_means_two_provinces_is_none(string province, string codes)
    {
        var provinces = new ProvinceTable([
            new("A", "10", false) { CodesBefore = ["20"] },
            new("B", "20", false) { CodesBefore = ["10", "40"] },
            new("C", "30", false),
        ]);

        Assert.Equal(codes, Normalized("unknown", $"nameVi=Quỹ|province={province}", provinces));
    }
}
