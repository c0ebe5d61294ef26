using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Hosting;

/// <summary>The sample config with a schedule of the test's own.</summary>
static class RunConfig
{
    public static readonly string Sample = SourceTree.Config;

    /// <param name="jobs">The object that schedule.json holds under "jobs".</param>
    public static SyncConfig With(string jobs)
    {
        var schedule = JsonSerializer.Deserialize<ScheduleOptions>(Schedule(jobs), ConfigBinder.Json)!;
        Assert.True(Zones.TryFind(schedule.Zone, out var zone));
        return new()
        {
            Poll = new() { },
            Reconcile = new(),
            Remind = new(),
            Send = new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = ["example.org"],
            },
            Staff = new() { Staff = [] },
            Schedule = schedule,
            Zone = zone,
        };
    }

    public static string Schedule(string jobs) =>
        $$"""
            {
              "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org",
              "jobs": {{jobs}}
            }
            """;

    /// <summary>Copies the sample folder and writes schedule.json into it.</summary>
    public static void Write(string folder, string jobs)
    {
        foreach (var stage in (string[])["poll", "reconcile", "remind", "send"])
        {
            File.WriteAllText(
                Path.Combine(folder, stage + ".json"),
                stage == "send" ? """{ "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"] }""" : "{}"
            );
        }

        File.WriteAllText(Path.Combine(folder, "staff.json"), """{ "staff": [] }""");
        foreach (
            var file in Directory
                .EnumerateFiles(Sample, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "poll.json")
        )
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        File.WriteAllText(Path.Combine(folder, "schedule.json"), Schedule(jobs));
    }
}
