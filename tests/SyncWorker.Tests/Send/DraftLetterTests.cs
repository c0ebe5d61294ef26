using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>The draft letters (công văn) to units whose report is missing: text, form and file.</summary>
public sealed class DraftLetterTests : IDisposable
{
    const string Basis = "Công văn số 123/LHHN-VP ngày 02/11/2026";
    static readonly DateOnly s_due = new(2026, 12, 10);
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_letter_says_what_is_missing_since_when_and_asks_for_it_by_a_new_day()
    {
        var letter = Assert.Single(Letters(Report("Báo cáo tổng kết năm 2026 của các hội ở Trung ương", Basis, "Hungary", "Pháp"))).Letter;

        Assert.Equal("đôn đốc gửi Báo cáo tổng kết năm 2026", letter.Matter);
        Assert.Equal(["Hội hữu nghị Việt Nam - Hungary", "Hội hữu nghị Việt Nam - Pháp"], letter.To);
        Assert.Equal(
            [
                "Thực hiện chế độ báo cáo (căn cứ: Công văn số 123/LHHN-VP ngày 02/11/2026), các hội gửi Báo cáo tổng kết năm 2026 trước ngày 10/12/2026. Đến ngày 21/12/2026, Liên hiệp chưa nhận được báo cáo của Quý Hội.",
                "Đề nghị Quý Hội gửi báo cáo về Văn phòng Liên hiệp (nhacviec@example.org) trước ngày 25/12/2026. Trường hợp đã gửi, đề nghị Quý Hội thông báo số, ngày văn bản để Liên hiệp đối chiếu.",
                "Trân trọng./.",
            ],
            letter.Lines
        );
        Assert.Equal("trước ngày 25/12/2026", Assert.Single(letter.Paragraphs.SelectMany(runs => runs), run => run.IsBold).Text);
        Assert.Equal(["- Như trên;", "- Lưu: VT, VP."], letter.Receivers);
    }

