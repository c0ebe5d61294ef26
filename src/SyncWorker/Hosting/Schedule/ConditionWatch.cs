using Microsoft.Extensions.Logging;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Looks at the table of conditions:
/// <list type="number">
/// <item>Each is judged by itself: one that cannot be judged neither begins nor ends a trouble, and the others go on.</item>
/// <item>What two looks in a row have found is told, all of it in one mail; a passing one is not.</item>
/// <item>What still lasts a day after it was told is told again, with the troubles of the jobs, once a day.</item>
/// <item>What is over is told once.</item>
/// </list>
/// </summary>
sealed partial class ConditionWatch(TroubleParts parts, RunTimer timer, ILogger<ConditionWatch> logger)
{
    static readonly TimeSpan s_tellAgain = TimeSpan.FromDays(1);
    static readonly TimeSpan s_mailAgain = TimeSpan.FromHours(4);

    readonly StoreHealth _health = new(parts.Folders, parts.Clock);
    readonly HashSet<string> _seenOnce = new(StringComparer.Ordinal);
    readonly HashSet<string> _blind = new(StringComparer.Ordinal);

    /// <summary>The conditions of the table; tests put their own here.</summary>
    public IReadOnlyList<TroubleCondition> Conditions { get; init; } = TroubleConditions.All;

    /// <summary>Judges all, tells, and changes the troubles accordingly.</summary>
    /// <param name="troubles">As they are recorded, those of the jobs too.</param>
    public async Task LookAsync(Dictionary<string, Trouble> troubles)
    {
        var now = parts.Clock.GetUtcNow();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var facts = Facts(
            now,
            isDamageMet: troubles.Values.Any(trouble =>
                trouble is { IsCondition: false, WellSince: null } && DamagedStore.IsToldIn(trouble.Example)
            )
        );
        foreach (var condition in Conditions)
        {
            Judge(condition, facts, found);
        }

        var over = End(troubles, found);
        var begun = Begin(troubles, found, now);
        var lasting = Lasting(troubles, now);
        await TellAsync(troubles, begun, now);
        if (over.Count > 0)
        {
            await parts.Mail.TryAsync(mail => mail.TellOverAsync(over), logger);
        }

        if (lasting.Count > 0)
        {
            var isDone = await parts.Mail.TryAsync(mail => mail.TellLastingAsync([.. lasting.Select(key => troubles[key])]), logger);
            Set(troubles, lasting, trouble => trouble with { ToldAt = now, MailAgainAt = isDone ? null : now + s_mailAgain });
        }
    }

    TroubleFacts Facts(DateTimeOffset now, bool isDamageMet) =>
        new(parts.Folders, parts.Config.Current, parts.Secrets, now, new(new SyncStore(parts.Folders, parts.Clock)))
        {
            Lengths = parts.File.Read().Lengths,
            Running = timer.Running(),
            FreeSpace = parts.FreeSpace,
            ClockJump = () => new ClockCheck(parts.Folders, parts.Clock).FindJump(parts.Config.Current.Zone),
            BackupDamage = _health.FindBackupDamage,
            StoreDamage = () => _health.FindDamage(isDamageMet),
        };

    void Judge(TroubleCondition condition, TroubleFacts facts, Dictionary<string, string> found)
    {
        try
        {
            foreach (var (thing, sentence) in condition.Find(facts).ToList())
            {
                found[thing.Length == 0 ? condition.Key : $"{condition.Key}:{thing}"] = sentence;
            }

            _blind.Remove(condition.Key);
        }
#pragma warning disable CA1031 // Do not catch general exception types: one condition that cannot be judged must not hide the others
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (_blind.Add(condition.Key))
            {
                NotJudged(logger, error, condition.Key);
            }
        }
    }

    List<string> End(Dictionary<string, Trouble> troubles, Dictionary<string, string> found)
    {
        _seenOnce.RemoveWhere(key => !found.ContainsKey(key));
        var ended = troubles
            .Where(pair => pair.Value.IsCondition && !found.ContainsKey(pair.Key) && !_blind.Contains(pair.Key.Split(':')[0]))
            .ToList();
        foreach (var (key, trouble) in ended)
        {
            troubles.Remove(key);
            Over(logger, key, trouble.Example);
        }

        return [.. ended.Select(pair => pair.Value.Example)];
    }

    // Those that are to be mailed now: new ones, and those whose mail did not leave.
    List<string> Begin(Dictionary<string, Trouble> troubles, Dictionary<string, string> found, DateTimeOffset now)
    {
        var begun = new List<string>();
        foreach (var (key, sentence) in found)
        {
            if (troubles.TryGetValue(key, out var trouble))
            {
                troubles[key] = trouble with { Example = sentence };
                if (trouble.MailAgainAt <= now)
                {
                    begun.Add(key);
                }
            }
            else if (!_seenOnce.Add(key))
            {
                _seenOnce.Remove(key);
                troubles[key] = new([], sentence, 0, now) { IsCondition = true };
                begun.Add(key);
                Begun(logger, sentence);
            }
        }

        return begun;
    }

    List<string> Lasting(Dictionary<string, Trouble> troubles, DateTimeOffset now) =>
        [
            .. from pair in troubles
            let trouble = pair.Value
            where trouble is { IsTold: true, MailAgainAt: null, WellSince: null } && (trouble.ToldAt ?? trouble.Since) + s_tellAgain <= now
            where trouble.IsCondition || parts.Config.Current.Schedule.Jobs.GetValueOrDefault(pair.Key)?.Run is not (null or RunTimes.Never)
            select pair.Key,
        ];

    async Task TellAsync(Dictionary<string, Trouble> troubles, List<string> begun, DateTimeOffset now)
    {
        if (begun.Count == 0)
        {
            return;
        }

        var isDone = await parts.Mail.TryAsync(mail => mail.TellBegunAsync([.. begun.Select(key => troubles[key].Example)]), logger);
        Set(troubles, begun, trouble => trouble with { IsTold = true, ToldAt = now, MailAgainAt = isDone ? null : now + s_mailAgain });
    }

    static void Set(Dictionary<string, Trouble> troubles, List<string> keys, Func<Trouble, Trouble> change)
    {
        foreach (var key in keys)
        {
            troubles[key] = change(troubles[key]);
        }
    }

    [LoggerMessage(150, LogLevel.Error, "{Sentence}")]
    static partial void Begun(ILogger logger, string sentence);

    [LoggerMessage(151, LogLevel.Warning, "The trouble {Key} of 150 is over: {Sentence}")]
    static partial void Over(ILogger logger, string key, string sentence);

    [LoggerMessage(152, LogLevel.Error, "The watch could not judge {Key}; it goes on with the rest")]
    static partial void NotJudged(ILogger logger, Exception error, string key);
}
