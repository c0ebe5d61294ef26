using System.Reflection;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Windows;
using SyncWorker.Tests.Support;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Tests.Pages;

/// <summary>The section <c>pages</c> of schedule.json, and the job.</summary>
public sealed class PagesConfigTests
{
    const string Before = "\"jobs\": {";

    [Fact]
    public void A_section_with_folder_audience_and_language_has_no_fault() =>
        Assert.Empty(Faults("\"pages\": { \"folder\": \"site\", \"audience\": \"it\", \"languages\": [\"en\"] }, \"jobs\": {"));

    [Theory]
    [InlineData("\"audience\": \"boss\"", "pages.audience")]
    [InlineData("\"languages\": []", "pages.languages")]
    [InlineData("\"languages\": [\"fr\"]", "pages.languages")]
    public void What_is_not_known_is_named(string written, string key)
    {
        var fault = Assert.Single(Faults($"\"pages\": {{ {written} }}, \"jobs\": {{"));

        Assert.StartsWith(key, fault.Split(' ')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_may_run_after_each_other_but_none_after_that()
    {
        Assert.Empty(Faults("\"jobs\": { \"pages\": { \"run\": \"after each job\" },"));
        Assert.Contains(
            "for ever",
            Assert.Single(Faults("\"jobs\": { \"pages\": { \"run\": \"after each job\" }, \"calendars\": { \"run\": \"after pages\" },")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_job_can_be_run_now_on_Windows_too() =>
        Assert.Equal(JobKinds.All.Keys.Order(StringComparer.Ordinal), ServiceControls.RunNow.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_job_may_stand_in_schedule_json()
    {
        var jobs = typeof(ScheduleOptions).GetProperty(nameof(ScheduleOptions.Jobs))!;
        var shape = jobs.GetCustomAttributes<ShapeAttribute>().Single(attribute => attribute.OfNames);

        Assert.All(JobKinds.All.Keys, job => Assert.Matches(shape.Pattern, job));
    }

    [Fact]
    public async Task An_unknown_audience_is_no_usage_of_the_verb()
    {
        var run = await ProgramRun.WaitAsync(["pages", "site", "--audience", "boss"]);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("boss", run.Errors, StringComparison.Ordinal);
    }

    static List<string> Faults(string after) =>
        [.. EditedConfig.Replace("schedule.json", Before, after).Select(fault => $"{fault.Path} {fault.Message}")];
}
