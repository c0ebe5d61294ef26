using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Cli;

/// <summary><c>status</c></summary>
static class StatusVerb
{
    static readonly Option<int> s_rows = new("--rows")
    {
        Description = "How many rows of the quarantine to list.",
        DefaultValueFactory = _ => 50,
    };

    public static Command Create()
    {
        var command = new Command(
            "status",
            "Shows how the last runs went, the health of each source, the rows in quarantine with every reason, what waits in the outbox\n" +
            "and what is held. Writes nothing. Exit code 3 when a source is unhealthy or a run failed, 4 when something is held.")
        {
            CommonOptions.Json,
            s_rows,
        };
        VerbContext.On(command, async (context, result, stopping) =>
        {
            var status = await ReadAsync(context.Store, result.GetValue(s_rows), stopping);
            if (context.Json)
            {
                JsonOutput.Print(status);
            }
            else
            {
                Print(status, context.Config.Zone);
            }

            return status.ExitCode;
        });
        return command;
    }

    static async Task<StatusReport> ReadAsync(SyncStore store, int rows, CancellationToken stopping)
    {
        await using var db = store.Open();
        var lastIds = db.Runs.GroupBy(run => new { run.Stage, run.Subject }).Select(group => group.Max(run => run.Id));
        var runs = await db.Runs.Where(run => lastIds.Contains(run.Id)).OrderBy(run => run.Id).ToListAsync(stopping);
        var outbox = await db.Outbox.GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stopping);
        return new()
        {
            Runs = [.. runs.Select(run => new RunLine(run.Stage, run.Subject, run.StartedAt, run.EndedAt, run.AsOf, run.EndedAt is null ? "interrupted or still running" : Word(run.Outcome), run.Counts, run.Error))],
            Sources = [.. (await db.Feeds.OrderBy(feed => feed.Source).ToListAsync(stopping)).Select(feed => new SourceLine(feed.Source, Word(feed.Health), feed.Since, feed.LastGoodAt, feed.Rows, feed.BadRuns, feed.Reason))],
            QuarantineTotal = await db.Quarantine.CountAsync(stopping),
            Quarantine = [.. (await db.Quarantine.OrderBy(row => row.Source).ThenBy(row => row.Id).Take(rows).ToListAsync(stopping)).Select(row => new QuarantineLine(row.Source, row.Position, row.Reasons.Split('\n'), row.FirstSeenAt))],
            Outbox = outbox.ToDictionary(group => Word(group.Key), group => group.Count),
            Holds = [.. (await db.Holds.Where(hold => hold.ReleasedAt == null).OrderBy(hold => hold.Id).ToListAsync(stopping)).Select(hold => new HoldLine(hold.What, hold.Reason, hold.Since))],
        };
    }

    static void Print(StatusReport status, TimeZoneInfo zone)
    {
        string Local(DateTimeOffset? at) =>
            at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "never";

        Console.Out.WriteLine(status.Runs is [] ? "No run yet." : "Last runs");
        foreach (var run in status.Runs)
        {
            Console.Out.WriteLine($"  {Local(run.StartedAt)}  {run.Stage,-10} {run.Subject,-12} {run.Outcome}{(run.Error is null ? "" : $": {run.Error}")}");
        }

        Console.Out.WriteLine(status.Sources is [] ? "No source has been polled yet." : "Sources");
        foreach (var source in status.Sources)
        {
            Console.Out.WriteLine($"  {source.Source,-14} {source.Health,-10} {source.Rows,7} rows, last good {Local(source.LastGoodAt)}{(source.Reason is null ? "" : $"; since {Local(source.Since)}: {source.Reason}")}");
        }

        if (status.QuarantineTotal > 0)
        {
            Console.Out.WriteLine($"Quarantine: {status.QuarantineTotal} rows that could not be read{(status.Quarantine.Count < status.QuarantineTotal ? $", the first {status.Quarantine.Count}" : "")}");
            foreach (var row in status.Quarantine)
            {
                Console.Out.WriteLine($"  {row.Source}  {row.Position.ReplaceLineEndings(" and ")}");
                foreach (var reason in row.Reasons)
                {
                    Console.Out.WriteLine($"    {reason}");
                }
            }
        }

        Console.Out.WriteLine(status.Outbox.Count == 0 ? "Outbox: empty" : $"Outbox: {string.Join(", ", status.Outbox.Select(group => $"{group.Value} {group.Key}"))}");
        foreach (var hold in status.Holds)
        {
            Console.Out.WriteLine($"Held since {Local(hold.Since)}: {hold.What}: {hold.Reason}");
        }
    }

    static string Word<T>(T value)
        where T : Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    sealed record StatusReport
    {
        public required IReadOnlyList<RunLine> Runs { get; init; }

        public required IReadOnlyList<SourceLine> Sources { get; init; }

        public required int QuarantineTotal { get; init; }

        public required IReadOnlyList<QuarantineLine> Quarantine { get; init; }

        public required IReadOnlyDictionary<string, int> Outbox { get; init; }

        public required IReadOnlyList<HoldLine> Holds { get; init; }

        public int ExitCode =>
            Holds is not [] || Runs.Any(run => run.Outcome == "held") ? SyncWorker.ExitCode.Held
            : Sources.Any(source => source.Health == "unhealthy") || Runs.Any(run => run.Outcome is "failed" or "partly") ? SyncWorker.ExitCode.Partly
            : SyncWorker.ExitCode.Done;
    }

    sealed record RunLine(string Stage, string? Subject, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateOnly AsOf, string Outcome, string Counts, string? Error);

    sealed record SourceLine(string Source, string Health, DateTimeOffset Since, DateTimeOffset? LastGoodAt, long Rows, int BadRuns, string? Reason);

    sealed record QuarantineLine(string Source, string Position, IReadOnlyList<string> Reasons, DateTimeOffset FirstSeenAt);

    sealed record HoldLine(string What, string Reason, DateTimeOffset Since);
}
