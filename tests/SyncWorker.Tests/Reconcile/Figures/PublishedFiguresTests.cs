using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Union;
using static SyncWorker.Tests.Reconcile.Figures.FigureSamples;

namespace SyncWorker.Tests.Reconcile.Figures;

/// <summary>
/// The figures that were published of 2022 and 2025, counted from sample activities among which the same event is told by the centre, a
/// local union and an association in several spellings.
/// </summary>
public sealed class PublishedFiguresTests
{
    const string Centre = "Liên hiệp các tổ chức hữu nghị Việt Nam";

    /// <summary>As the sources write it.</summary>
    internal const string Campaign = "65 năm nghĩa tình Việt Nam – Cuba";

    static readonly string[] s_what =
    [
        "Gặp mặt hữu nghị {0}",
        "Hội thảo về văn hóa {0}",
        "Triển lãm ảnh đất nước con người {0}",
        "Tọa đàm kinh tế {0}",
        "Chiếu phim tài liệu {0}",
        "Trao học bổng cho sinh viên {0}",
        "Tiếp đoàn đại biểu nhân dân {0}",
    ];

    static readonly (string Name, string Short, string Marked)[] s_countries =
    [
        ("Cuba", "VN-Cuba", "Việt Nam – Cu Ba"),
        ("Lào", "VN-Lào", "Việt Nam – Lào"),
        ("Hungary", "VN-Hungary", "Việt Nam – Hungari"),
        ("Pháp", "VN-Pháp", "Việt Nam – Pháp"),
        ("Ukraine", "VN-Ukraine", "Việt Nam – Ucraina"),
    ];

    // Those that had no union in 2022 are not known: any eleven.
    static List<string> Unions() =>
        [.. Samples.Tables().Successions.Where(union => union.ValidTo is not null).Take(52).Select(union => union.Name)];

    static ReconcileOptions Options() =>
        ReconcileWorld.Shipped() is var shipped
            ? new()
            {
                Sources = shipped.Sources,
                ExactKeys = shipped.ExactKeys,
                Figures = new() { Campaigns = [new() { Name = "65 năm nghĩa tình Việt Nam - Cuba", Goal = Amount.Parse("65 tỷ đồng") }] },
            }
            : throw new InvalidOperationException();

    static async Task<ReconcileWorld> WorldAsync()
    {
        var world = await ReconcileWorld.NewAsync();
        world.Options = Options();
        await world.PutAsync([.. Samples.Register(), .. Samples.Countries()]);
        await world.PutAsync(
            Enumerable
                .Range(1, 436)
                .Select(n =>
                    Row(
                        "register",
                        $"NGO-{n}",
                        "ngo",
                        ("registerId", $"NGO-{n}"),
                        ("nameVi", $"Quỹ {n}"),
                        ("registrationEnd", "2024-12-31")
                    )
                )
        );
        await world.PutAsync(OfTheCentre());
        await world.PutAsync(OfLocalUnions());
        await world.PutAsync(OfTheCampaign());
        await world.RunAsync();
        return world;
    }

    /// <summary>256 events; 90 of them are told by the association as well, 40 by a local union too.</summary>
    internal static IEnumerable<SampleRow> OfTheCentre()
    {
        var unions = Unions();
        for (var n = 0; n < 256; n++)
        {
            var day = $"2022-{(n % 6) + 1:00}-{(n / 6 % 28) + 1:00}";
            var country = s_countries[n % s_countries.Length];
            var what = s_what[n / s_countries.Length % s_what.Length];
            var association = $"Hội hữu nghị Việt Nam - {country.Name}";
            var union = unions[n % unions.Count];
            var isTold = n % 3 == 0;
            yield return Activity(
                "trung-uong",
                $"{n}",
                day,
                string.Format(null, what, $"Việt Nam - {country.Name}"),
                n % 2 == 0 ? Centre : association,
                isTold ? $"{association}; {union}" : ""
            );
            if (n < 270 && isTold)
            {
                var plain = string.Format(null, what, country.Short).ToUpperInvariant();
                yield return Activity("hoi", $"h{n}", day, plain, $"Hội hữu nghị {country.Short}", n % 2 == 0 ? "VUFO" : "");
            }

            if (n % 6 == 0)
            {
                var spelt = $"Chương trình {string.Format(null, what, country.Marked)} nhân dịp năm 2022";
                yield return Activity("dia-phuong", $"c{n}", day, spelt, union, Centre);
            }
        }
    }

