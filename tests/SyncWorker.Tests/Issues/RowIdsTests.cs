using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Which row is which: numbers written in another way, ids that two rows have, lists whose ids have all changed.</summary>
public sealed class RowIdsTests
{
    string _answer = "";

    [Theory]
    [InlineData("{0}.0")]
    [InlineData("{0}e0")]
    [InlineData("{0}.000")]
    [InlineData("{0}0E-1")]
    public async Task The_same_number_written_in_another_way_is_the_same_row(string written)
    {
        _answer = Numbers("{0}");
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                $$"""{ "name": "good", "url": "{{server.Address}}", "format": "json", "list": "data", "id": ["id"], "fields": { "nameVi": "name" } }"""
            )
        );
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        _answer = Numbers(written);
        var result = await fixture.PollAsync();

        Assert.Equal(0, result.Counts.Where(count => count.What is "new" or "missing" or "changed").Sum(count => count.Number));
        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Fact]
    public void A_number_is_the_same_text_however_it_is_written() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<Tuple<int, byte>>(),
                written =>
                {
                    var (number, zeros) = (written.Item1, written.Item2 % 5);
                    var plain = number.ToString(CultureInfo.InvariantCulture);
                    string[] forms =
                    [
                        plain,
                        $"{plain}.{new string('0', zeros + 1)}",
                        $"{plain}{new string('0', zeros)}e-{zeros}",
                        $"{plain}E+0",
                        number == 0 ? "-0.0" : $"{plain}.0e0",
                    ];
                    return forms.All(form => SyncWorker.Poll.Formats.JsonNumber.Canonical(form) == plain);
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("15e-1", "1.5")]
    [InlineData("0.05", "0.05")]
    [InlineData("5E-2", "0.05")]
    [InlineData("-0", "0")]
    [InlineData("12345678901234567890123.0", "12345678901234567890123")]
    [InlineData("1e999999999", "1e999999999")]
    [InlineData("1e99999999999999999999", "1e99999999999999999999")]
    public void No_digit_of_a_number_is_lost(string written, string expected) =>
        Assert.Equal(expected, SyncWorker.Poll.Formats.JsonNumber.Canonical(written));

    [Fact]
    public async Task Numbers_in_fields_have_one_form_too()
    {
        _answer = """{ "data": [ { "id": 1, "name": "Hội A", "tax": 100109106.0, "size": 1.5e1, "founded": 1992.0 } ] }""";
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                $$"""
                { "name": "good", "url": "{{server.Address}}", "format": "json", "list": "data", "id": ["id"], "fields": { "nameVi": "name", "taxCode": "tax", "boardSize": "size", "founded": "founded | date yyyy" } }
                """
            )
        );

        await fixture.PollAsync();

        Assert.Equal(
            """{"boardSize":"15","founded":"1992","nameVi":"Hội A","taxCode":"100109106"}""",
            Assert.Single(await fixture.SnapshotAsync()).Fields
        );
    }

    [Fact]
    public async Task Ids_of_a_table_that_a_program_writes_as_17_0_are_the_same_rows()
    {
        var csv = "id;name\n" + string.Concat(Enumerable.Range(1, 20).Select(n => $"{n};Hội {n}\n"));
        await using var server = Scripted.Start(_ => ScriptedAnswer.Csv(csv));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                $$"""{ "name": "good", "url": "{{server.Address}}", "format": "csv", "id": ["id"], "fields": { "nameVi": "name" } }"""
            )
        );
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        csv = csv.Replace(";Hội", ".0;Hội", StringComparison.Ordinal);
        await fixture.PollAsync();

        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Fact]
    public async Task A_list_whose_ids_have_all_changed_is_unhealthy_and_a_person_can_say_that_it_is_right()
    {
        _answer = Good.Json();
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        _answer = Good.Json().Replace("\"id-", "\"x-", StringComparison.Ordinal).Replace("vp-", "wrong-", StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);

        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Contains("20 are gone", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Contains("have its ids changed, or is it another list?", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync(fixture.Request() with { AcceptFewer = true })).Outcome);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task Half_of_the_ids_changed_is_too_many_and_a_list_that_grows_is_not()
    {
        _answer = Good.Json();
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();

        _answer = Good.Json(20).Replace("\"id-1", "\"x-1", StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);

        _answer = Good.Json(28);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task One_id_under_two_rows_sends_both_to_quarantine_and_empties_nobody()
    {
        _answer = Good.Json();
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();
        var before = (await fixture.SnapshotAsync()).Select(row => (row.Id, row.Fields, row.MissingSince)).ToList();

        _answer = Good.Json().Replace("\"id-04\"", "\"id-03\"", StringComparison.Ordinal);
        var result = await fixture.PollAsync();

        Assert.Equal(before.Select(row => row.Fields), (await fixture.SnapshotAsync()).Select(row => row.Fields));
        Assert.Null((await fixture.SnapshotAsync())[2].MissingSince);
        var aside = await fixture.QuarantineAsync();
        Assert.Equal(["/list#3", "/list#4"], aside.Select(row => row.Position).Order());
        Assert.All(
            aside,
            row => Assert.Equal("id: found 'id-03', expected an id of its own: another row has it too; none of them is taken", row.Reasons)
        );
        Assert.Contains("Hội hữu nghị số 3", aside.Single(row => row.Position == "/list#3").Raw, StringComparison.Ordinal);
        Assert.Contains(result.Notes, note => note.Contains("2 rows came under an id that another row has too", StringComparison.Ordinal));
        Assert.Equal(2, result.Counts.Single(count => count.What == "in quarantine").Number);
        var quarantine = aside.Select(row => row.Id).ToList();
        await fixture.PollAsync();
        Assert.Equal(quarantine, (await fixture.QuarantineAsync()).Select(row => row.Id));

        _answer = Good.Json();
        await fixture.PollAsync();
        Assert.Equal(before, (await fixture.SnapshotAsync()).Select(row => (row.Id, row.Fields, row.MissingSince)));
        Assert.Empty(await fixture.QuarantineAsync());
    }

    [Fact]
    public async Task Three_rows_under_a_new_id_are_all_set_aside_and_the_id_is_not_taken()
    {
        _answer = Good.Json();
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        var more = string.Join(
            ", ",
            new[] { 21, 22, 21 }.Select(n =>
                Good.Row(n).Replace($"id-{n}", "id-99", StringComparison.Ordinal).Replace($"{n}/07/", "10/07/", StringComparison.Ordinal)
            )
        );

        _answer = Good.Json().Replace(Good.Row(20), $"{Good.Row(20)}, {more}", StringComparison.Ordinal);
        await fixture.PollAsync();

        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync()).Count);
        Assert.Equal(["/list#21", "/list#22", "/list#23"], (await fixture.QuarantineAsync()).Select(row => row.Position).Order());
    }

    [Fact]
    public async Task Rows_that_share_an_id_are_named_and_not_said_to_be_gone()
    {
        _answer = Good.Json();
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();

        _answer =
            $$"""{ "data": [ {{string.Join(',', Enumerable.Range(1, 20).Select(n => Good.Row(n).Replace($"id-{n:00}", "id-01", StringComparison.Ordinal)))}} ] }""";
        await fixture.PollAsync();

        var reason = (await fixture.FeedAsync("good")).Reason;
        Assert.Contains("20 of them come under an id that another row has too", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_thousand_rows_with_one_key_take_no_longer_than_others()
    {
        var csv = "name;email\n" + string.Concat(Enumerable.Range(1, 20_000).Select(n => $"Hội A;{n}@x\n"));
        await using var server = Scripted.Start(_ => ScriptedAnswer.Csv(csv));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                $$"""{ "name": "good", "url": "{{server.Address}}", "format": "csv", "key": ["nameVi"], "fields": { "nameVi": "name", "email": "email" } }"""
            )
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await fixture.PollAsync();
        csv = "name;email\n" + string.Concat(Enumerable.Range(1, 20_000).Select(n => $"Hội A;{20_001 - n}@x\n"));
        var again = await fixture.PollAsync();

        Assert.Equal(0, again.Counts.Where(count => count.What is "new" or "missing" or "changed").Sum(count => count.Number));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    static string Numbers(string written) =>
        $$"""{ "data": [ {{string.Join(", ", Enumerable.Range(1, 25).Select(n => $"{{ \"id\": {string.Format(CultureInfo.InvariantCulture, written, n)}, \"name\": \"Hội {n}\" }}"))}} ] }""";
}
