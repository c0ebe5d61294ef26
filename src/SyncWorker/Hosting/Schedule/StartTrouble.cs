using Microsoft.Extensions.Logging;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Tells IT by mail, and `status`, why the worker could not start on its store: what watches the jobs does not run then. Once a day, however
/// often the system starts it again; that it is over is told by <see cref="ConditionWatch"/> of the worker that does start.
/// </summary>
sealed class StartTrouble(TroubleParts parts, ILogger<StartTrouble> logger)
{
    /// <summary>Its name among the troubles.</summary>
    public const string Key = "worker-start";

    static readonly TimeSpan s_again = TimeSpan.FromDays(1);

    /// <summary>Never throws: the disk may be what is wrong.</summary>
    public async Task TellAsync(string reason)
    {
        var now = parts.Clock.GetUtcNow();
        var troubles = TroubleFile.Read(parts.Folders);
        var before = troubles.GetValueOrDefault(Key);
        if (before?.ToldAt + s_again > now)
        {
            return;
        }

        var sentence = $"SyncWorker did not start. {reason}";
        troubles[Key] = new([], sentence, 0, before?.Since ?? now)
        {
            IsCondition = true,
            IsTold = true,
            HasClearing = true,
            ToldAt = now,
        };
        if (TryWrite(troubles))
        {
            await parts.Mail.TryAsync(mail => mail.TellBegunAsync([sentence]), logger);
        }
    }

    // Without a record of it each start would mail again.
    bool TryWrite(Dictionary<string, Trouble> troubles)
    {
        try
        {
            TroubleFile.Write(parts.Folders, troubles);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
