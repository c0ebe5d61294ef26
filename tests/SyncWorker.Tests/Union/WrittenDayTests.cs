using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Days as staff write them into a sheet or a mail.</summary>
public sealed class WrittenDayTests
{
    static readonly DaySpan s_span = DaySpan.Received(new(2026, 7, 1), new(2027, 1, 15));

    [Theory]
    [InlineData(DayFault.NoDay, "không đọc được ngày", "is not a day")]
    [InlineData(DayFault.TooEarly, "ngày trước 01/07/2026", "is before 2026-07-01")]
    [InlineData(DayFault.TooLate, "ngày sau 15/01/2027", "is after 2027-01-15")]
    [InlineData(DayFault.ManyYears, "chưa rõ năm nào", "may be of several years")]
    public void Why_a_day_was_not_understood_is_said(object fault, string vi, string en) =>
        Assert.Equal((vi, en), (WrittenDay.WhyVi((DayFault)fault, s_span), WrittenDay.WhyEn((DayFault)fault, s_span)));

    [Theory]
    [InlineData("1/7/2026", "2026-07-01", DayFault.None)] // the first and the last day of the span
    [InlineData("15/1/2027", "2027-01-15", DayFault.None)]
    [InlineData("46386", "2026-12-30", DayFault.None)]
    [InlineData("46403", null, DayFault.TooLate)]
    [InlineData("1/12/99", null, DayFault.TooLate)] // 2099
    [InlineData("ngày 1 tháng 12 năm 0100", null, DayFault.TooEarly)] // four digits are the whole year
    [InlineData("ngày 1 tháng 12 năm 9999", null, DayFault.TooLate)]
    [InlineData("1 Dec 2026", "2026-12-01", DayFault.None)]
    [InlineData("1 Dec 2025", null, DayFault.TooEarly)]
    [InlineData("1 tháng 12", "2026-12-01", DayFault.None)]
    [InlineData("29/2", null, DayFault.NoDay)] // neither 2026 nor 2027 has it
    [InlineData("0/12", null, DayFault.NoDay)]
    [InlineData("1/0", null, DayFault.NoDay)]
    [InlineData("1/13", null, DayFault.NoDay)]
    [InlineData("31/11/2026", null, DayFault.NoDay)]
    [InlineData("~13/1", null, DayFault.NoDay)]
    [InlineData("<13/1", null, DayFault.NoDay)]
    [InlineData("13/1±1", null, DayFault.NoDay)]
    [InlineData("✗", null, DayFault.NoDay)]
    [InlineData("✓✓", null, DayFault.NoDay)]
    [InlineData("√", "2027-01-15", DayFault.None)]
    [InlineData("☑", "2027-01-15", DayFault.None)]
    [InlineData("yesterday", "2027-01-14", DayFault.None)]
    [InlineData("today", "2027-01-15", DayFault.None)]
    [InlineData("received", "2027-01-15", DayFault.None)]
    [InlineData("xong rồi", "2027-01-15", DayFault.None)]
    public void A_day_is_one_of_the_span_or_says_why_not(string text, string? day, object fault) =>
        Assert.Equal(
            (day is null ? null : DayText.ParseIso(day), fault),
            (WrittenDay.Read(text, s_span).Day, (object)WrittenDay.Read(text, s_span).Fault)
        );

    [Fact]
    public void A_day_without_a_year_of_a_span_within_one_year_is_too_early_before_it() =>
        Assert.Equal(DayFault.TooEarly, WrittenDay.Read("1/3", DaySpan.Received(new(2026, 7, 1), new(2026, 9, 1))).Fault);

    [Fact]
    public void A_word_that_means_a_day_outside_of_the_span_is_not_taken()
    {
        var span = DaySpan.Received(new(2027, 1, 15), new(2027, 1, 15));

        Assert.Equal((null, DayFault.TooEarly), (WrittenDay.Read("hôm qua", span).Day, WrittenDay.Read("hôm qua", span).Fault));
        Assert.Equal(new DateOnly(2027, 1, 15), WrittenDay.Read("hôm nay", span).Day);
    }

    [Fact]
    public void A_span_holds_its_first_and_its_last_day()
    {
        var span = DaySpan.NewDue(new(2028, 2, 29));

        Assert.Equal(new DaySpan(new(2028, 2, 29), new(2028, 3, 1), new(2029, 2, 28)), span);
        Assert.Equal(
            [false, true, true, false],
            new DateOnly[] { new(2028, 2, 29), new(2028, 3, 1), new(2029, 2, 28), new(2029, 3, 1) }.Select(span.Includes)
        );
    }

    [Theory]
    [InlineData("5/1/27", "2027-01-05")]
    [InlineData("05/01/2027", "2027-01-05")]
    [InlineData("13-01-2027", "2027-01-13")]
    [InlineData("13.1", "2027-01-13")]
    [InlineData("13.01.", "2027-01-13")]
    [InlineData("13 / 1 / 2027", "2027-01-13")]
    [InlineData("31/12", "2026-12-31")]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2026/12/31", "2026-12-31")]
    [InlineData("2026-12-31T00:00:00", "2026-12-31")]
    [InlineData("31/12/2026 0:00:00", "2026-12-31")]
    [InlineData("46387", "2026-12-31")]
    [InlineData("ngày 13 tháng 01 năm 2027", "2027-01-13")]
    [InlineData("Đã nhận ngày 13/1", "2027-01-13")]
    [InlineData("nhận 13/1 (bản giấy)", "2027-01-13")]
    [InlineData("thứ Tư, 13/01/2027", "2027-01-13")]
    [InlineData("T4 13/1/27", "2027-01-13")]
    [InlineData("13 January 2027", "2027-01-13")]
    [InlineData("hôm qua", "2027-01-14")]
    [InlineData("hôm nay", "2027-01-15")]
    [InlineData("Hom nay", "2027-01-15")]
    [InlineData("đã nhận", "2027-01-15")]
    [InlineData("ĐÃ NHẬN RỒI.", "2027-01-15")]
    [InlineData("đã nhận bản giấy", "2027-01-15")]
    [InlineData("đã nhận hôm nay", "2027-01-15")]
    [InlineData("received today", "2027-01-15")]
    [InlineData("received yesterday", "2027-01-14")]
    [InlineData("✔\uFE0F", "2027-01-15")] // as a telephone writes it
    [InlineData("x", "2027-01-15")]
    [InlineData("X", "2027-01-15")]
    [InlineData("✓", "2027-01-15")]
    public void A_day_is_read_as_people_write_it(string text, string day) =>
        Assert.Equal(
            (DayText.ParseIso(day), DayFault.None),
            (WrittenDay.Read(text, s_span).Day!.Value, WrittenDay.Read(text, s_span).Fault)
        );

