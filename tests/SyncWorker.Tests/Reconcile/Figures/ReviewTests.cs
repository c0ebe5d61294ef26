using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SyncWorker.Files;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using static SyncWorker.Tests.Reconcile.Figures.FigureSamples;

namespace SyncWorker.Tests.Reconcile.Figures;

/// <summary>Figures on their way to people: the review, what was frozen, documents.</summary>
public sealed class ReviewTests : IDisposable
{
    static readonly FigurePeriod s_half = FigurePeriod.Find("2026-H1")!;

    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    static Figure Of(FigureKey key, string value, string? of = null, params string[] notes) =>
        new(key, of, Amount.Parse(value), [new("hoi", 12), new("lien-hiep", 30)])
        {
            Notes = [.. notes.Select(note => new FigureNote(note, note))],
        };

    static readonly ReviewInput s_review = new(
        [
            (
                s_half,
                [
                    Of(FigureKey.CentralActivities, "256"),
                    Of(FigureKey.LocalActivities, "trên 335", null, "2 đơn vị báo tổng số, không có danh sách."),
                    Of(FigureKey.LocalUnits, "52"),
                    Of(FigureKey.AllActivities, "trên 591"),
                    Of(FigureKey.JointActivities, "40"),
                    Of(FigureKey.ToldTwice, "31"),
                    Of(FigureKey.ForeignNgos, "436"),
                    Of(FigureKey.RegisteredNgos, "420"),
                    Of(FigureKey.AidValue, "trên 393 tỷ"),
                    Of(FigureKey.CampaignMoney, "416 tỷ", "Ủng hộ nhân dân Cuba"),
                    Of(FigureKey.CampaignTimes, "6,4", "Ủng hộ nhân dân Cuba", "Mục tiêu: 65 tỷ đồng."),
                    Of(FigureKey.ReportsInTime, "90"),
                    Of(FigureKey.ReportsLate, "5"),
                    Of(FigureKey.ReportsMissing, "4"),
                ]
            ),
            (s_half.YearsBefore(1), [Of(FigureKey.CentralActivities, "201"), Of(FigureKey.LocalActivities, "298")]),
        ],
        new(2026, 7, 15),
        ["Hội hữu nghị Việt Nam - Áo"]
    );

    static byte[] Write() =>
        ReportWriter.Write(
            new()
            {
                Union = "Liên hiệp các tổ chức hữu nghị Việt Nam",
                Symbol = "/BC-LHHN",
                Matter = "",
                PlaceAndDay = "Hà Nội, ngày      tháng 07 năm 2026",
                To = [],
                Paragraphs = [],
                Receivers = ["- Như trên;", "- Lưu: VT, VP."],
                Signature = ["TL. Chủ tịch", "Chánh Văn phòng"],
            },
            ReviewText.Create(s_review)
        );

    static List<string> Texts() =>
        [.. ReviewText.Create(s_review).Blocks.OfType<ReportText>().Select(text => string.Concat(text.Runs.Select(run => run.Text)))];

    [Fact]
    public void Every_figure_in_the_text_bears_the_number_of_a_line_that_names_its_sources()
    {
        var table = ReviewText.Create(s_review).Annex!.Blocks.OfType<ReportTable>().Single();

        Assert.All(table.Rows, row => Assert.NotEqual("", row[^1]));
        Assert.Contains(
            "Trong 6 tháng đầu năm 2026, Trung ương và các tổ chức thành viên đã tổ chức 256 [1] hoạt động; 52 [3] Liên hiệp địa phương đã tổ chức trên 335 [2] hoạt động.",
            string.Join('\n', Texts()),
            StringComparison.Ordinal
        );
        Assert.Contains("Vận động \"Ủng hộ nhân dân Cuba\": 416 tỷ đồng [10], gấp 6,4 lần [11] mục tiêu.", Texts());
        Assert.Equal(
            [
                "2",
                "Hoạt động của các Liên hiệp địa phương",
                "trên 335",
                "298",
                "hoi (12, 12); lien-hiep (30, 30). 2 đơn vị báo tổng số, không có danh sách.",
            ],
            table.Rows[2]
        );
    }

