using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// The law of containment for the whole chain: whatever one partner, row, country, event, assignment, position, rule or answer is, the mails
/// about all others are the same as without it; what could not be taken is named to IT. <c>SYNCWORKER_LAWS=500</c> tries so many.
/// </summary>
public sealed class ChainContainmentLaws
{
    static readonly string[] s_texts =
    [
        "\uFFFF",
        "\uFFFE\uFDD0",
        "a\uD800b",
        "\uDC00",
        "\0",
        "a\0\u0001\u001Bb",
        "",
        " \t\u00A0\u2028 ",
        "0001-01-01",
        "9999-12-31",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59",
        "01/01/0001 00:00:00",
        "ngày ٢ tháng ٩ năm ٢٠٠٠",
        "２０２６-０７-０６",
        "1e400",
        "999999999999999999999999999999",
        "a\r\nBcc: b@example.org",
        "{{subject}} {{#each x}}",
        "=1+1",
        "\"'\\;,|",
        "<b>&amp;</b><script>",
        "../../etc/passwd",
        "\u202E\u200Babc",
        "\u0130\u0131ǅ",
        "#N/A",
        "eu-2@example.org, x",
        new string('ế', 9_000),
        string.Concat(Enumerable.Repeat("😀", 100)),
        "a" + string.Concat(Enumerable.Repeat("😀", 100)),
        "2026-13-45",
        "24:60",
        "No/Such/Zone",
    ];

    static readonly string[] s_fragments =
    [
        "null",
        "1e400",
        "\"text\"",
        "[]",
        "[[1]]",
        "{}",
        "{ \"registerId\": {} }",
        "{ \"registerId\": \"CA-99\" }",
        "{ \"registerId\": \"CA-99\", \"nameVi\": [], \"kind\": [[\"x\"]] }",
        "{ \"registerId\": \"CA-99\", \"registerId\": \"CA-98\", \"nameVi\": \"x\", \"kind\": \"central_association\", \"kind\": \"x\" }",
        "{ \"\\ud800\": 1, \"registerId\": \"\\udc00\" }",
    ];

    static readonly Arbitrary<HostileItem> s_items = (
        from door in Gen.Elements(Enum.GetValues<ChainDoor>())
        from field in Gen.Choose(0, ChainWorld.FieldsOf(door) - 1)
        from text in door is ChainDoor.Fragment
            ? Gen.Elements(s_fragments)
            : Gen.Frequency((4, Gen.Elements(s_texts)), (1, ArbMap.Default.GeneratorFor<string>().Where(text => text is { Length: > 2 })))
        select new HostileItem(door, field, text)
    ).ToArbitrary();

    static int Runs =>
        int.TryParse(Environment.GetEnvironmentVariable("SYNCWORKER_LAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs)
            ? runs
            : 8;

    [Fact]
    public async Task Whatever_one_thing_from_outside_is_all_others_are_told_as_without_it_and_it_is_named()
    {
        var without = await ChainWorld.RunAsync(null);
        var words = string.Join("\n\n", without.Healthy.Concat(without.Results.SelectMany(result => result.Notes)));
        Assert.True(
            ((string[])["Việt Nam - Pháp", "Việt Nam - Đức", "Hết nhiệm kỳ", "Lễ Pháp", "Báo cáo Pháp"]).All(about =>
                words.Contains(about, StringComparison.Ordinal)
            ),
            words
        );

        Prop.ForAll(s_items, item => Holds(without, item, ChainWorld.RunAsync(item).GetAwaiter().GetResult()))
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Runs));
    }

    // Each of them once stopped its whole source: a time before the first instant, a noncharacter in VNI text, digits of another script.
    [Theory]
    [InlineData(10, "01/01/0001 00:00:00")]
    [InlineData(6, "\uFFFE")]
    [InlineData(1, "ngày ٢ tháng ٩ năm ٢٠٠٠")]
    public async Task What_once_stopped_others_stops_nobody(int field, string text)
    {
        var item = new HostileItem(ChainDoor.Partner, field, text);

        Assert.True(Holds(await ChainWorld.RunAsync(null), item, await ChainWorld.RunAsync(item)));
    }

    static bool Holds(ChainResult without, HostileItem item, ChainResult with)
    {
        Assert.DoesNotContain(with.Results, result => result.Outcome == StageOutcome.Failed);
        Assert.Equal(without.Healthy, with.Healthy);
        Assert.True(
            with.IsTaken || with.IsNamed || (item.Door is ChainDoor.Staff or ChainDoor.Rule && with.MailsToAsia == without.MailsToAsia),
            $"{item} is neither taken nor named: {string.Join("\n", with.Results.SelectMany(result => result.Notes))}"
        );
        return true;
    }
}
