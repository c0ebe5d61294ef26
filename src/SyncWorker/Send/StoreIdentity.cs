using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Win32;
using SyncWorker.Config;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// What the store says of itself: its id (the part of every Message-ID that no other store has), the home it belongs to, and
/// whether the trial was ended.
/// </summary>
/// <param name="Id">Made once.</param>
/// <param name="Home">The machine and folder it sends from.</param>
/// <param name="LiveSince">When `send golive` was given; null before.</param>
sealed record StoreIdentity(string Id, string Home, string? LiveSince)
{
    public const string IdFact = StoreFact.StoreId;
    public const string HomeFact = "store.home";
    public const string MachineFact = "store.machine";
    public const string LiveFact = StoreFact.LiveSince;
    public const string LiveByFact = "send.live-by";

    /// <summary>In a trial everything goes to trialTo: config asks for it, and it was not ended.</summary>
    public bool IsTrial(MailMode mode) => mode == MailMode.Trial && LiveSince is null;

    /// <summary>The same of a store, without making it anybody's home.</summary>
    public static async Task<bool> IsTrialAsync(SyncStore store, MailMode mode, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return mode == MailMode.Trial && !await db.Facts.AnyAsync(fact => fact.Name == LiveFact, cancellationToken);
    }

    /// <summary>Reads it; a store that has none yet gets its id, and <paramref name="home"/> as its home.</summary>
    public static async Task<StoreIdentity> ReadAsync(SyncStore store, string home, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        var facts = await FactsAsync(db, cancellationToken);
        if (!facts.ContainsKey(IdFact))
        {
            // Two workers may get here at once; whoever is first wins.
            var made = RandomNumberGenerator.GetHexString(12, lowercase: true);
            await db.Database.ExecuteSqlAsync(
                $"""insert into facts (Name, Value) values ({IdFact}, {made}), ({HomeFact}, {home}) on conflict (Name) do nothing""",
                cancellationToken
            );
            facts = await FactsAsync(db, cancellationToken);
        }

        return new(facts[IdFact], facts.GetValueOrDefault(HomeFact, ""), facts.GetValueOrDefault(LiveFact));
    }

    /// <summary>Makes this the store's home: a person decided that the copy sends.</summary>
    public static async Task MoveAsync(SyncDb db, string home, MachineMarks machine, CancellationToken cancellationToken)
    {
        await StoreFacts.WriteAsync(db, HomeFact, home);
        await StoreFacts.WriteAsync(db, MachineFact, machine.ToString());
    }

    /// <summary>
    /// Whether the store last sent from this machine, as far as its marks tell. Those of a machine that is the same are kept as they are
    /// now, so that its parts may be replaced one after the other.
    /// </summary>
    public static async Task<bool> IsOfMachineAsync(SyncDb db, MachineMarks machine, CancellationToken cancellationToken)
    {
        var recorded = await db
            .Facts.Where(fact => fact.Name == MachineFact)
            .Select(fact => fact.Value)
            .SingleOrDefaultAsync(cancellationToken);
        if (!machine.MayBe(recorded))
        {
            return false;
        }

        if (machine.All.Count > 0 && recorded != machine.ToString())
        {
            await StoreFacts.WriteAsync(db, MachineFact, machine.ToString());
        }

        return true;
    }

    /// <summary>Ends the trial, and says so beside the store as well: a lost store would take it along.</summary>
    public static async Task GoLiveAsync(SyncDb db, WorkerFolders folders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.ToString("O", CultureInfo.InvariantCulture);
        await StoreFacts.WriteAsync(db, LiveFact, since);
        await MarkAsync(db, folders, since, cancellationToken);
    }

    /// <summary>Keeps who ended it, for `status`.</summary>
    public static Task SayWhoAsync(SyncDb db, string who, CancellationToken cancellationToken) =>
        StoreFacts.WriteAsync(db, LiveByFact, who);

    /// <summary>Begins the trial again.</summary>
    public static async Task BackToTrialAsync(SyncDb db, WorkerFolders folders, CancellationToken cancellationToken)
    {
        await db.Facts.Where(fact => fact.Name == LiveFact).ExecuteDeleteAsync(cancellationToken);
        await MarkAsync(db, folders, null, cancellationToken);
    }

    static async Task MarkAsync(SyncDb db, WorkerFolders folders, string? since, CancellationToken cancellationToken)
    {
        var id = (await FactsAsync(db, cancellationToken)).GetValueOrDefault(IdFact, "");
        var last = LastSendMarker.Read(folders) ?? new(id, 0);
        (last with { LiveSince = since }).Write(folders);
    }

    /// <summary>
    /// The machine's own id and the store's full path: a copy on another machine, or beside the first, has another home. A
    /// container without a machine id goes by the path alone. A store that several machines share has its server as its home.
    /// </summary>
    public static string HomeOf(SyncStore store) => store.Engine.IsShared ? store.Place : $"{MachineId()} {store.Place}";

    static string MachineId()
    {
        if (OperatingSystem.IsWindows())
        {
            return Registry.GetValue(@"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography", "MachineGuid", null) as string
                ?? Environment.MachineName;
        }

        try
        {
            return File.ReadAllText("/etc/machine-id").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static Task<Dictionary<string, string>> FactsAsync(SyncDb db, CancellationToken cancellationToken) =>
        db
            .Facts.Where(fact => fact.Name == IdFact || fact.Name == HomeFact || fact.Name == LiveFact)
            .ToDictionaryAsync(fact => fact.Name, fact => fact.Value, cancellationToken);
}