    [Fact]
    public void Each_number_of_the_text_is_a_period_a_section_or_has_its_source()
    {
        // Years, the half-years' months, the headings' own numbers and what is cited are no figures.
        var text = string.Join('\n', Texts().Where(line => !char.IsAsciiDigit(line[0])));
        var bare = text.Replace("6 tháng đầu năm 2026", "", StringComparison.Ordinal)
            .Replace("(dòng 4 của phụ lục), 1 đơn vị", "", StringComparison.Ordinal);

        Assert.DoesNotMatch(@"\d(?![\d.,]*( tỷ đồng| lần)? ?\[\d)(?![\d.,]*\])", bare);
    }

    [Theory]
    [InlineData("0,0523", "5,2%", "đạt 5,2% [11] mục tiêu")]
    [InlineData("6,4", "6,4 lần", "gấp 6,4 lần [11] mục tiêu")]
    public void A_goal_that_is_not_reached_is_a_share_and_no_multiple(string times, string text, string sentence)
    {
        var (period, figures) = s_review.Periods[0];
        var review = ReviewText.Create(
            s_review with
            {
                Periods =
                [
                    (
                        period,
                        [
                            .. figures.Select(figure =>
                                figure.Key == FigureKey.CampaignTimes ? figure with { Value = Amount.Parse(times) } : figure
                            ),
                        ]
                    ),
                ],
            }
        );

        Assert.Contains(review.Annex!.Blocks.OfType<ReportTable>().Single().Rows, row => row[2] == text);
        Assert.Contains(review.Blocks.OfType<ReportText>(), line => line.Runs[0].Text.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_period_that_no_source_tells_of_has_a_dash_and_no_nought()
    {
        var untold = new Figure(FigureKey.CentralActivities, null, Amount.Zero, []);
        var review = ReviewText.Create(s_review with { Periods = [s_review.Periods[0], (s_half.YearsBefore(1), [untold])] });

        Assert.Equal("–", review.Annex!.Blocks.OfType<ReportTable>().Single().Rows[1][3]);
    }

    [Fact]
    public void A_register_without_foreign_NGOs_is_a_gap_to_fill_and_not_a_nought()
    {
        var (period, figures) = s_review.Periods[0];
        var review = ReviewText.Create(
            s_review with
            {
                Periods =
                [
                    (
                        period,
                        [.. figures.Select(figure => figure.Key == FigureKey.ForeignNgos ? figure with { Value = Amount.Zero } : figure)]
                    ),
                ],
            }
        );

        Assert.Contains(
            review.Blocks.OfType<ReportText>(),
            line => line.Runs[0].Text.StartsWith("[Danh bạ chưa có tổ chức phi chính phủ nước ngoài", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_review_is_a_valid_Word_file()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(Write()), isEditable: false);

        Assert.Empty(
            new OpenXmlValidator()
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(error => $"{error.Path?.XPath}: {error.Description}")
        );
    }

    [Fact]
    public async Task LibreOffice_prints_the_review_as_it_is_meant()
    {
        Office.Only();
        using var office = new Office();
        var file = Path.Combine(_folders.Root, "so-ket.docx");
        await File.WriteAllBytesAsync(file, Write(), TestContext.Current.CancellationToken);

        var printed = await office.PrintAsync(file);

        var text = string.Join(' ', string.Join('\n', printed.Texts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            "BÁO CÁO Sơ kết công tác 6 tháng đầu năm 2026, phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("trên 335 [2]", text, StringComparison.Ordinal);
        Assert.Contains("TL. CHỦ TỊCH", text, StringComparison.Ordinal);
        Assert.Equal((595, 842), printed.Size);
    }

    [Fact]
    public void A_year_is_closed_and_a_half_year_looked_back_on()
    {
        Assert.Equal("Tổng kết công tác năm 2026,", ReviewText.Title(FigurePeriod.Find("2026")!)[1]);
        Assert.StartsWith("Sơ kết công tác 6 tháng đầu năm 2026", ReviewText.Title(s_half)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_frozen_stays_and_a_later_correction_is_seen_beside_it()
    {
        var token = TestContext.Current.CancellationToken;
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(Activity("a", "1", "2026-03-01", "Chiếu phim Lào", "Hội hữu nghị Việt Nam - Lào"));
        await world.RunAsync();
        await world.Frozen.FreezeAsync(s_half, "lan", "Sơ kết", world.Now, token);

        await world.PutAsync(Activity("a", "2", "2026-04-01", "Triển lãm Pháp", "Hội hữu nghị và hợp tác Việt Nam - Pháp"));
        var now = (await world.Figures.CountAsync([s_half], world.Now, token))[0].Figures;
        var frozen = Assert.Single(await world.Frozen.ListAsync(s_half, now, token));

        Assert.Equal(("lan", "Sơ kết", new DateOnly(2026, 7, 6)), (frozen.Who, frozen.Why, frozen.On));
        Assert.Equal("1", frozen.Figures.Single(figure => figure.Key == FigureKey.CentralActivities).Text);
        Assert.Equal(
            ["CentralActivities 1 2", "AllActivities 1 2"],
            frozen.Corrections.Select(correction => $"{correction.Now!.Key} {correction.Then!.Text} {correction.Now.Text}")
        );
        Assert.Equal(["a"], frozen.Figures[0].Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task What_another_version_kept_beside_frozen_figures_does_not_hide_them()
    {
        var token = TestContext.Current.CancellationToken;
        using var world = await ReconcileWorld.NewAsync();
        await using (var db = world.Store.Open())
        {
            db.FrozenFigures.Add(
                new()
                {
                    Period = s_half.Key,
                    Who = "lan",
                    Figures =
                        """[{ "key": "central-activities", "of": null, "value": "12", "later": 1, "sources": [{ "name": "a", "rows": 12 }], "notes": [] }]""",
                }
            );
            await db.SaveChangesAsync(token);
        }

        var frozen = Assert.Single(await world.Frozen.ListAsync(s_half, [], token));

        Assert.Equal(("12", "a"), (frozen.Figures[0].Text, frozen.Figures[0].Sources[0].Name));
    }

    [Fact]
    public async Task Documents_are_found_by_their_number_and_belong_to_their_unit()
    {
        var token = TestContext.Current.CancellationToken;
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(
            Row("van-ban", "1", "document", ("number", "1830/LHHN-VP"), ("day", "2022-10-13"), ("nameVi", "Chương trình hành động")),
            Row(
                "van-ban",
                "2",
                "document",
                ("number", "07/QĐ-HHN"),
                ("day", "2026"),
                ("nameVi", "Quyết định"),
                ("lead", "HHN VN - Cuba; VUFO")
            )
        );
        await world.RunAsync();

        var documents = await world.Documents.ListAsync(world.Now, token);

        Assert.Equal(["07/QĐ-HHN", "1830/LHHN-VP"], documents.Select(view => view.Document.Number));
        Assert.Equal([(await world.PartnerAsync("CA-CU")).Id], documents[0].Partners);
        Assert.Equal(
            "Chương trình hành động số 1830/LHHN-VP ngày 13/10/2022",
            (await world.Documents.FindAsync("1830/lhhn-vp", world.Now, token))?.Citation
        );
        Assert.Null(await world.Documents.FindAsync("1831/LHHN-VP", world.Now, token));
    }

    [Fact]
    public void Reports_are_in_time_late_or_missing()
    {
        ReportFact Owed(string period, int? day, bool isExempt = false) =>
            new(period, new(2026, 7, 10), day is { } received ? new(2026, 7, received) : null, isExempt);
        var figures = FigureCount
            .Of(
                new()
                {
                    Options = new(),
                    Groups = new([], []),
                    Today = new(2026, 7, 20),
                    Reports =
                    [
                        Owed("2026-H1", 10),
                        Owed("2026-Q2", 9),
                        Owed("2026-H1", 11),
                        Owed("2026-H1", null),
                        Owed("2026-H1", null, isExempt: true),
                        Owed("2025-H2", 1),
                        Owed("YC-2026-1", 1),
                    ],
                },
                s_half
            )
            .ToDictionary(figure => figure.Key);

        Assert.Equal(
            ("2", "1", "1"),
            (figures[FigureKey.ReportsInTime].Text, figures[FigureKey.ReportsLate].Text, figures[FigureKey.ReportsMissing].Text)
        );
        Assert.Equal(["Trong tổng số 4 báo cáo phải nộp."], figures[FigureKey.ReportsInTime].Notes.Select(note => note.Vi));
        Assert.Equal([new(FigureSource.Reports, 2)], figures[FigureKey.ReportsInTime].Sources);
    }
}
