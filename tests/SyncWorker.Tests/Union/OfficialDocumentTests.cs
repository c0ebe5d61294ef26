using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>How a document is cited, found by its number and linked.</summary>
public sealed class OfficialDocumentTests
{
    static OfficialDocument Document(string? number, string title, string? day = null, string? issuer = null, string? link = null) =>
        new(number, title)
        {
            Day = day is null ? null : PartialDate.Parse(day),
            Issuer = issuer,
            Link = link,
        };

    [Theory]
    [InlineData(
        "123/LHHN-VP",
        "V/v gửi báo cáo 6 tháng đầu năm",
        "2026-06-02",
        "VUFO",
        "Công văn số 123/LHHN-VP ngày 02/06/2026 của VUFO về việc gửi báo cáo 6 tháng đầu năm"
    )]
    [InlineData(
        "123/LHHN-VP",
        "Công văn về việc gửi báo cáo",
        "2026-06-02",
        null,
        "Công văn số 123/LHHN-VP ngày 02/06/2026 về việc gửi báo cáo"
    )]
    [InlineData("1830/LHHN-VP", "Chương trình hành động", "2022-10-13", null, "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022")]
    [InlineData(
        "1830/LHHN-VP",
        "Chương trình hành động thực hiện Chỉ thị số 12-CT/TW",
        "2022-10-13",
        "VUFO",
        "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022 của VUFO thực hiện Chỉ thị số 12-CT/TW"
    )]
    [InlineData(
        "07/QĐ-HHN",
        "Quyết định kiện toàn Ban Chấp hành",
        "2026-01-25",
        "Hội hữu nghị Việt Nam - Cuba",
        "Quyết định số 07/QĐ-HHN ngày 25/01/2026 của Hội hữu nghị Việt Nam - Cuba về việc kiện toàn Ban Chấp hành"
    )]
    [InlineData("08/QĐ-HHN", "Kiện toàn Ban Chấp hành", "2026", null, "Quyết định số 08/QĐ-HHN năm 2026 về việc kiện toàn Ban Chấp hành")]
    [InlineData(
        "09/QĐ-HHN",
        "Quyết định ban hành Quy chế",
        "2026-05",
        null,
        "Quyết định số 09/QĐ-HHN tháng 5/2026 về việc ban hành Quy chế"
    )]
    [InlineData("5/ABC", "Danh sách đoàn đi dự", null, null, "Văn bản số 5/ABC về việc danh sách đoàn đi dự")]
    [InlineData("45/TB-LHHN", "45/TB-LHHN", "2026-06-12", null, "45/TB-LHHN ngày 12/06/2026")]
    [InlineData(null, "Nghị quyết Đại hội VI", "2019-12-05", null, "Nghị quyết ngày 05/12/2019 về việc Đại hội VI")]
    [InlineData("6/KH-LHHN", "Kế hoạch tuyên truyền \r\n\tnăm 2026", null, null, "Kế hoạch tuyên truyền năm 2026 số 6/KH-LHHN")]
    public void A_document_is_cited_as_an_office_does(string? number, string title, string? day, string? issuer, string citation) =>
        Assert.Equal(citation, Document(number, title, day, issuer).Citation);

    [Fact]
    public void A_long_title_does_not_fill_a_mail() => Assert.True(Document("1/A", new string('x', 5000)).Citation.Length < 300);

    [Theory]
    [InlineData("https://van-ban.example.org/1830", true)]
    [InlineData("HTTP://van-ban.example.org/a b", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("\\\\may-chu\\van-ban\\1830.pdf", false)]
    [InlineData("//van-ban.example.org/1830", false)]
    [InlineData("van-ban/1830.pdf", false)]
    [InlineData("https://bank.example.org@evil.example.org/", false)]
    [InlineData("https://van-ban.example.org/?to=an@example.org", false)]
    [InlineData("mailto:an@example.org", false)]
    public void Only_http_and_https_are_led_to(string link, bool isLed) =>
        Assert.Equal(isLed, Document("1/A", "A", link: link).Href is not null);

    static readonly DocumentNumbers s_numbers = new([
        Document("123/LHHN-VP", "V/v gửi báo cáo", "2025-06-03"),
        Document("123/LHHN-VP", "V/v gửi báo cáo", "2026-06-02"),
        Document("123/LHHN-VP", "V/v gửi báo cáo", "2026-06-02"), // told by two sources
        Document("1830/LHHN-VP", "Chương trình hành động", "2022-10-13"),
        Document(null, "Không số"),
    ]);

    [Theory]
    [InlineData("1830/LHHN-VP", "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022")]
    [InlineData("số 1830/lhhn-vp", "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022")]
    [InlineData("123/LHHN-VP ngày 02/06/2026", "Công văn số 123/LHHN-VP ngày 02/06/2026 về việc gửi báo cáo")]
    [InlineData("123/LHHN-VP", "123/LHHN-VP")]
    [InlineData("9/LHHN-VP", "9/LHHN-VP")]
    [InlineData("Công văn số 1830/LHHN-VP ngày 01/01/2020", "Công văn số 1830/LHHN-VP ngày 01/01/2020")]
    [InlineData(null, null)]
    public void A_basis_that_names_one_document_by_its_number_is_cited(string? basis, string? cited) =>
        Assert.Equal(cited, s_numbers.Cite(basis));

    [Theory]
    [InlineData("1830/LHHN-VP", null)]
    [InlineData("Công văn số 9/LHHN-VP", null)] // a citation, whatever is known
    [InlineData("9/LHHN-VP", "no source tells of a document with the number \"9/LHHN-VP\"")]
    [InlineData("9/LHHN-VP ngày 01/02/2026", "no source tells of a document with the number \"9/LHHN-VP ngày 01/02/2026\"")]
    [InlineData("123/LHHN-VP", "2 documents have the number \"123/LHHN-VP\"; add the day, such as \"123/LHHN-VP ngày 02/06/2026\"")]
    public void A_number_that_names_none_or_several_says_why(string basis, string? missing) =>
        Assert.Equal(missing, s_numbers.Missing(basis));
}
