using System.Text.Json;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

public sealed class AmountTests
{
    [Theory]
    [InlineData("256", "256")]
    [InlineData("trên 335", ">335")]
    [InlineData("Trên 335 hoạt động", ">335")]
    [InlineData("hơn 1.250 lượt người", ">1250")]
    [InlineData("335+", ">335")]
    [InlineData("3,4 tỷ đồng", "3400000000")]
    [InlineData("3,4 tỉ", "3400000000")]
    [InlineData("416 tỷ", "416000000000")]
    [InlineData("gần 420 tỷ đồng", "<420000000000")]
    [InlineData("khoảng 500 người", "~500")]
    [InlineData("850 triệu", "850000000")]
    [InlineData("2 tỷ 500 triệu đồng", "2500000000")]
    [InlineData("1.250.000 VNĐ", "1250000")]
    public void Amounts_are_read_as_people_write_them(string text, string stored)
    {
        Assert.True(Amount.TryParse(text, out var amount));
        Assert.Equal(stored, amount.ToString());
        Assert.Equal(amount, Amount.Parse(amount.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("trên")]
    [InlineData("nhiều")]
    [InlineData("1.25")]
    [InlineData("12 đoàn khách")]
    [InlineData("5.000 USD")]
    [InlineData("3 triệu 2 tỷ")]
    public void What_is_no_amount_is_refused(string text) => Assert.False(Amount.TryParse(text, out _));

    [Theory]
    [InlineData("300", "trên 35", "trên 335")]
    [InlineData("trên 300", "trên 35", "trên 335")]
    [InlineData("300", "35", "335")]
    [InlineData("trên 300", "gần 35", "khoảng 335")]
    public void What_is_left_open_of_a_part_is_left_open_of_the_sum(string a, string b, string sum) =>
        Assert.Equal(sum, (Amount.Parse(a) + Amount.Parse(b)).Vi);

    [Theory]
    [InlineData("3,4 tỷ", "3,4 tỷ đồng")]
    [InlineData("trên 393 tỷ", "trên 393 tỷ đồng")]
    [InlineData("1.250.000.000.000", "1.250 tỷ đồng")]
    [InlineData("850 triệu", "850 triệu đồng")]
    [InlineData("125.000", "125.000 đồng")]
    public void Money_is_written_as_the_reviews_write_it(string text, string written) => Assert.Equal(written, Amount.Parse(text).ViMoney);

    [Fact]
    public void Four_hundred_and_sixteen_of_sixty_five_is_6_4_times() =>
        Assert.Equal("6,4", Amount.Parse("416 tỷ").Times(Amount.Parse("65 tỷ").Value).ViOneDigit);

    [Theory]
    [InlineData("2026-H1", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026")]
    [InlineData("2026-h2", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026")]
    [InlineData("2026-Q3", "2026-07-01", "2026-09-30", "quý III/2026")]
    [InlineData("2026-02", "2026-02-01", "2026-02-28", "tháng 2/2026")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "năm 2026")]
    public void Periods_are_those_of_reports(string text, string first, string last, string words)
    {
        var period = FigurePeriod.Find(text)!;

        Assert.Equal((first, last, words), (DayText.Iso(period.First), DayText.Iso(period.Last), period.Vi));
    }

    [Theory]
    [InlineData("2026-H3")]
    [InlineData("2026-13")]
    [InlineData("26-H1")]
    [InlineData("nửa đầu 2026")]
    public void Other_words_are_no_period(string text) => Assert.Null(FigurePeriod.Find(text));

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    [InlineData("2026-06", true)]
    [InlineData("2026", false)]
    public void A_day_that_may_lie_outside_is_not_in_the_period(string day, bool isIn) =>
        Assert.Equal(isIn, FigurePeriod.Find("2026-H1")!.Includes(PartialDate.Parse(day)));

    [Theory]
    [InlineData("trên 1.335", "over 1,335", "over VND 1,335", "over 1,335")]
    [InlineData("gần 420 tỷ", "nearly 420,000,000,000", "nearly VND 420 billion", "nearly 420,000,000,000")]
    [InlineData("3,4 triệu", "3,400,000", "VND 3.4 million", "3,400,000")]
    [InlineData("khoảng 6,44", "about 6.44", "about VND 6", "about 6.4")]
    public void English_has_its_own_separators(string text, string number, string money, string oneDigit) =>
        Assert.Equal((number, money, oneDigit), (Amount.Parse(text).En, Amount.Parse(text).EnMoney, Amount.Parse(text).EnOneDigit));

    [Theory]
    [InlineData("ít nhất 5", ">5")]
    [InlineData("hơn 5", ">5")]
    [InlineData("over 5", ">5")]
    [InlineData(">= 5", ">5")]
    [InlineData("≥ 5", ">5")]
    [InlineData(">5", ">5")]
    [InlineData("gần 5", "<5")]
    [InlineData("dưới 5", "<5")]
    [InlineData("nearly 5", "<5")]
    [InlineData("<= 5", "<5")]
    [InlineData("≤5", "<5")]
    [InlineData("<5", "<5")]
    [InlineData("khoảng 5", "~5")]
    [InlineData("chừng 5", "~5")]
    [InlineData("about 5", "~5")]
    [InlineData("~5", "~5")]
    public void What_is_left_open_has_many_words(string text, string stored) => Assert.Equal(stored, Amount.Parse(text).ToString());

    [Theory]
    [InlineData("5 nghìn", "5000")]
    [InlineData("5 ngàn đồng", "5000")]
    [InlineData("1,5 triệu ₫", "1500000")]
    [InlineData("1 tỷ 2 triệu 3 nghìn 4", "1002003004")]
    [InlineData("5 vnđ", "5")]
    [InlineData("5 VND", "5")]
    [InlineData("5 lượt", "5")]
    [InlineData("5 đại biểu", "5")]
    [InlineData("5 tổ chức", "5")]
    [InlineData("5 buổi", "5")]
    [InlineData("5 cuộc", "5")]
    [InlineData("0", "0")]
    [InlineData("0,5", "0,5")]
    [InlineData("123456", "123456")] // without groups
    [InlineData("1,0000000000004", "1")] // as many places as are written
    [InlineData("1.000.000.000.000 tỷ", "1000000000000000000000")]
    public void Scales_and_units_follow_the_number(string text, string stored) => Assert.Equal(stored, Amount.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("đồng")]
    [InlineData("1.000.000.000.001 tỷ")] // more than is told of anything
    [InlineData("1.0000")]
    [InlineData(".000")]
    [InlineData("1234.567")]
    [InlineData("1,5,5")]
    [InlineData("5 triệu 5 triệu")]
    [InlineData("5 5")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1234567890123456789012345")] // 25 digits
    public void A_slip_is_no_amount(string? text) => Assert.False(Amount.TryParse(text, out _));

    [Fact]
    public void What_is_no_amount_says_what_to_write() =>
        Assert.Equal(
            "\"nhiều\" is no amount. Write such as 335, trên 335, 3,4 tỷ đồng or 1.250.000.",
            Assert.Throws<FormatException>(() => Amount.Parse("nhiều")).Message
        );

    [Theory]
    [InlineData("5", "gần 5", "<10")]
    [InlineData("gần 5", "5", "<10")]
    [InlineData("khoảng 5", "khoảng 5", "~10")]
    [InlineData("trên 5", "khoảng 5", "~10")]
    public void Each_way_of_leaving_open_is_kept_in_a_sum(string a, string b, string sum)
    {
        Assert.Equal(sum, (Amount.Parse(a) + Amount.Parse(b)).ToString());
        Assert.Equal(sum, Amount.Sum([Amount.Parse(a), Amount.Zero, Amount.Parse(b)]).ToString());
    }

    [Fact]
    public void A_sum_of_nothing_is_zero() => Assert.Equal(Amount.Zero, Amount.Sum([]));

    [Theory]
    [InlineData("999.999.999", "1.000 triệu đồng", "VND 1,000 million")]
    [InlineData("1.000.000.000", "1 tỷ đồng", "VND 1 billion")]
    [InlineData("1.000.000", "1 triệu đồng", "VND 1 million")]
    [InlineData("999.999", "999.999 đồng", "VND 999,999")]
    [InlineData("gần 1.500", "gần 1.500 đồng", "nearly VND 1,500")]
    public void Money_changes_its_scale_at_a_million_and_a_billion(string text, string vi, string en) =>
        Assert.Equal((vi, en), (Amount.Parse(text).ViMoney, Amount.Parse(text).EnMoney));

    [Fact]
    public void Json_holds_what_the_store_holds()
    {
        Assert.Equal("\"3400000000\"", JsonSerializer.Serialize(Amount.Parse("3,4 tỷ")));
        Assert.Equal(new Amount(335, Bound.AtLeast), JsonSerializer.Deserialize<Amount>("\"trên 335\""));
        Assert.Contains(
            "trên 335",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Amount>("\"nhiều\"")).Message,
            StringComparison.Ordinal
        );
    }
}
