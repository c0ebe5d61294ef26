using System.Data.Common;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>
/// Whether the machine's clock can be believed. A clock that was put forward by a year would make a year's mails due at once, and one
/// that was put back would send again what it does not remember.
/// <list type="number">
/// <item>Within one boot the clock may not be a day away from what the machine's uptime makes of it. Time off, switched off or asleep, is
/// another boot or counts as uptime, and is never a jump.</item>
/// <item>The clock may not show a time before the last run that ended, of whichever worker of the store; one that was held tells nothing, for it may
/// have been held because of its clock.</item>
/// </list>
/// A person may say that the clock is right (`mail release`): from then on both are measured anew, the second by all workers of the store.
/// </summary>
sealed class ClockCheck(WorkerFolders folders, TimeProvider clock)
{
    static readonly TimeSpan s_jump = TimeSpan.FromDays(1);

    /// <summary>A clock that is set right by minutes has not jumped.</summary>
    static readonly TimeSpan s_correction = TimeSpan.FromHours(1);

    /// <summary>The fact that names the run up to which a person has said that the clock is right: runs up to it may lie in the future.</summary>
    public const string TrustedRunFact = "clock.trusted";

    /// <summary>Reads the machine's uptime; tests put their own here.</summary>
    public Func<MachineUptime?> Uptime { get; init; } = () => MachineUptime.Read(clock);

    /// <summary>Notes the clock once a boot, to compare with. Never throws: the heartbeat says that the data folder cannot be written.</summary>
    public void NoteBoot()
    {
        if (Uptime() is not { } uptime || (ClockMark.Read(folders) is { } mark && mark.IsOf(uptime)))
        {
            return;
        }

        TryWrite(new(uptime.Boot, uptime.Up, clock.GetUtcNow()));
    }

    /// <summary>Why the clock cannot be believed, a sentence; null when it can.</summary>
    /// <param name="zone">Of the times in it.</param>
    public string? FindJump(TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        var mark = ClockMark.Read(folders);
        if (mark is not null && Uptime() is { } uptime && mark.IsOf(uptime))
        {
            var expected = mark.At + (uptime.Up - mark.Up);
            var off = now - expected;
            if (off.Duration() > s_jump)
            {
                return $"{Clock} was put {(off > TimeSpan.Zero ? "forward" : "back")} by {Count.Describe((long)Math.Round(off.Duration().TotalDays), "day")} while it ran: it shows {Zones.Local(now, zone)}, and by its uptime it is {Zones.Local(expected, zone)}.";
            }
        }

        return LastRun() is { } last && last - now > s_correction
            ? $"{Clock} shows {Zones.Local(now, zone)}, which is before the last run, {Zones.Local(last, zone)}."
            : null;
    }

    /// <summary>A person says that the clock is right: <see cref="TrustedRunFact"/> is the store's, this is the machine's.</summary>
    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public void Trust()
    {
        var uptime = Uptime();
        new ClockMark(uptime?.Boot ?? "", uptime?.Up ?? TimeSpan.Zero, clock.GetUtcNow()).Write(folders);
    }

    // On a shared store others read it too.
    string Clock => $"The clock of {(folders.Postgres is null ? "this machine" : Environment.MachineName)}";

    void TryWrite(ClockMark mark)
    {
        try
        {
            mark.Write(folders);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _ = error; // compared from the next time on that it can be written
        }
    }

    // What is wrong with the store is said by whoever works with it.
    DateTimeOffset? LastRun()
    {
        try
        {
            var engine = StoreEngine.Of(folders);
            if (!engine.Exists())
            {
                return null;
            }

            using var db = engine.Connect();
            return db.Read(
                $"""
                select max(EndedAt) from runs where Outcome <> '{nameof(RunOutcome.Held)}'
                    and Id > coalesce((select cast(Value as bigint) from facts where Name = @trusted), 0)
                """,
                row => row.IsDBNull(0) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
                ("@trusted", TrustedRunFact)
            )[0];
        }
        catch (DbException)
        {
            return null;
        }
    }
}

/// <summary>What the clock showed at an uptime of this boot, clock.json in the data folder.</summary>
/// <param name="Boot">See <see cref="MachineUptime"/>.</param>
/// <param name="Up">The uptime then.</param>
/// <param name="At">The clock then.</param>
sealed record ClockMark(string Boot, TimeSpan Up, DateTimeOffset At)
{
    public bool IsOf(MachineUptime uptime) => Boot == uptime.Boot && uptime.Up >= Up;

    /// <summary>Null when there is none that can be read.</summary>
    public static ClockMark? Read(WorkerFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize<ClockMark>(File.ReadAllText(PathIn(folders)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public void Write(WorkerFolders folders)
    {
        Directory.CreateDirectory(folders.Data);
        WholeFile.Write(PathIn(folders), JsonSerializer.Serialize(this));
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "clock.json");
}
