using System.Text;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Poll.Mapping;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll.Mapping;

public sealed class TransformTests
{
    static readonly MappingContext s_context = new(
        Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc,
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["states"] = new Dictionary<string, string> { ["1"] = "active", ["x"] = "" },
        }
    );

    [Theory]
    [InlineData("date dd/MM/yyyy", "02/12/1960", "1960-12-02")]
    [InlineData("date d/M/yyyy", "2/12/1960", "1960-12-02")]
    [InlineData("date dd/MM/yyyy, yyyy", "1990", "1990")]
    [InlineData("date M/yyyy", "9/1973", "1973-09")]
    [InlineData("date dd.MM.yyyy", "12.11.1975", "1975-11-12")]
    [InlineData("date yyyy-MM-dd", "1975-11-12", "1975-11-12")]
    [InlineData("date iso", "1973-09", "1973-09")]
    [InlineData("date dd/MM/yy from 1945", "05/09/62", "1962-09-05")]
    [InlineData("date dd/MM/yy from 1945", "05/09/25", "2025-09-05")]
    [InlineData("date d/M/yyyy, d/M/yyyy buddhist", "7/1/2515", "1972-01-07")]
    [InlineData("date serial", "26017", "1971-03-25")]
    [InlineData("date instant", "1960-12-01T17:00:00Z", "1960-12-02")]
    [InlineData("date instant", "1992-02-29T00:00:00+07:00", "1992-02-29")]
    [InlineData("date words", "ngày 14 tháng 7 năm 1992", "1992-07-14")]
    [InlineData("date words", "tháng 9 năm 1973", "1973-09")]
    [InlineData("date words", "năm 1990", "1990")]
    [InlineData("date words", "30 March 1973", "1973-03-30")]
    [InlineData("date words", "Jan 18, 1950", "1950-01-18")]
    [InlineData("date words", "September 1973", "1973-09")]
    [InlineData("date dd/MM/yyyy", "29/02/1992", "1992-02-29")]
    [InlineData("day dd/MM", "20/12", "12-20")]
    [InlineData("day d-M, MM-dd", "9-2", "02-09")]
    [InlineData("day d/M", "29/2", "02-29")]
    public void A_date_is_read_to_the_precision_it_has(string transform, string text, string expected) =>
        Assert.Equal(expected, Apply(transform, text).Value);

    [Theory]
    [InlineData("date dd/MM/yyyy", "2/12/1960")]
    [InlineData("day dd/MM", "20/12/1960")]
    [InlineData("day dd/MM", "31/04")]
    [InlineData("date dd/MM/yyyy", "12/25/1960")]
    [InlineData("date d/M/yyyy", "29/2/1991")]
    [InlineData("date d/M/yyyy", "7/1/2515")]
    [InlineData("date yyyy", "22252")]
    [InlineData("date yyyy", "0000")]
    [InlineData("date serial", "1975")]
    [InlineData("date serial", "99999")]
    [InlineData("date iso", "0000-00-00")]
    [InlineData("date words", "ngày 14 năm 1992")]
    [InlineData("date words", "30 Marchember 1973")]
    [InlineData("date instant", "02/12/1960")]
    public void What_is_no_such_date_is_a_fault_that_says_what_was_expected(string transform, string text) =>
        Assert.StartsWith("a date written", Apply(transform, text).Expected?.En, StringComparison.Ordinal);

    [Theory]
    [InlineData("VP-97554A@SRC-A.EXAMPLE.ORG", "vp-97554a@src-a.example.org")]
    [InlineData("mailto:vp@example.org", "vp@example.org")]
    [InlineData("<vp@example.org>", "vp@example.org")]
    [InlineData("Văn phòng <vp@example.org>", "vp@example.org")]
    [InlineData("vp@example.org;", "vp@example.org")]
    [InlineData("vp (at) example.org", "vp@example.org")]
    public void A_mailbox_is_taken_out_of_what_people_type(string text, string expected) =>
        Assert.Equal(expected, Apply("email", text).Value);

    [Theory]
    [InlineData("-")]
    [InlineData("không có")]
    [InlineData("N/A")]
    public void No_mailbox_is_nothing_and_no_fault(string text) => Assert.Equal(FieldResult.Empty, Apply("email", text));

    [Theory]
    [InlineData("https://w-6601e.example.org")]
    [InlineData("two@example.org, three@example.org")]
    [InlineData("vp@localhost")]
    [InlineData("vp@example.org\"")]
    public void What_is_no_single_mailbox_is_a_fault(string text) => Assert.NotNull(Apply("email", text).Expected);

    [Theory]
    [InlineData("digits 2", "'6", "06")]
    [InlineData("digits 2", "01", "01")]
    [InlineData("digits 2", "1.0", "01")]
    [InlineData("number vi", "1.234,5", "1234.5")]
    [InlineData("number en", "1,234.5", "1234.5")]
    [InlineData("html", "H&#x1ED9;i h&#7919;u ngh&#x1ECB;", "Hội hữu nghị")]
    [InlineData("iso2", "fr", "FR")]
    [InlineData("split ; 2", "a; b; c", "b")]
    [InlineData("split / -1", "a/b/c", "c")]
    [InlineData("map 1=active, 0=inactive", "0", "inactive")]
    [InlineData("code states", "1", "active")]
    [InlineData("upper", "đức", "ĐỨC")]
    [InlineData("title", "HỘI HỮU NGHỊ", "Hội Hữu Nghị")]
    [InlineData("time dd/MM/yyyy HH:mm:ss", "01/03/2026 07:00:00", "2026-03-01T00:00:00Z")]
    [InlineData("time iso", "2026-02-01T05:00:00+07:00", "2026-01-31T22:00:00Z")]
    public void The_small_transforms_do_what_their_names_say(string transform, string text, string expected) =>
        Assert.Equal(expected, Apply(transform, text).Value);

    [Theory]
    [InlineData("tcvn3", "Héi h÷u nghÞ ViÖt Nam - §øc", "Hội hữu nghị Việt Nam - Đức")]
    [InlineData("tcvn3 upper", "Héi h÷u nghÞ", "HỘI HỮU NGHỊ")]
    [InlineData("tcvn3", "Ng\u00ADêi", "Người")]
    [InlineData("vni", "Hoäi höõu nghò Vieät Nam - Ñöùc", "Hội hữu nghị Việt Nam - Đức")]
    [InlineData("vni", "Lieân hieäp Ñaéc Laéc, Thuïy Ñieån, ngöôøi Myõ", "Liên hiệp Đắc Lắc, Thụy Điển, người Mỹ")]
    public void Text_of_the_old_fonts_is_read(string transform, string text, string expected) =>
        Assert.Equal(expected, Apply(transform, text).Value);

    [Theory]
    [InlineData("province 2025-06-30", "'24", "24")] // Bắc Giang has gone into Bắc Ninh, whose number is 24 today
    [InlineData("province 2025-06-30", "27", "24")] // Bắc Ninh
    [InlineData("province 2025-07-01", "24", "24")]
    [InlineData("province 2025-06-30", "6", "19")] // Bắc Kạn has gone into Thái Nguyên
    [InlineData("province 2025-06-30", "02", "08")] // Hà Giang has gone into Tuyên Quang
    public void A_province_code_is_read_by_the_day_it_was_written_on(string transform, string text, string expected)
    {
        var config = Hosting.RunConfig.With("{}");
        var context = PollStage.Context((config with { Tables = ConfigFolder.Load(SourceTree.Config).Config!.Tables }).PollSettings);

        Assert.Equal(expected, Transform.Parse(transform).Apply(text, context).Value);
        Assert.NotNull(Transform.Parse(transform).Apply("99", context).Expected);
    }

    [Theory]
    [InlineData("digits 2", "123")]
    [InlineData("digits 2", "Hà Nội")]
    [InlineData("iso2", "FRA")]
    [InlineData("number vi", "không")]
    [InlineData("code states", "2")]
    [InlineData("like Hội *", "Mozambique")]
    [InlineData("unlike Hội *", "Hội hữu nghị")]
    public void What_does_not_fit_is_a_fault(string transform, string text) => Assert.NotNull(Apply(transform, text).Expected);

    [Theory]
    [InlineData("column | dat dd/MM/yyyy", "Did you mean \"date\"?")]
    [InlineData("column | date", "Write the formats in order")]
    [InlineData("column | date dd-mm", "no format of a date")]
    [InlineData("column | date dd/MM/yy", "which hundred years")]
    [InlineData("column | date dd/yyyy", "a month where it has a day")]
    [InlineData("column | digits", "how many digits")]
    [InlineData("column | province", "the day whose numbering")]
    [InlineData("column | upper x", "takes no argument")]
    [InlineData("column | map a", "one code and its word")]
    [InlineData(" | date iso", "A column's name is missing")]
    public void A_mapping_that_cannot_be_read_says_what_to_write(string text, string advice) =>
        Assert.Contains(advice, Assert.Throws<FormatException>(() => FieldMapping.Parse(text, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("  Hội   hữu nghị \u00A0 Việt\tNam\r\n", "Hội hữu nghị Việt Nam")]
    [InlineData("Cu\u200Bba\uFEFF", "Cuba")]
    [InlineData("Ho\uFEFF\u0302\u200D\u0323i", "H\u1ED9i")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Text_is_cleaned(string text, string expected) => Assert.Equal(expected, CleanText.Clean(text));

    [Fact]
    public void Decomposed_text_becomes_NFC() =>
        Assert.Equal("Hội hữu nghị", CleanText.Clean("Hội hữu nghị".Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("H?i h?u ngh?")]
    [InlineData("Vi?t Nam")]
    [InlineData("H\uFFFDi")]
    [InlineData("Há»™i há»¯u nghá»‹")]
    public void Broken_text_is_no_name(string text) => Assert.NotNull(DamagedText.Reason(text, isName: true));

    [Fact]
    public void A_question_mark_of_its_own_is_no_broken_text() => Assert.Null(DamagedText.Reason("? (chưa rõ)", isName: true));

    // Vectors of the reference implementation, as its Python binding prints them.
    [Theory]
    [InlineData("", 0UL, 0xEF46DB3751D8E999)]
    [InlineData("a", 0UL, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0UL, 0x44BC2CF5AD770999)]
    [InlineData("xxhash", 0UL, 0x32DD38952C4BC720)]
    [InlineData("xxhash", 20141025UL, 0xB559B98D844E0635)]
    [InlineData("Nobody inspects the spammish repetition", 0UL, 0xFBCEA83C8A378BF1)]
    public void The_hash_is_XXH64(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, unchecked((ulong)StableHash.Compute(Encoding.UTF8.GetBytes(text), (long)seed)));

    static FieldResult Apply(string transform, string text) => Transform.Parse(transform).Apply(text, s_context);
}
