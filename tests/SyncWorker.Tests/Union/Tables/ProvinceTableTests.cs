using SyncWorker.Tests.Remind;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Union.Tables;

/// <summary>Provinces by name and by code, of today and of before 1 July 2025.</summary>
public sealed class ProvinceTableTests
{
    static readonly Province s_bacGiang = new("Bắc Giang", "24", IsFormer: true) { CodesBefore = ["24"], Names = ["Kinh Bắc"] };

    static readonly Province s_bacNinh = new("Bắc Ninh", "24", IsFormer: false) { CodesBefore = ["27"], Names = ["Kinh Bắc", "Bắc Giang"] };

    static readonly Province s_hanoi = new("Hà Nội", "01", IsFormer: false)
    {
        CodesBefore = ["01", "1"],
        Names = ["Thủ đô", "Ha Noi City"],
        IsCity = true,
    };

    // Made anew each time, so that what a table does as it is made is part of the test.
    static ReferenceTables Known =>
        new() { Countries = [new("FR", ["Pháp", "France"]), new("LA", ["Lào"])], Provinces = new([s_bacGiang, s_bacNinh, s_hanoi]) };

    static ProvinceTable Table => Known.Provinces;

    [Theory]
    [InlineData("Hà Nội", "Hà Nội")]
    [InlineData("HA NOI", "Hà Nội")]
    [InlineData("hanoi", "Hà Nội")]
    [InlineData("thủ đô", "Hà Nội")]
    [InlineData("Bắc Giang", "Bắc Giang")] // a spelling of Bắc Ninh does not hide it
    [InlineData("Kinh Bắc", "Bắc Giang")] // the first that says so
    [InlineData("Huế", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_tells_the_province_however_it_is_spelled(string? name, string? province) =>
        Assert.Equal(province, Table.ByName(name)?.Name);

    [Theory]
    [InlineData("24", "2025-06-30", "Bắc Giang")]
    [InlineData("24", "2025-07-01", "Bắc Ninh")]
    [InlineData("27", "2025-06-30", "Bắc Ninh")]
    [InlineData("27", "2025-07-01", null)]
    [InlineData("1", "2025-06-30", "Hà Nội")]
    [InlineData("99", "2020-01-01", null)]
    public void A_code_means_what_it_meant_on_its_day(string code, string day, string? province) =>
        Assert.Equal(province, Table.On(code, World.Day(day))?.Name);

    [Fact]
    public void The_first_of_two_with_the_same_code_keeps_it()
    {
        var table = new ProvinceTable([s_hanoi, s_hanoi with { Name = "Hà Nội mới", Names = ["Thủ đô"] }]);

        Assert.Equal(("Hà Nội", "Hà Nội"), (table.Today("01")!.Name, table.Before("01")!.Name));
        Assert.Equal("Hà Nội", table.ByName("Thủ đô")!.Name);
        Assert.Equal(2, table.All.Count);
    }

    [Theory]
    [InlineData("24", "24")]
    [InlineData("1", "01")]
    [InlineData("'24", "24")]
    [InlineData("\u201924", "24")]
    [InlineData(" VN-24 ", "24")]
    [InlineData("vn-1", "01")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("VN-", null)]
    [InlineData("124", null)]
    [InlineData("2a", null)]
    [InlineData("٢٤", null)]
    [InlineData("Hà Nội", null)]
    public void A_code_is_read_as_two_digits(string? text, string? code) => Assert.Equal(code, ProvinceTable.CodeOf(text));

    [Theory]
    [InlineData("FR", null)]
    [InlineData("fr", "There is no country \"fr\".")]
    [InlineData("XX", "There is no country \"XX\".")]
    public void A_country_is_one_of_the_tables(string code, string? fault) => Assert.Equal(fault, CodeFaults.Country(code, Known));

    [Theory]
    [InlineData("24", null)]
    [InlineData("01", null)]
    [InlineData("27", "\"27\" was Bắc Ninh, which is 24 today (Bắc Ninh).")]
    [InlineData("VN-27", "\"VN-27\" was Bắc Ninh, which is 24 today (Bắc Ninh).")]
    [InlineData("99", "There is no province \"99\".")]
    [InlineData("Hà Nội", "There is no province \"Hà Nội\".")]
    public void A_province_is_one_of_today_and_a_former_code_names_what_became_of_it(string code, string? fault) =>
        Assert.Equal(fault, CodeFaults.Province(code, Known));

    [Fact]
    public void Without_tables_no_code_is_wrong()
    {
        Assert.Null(CodeFaults.Country("XX", ReferenceTables.Empty));
        Assert.Null(CodeFaults.Province("99", ReferenceTables.Empty));
        Assert.Empty(ReferenceTables.Empty.Provinces.All);
        Assert.Empty(ReferenceTables.Empty.Words);
        Assert.Empty(ReferenceTables.Empty.Successions);
    }
}
