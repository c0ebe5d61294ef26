using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>The real program, killed while it polls: what it had read is gone without a trace, and the next run has everything.</summary>
public sealed class KilledPollTests
{
    const int Pages = 4,
        PageRows = 500;

    [Fact]
    public async Task Killed_in_the_download_or_after_it_the_next_run_ends_as_if_nothing_had_happened()
    {
        using var folders = new TestFolders();
        Process? running = null;
        var killAt = 0;
        await using var server = Scripted.Start(
            async (request, stream, token) =>
            {
                var page = int.Parse(request.Target.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
                var body = Good.Json(PageRows, from: ((page - 1) * PageRows) + 1, more: $", \"pages\": {Pages}");
                if (page == killAt)
                {
                    // Half of the page is on its way, and no more will come.
                    await stream.WriteAsync(
                        Good.Utf8(
                            $"HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: {Good.Utf8(body).Length}\r\n\r\n{body[..(body.Length / 2)]}"
                        ),
                        token
                    );
                    await stream.FlushAsync(token);
                    running!.Kill();
                    return;
                }

                await Scripted.WriteAsync(stream, ScriptedAnswer.Json(body), token);
                if (page == -killAt)
                {
                    running!.Kill(); // wherever it is by now: reading the rest, staging, or in the transaction
                }
            }
        );
        RunConfig.Write(folders.Worker.Config, "{}");
        await File.WriteAllTextAsync(
            Path.Combine(folders.Worker.Config, "poll.json"),
            Good.Poll(
                Good.Source(
                        server.Address + "/list",
                        more: ", \"paging\": { \"by\": \"page\", \"parameter\": \"page\", \"pages\": \"pages\" }"
                    )
                    .Replace("founded | date dd/MM/yyyy, yyyy", "founded", StringComparison.Ordinal)
            ),
            TestContext.Current.CancellationToken
        );
        string[] arguments = ["--config", folders.Worker.Config, "--data", folders.Worker.Data, "poll"];

        foreach (var moment in (int[])[1, Pages, -Pages])
        {
            killAt = moment;
            running = ProgramRun.Start(arguments);
            await running.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(running.ExitCode != 0 || moment < 0, "it ended before it was killed"); // the last kill may come when all is done
        } // not disposed: the last kill may still be on its way

        var store = new SyncWorker.Store.SyncStore(folders.Worker, TimeProvider.System);
        await using (var between = store.Open())
        {
            // All of it or nothing of it: the last kill may have come after the commit.
            Assert.True(
                await between.Snapshot.CountAsync(TestContext.Current.CancellationToken) is 0 or Pages * PageRows,
                "half of it is there"
            );
            Assert.Equal(3, await between.Runs.CountAsync(TestContext.Current.CancellationToken));
            Assert.True(
                await between.Runs.CountAsync(run => run.Outcome == RunOutcome.Running, TestContext.Current.CancellationToken) >= 2
            );
        }

        killAt = 0;
        var last = await ProgramRun.WaitAsync(arguments);

        Assert.True(last.ExitCode == 0, last.ToString());
        await using var db = store.Open();
        Assert.Equal(
            Pages * PageRows,
            await db.Snapshot.CountAsync(row => row.MissingSince == null, TestContext.Current.CancellationToken)
        );
        Assert.Equal(Pages * PageRows, await db.Fingerprints.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(FeedHealth.Healthy, (await db.Feeds.SingleAsync(TestContext.Current.CancellationToken)).Health);
    }
}
