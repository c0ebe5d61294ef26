using SyncWorker.Config;
using SyncWorker.Remind;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The job calendars: a feed a department in a folder.</summary>
public sealed class CalendarFilesTests
{
    // It has another number in a store that had other partners before it.
    static Partner Hungary()
    {
        var association = RemindFixture.Association("CA-HU", "Hội hữu nghị Việt Nam - Hungary", "FR");
        association.Fields = """{"founded":"1955-07-22"}""";
        return association;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_department_has_a_calendar_that_is_written_only_when_it_says_something_else()
    {
        using var office = await FilledAsync();

        var first = await WriteAsync(office, "2026-06-24");
        var file = Path.Combine(office.Root, "lich", "lich-ban-chau-au.ics");
        var before = await File.ReadAllTextAsync(file, Stop);
        var again = await WriteAsync(office, "2026-06-24", minutes: 5);
        var same = await File.ReadAllTextAsync(file, Stop);
        await office.AddAsync(RemindFixture.Country("BE", "Bỉ", nationalDay: "07-21"));
        var changed = await WriteAsync(office, "2026-06-24", minutes: 10);

        Assert.Equal(
            ["calendars written 1, unchanged 0", "calendars written 0, unchanged 1", "calendars written 1, unchanged 0"],
            [Counts(first), Counts(again), Counts(changed)]
        );
        Assert.Equal(before, same);
        Assert.Contains("SUMMARY:Quốc khánh Pháp", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Quốc khánh Bỉ", before, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Quốc khánh Bỉ", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
        Assert.Equal(["lich-ban-chau-au.ics"], Directory.GetFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_day_of_a_partner_has_the_same_identity_in_a_store_that_was_built_anew()
    {
        using var office = await FilledAsync(Hungary());
        using var rebuilt = await FilledAsync(RemindFixture.Association("CA-BE", "Hội hữu nghị Việt Nam - Bỉ", "FR"), Hungary());

        Assert.Equal(await UidAsync(office), await UidAsync(rebuilt));
        Assert.Equal("UID:founding/CA-HU/2026@syncworker", await UidAsync(office));
    }

    [Fact]
    public async Task A_folder_that_is_out_of_reach_is_named_and_the_run_is_partly_done()
    {
        using var office = await FilledAsync();
        await File.WriteAllTextAsync(Path.Combine(office.Root, "lich"), "a file where the folder should be", Stop);

        var result = await WriteAsync(office, "2026-06-24");

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains("could not be written", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_none_is_written_and_the_run_says_so()
    {
        using var office = await RemindFixture.OpenAsync();

        var result = await WriteAsync(office, "2026-06-24");

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Contains("calendars.folder", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    static string Counts(StageResult result) => string.Join(", ", result.Counts.Select(count => $"{count.What} {count.Number}"));

    static Task<StageResult> WriteAsync(RemindFixture office, string day, int minutes = 0)
    {
        var at = RemindFixture.At(day);
        return new CalendarFiles(office.Store, office.Config.RemindSettings).WriteFolderAsync(
            office.Root,
            at with
            {
                Instant = at.Instant.AddMinutes(minutes),
            },
            Stop
        );
    }

    static async Task<string> UidAsync(RemindFixture office)
    {
        await WriteAsync(office, "2026-06-24");
        var text = await File.ReadAllTextAsync(Path.Combine(office.Root, "lich", "lich-ban-chau-au.ics"), Stop);
        return text.Split("\r\n").Single(line => line.StartsWith("UID:founding/CA-HU/2026", StringComparison.Ordinal));
    }

    static async Task<RemindFixture> FilledAsync(params object[] partners)
    {
        var office = await RemindFixture.OpenAsync();
        await office.AddAsync(partners);
        var remind = office.Config.Remind;
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries = [.. remind.Anniversaries, new() { Id = "founding", Of = "founded" }],
                Calendars = new() { Folder = "lich", Alarm = new(15, TimeUnit.Hours) },
            },
        };
        return office;
    }
}
