using SyncWorker.Hosting.Status;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>All that the pages show, read at one moment.</summary>
sealed record SiteFacts
{
    public required Moment At { get; init; }

    public required PagesOptions Options { get; init; }

    public required UnionSettings Union { get; init; }

    public required StatusReport Status { get; init; }

    public required RegisterView Register { get; init; }

    public required Overview Overview { get; init; }

    /// <summary>The figures of the periods that an office looks at.</summary>
    public FiguresOverview Figures { get; init; } = new([]);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<DocumentView> Documents { get; init; } = [];

    /// <summary>Mails of today, and of any day those that wait for something.</summary>
    public IReadOnlyList<OutboxMail> Mails { get; init; } = [];

    /// <summary>What mergers of organisations leave open.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Run> Runs { get; init; } = [];

    /// <summary>The files of the config folder, and when each changed.</summary>
    public IReadOnlyList<ConfigFileLine> ConfigFiles { get; init; } = [];

    /// <summary>What changed in the config in force, newest first.</summary>
    public IReadOnlyList<ConfigChange> ConfigChanges { get; init; } = [];
}

/// <param name="Lines">How many it has.</param>
/// <param name="Hash">Of its bytes, in short.</param>
sealed record ConfigFileLine(string File, DateTimeOffset ChangedAt, int Lines, string Hash);

/// <param name="At">When it came in force.</param>
/// <param name="Added">Lines.</param>
/// <param name="Removed">Lines.</param>
sealed record ConfigChange(DateTimeOffset At, string File, int Added, int Removed);