    [Fact]
    public void The_new_day_is_counted_in_working_days()
    {
        var input = Input(Report("Báo cáo", null, "Pháp")) with
        {
            Today = new(2026, 12, 24),
            LetterForm = new() { WorkingDays = 3 },
        };

        Assert.Contains("trước ngày 29/12/2026", DraftLetters.Create(input)!.Letters[0].Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Associations_and_local_unions_get_letters_of_their_own_and_no_line_stands_twice()
    {
        var letters = Letters(
            Report("Báo cáo tổng kết năm 2026 của các hội ở Trung ương", null, "Pháp"),
            Report("Báo cáo tổng kết năm 2026 của các Liên hiệp địa phương", null) with
            {
                Missing = [new("Liên hiệp các tổ chức hữu nghị tỉnh Lào Cai", 1, null)],
            },
            Report("Báo cáo tổng kết năm 2026 của các hội ở Trung ương", null, "Pháp")
        );

        Assert.Equal(
            [
                "Hội hữu nghị Việt Nam - Pháp | Thực hiện chế độ báo cáo, các hội gửi Báo cáo tổng kết năm 2026 trước ngày 10/12/2026. Đến ngày 21/12/2026, Liên hiệp chưa nhận được báo cáo của Quý Hội.",
                "Liên hiệp các tổ chức hữu nghị tỉnh Lào Cai | Thực hiện chế độ báo cáo, các Liên hiệp gửi Báo cáo tổng kết năm 2026 trước ngày 10/12/2026. Đến ngày 21/12/2026, Liên hiệp các tổ chức hữu nghị Việt Nam chưa nhận được báo cáo của Quý Liên hiệp.",
            ],
            letters.Select(letter => $"{string.Join("; ", letter.To)} | {letter.Lines[0]}")
        );
    }

    [Fact]
    public void Where_units_owe_different_reports_each_has_a_paragraph()
    {
        var letter = Assert.Single(
            Letters(
                Report("Báo cáo tổng kết năm 2026 của các hội ở Trung ương", null, "Pháp", "Áo"),
                Report("Danh sách đoàn ra năm 2027", Basis, "Áo")
            )
        );

        Assert.Equal("đôn đốc gửi Báo cáo tổng kết năm 2026 và Danh sách đoàn ra năm 2027", letter.Matter);
        Assert.Equal(
            [
                "Thực hiện chế độ báo cáo, đến ngày 21/12/2026, Liên hiệp chưa nhận được văn bản của các hội sau:",
                "- Hội hữu nghị Việt Nam - Áo: Báo cáo tổng kết năm 2026 (hạn: ngày 10/12/2026); Danh sách đoàn ra năm 2027 (hạn: ngày 10/12/2026; căn cứ: Công văn số 123/LHHN-VP ngày 02/11/2026).",
                "- Hội hữu nghị Việt Nam - Pháp: Báo cáo tổng kết năm 2026 (hạn: ngày 10/12/2026).",
            ],
            letter.Lines.Take(3)
        );
    }

    [Fact]
    public void There_is_no_letter_where_no_step_asks_for_one() =>
        Assert.Null(DraftLetters.Create(Input(Report("Báo cáo", null, "Pháp") with { Draft = null })));

    [Fact]
    public void Each_letter_goes_with_the_mail_as_a_file_beside_the_table()
    {
        var files = Attachment.Choose(
            Input(
                Report("Báo cáo tổng kết năm 2026", null, "Pháp") with
                {
                    Missing = [new("Hội hữu nghị Việt Nam - Pháp", 1, null), new("Liên hiệp các tổ chức hữu nghị tỉnh Lào Cai", 1, null)],
                }
            ),
            default
        );

        Assert.Equal(
            ["chua-nhan-bao-cao-20261221.xlsx", "du-thao-cong-van-hoi-20261221.docx", "du-thao-cong-van-lien-hiep-20261221.docx"],
            files.Select(file => file.FileName)
        );
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", files[1].ContentType);
    }

    [Fact]
    public void The_file_has_the_form_of_the_decree_on_clerical_work()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(File().Content), isEditable: false);

        Assert.Empty(
            new OpenXmlValidator()
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(fault => $"{fault.Path?.XPath}: {fault.Description}")
        );
        var body = document.MainDocumentPart!.Document!.Body!;
        var lines = body.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText).Where(text => text.Length > 0).ToList();
        Assert.Equal(
            [
                "LIÊN HIỆP CÁC TỔ CHỨC HỮU NGHỊ VIỆT NAM",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Số:          /LHHN-VP",
                "V/v đôn đốc gửi Báo cáo tổng kết năm 2026",
                "Hà Nội, ngày      tháng 12 năm 2026",
                "Kính gửi:",
                "- Hội hữu nghị Việt Nam - Hungary;",
                "- Hội hữu nghị Việt Nam - Pháp.",
            ],
            lines.Take(9)
        );
        Assert.Equal(["Nơi nhận:", "- Như trên;", "- Lưu: VT, VP.", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], lines[^5..]);
        var (size, margin) = (body.Descendants<PageSize>().Single(), body.Descendants<PageMargin>().Single());
        Assert.Equal((11906u, 16838u, 1701u, 850u), (size.Width!.Value, size.Height!.Value, margin.Left!.Value, margin.Right!.Value));
    }

    [Theory]
    [InlineData(0x0B)]
    [InlineData(0)]
    [InlineData(0xFFFE)]
    [InlineData(0xD83D)]
    public void A_name_with_a_character_that_a_file_cannot_hold_is_written_with_another_in_its_place(int character)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(File($"P{(char)character}háp").Content), isEditable: false);

        Assert.Contains("Việt Nam - P\uFFFDháp", document.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_prints_on_one_page_and_a_long_list_of_units_on_more_with_their_numbers()
    {
        Office.Only();
        using var office = new Office();

        var one = await office.PrintAsync(await SaveAsync("mot.docx", File()));
        var many = await office.PrintAsync(
            await SaveAsync("nhieu.docx", File([.. Enumerable.Range(1, 57).Select(i => $"nước có tên dài thứ {i}")]))
        );

        Assert.Equal((1, (595, 842)), (one.Pages, one.Size));
        Assert.Contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", one.Texts[0], StringComparison.Ordinal);
        Assert.Contains("Trân trọng./.", one.Texts[0], StringComparison.Ordinal);
        Assert.InRange(many.Pages, 2, 3);
        Assert.StartsWith("2", many.Texts[1].TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith("LIÊN HIỆP", many.Texts[0].TrimStart(), StringComparison.Ordinal); // no number on the first
    }

    async Task<string> SaveAsync(string name, MailAttachment file)
    {
        var path = Path.Combine(_folders.Root, name);
        await System.IO.File.WriteAllBytesAsync(path, file.Content, TestContext.Current.CancellationToken);
        return path;
    }

    static MailAttachment File(params string[] countries) =>
        Assert.Single(
            DraftLetters.Files(
                Input(
                    Report(
                        "Báo cáo tổng kết năm 2026 của các hội ở Trung ương",
                        Basis,
                        countries.Length == 0 ? ["Hungary", "Pháp"] : countries
                    )
                )
            )
        );

    static IReadOnlyList<DraftLetter> Letters(params ReminderContent[] reports) => DraftLetters.Create(Input(reports))!.Letters;

    static ReminderContent Report(string name, string? basis, params string[] countries) =>
        new()
        {
            Kind = ReminderKind.ReportOverdue,
            SubjectVi = name,
            Basis = basis,
            Draft = "letter",
            Missing = [.. countries.Select(country => new MissingReport($"Hội hữu nghị Việt Nam - {country}", 2, null))],
        };

    static DigestInput Input(params ReminderContent[] reports) =>
        DigestTests.TargetA("vi") with
        {
            Today = new(2026, 12, 21),
            Desk = new("Bộ phận nhắc việc", "nhacviec@example.org", null),
            IsWorkingDay = day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            Reminders =
            [
                .. reports.Select(
                    (facts, i) =>
                        new MailReminder(
                            World.Entry(new($"report-{i}", "report:1", "2026"), ReminderStep.Parse("+7 working days"), "staff:chief") with
                            {
                                Day = s_due,
                            },
                            facts
                        )
                ),
            ],
        };
}
