using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>Mails that were claimed at once, each with its text, or with why it does not leave.</summary>
/// <param name="Ready">Those to be frozen and delivered.</param>
/// <param name="Ended">Those that end here.</param>
/// <param name="At">When they were claimed.</param>
sealed record MailBatch(IReadOnlyList<ClaimedMail> Ready, IReadOnlyList<DeliveryResult> Ended, Moment At);

/// <summary>Claims mails and writes them, on another core while the batch before is under way.</summary>
sealed class BatchWriter(OutboxSteps steps, MailWriter writer)
{
    /// <summary>The next batch; null when nothing is due.</summary>
    /// <param name="most">How many mails at most.</param>
    /// <param name="at">Now.</param>
    /// <param name="lease">For how long they are ours.</param>
    /// <exception cref="TemplateFaultException">A template is missing or wrong.</exception>
    public async Task<MailBatch?> NextAsync(int most, Moment at, TimeSpan lease)
    {
        await Task.Yield(); // whoever asks goes on sending: neither SQLite nor MailKit gives its thread away while it waits
        var claimed = await steps.ClaimAsync(most, at, lease, CancellationToken.None);
        if (claimed.Count == 0)
        {
            return null;
        }

        FailPoint.Pass("send.claimed");
        var reminders = await writer.RemindersAsync([.. claimed.Where(mail => mail.Message is null).Select(mail => mail.Id)], CancellationToken.None);
        List<ClaimedMail> ready = [];
        List<DeliveryResult> ended = [];
        foreach (var row in claimed)
        {
            if (EndReason(row, at) is { } end)
            {
                ended.Add(new(row, end, at));
            }
            else if ((row.Message is null ? writer.Write(row, reminders[row.Id], at) : writer.Frozen(row)) is { } mail)
            {
                ready.Add(new(row, mail));
            }
            else
            {
                ended.Add(new(row, End(OutboxState.Cancelled, "None of its reminders is left to say."), at));
            }
        }

        return new(ready, ended, at);
    }

    Settlement? EndReason(OutboxMail row, Moment at)
    {
        if (row.UsefulUntil < at.Today)
        {
            return End(OutboxState.Expired, $"It was useful until {row.UsefulUntil:dd'/'MM'/'yyyy} only.");
        }

        return writer.Recipients.Refusal(row.Address) is { } reason ? End(OutboxState.Refused, reason) : null;
    }

    static Settlement End(OutboxState state, string reason) => new(state, reason, null) { Outcome = AttemptOutcome.Permanent };
}
