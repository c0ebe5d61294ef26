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

    // Nghị định 30/2020/NĐ-CP, annex III: kinds of documents and their abbreviations; "Kết luận" is of party documents.
    [Theory]
    [InlineData("Nghị quyết", "NQ", true)]
    [InlineData("Quyết định", "QĐ", true)]
    [InlineData("Chỉ thị", "CT", true)]
    [InlineData("Thông báo", "TB", true)]
    [InlineData("Kết luận", "KL", true)]
    [InlineData("Công văn", null, true)] // a letter has no abbreviation
    [InlineData("Công điện", "CĐ", true)]
    [InlineData("Tờ trình", "TTr", true)]
    [InlineData("Nghị định", "NĐ", true)]
    [InlineData("Thông tư", "TT", true)]
    [InlineData("Chương trình", "CTr", false)]
    [InlineData("Kế hoạch", "KH", false)]
    [InlineData("Hướng dẫn", "HD", false)]
    [InlineData("Báo cáo", "BC", false)]
    [InlineData("Quy chế", "QC", false)]
    [InlineData("Quy định", "QyĐ", false)]
    [InlineData("Đề án", "ĐA", false)]
    [InlineData("Biên bản", "BB", false)]
    [InlineData("Giấy mời", "GM", false)]
    [InlineData("Bản ghi nhớ", "BGN", false)]
    [InlineData("Bản thỏa thuận", "BTT", false)]
    public void A_kind_is_known_by_its_name_or_by_its_abbreviation_in_the_number(string kind, string? symbol, bool takesAbout)
    {
        Assert.Equal(
            takesAbout ? $"{kind} số 5/A về việc tổ chức lễ" : $"{kind} tổ chức lễ số 5/A",
            Document("5/A", $"{kind} tổ chức lễ").Citation
        );
        Assert.Equal(
            $"{(symbol is null ? "Văn bản" : kind)} số 5/{symbol}-A về việc tổ chức lễ",
            Document($"5/{symbol}-A", "Tổ chức lễ").Citation
        );
    }

    [Theory]
    [InlineData("12/TB-A", "Về việc nghỉ Tết", "Thông báo số 12/TB-A về việc nghỉ Tết")]
    [InlineData("12 TB", "Nghỉ lễ Tết", "Thông báo số 12 TB về việc nghỉ lễ Tết")]
    [InlineData("5/QĐ-A", "Ban hành Quy chế", "Quyết định số 5/QĐ-A về việc ban hành Quy chế")]
    [InlineData("5/A", "V/v: gửi báo cáo", "Công văn số 5/A về việc gửi báo cáo")]
    [InlineData("5/A", "v/v Gửi báo cáo", "Công văn số 5/A về việc gửi báo cáo")]
    [InlineData("5/A", "Kế hoạch triển khai Nghị quyết", "Kế hoạch số 5/A triển khai Nghị quyết")]
    [InlineData("5/A", "Kế hoạch nhằm nâng cao chất lượng", "Kế hoạch số 5/A nhằm nâng cao chất lượng")]
    [InlineData("5/A", "Báo cáo về kết quả thực hiện Chỉ thị", "Báo cáo số 5/A về kết quả thực hiện Chỉ thị")] // the first of two
    [InlineData("5/A", "Quyết định kiện toàn tổ chức về công tác", "Quyết định số 5/A về việc kiện toàn tổ chức về công tác")]
    [InlineData("5/A", "BÁO CÁO về công tác", "BÁO CÁO số 5/A về công tác")]
    [InlineData("5/A", "Báo cáo xã Vềng về việc xây cầu", "Báo cáo xã Vềng số 5/A về việc xây cầu")] // a word of its own
    [InlineData("5/A", "Báo cáo xã Lavề về việc xây cầu", "Báo cáo xã Lavề số 5/A về việc xây cầu")]
    [InlineData("5/A", "Báo cáo về", "Báo cáo số 5/A về")]
    [InlineData("5/A", "Báo cáo về: kết quả", "Báo cáo số 5/A về: kết quả")]
    [InlineData("5/A", "UBND tỉnh họp", "Văn bản số 5/A về việc UBND tỉnh họp")] // an abbreviation keeps its capitals
    [InlineData("5/A", "Hội Hữu nghị họp", "Văn bản số 5/A về việc Hội Hữu nghị họp")] // and so does a name
    [InlineData("5/A", "Ý kiến góp ý", "Văn bản số 5/A về việc ý kiến góp ý")]
    [InlineData("5/A", "Họp", "Văn bản số 5/A về việc họp")]
    [InlineData("5/A", "danh sách", "Văn bản số 5/A về việc danh sách")]
    [InlineData("5/A", "X", "Văn bản số 5/A về việc X")]
    [InlineData("5/A", "", "Văn bản số 5/A")]
    [InlineData(null, "Danh sách đoàn về dự lễ", "Danh sách đoàn về dự lễ")]
    [InlineData(null, "V/v gửi báo cáo", "Công văn về việc gửi báo cáo")]
    [InlineData(null, "Quyết định", "Quyết định")]
    public void A_title_is_cut_into_what_it_is_and_what_it_is_about(string? number, string title, string citation) =>
        Assert.Equal(citation, Document(number, title).Citation);

    [Theory]
    [InlineData("Công văn số 5/a", "Công văn số 5/a ngày 02/06/2026")]
    [InlineData("Công văn số 5/A Ngày 01/06", "Công văn số 5/A Ngày 01/06")]
    public void A_title_that_names_the_number_is_cited_as_it_is(string title, string citation) =>
        Assert.Equal(citation, Document("5/A", title, "2026-06-02", "VUFO").Citation);

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_title_is_cut_after_two_hundred_letters(int length, int kept) =>
        Assert.Equal(new string('x', kept) + (length > kept ? "…" : ""), Document(null, new string('x', length)).Citation);

    [Fact]
    public void A_title_is_cut_without_the_space_before_the_dots() =>
        Assert.Equal(new string('x', 199) + "…", Document(null, $"{new string('x', 199)} yz").Citation);

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void A_link_of_more_than_two_thousand_letters_is_not_led_to(int length, bool isLed) =>
        Assert.Equal(isLed, Document("1/A", "A", link: "https://example.org/".PadRight(length, 'x')).Href is not null);

    [Fact]
    public void A_link_is_led_to_as_a_browser_writes_it()
    {
        Assert.Equal("http://van-ban.example.org/a%20b", Document("1/A", "A", link: "HTTP://van-ban.example.org/a b").Href);
        Assert.Null(Document("1/A", "A").Href);
        Assert.Null(Document("1/A", "A", link: "ftp://van-ban.example.org/a").Href);
    }

    [Fact]
    public void A_row_of_a_source_is_read_by_its_fields()
    {
        var document = OfficialDocument.Read(
            new Dictionary<string, string>
            {
                ["number"] = "5/A",
                ["nameVi"] = "Gửi báo cáo",
                ["day"] = "2026-06",
                ["issuer"] = "VUFO",
                ["link"] = "x",
            }
        );

        Assert.Equal(Document("5/A", "Gửi báo cáo", "2026-06", "VUFO", "x"), document);
        Assert.Equal(Document("5/A", "5/A"), OfficialDocument.Read(new Dictionary<string, string> { ["number"] = "5/A", ["day"] = "x" }));
        Assert.Equal(Document(null, ""), OfficialDocument.Read(new Dictionary<string, string>()));
    }

    [Theory]
    [InlineData("123/lhhn-vp ngày 03/06/2025", "2025-06-03")]
    [InlineData(" Số  123/LHHN-VP  ngày 2026-06-02 ", "2026-06-02")]
    [InlineData("123/LHHN-VP ngày mai", null)]
    [InlineData("123/LHHN-VP ngày 04/06/2025", null)]
    [InlineData("123/LHHN-VP", null)] // two of them
    [InlineData("Không số", null)]
    [InlineData("", null)]
    public void A_day_tells_documents_of_one_number_apart(string text, string? day) =>
        Assert.Equal(day, s_numbers.Find(text)?.Day?.ToString());

    [Fact]
    public void A_number_of_another_form_is_found_as_it_is_written() =>
        Assert.Equal("LHHN/7", new DocumentNumbers([Document("LHHN/7", "Họp")]).Find("lhhn/7")?.Number);

    [Fact]
    public void Without_documents_every_basis_stays()
    {
        Assert.Equal("5/A", DocumentNumbers.None.Cite("5/A"));
        Assert.Equal("no source tells of a document with the number \"5-QĐ/TW\"", DocumentNumbers.None.Missing("5-QĐ/TW"));
        Assert.Null(DocumentNumbers.None.Missing("Nghị quyết Đại hội"));
    }
}
