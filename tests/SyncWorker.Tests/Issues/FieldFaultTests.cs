using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// What is wrong within a row: a field costs itself, not its row; a character costs nothing; a day stays the day written.
/// </summary>
public sealed class FieldFaultTests
{
    string _answer = Good.Json();

    [Fact]
    public async Task An_impossible_optional_date_is_named_and_left_as_it_was_and_the_row_is_taken()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();

        _answer = Good.Json()
            .Replace("07/07/1990", "29/02/1993", StringComparison.Ordinal)
            .Replace("vp-7@", "new-7@", StringComparison.Ordinal);
        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal(
            """{"email":"new-7@example.org","founded":"1990-07-07","nameVi":"Hội hữu nghị số 7"}""",
            (await fixture.SnapshotAsync())[6].Fields
        );
        Assert.Equal(
            "founded: found '29/02/1993', expected a date written dd/MM/yyyy or yyyy; the field stays as it was, the row is taken",
            Assert.Single(await fixture.QuarantineAsync()).Reasons
        );
        Assert.Contains(result.Notes, note => note.Contains("1 row came with a field that could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_stays_named_until_it_is_right_and_writes_nothing_meanwhile()
    {
        _answer = Good.Json().Replace("07/07/1990", "29/02/1993", StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));
        await fixture.PollAsync();
        Assert.Equal("""{"email":"vp-7@example.org","nameVi":"Hội hữu nghị số 7"}""", (await fixture.SnapshotAsync())[6].Fields);
        var before = await fixture.DumpAsync();

        var again = await fixture.PollAsync();

        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Contains(again.Notes, note => note.Contains("1 row came with a field that could not be read", StringComparison.Ordinal));

        _answer = Good.Json();
        await fixture.PollAsync();
        Assert.Contains("1990-07-07", (await fixture.SnapshotAsync())[6].Fields, StringComparison.Ordinal);
        Assert.Empty(await fixture.QuarantineAsync());
        before = await fixture.DumpAsync();
        Assert.Equal(Good.Rows, (await fixture.PollAsync()).Counts.Single(count => count.What == "rows read").Number);
        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Theory]
    [InlineData("\"required\": [\"nameVi\", \"founded\"]")]
    [InlineData("\"required\": [\"nameVi\"], \"missingColumn\": \"stop\"")]
    public async Task A_field_that_a_row_needs_costs_the_row(string required)
    {
        var isNeeded = required.Contains("founded", StringComparison.Ordinal);
        _answer = Good.Json().Replace("07/07/1990", "29/02/1993", StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address).Replace("\"required\": [\"nameVi\"]", required, StringComparison.Ordinal))
        );

        await fixture.PollAsync();

        Assert.Equal(isNeeded ? 19 : 20, (await fixture.SnapshotAsync()).Count);
    }

    [Theory]
    [InlineData("termEnd", "01/01/1900", false)]
    [InlineData("termEnd", "31/12/9999", false)]
    [InlineData("boardReviewed", "01/01/0001", false)]
    [InlineData("agreementEnd", "31/12/2150", true)]
    [InlineData("founded", "31/12/9999", false)]
    [InlineData("founded", "17/02/1863", true)]
    [InlineData("founded", "01/01/1700", false)]
    public async Task Dates_of_others_lie_in_one_range(string field, string written, bool isTaken)
    {
        _answer = Good.Json().Replace("07/07/1990", written, StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                Good.Source(server.Address).Replace("\"founded\": \"founded |", $"\"{field}\": \"founded |", StringComparison.Ordinal)
            )
        );

        await fixture.PollAsync();

        Assert.Equal(isTaken, (await fixture.SnapshotAsync())[6].Fields.Contains(field, StringComparison.Ordinal));
        Assert.Equal(isTaken ? 0 : 1, (await fixture.QuarantineAsync()).Count);
    }

    [Theory]
    [InlineData("\\ufffe")]
    [InlineData("\\uffff")]
    [InlineData("\\ufdd0")]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00")]
    [InlineData("\\ud83f\\udfff")]
    [InlineData("\\u0007")]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    public async Task A_character_that_no_text_may_hold_is_taken_out_and_named(string character)
    {
        _answer = Good.Json().Replace("số 7\"", $"số {character}7\"", StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(_answer));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address + "/list")));

        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Contains("\"Hội hữu nghị số 7\"", (await fixture.SnapshotAsync())[6].Fields, StringComparison.Ordinal);
        Assert.Contains(result.Notes, note => note.Contains("nameVi of /list#7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json", "\"\\ud83d\": 1,")]
    [InlineData("json", "\"na\\udc00me\": 1,")]
    [InlineData("ndjson", "\"\\ud83d\": 1,")]
    [InlineData("json", "\"\uFFFE\": 1,")]
    public async Task Half_a_character_in_a_name_costs_its_row_at_most(string format, string member)
    {
        var row = Good.Row(7).Replace("\"email\":", member + "\"email\":", StringComparison.Ordinal);
        var answer =
            format == "json"
                ? Good.Json()
                    .Replace(Good.Row(7), row, StringComparison.Ordinal)
                    .Replace("\"total\"", member + "\"total\"", StringComparison.Ordinal)
                : Good.Ndjson().Replace(Good.Row(7), row, StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => new(200, "application/json", Good.Utf8(answer)));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, format)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.InRange((await fixture.SnapshotAsync()).Count, 19, 20);
    }

    [Fact]
    public async Task A_CSV_with_such_characters_is_read_too()
    {
        var csv = Good.Csv()
            .Replace("số 7;", "số \uFFFE7;", StringComparison.Ordinal)
            .Replace("name;", "na\uFFFEme;", StringComparison.Ordinal);
        await using var server = Scripted.Start(_ => ScriptedAnswer.Csv(csv));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address, "csv")));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(20, (await fixture.SnapshotAsync()).Count);
    }

    [Theory]
    [InlineData("1995-07-12T16:59:59", "1995-07-12")]
    [InlineData("1995-07-12T17:00:00", "1995-07-12")]
    [InlineData("1995-07-12T18:30:00", "1995-07-12")]
    [InlineData("1995-07-12T23:59:59.999", "1995-07-12")]
    [InlineData("1995-07-12T18:30:00+07:00", "1995-07-12")]
    [InlineData("1995-07-12T18:30:00Z", "1995-07-13")]
    [InlineData("1995-07-12T20:30:00-05:00", "1995-07-13")]
    public void A_time_without_a_zone_is_the_day_written(string written, string day)
    {
        Zones.TryFind("Asia/Ho_Chi_Minh", out var zone);
        var context = new SyncWorker.Poll.Mapping.MappingContext(zone, new Dictionary<string, IReadOnlyDictionary<string, string>>());

        Assert.Equal(day, SyncWorker.Poll.Mapping.Transform.Parse("date instant, iso").Apply(written, context).Value);
    }

    [Fact]
    public void An_updated_time_without_a_zone_is_local()
    {
        Zones.TryFind("Asia/Ho_Chi_Minh", out var zone);
        var context = new SyncWorker.Poll.Mapping.MappingContext(zone, new Dictionary<string, IReadOnlyDictionary<string, string>>());

        Assert.Equal(
            "2026-03-01T00:00:00Z",
            SyncWorker.Poll.Mapping.Transform.Parse("time iso").Apply("2026-03-01T07:00:00", context).Value
        );
    }
}
