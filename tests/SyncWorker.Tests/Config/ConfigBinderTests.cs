using System.Text;
using SyncWorker.Config;
using SyncWorker.Hosting;

namespace SyncWorker.Tests.Config;

public sealed class ConfigBinderTests
{
    [Fact]
    public void All_faults_of_a_file_are_reported_at_once_each_with_its_line()
    {
        var faults = Faults(
            """
            {
              // a comment
              "goLive": "04/13/2027",
              "moed": "trial",
              "mailHours": { "from": 7 },
              "longBreak": { "fromDays": 99 },
              "jobs": [ ],
            }
            """
        );

        Assert.Equal(
            [
                "schedule.json:3: goLive: Found \"04/13/2027\" where a day like \"2027-01-04\" is expected.",
                "schedule.json:4: moed: There is no key \"moed\" here. Did you mean \"mode\"? Allowed: zone, goLive, mode, trialTo, mailHours, longBreak, jobMemoryMegabytes, store, logFormat, ping, telemetry, pages, jobs.",
                "schedule.json:5: mailHours.from: Found 7 where a time like \"07:30\" is expected.",
                "schedule.json:6: longBreak.fromDays: Found 99. The field fromDays must be between 3 and 30.",
                "schedule.json:7: jobs: Found a list [ ] where an object of names and values is expected. Write { \"name\": … }.",
            ],
            faults.Select(fault => fault.ToString())
        );
    }

    [Fact]
    public void A_missing_key_is_named()
    {
        var fault = Assert.Single(Faults("""{ "mode": "live" }"""));

        Assert.Equal(
            "schedule.json:1: The key \"goLive\" is missing. Add it inside this object.",
            fault.ToString().Replace("  ", " ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_key_that_stands_twice_is_a_fault_and_not_a_silent_choice()
    {
        var fault = Assert.Single(
            Faults(
                """
                { "mode": "live", "goLive": "2027-01-04",
                  "goLive": "2027-01-05" }
                """
            )
        );

        Assert.Equal(2, fault.Line);
        Assert.Contains("second time", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Curly_quotes_are_named_by_line()
    {
        var fault = Assert.Single(Faults("{\n  \u201CgoLive\u201D: \"2027-01-04\"\n}"));

        Assert.Equal(2, fault.Line);
        Assert.Contains("curly quotes", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_outside_its_list_names_the_list()
    {
        var fault = Assert.Single(Faults("""{ "goLive": "2027-01-04", "mode": "trail" }"""));

        Assert.Contains("Did you mean \"trial\"? Allowed: trial, live.", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_saved_with_a_byte_order_mark_is_read(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding) is var chosen
            ? [.. chosen.GetPreamble(), .. chosen.GetBytes("""{ "goLive": "2027-01-04" }""")]
            : Array.Empty<byte>();

        var bound = ConfigBinder.TryBind<ScheduleOptions>(
            "schedule.json",
            ConfigText.Decode("schedule.json", bytes, [])!,
            out var options,
            out _,
            []
        );

        Assert.True(bound);
        Assert.Equal(new(2027, 1, 4), options!.GoLive);
    }

    [Fact]
    public void Decomposed_accents_become_composed()
    {
        var decomposed = "Ban Châu Âu".Normalize(NormalizationForm.FormD);

        Assert.Equal("Ban Châu Âu", ConfigText.Decode("schedule.json", Encoding.UTF8.GetBytes(decomposed), []));
    }

    static List<ConfigFault> Faults(string text)
    {
        var faults = new List<ConfigFault>();
        ConfigBinder.TryBind<ScheduleOptions>("schedule.json", text, out _, out _, faults);
        return faults;
    }
}
