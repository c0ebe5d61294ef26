using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>Sets made like the five messy ones, but not them: the same promise holds for every seed.</summary>
public sealed class DistortedNamesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20251117)]
    [InlineData(424242)]
    public void Distorted_names_are_matched_with_the_promised_precision_and_recall(int seed)
    {
        var distortion = new Distortion(MatchingScore.Tables);

        MatchingScore.Promised(
            seed,
            600,
            (golden, dice) =>
            {
                var row = distortion.Row(golden, dice);
                return (row.Kind, row.Fields.GetValueOrDefault);
            }
        );
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Peru", "PE", null)] // a country without an association in the register
    [InlineData("Hội hữu nghị Peru - Việt Nam", null, "Peru")]
    [InlineData("Hội hữu nghị Việt Nam - Wakanda", null, null)]
    [InlineData("Hội hữu nghị Việt Nam - Nhật Bản tỉnh Gia Lai", "JP", null)] // a branch that the register does not have
    [InlineData("Liên hiệp các tổ chức hữu nghị", null, null)]
    [InlineData("Liên hiệp các tổ chức hữu nghị Việt Nam", null, null)]
    [InlineData("UBND tỉnh Bắc Ninh", null, null)]
    [InlineData("Ủy ban nhân dân Thành phố Hà Nội", null, null)]
    [InlineData("Hội Y học Việt Nam", null, null)]
    [InlineData("Hội hữu nghị Lào - Campuchia", null, null)]
    [InlineData("Sở Ngoại vụ tỉnh Phú Thọ", null, null)]
    [InlineData("Friendship Association (head office)", null, null)]
    [InlineData("HỘI HỮU NGHỊ VIỆT NAM - ÚC", "AT", null)] // name and code say different countries
    [InlineData("HOI HUU NGHI VIET NAM - AO", "AU", null)]
    [InlineData("Hội hữu nghị Việt Nam - Pháp chi hội trường Đại học Xây dựng", "FR", null)]
    [InlineData("Tổng cộng", null, null)]
    [InlineData("Hội hữu nghị Việt Nam - Nga tỉnh", null, "Liên bang Nga")] // cut off before the province: not the centre's
    [InlineData("Hội hữu nghị Việt Nam - Đức Thành phố H", null, "Đức")] // Hà Nội, Hải Phòng, Huế or Hồ Chí Minh
    [InlineData("Hội hữu nghị Việt Nam - Đức, chi nhánh", null, "Đức")]
    [InlineData("Republic of China-Vietnam Friendship Association", null, null)]
    [InlineData("Văn phòng UBND tỉnh Bắc Ninh", null, null)]
    [InlineData("Bệnh viện Hữu nghị Việt Nam - Cuba", "CU", null)]
    [InlineData("Công ty TNHH Hữu nghị Việt - Nhật", "JP", null)]
    [InlineData("Câu lạc bộ hữu nghị Việt Nam - Pháp", "FR", null)]
    [InlineData("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Bắc Ninh", null, null)]
    [InlineData("Hội Chữ thập đỏ tỉnh Bắc Ninh", null, null)]
    [InlineData("Hội hữu nghị Việt Nam - Bungary", null, null)] // Bungari or Hungary
    [InlineData("LHPN tỉnh Tuyên Quang", null, null)] // the women's union
    [InlineData("Hội LHPN tỉnh Tuyên Quang", null, null)]
    [InlineData("LHTN tỉnh Nghệ An", null, null)]
    [InlineData("LHH tỉnh Nghệ An", null, null)] // the union of science and technology associations
    [InlineData("Hội Liên hiệp Phụ nữ tỉnh Tuyên Quang", null, null)]
    [InlineData("Hội hưu trí Việt Nam - Lào", "LA", null)]
    [InlineData("HHDN Việt Nam - Lào", "LA", null)] // an association of firms
    [InlineData("Hội Văn hóa Việt Nam - Lào", "LA", null)]
    [InlineData("Hội người Việt Nam tại Lào", "LA", null)]
    [InlineData("Hội người Việt tại Đức", "DE", null)]
    [InlineData("KHÔNG DÙNG - Hội hữu nghị Việt Nam - Lào", null, "Lào")]
    public void What_is_not_in_the_register_is_never_linked(string name, string? country, string? countryText)
    {
        var fields = new Dictionary<string, string?>
        {
            ["nameVi"] = name,
            ["country"] = country,
            ["countryText"] = countryText,
        };

        var result = MatchingScore.Match(MatchingScore.Register(), "unknown", fields.GetValueOrDefault);

        Assert.NotEqual(MatchVerdict.Link, result.Verdict);
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Hungary", "CA-HU")]
    [InlineData("Hội hữu nghị Hungary - Việt Nam", "FP-HU")]
    [InlineData("Hội hữu nghị Việt Nam - Hungary TP.HCM", "PF-HU-79")]
    [InlineData("HOI HUU NGHI VIET NAM - AO", "CA-AT")]
    [InlineData("HOI HUU NGHI VIET NAM - UC", "CA-AU")]
    [InlineData("Vietnam - Hungary Friendship Association", "CA-HU")]
    [InlineData("Friendship Association Hungary - Vietnam", "FP-HU")]
    [InlineData("Hội Việt - Nga", "CA-RU")]
    [InlineData("Hội hữu nghị Việt Nam - Hungari", "CA-HU")]
    [InlineData("Hội hữu nghị Việt Nam - Bungari", "CA-BG")]
    [InlineData("liên hiệp các tổ chức hữu nghị ỉtnh sơn la", "LU34-14")]
    [InlineData("liên hiệp các tổ chức hữu nghị thành ph ốhồ chí minh", "LU34-79")]
    [InlineData("LHHN tỉnh Hà Giang", "LU34-08")]
    [InlineData("Liên hiệp các tổ chức HN tỉnh Sơn La", "LU34-14")]
    [InlineData("Liên hiệp các tổ chức hữu nhị tỉnh Thanh Hóa", "LU34-38")]
    [InlineData("Ban Chấp hành Liên hiệp các tổ chức hữu nghị T. Nghệ An", "LU34-40")]
    [InlineData("TRUNG UONG HOI HUU NGHI VIET NAM - BI", "CA-BE")]
    [InlineData("Hội hữu nghị Việt Nam - Cộng hòa Algeria", "CA-DZ")]
    [InlineData("Hội hữu nghị CH Nam Phi và Việt Nam", null)]
    [InlineData("HO IHUU NGHI VIET NAM - TRIEU TIEN", "CA-KP")]
    [InlineData("HOI HUU NGHI VIIET NNAM - ITALIA", "CA-IT")]
    [InlineData("Kingdom of Cambodia - Viet Nam Friendship Association", "FP-KH")]
    [InlineData("Vietnamese-Egyptian Friendship Society", "CA-EG")]
    [InlineData("Hội hữu nghị Việt Nam - Đức, chi nhánh tại TP.HCM", "PF-DE-79")]
    [InlineData("3. Hội hữu nghị Việt Nam - Nhật Bản (nhiệm kỳ 2020 - 2025)", "CA-JP")]
    public void Look_alikes_stay_apart(string name, string? expected)
    {
        var result = MatchingScore.Match(MatchingScore.Register(), "unknown", field => field == "nameVi" ? name : null);

        Assert.Equal(expected, MatchingScore.Linked(result));
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào tỉnh Bắc N", "24", "PF-LA-24")]
    [InlineData("Hội hữu nghị Việt Nam - Lào tỉnh", "24", "PF-LA-24")]
    [InlineData("Liên hiệp các tổ chức hữu nghị tỉnh Hà T", "42", "LU34-42")]
    [InlineData("Liên hiệp các tổ chức hữu nghị tỉnh Hà T", "22", null)] // Quảng Ninh: not what was cut off
    public void A_name_cut_off_within_its_province_is_read_with_the_province_column(string name, string province, string? expected)
    {
        var fields = new Dictionary<string, string?> { ["nameVi"] = name, ["province"] = province };

        var result = MatchingScore.Match(MatchingScore.Register(), "unknown", fields.GetValueOrDefault);

        Assert.Equal(expected, MatchingScore.Linked(result));
    }

    [Fact]
    public void Every_name_of_the_tables_is_read_as_what_it_stands_for_on_either_side_with_and_without_marks()
    {
        var lexicon = new Lexicon(MatchingScore.Tables, []);
        var reader = new NameReader(lexicon);
        var wrong = new List<string>();
        foreach (var country in MatchingScore.Tables.Countries.Where(names => names.Iso2 != Lexicon.Vietnam))
        {
            foreach (var name in country.Names)
            {
                Check($"Hội hữu nghị Việt Nam - {name}", country.Iso2, Side.VietnamFirst, null);
                Check($"Hội hữu nghị {name} - Việt Nam", country.Iso2, Side.OtherFirst, null);
            }
        }

        foreach (var province in MatchingScore.Tables.Provinces.All)
        {
            foreach (var name in province.Names.Prepend(province.Name))
            {
                Check($"Hội hữu nghị Việt Nam - Lào tỉnh {name}", "LA", Side.VietnamFirst, province.Name);
                Check($"Liên hiệp các tổ chức hữu nghị tỉnh {name}", null, Side.Unknown, province.Name);
            }
        }

        Assert.Empty(wrong);

        void Check(string text, string? iso2, Side side, string? province)
        {
            foreach (var written in new[] { text, Distortion.NoMarks(text).ToUpperInvariant() })
            {
                var reading = reader.Read(written, ReadingHint.None);
                if ((reading.Country, reading.Side, reading.Province?.Name, reading.Unexplained) != (iso2, side, province, 0))
                {
                    wrong.Add(
                        $"{written}: {reading.Country} {reading.Side} {reading.Province?.Name}, {reading.Unexplained} letters unexplained"
                    );
                }
            }
        }
    }
}