    /// <summary>50 unions list 300 events, each tenth told by two of them or twice; two unions tell a total only.</summary>
    internal static IEnumerable<SampleRow> OfLocalUnions()
    {
        var unions = Unions();
        for (var n = 0; n < 300; n++)
        {
            var union = unions[n % 50];
            var day = $"2022-{(n / 50) + 1:00}-{(n % 28) + 1:00}";
            var country = s_countries[n % s_countries.Length];
            var name = string.Format(null, s_what[(n + 3) % s_what.Length], $"Việt Nam - {country.Name}");
            yield return Activity("dia-phuong", $"{n}", day, name, union, n % 10 == 0 ? unions[(n + 1) % 50] : "");
            if (n % 10 == 0)
            {
                var again = string.Format(null, s_what[(n + 3) % s_what.Length], country.Short);
                yield return Activity("lien-hiep-khac", $"l{n}", day, $"Lễ {again}", unions[(n + 1) % 50], union);
            }
        }

        // One and two of them were held with the centre and are counted there.
        yield return Total("bao-cao", "1", unions[50], "2022-H1", ("activities", ">21"));
        yield return Total("bao-cao", "2", unions[51], "2022-H1", ("activities", "17"));
    }

    /// <summary>416 tỷ: the headline says nearly 420 of the closing ceremony's sum, the body says 412,6.</summary>
    internal static IEnumerable<SampleRow> OfTheCampaign()
    {
        yield return Money("trung-uong", "m1", "2025-08-23", "Lễ phát động ủng hộ nhân dân Cuba", Centre, "412600000000", Campaign);
        yield return Money("bao-chi", "m1", "2025-08-23", "Phát động ủng hộ nhân dân Cu Ba", Centre, "<420000000000", Campaign);
        yield return Money(
            "nghe-an",
            "m2",
            "2025-09-05",
            "Trao tặng tiền ủng hộ Cuba",
            "Liên hiệp các tổ chức hữu nghị tỉnh Nghệ An",
            "3400000000",
            Campaign
        );
        yield return Total("da-nang", "v1", "Liên hiệp các tổ chức hữu nghị Thành phố Đà Nẵng", "2025", ("aid", ">393000000000"));
    }

    static SampleRow Money(string source, string id, string day, string name, string lead, string money, string campaign) =>
        Activity(source, id, day, name, lead, null, ("money", money), ("campaign", campaign));

    static async Task<Dictionary<FigureKey, Figure>> CountAsync(ReconcileWorld world, string period) =>
        (await world.Figures.CountAsync([FigurePeriod.Find(period)!], world.Now, TestContext.Current.CancellationToken))[0]
            .Figures.ToDictionary(figure => figure.Key);

    [Fact]
    public async Task The_half_year_of_2022_comes_out_as_it_was_published()
    {
        using var world = await WorldAsync();

        var figures = await CountAsync(world, "2022-H1");

        Assert.Equal("256", figures[FigureKey.CentralActivities].Text);
        Assert.Equal("trên 335", figures[FigureKey.LocalActivities].Text);
        Assert.Equal("52", figures[FigureKey.LocalUnits].Text);
        Assert.Equal("trên 591", figures[FigureKey.AllActivities].Text);
        Assert.Equal("436", figures[FigureKey.ForeignNgos].Text);
        Assert.Equal("436", figures[FigureKey.RegisteredNgos].Text);
        Assert.Equal(["bao-cao", "dia-phuong", "lien-hiep-khac"], figures[FigureKey.LocalActivities].Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task The_campaign_and_the_aid_of_2025_come_out_as_they_were_published()
    {
        using var world = await WorldAsync();

        var figures = await CountAsync(world, "2025");

        Assert.Equal("416 tỷ đồng", figures[FigureKey.CampaignMoney].Text);
        Assert.Equal("6,4 lần", figures[FigureKey.CampaignTimes].Text);
        Assert.Equal("trên 393 tỷ đồng", figures[FigureKey.AidValue].Text);
        Assert.Equal("0", figures[FigureKey.RegisteredNgos].Text); // their registrations ended in 2024
        Assert.Contains(figures[FigureKey.CampaignMoney].Notes, note => note.Vi.Contains("gần 420 tỷ đồng", StringComparison.Ordinal));
    }
}