    [Theory]
    [InlineData(null, DayFault.NoDay)]
    [InlineData("", DayFault.NoDay)]
    [InlineData("mai gửi", DayFault.NoDay)]
    [InlineData("chưa nhận", DayFault.NoDay)]
    [InlineData("chưa", DayFault.NoDay)]
    [InlineData("đã gửi 13/1", DayFault.NoDay)]
    [InlineData("13/1?", DayFault.NoDay)]
    [InlineData("khoảng 13/1", DayFault.NoDay)]
    [InlineData("12-13/1/2027", DayFault.NoDay)]
    [InlineData("01/13/2027", DayFault.NoDay)]
    [InlineData("30/02/2027", DayFault.NoDay)]
    [InlineData("1/2027", DayFault.NoDay)]
    [InlineData("15/HHN", DayFault.NoDay)]
    [InlineData("13", DayFault.NoDay)]
    [InlineData("16/01/2027", DayFault.TooLate)]
    [InlineData("20/1", DayFault.TooLate)]
    [InlineData("27-01-13", DayFault.TooEarly)]
    [InlineData("30/06/2026", DayFault.TooEarly)]
    [InlineData("ngày 13 tháng 1 năm 0027", DayFault.TooEarly)] // four digits are the year itself
    [InlineData("12345", DayFault.TooEarly)]
    public void What_is_no_day_or_none_of_the_span_is_not_guessed(string? text, object fault) =>
        Assert.Equal((null, fault), (WrittenDay.Read(text, s_span).Day, (object)WrittenDay.Read(text, s_span).Fault));

    [Fact]
    public void A_year_that_was_left_out_is_asked_for_when_two_fit() =>
        Assert.Equal(DayFault.ManyYears, WrittenDay.Read("13/1", DaySpan.Received(new(2026, 1, 1), new(2027, 1, 15))).Fault);

    [Theory]
    [InlineData("20/1", DayFault.TooLate)]
    [InlineData("31/02", DayFault.NoDay)]
    public void Nothing_has_come_yet_of_a_period_to_come(string text, object fault) =>
        Assert.Equal(fault, WrittenDay.Read(text, DaySpan.Received(new(2036, 1, 1), new(2027, 1, 15))).Fault);

    [Theory]
    [InlineData("20/1", "2027-01-20")]
    [InlineData("5/3/27", "2027-03-05")]
    public void A_new_day_lies_ahead(string text, string day) =>
        Assert.Equal(DayText.ParseIso(day), WrittenDay.Read(text, DaySpan.NewDue(s_span.Today)).Day);

    [Theory]
    [InlineData("hôm nay")]
    [InlineData("15/01/2027")]
    public void Today_is_no_new_day(string text) =>
        Assert.Equal(DayFault.TooEarly, WrittenDay.Read(text, DaySpan.NewDue(s_span.Today)).Fault);

    [Theory]
    [InlineData("x", true)]
    [InlineData("hôm qua", true)]
    [InlineData("13/1", false)]
    public void A_word_means_the_day_it_was_read_on(string text, bool isOfReading) =>
        Assert.Equal(isOfReading, WrittenDay.Read(text, s_span).IsOfReading);

    [Fact]
    public void Any_written_form_of_a_day_reads_back_that_day() =>
        Prop.ForAll(
                (
                    from offset in Gen.Choose(0, s_span.Last.DayNumber - s_span.First.DayNumber)
                    from form in Gen.Elements(
                        "d/M/yyyy",
                        "dd/MM/yyyy",
                        "d/M/yy",
                        "dd-MM-yy",
                        "d-M-yyyy",
                        "d.M.yyyy",
                        "d.M.yy",
                        "d/M",
                        "dd.MM",
                        "d-M",
                        "yyyy-MM-dd",
                        "yyyy/M/d",
                        "d 'tháng' M 'năm' yyyy",
                        "'ngày' d/M/yy",
                        "'đã nhận' d/M",
                        "d MMMM yyyy"
                    )
                    from around in Gen.Elements("{0}", "  {0} ", "{0}.", "\u00A0{0}", "({0})")
                    select (Day: s_span.First.AddDays(offset), Form: form, Around: around)
                ).ToArbitrary(),
                at =>
                    WrittenDay
                        .Read(
                            string.Format(CultureInfo.InvariantCulture, at.Around, at.Day.ToString(at.Form, CultureInfo.InvariantCulture)),
                            s_span
                        )
                        .Day == at.Day
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_text_at_all_stops_the_reading_or_leaves_the_span() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string?>(),
                text => WrittenDay.Read(text, s_span) is var reading && (reading.Day is not { } day || s_span.Includes(day))
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000));
}
