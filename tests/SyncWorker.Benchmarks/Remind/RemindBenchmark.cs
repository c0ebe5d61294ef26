using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Benchmarks.Remind;

/// <summary>
/// So many partners with a day of founding each, and one day's run of the stage: what is due by the shipped rules, for whom, ledger and
/// outbox written. Beside it Debian's remind on as many days with a lead of fifteen days, which prints and keeps nothing.
/// </summary>
static class RemindBenchmark
{
    static readonly DateOnly s_day = new(2026, 7, 6);

    public static async Task TurnAsync(Report report, int partners)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            var group = string.Create(CultureInfo.InvariantCulture, $"One day of {partners:N0} anniversaries");
            var days = Path.Combine(folder, "days.rem");
            await File.WriteAllLinesAsync(
                days,
                Enumerable
                    .Range(0, partners)
                    .Select(n => $"REM {Founded(n).ToString("d MMMM", CultureInfo.InvariantCulture)} +15 MSG partner {n} %b")
            );
            var theirs = await Child.OtherAsync(
                "remind",
                new("remind", ["-q", days, s_day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)])
            );
            report.Add(group, theirs with { Did = "" });
            foreach (var step in (await Child.OwnAsync("remind-step", folder, partners.ToString(CultureInfo.InvariantCulture))).Steps)
            {
                report.Add(group, step, new(theirs.Name));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>In a process of its own; a small store first does not count.</summary>
    public static async Task<int> StepAsync(string folder, int partners)
    {
        await using (var small = await ServicesAsync(Path.Combine(folder, "small"), 200))
        {
            await DayAsync(small);
        }

        await using var services = await ServicesAsync(Path.Combine(folder, "all"), partners);
        await Measured.StepAsync("our stage", () => DayAsync(services));
        SqliteConnection.ClearAllPools();
        return 0;
    }

    static async Task<string> DayAsync(ServiceProvider services)
    {
        var at = Moment.Read(TimeProvider.System, services.GetRequiredService<StageSettings<RemindOptions>>().Union.Zone).AsOf(s_day);
        var result = await services.GetRequiredService<RemindStage>().RunAsync(new(at), CancellationToken.None);
        return result.Outcome is StageOutcome.Done or StageOutcome.Partly
            ? string.Join(", ", result.Counts.Where(count => count.Number > 0))
            : throw new InvalidOperationException(string.Join(' ', result.Notes));
    }

    static async Task<ServiceProvider> ServicesAsync(string data, int partners)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "sample-config");
        var (config, faults) = ConfigFolder.Load(sample);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(
                new(sample, data),
                (config ?? throw new InvalidOperationException(string.Join('\n', faults))) with
                {
                    Schedule = new() { GoLive = new(2026, 1, 1), Mode = MailMode.Live },
                },
                TimeProvider.System
            )
            .BuildServiceProvider();
        var store = services.GetRequiredService<SyncStore>();
        await store.PrepareAsync(CancellationToken.None);
        await using var db = store.Open();
        db.Partners.AddRange(
            Enumerable
                .Range(0, partners)
                .Select(n => new Store.Rows.Partner
                {
                    Kind = "local_union",
                    NameVi = $"Liên hiệp các tổ chức hữu nghị số {n}",
                    Fields = $$"""{"founded":"{{Founded(n):yyyy-MM-dd}}","nameVi":"Liên hiệp các tổ chức hữu nghị số {{n}}"}""",
                })
        );
        await db.SaveChangesAsync();
        return services;
    }

    static DateOnly Founded(int n) => new DateOnly(1950 + (n % 70), 1, 1).AddDays(n * 37 % 365);
}
