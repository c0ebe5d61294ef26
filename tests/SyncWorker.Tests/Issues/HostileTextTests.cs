using System.Text;
using SyncWorker.Config;
using SyncWorker.Files;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Inbox;
using SyncWorker.Net.Mail;
using SyncWorker.Poll.Mapping;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Texts on which a parser threw, found by fuzzing: each is now read, or is a fault of that one value.</summary>
public sealed class HostileTextTests
{
    static readonly TimeZoneInfo s_zone = Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc;

    static readonly MappingContext s_context = new(s_zone, new Dictionary<string, IReadOnlyDictionary<string, string>>());

    [Theory]
    [InlineData("date words", "ngày ١٤ tháng ٧ năm ١٩٩٢")]
    [InlineData("date words", "30 March ١٩٧٣")]
    [InlineData("date instant", "0001-01-01T00:00:00")]
    [InlineData("time iso", "0001-01-01T00:00:00")]
    [InlineData("time dd/MM/yyyy HH:mm:ss", "01/01/0001 00:00:00")]
    [InlineData("amount", "999999999999999999999999 tỷ")]
    public void A_value_that_no_clock_or_number_can_hold_is_not_read(string transform, string text) =>
        Assert.NotNull(Transform.Parse(transform).Apply(text, s_context).Expected);

    [Theory]
    [InlineData("9999")]
    [InlineData("9999-H2")]
    [InlineData("2200")]
    public void A_period_that_lies_outside_of_all_calendars_is_none(string text) => Assert.Null(FigurePeriod.Find(text));

    [Fact]
    public void The_period_of_the_year_before_the_first_is_known() =>
        Assert.Equal(
            ("1899-Q4", new DateOnly(1899, 10, 1)),
            FigurePeriod.Find("1900-Q4")!.YearsBefore(1) is var before ? (before.Key, before.First) : default
        );

    [Fact]
    public void A_lead_that_the_ledger_could_not_read_back_is_none()
    {
        Assert.False(Lead.TryParse("990 weeks", null, out _));
        Assert.True(Lead.TryParse("142 weeks", null, out var lead) && Lead.TryParse(lead.ToString(), null, out _));
    }

    [Fact]
    public void An_amount_is_stored_as_it_was_read() =>
        Assert.Equal(Amount.Parse("1,2392233720368547758085"), Amount.Parse(Amount.Parse("1,2392233720368547758085").ToString()));

    [Fact]
    public void A_noncharacter_in_text_of_an_old_font_is_taken_out() =>
        Assert.Equal("a", Transform.Parse("vni").Apply("a\uFFFE", s_context).Value);

    [Fact]
    public void A_value_on_which_a_transform_throws_costs_that_value_alone()
    {
        var source = PollFixture
            .Options(
                Good.Poll(
                    """{ "name": "good", "file": "f.csv", "format": "csv", "id": ["id"], "fields": { "nameVi": "name", "province": "province | province 2025-06-30" } }"""
                )
            )
            .Sources[0];
        var mapping = new SourceMapping(source);
        var row = new RawRow(mapping.Columns.Count);
        row.Begin(1);
        row.Set(0, "1");
        row.Set(1, "Hội");
        row.Set(2, "24");

        new RowMapper(mapping, s_context with { ProvinceOn = (_, _) => throw new NotSupportedException() }).Map(row);

        Assert.Contains("NotSupportedException", Assert.Single(row.Faults).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("٤٦٢٠٠")]
    [InlineData("١٣/٠٧")]
    [InlineData("13/07/٢٠٢٦")]
    [InlineData("\uFFFE")]
    public void A_day_in_digits_of_another_script_is_none(string text) =>
        Assert.Equal(DayFault.NoDay, WrittenDay.Read(text, DaySpan.Received(new(2026, 1, 1), new(2026, 7, 13))).Fault);

    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xD800)]
    public void Times_with_what_is_no_character_are_a_fault_of_the_config(int character)
    {
        Assert.False(RunTimes.TryParse($"every day at 07:30{(char)character}x", null, out _));
        Assert.False(MissedRuns.TryParse($"once{(char)character}x", null, out _));
        Assert.True(FieldMapping.TryParse($"a{(char)character}", null, out var mapping));
        Assert.Equal("a", mapping.Columns[0].Name);
        Assert.Empty(NormalizedName.From($"{(char)character}").Words);
    }

    [Fact]
    public void A_pattern_of_a_date_is_refused_in_no_time() =>
        Assert.Throws<FormatException>(() => DateFormat.Parse(new string('d', 60) + "X"));

    [Fact]
    public void A_workbook_of_a_few_bytes_cannot_ask_for_half_a_gigabyte()
    {
        var head = new byte[708];
        byte[] mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        mark.CopyTo(head, 0);
        (head[26], head[28], head[29], head[30], head[32], head[44]) = (3, 0xFE, 0xFF, 29, 6, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => WorkbookReader.Open(new MemoryStream(head), WorkbookReader.Usual));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public void A_title_with_control_characters_leaves_the_calendar_readable()
    {
        var text = CalendarText.Write("a\0b\vc", [new("key", new(2026, 7, 14), "Lễ\0\u0001 x", 0)], DateTimeOffset.UnixEpoch);

        Assert.Equal("Lễ x", Assert.Single(Ical.Net.Calendar.Load(text)!.Events).Summary);
    }

    [Fact]
    public void No_text_is_cut_within_a_character()
    {
        var faces = "a" + string.Concat(Enumerable.Repeat("😀", 6_000));

        Assert.True(IsWhole(ReplyText.WithoutAddresses(faces)));
        Assert.True(IsWhole(new RowFault("nameVi", faces, RowReasons.MustHave.Say()).ToString()));
        Assert.True(IsWhole(RowAnswerText.Read($"số văn bản: {faces}").Number!));
        Assert.True(IsWhole(Read($"From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{faces}").Text));
    }

    [Fact]
    public void What_no_store_can_hold_is_taken_out_of_a_mail_that_came_in()
    {
        var mail = Read(
            "From: a@example.org\r\nSubject: a\u0001b\r\nIn-Reply-To: <x\u0001@y>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\na\0b\uFFFEc\r\n"
        );

        Assert.Equal(("ab", "abc"), (mail.Subject, mail.Text));
        Assert.All(mail.Answers, id => Assert.True(WritableText.IsWritable(id)));
    }

    static IncomingMail Read(string text) => IncomingMail.Read(Encoding.UTF8.GetBytes(text));

    static bool IsWhole(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
