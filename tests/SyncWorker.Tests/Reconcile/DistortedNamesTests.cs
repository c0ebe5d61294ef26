using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>Sets made like the five messy ones, but not them: the same promise holds for every seed.</summary>
public sealed class DistortedNamesTests
{
    static readonly ReferenceTables s_tables = Samples.Tables();
    static readonly List<SampleRow> s_register = Samples.Register();
    static readonly SubjectReader s_reader = new(new(s_tables, []), ["registerId"]);

    [Theory]
    [InlineData(1)]
    [InlineData(20251117)]
    [InlineData(424242)]
    public void Distorted_names_are_matched_with_the_promised_precision_and_recall(int seed)
    {
        var matcher = Register();
        var dice = new Dice(seed);
        var distortion = new Distortion(s_tables);
        var (right, wrong, missed) = (0, 0, 0);
        for (var n = 0; n < 600; n++)
        {
            var golden = dice.Of(s_register);
            var row = distortion.Row(golden, dice);

            var result = matcher.Match(s_reader.Read(0, row.Kind, row.Fields.GetValueOrDefault), _ => false);

            var said = result.Verdict == MatchVerdict.Link ? s_register[(int)result.PartnerId!.Value - 1].ExternalId : null;
            if (said != golden.ExternalId)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{golden.ExternalId} said {said} {result.Verdict} {result.Score:0.00} [{result.Reason}]: {string.Join(" | ", row.Fields.Values)}");
            }

            right += said == golden.ExternalId ? 1 : 0;
            wrong += said is not null && said != golden.ExternalId ? 1 : 0;
            missed += said is null ? 1 : 0;
        }

        var (precision, recall) = ((double)right / (right + wrong), (double)right / (right + wrong + missed));
        TestContext.Current.TestOutputHelper?.WriteLine($"right {right} wrong {wrong} missed {missed}: precision {precision:0.0000} recall {recall:0.0000}");
        Assert.True(precision >= 0.995 && recall >= 0.97, $"precision {precision:0.0000}, recall {recall:0.0000}");
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
    [InlineData("KHÔNG DÙNG - Hội hữu nghị Việt Nam - Lào", null, "Lào")]
    public void What_is_not_in_the_register_is_never_linked(string name, string? country, string? countryText)
    {
        var fields = new Dictionary<string, string?> { ["nameVi"] = name, ["country"] = country, ["countryText"] = countryText };

        var result = Register().Match(s_reader.Read(0, "unknown", fields.GetValueOrDefault), _ => false);

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
    [InlineData("liên hiệp các tổ chức hữu nghị ỉtnh sơn la", "LU34-14")]
    [InlineData("liên hiệp các tổ chức hữu nghị thành ph ốhồ chí minh", "LU34-79")]
    [InlineData("LHHN tỉnh Hà Giang", "LU34-08")]
    public void Look_alikes_stay_apart(string name, string expected)
    {
        var result = Register().Match(s_reader.Read(0, "unknown", field => field == "nameVi" ? name : null), _ => false);

        Assert.Equal((MatchVerdict.Link, expected), (result.Verdict, result.PartnerId is { } id ? s_register[(int)id - 1].ExternalId : null));
    }

    static Matcher Register()
    {
        var matcher = new Matcher(new(), s_tables.Provinces);
        for (var i = 0; i < s_register.Count; i++)
        {
            matcher.Add(s_reader.Read(i + 1, s_register[i].Kind, s_register[i].Fields.GetValueOrDefault));
        }

        return matcher;
    }
}
