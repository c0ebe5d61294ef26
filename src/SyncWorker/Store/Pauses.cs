using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>What a person can pause.</summary>
enum PausedKind
{
    /// <summary>A job of the schedule: it is not started.</summary>
    Job,

    /// <summary>A source: it is not asked, its rows stay as they are.</summary>
    Source,

    /// <summary>A rule of remind.json: nothing of it is due.</summary>
    Rule,

    /// <summary>All mail to one recipient, named by its key in the outbox: <c>staff:bca-01</c>, <c>partner:12</c>.</summary>
    Mail,
}

/// <param name="Kind">What it is.</param>
/// <param name="Name">Of the job, source or rule.</param>
/// <param name="Reason">In the words of who paused it.</param>
/// <param name="Since">When a person paused it; null when the config does.</param>
/// <param name="Until">When it goes on by itself; null for not before a person resumes it.</param>
sealed record Pause(PausedKind Kind, string Name, string Reason, DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The config's file in which it stands; null for one that a verb began.</summary>
    public string? File =>
        Since is not null ? null
        : Kind is PausedKind.Source ? "poll.json"
        : "remind.json";

    /// <summary>It has not ended by itself.</summary>
    public bool IsInForce(DateTimeOffset now) => Until is not { } until || until > now;

    /// <summary>For a note: what is paused, until when, why.</summary>
    public string Words(TimeZoneInfo zone) =>
        $"{(Kind is PausedKind.Mail ? $"mail to {Name} is stopped" : $"{EnumWord.Kebab(Kind)} {Name} is paused")}{(Until is { } until ? $" until {Zones.Local(until, zone)}" : "")}{(File is { } file ? $" ({file})" : "")}: {Reason}";
}

/// <summary>
/// Jobs, sources, rules and recipients that a person paused. A pause is a row of <c>holds</c> whose name begins with <see cref="Prefix"/>; it ends by
/// itself at its time. It is nobody's to decide, so that it holds no exit code.
/// </summary>
static class Pauses
{
    /// <summary>Begins the name of a hold that is a pause: <c>pause:rule:national-day</c>.</summary>
    public const string Prefix = "pause:";

    /// <summary>Begins the name of a hold that stops the mail of a recipient; the recipient's key follows.</summary>
    public const string MailPrefix = $"{Prefix}mail:";

    /// <summary>The pauses in force at the instant, oldest first.</summary>
    public static async Task<IReadOnlyList<Pause>> InForceAsync(SyncDb db, DateTimeOffset now, CancellationToken cancellationToken) =>
        [
            .. (
                await db
                    .Holds.Where(hold =>
                        hold.What.StartsWith(Prefix) && hold.ReleasedAt == null && (hold.Until == null || hold.Until > now)
                    )
                    .OrderBy(hold => hold.Id)
                    .ToListAsync(cancellationToken)
            )
                .Select(Read)
                .OfType<Pause>(),
        ];

    /// <summary>The names of one kind that are paused at the instant, each with its pause.</summary>
    public static async Task<IReadOnlyDictionary<string, Pause>> NamesAsync(
        SyncDb db,
        PausedKind kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        (await InForceAsync(db, now, cancellationToken))
            .Where(pause => pause.Kind == kind)
            .DistinctBy(pause => pause.Name)
            .ToDictionary(pause => pause.Name, StringComparer.Ordinal);

    /// <summary>The names of one kind that are paused on a day of the zone; a pause that ends on the day is over.</summary>
    public static Task<IReadOnlyDictionary<string, Pause>> NamesAsync(
        SyncDb db,
        PausedKind kind,
        DateOnly day,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    ) => NamesAsync(db, kind, EndOn(day, zone), cancellationToken);

    /// <summary>What the config says is paused at the instant.</summary>
    public static IEnumerable<Pause> OfConfig(
        PausedKind kind,
        IEnumerable<(string Name, ConfiguredPause Pause)> paused,
        TimeZoneInfo zone,
        DateTimeOffset now
    ) =>
        paused
            .Select(at => new Pause(kind, at.Name, at.Pause.Reason, null, EndOn(at.Pause.Until, zone)))
            .Where(pause => pause.IsInForce(now));

    /// <summary>Of what is paused twice, in the config and by a verb, the pause that lasts longer.</summary>
    public static IReadOnlyDictionary<string, Pause> Longest(IEnumerable<Pause> pauses) =>
        pauses
            .GroupBy(pause => pause.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.MaxBy(pause => pause.Until ?? DateTimeOffset.MaxValue)!,
                StringComparer.Ordinal
            );

    /// <summary>The instant at which a pause "until" this day ends: its first moment in the zone.</summary>
    public static DateTimeOffset EndOn(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>Pauses it; one that is paused already gets the new reason and end.</summary>
    public static async Task PauseAsync(SyncDb db, Pause pause, CancellationToken cancellationToken)
    {
        var since = pause.Since ?? throw new ArgumentException("The config's pauses are not stored.", nameof(pause));
        await ResumeAsync(db, pause.Kind, pause.Name, since, cancellationToken);
        db.Holds.Add(
            new()
            {
                What = What(pause.Kind, pause.Name),
                Reason = pause.Reason,
                Since = since,
                Until = pause.Until,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Lets it go on. Returns whether it was paused.</summary>
    public static async Task<bool> ResumeAsync(
        SyncDb db,
        PausedKind kind,
        string name,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var what = What(kind, name);
        return await db
                .Holds.Where(hold => hold.What == what && hold.ReleasedAt == null && (hold.Until == null || hold.Until > now))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(hold => hold.ReleasedAt, now).SetProperty(hold => hold.ReleasedBy, Environment.UserName),
                    cancellationToken
                ) > 0;
    }

    /// <summary>What a hold says, where it is a pause.</summary>
    public static Pause? Read(Hold hold) =>
        hold.What.Split(':', 3) is ["pause", var kind, var name] && Enum.TryParse<PausedKind>(kind, ignoreCase: true, out var known)
            ? new(known, name, hold.Reason, hold.Since, hold.Until)
            : null;

    /// <summary>What its hold is called.</summary>
    public static string What(PausedKind kind, string name) => $"{Prefix}{EnumWord.Kebab(kind)}:{name}";
}
