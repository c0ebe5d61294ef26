using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
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
    static readonly TimeSpan s_askAgain = TimeSpan.FromMinutes(1);

    /// <summary>The next batch; null when nothing is due. A mail that cannot be written ends in it alone, with its reason.</summary>
    /// <param name="most">How many mails at most.</param>
    /// <param name="at">Now.</param>
    /// <param name="lease">For how long they are ours.</param>
    public async Task<MailBatch?> NextAsync(int most, Moment at, TimeSpan lease)
    {
        await Task.Yield(); // whoever asks goes on sending: neither SQLite nor MailKit gives its thread away while it waits
        var claimed = await steps.ClaimAsync(most, at, lease, CancellationToken.None);
        if (claimed.Count == 0)
        {
            return null;
        }

        FailPoint.Pass("send.claimed");
        var reminders = await RemindersAsync([.. claimed.Where(mail => mail.Message is null).Select(mail => mail.Id)]);
        var recorded = await writer.RecordedAsync([.. claimed.Where(mail => mail.Message is null)], CancellationToken.None);
        List<ClaimedMail> ready = [];
        List<DeliveryResult> ended = [];
        foreach (var row in claimed)
        {
            var (mail, end) = await WriteAsync(row, reminders, recorded[row.Id], at);
            if (mail is not null)
            {
                ready.Add(new(row, mail));
            }
            else
            {
                ended.Add(end!);
            }
        }

        return new(ready, ended, at);
    }

    // Null when one of them cannot be read: each mail then reads its own, so that one mail's trouble stays its own.
    async Task<ILookup<long, MailReminder>?> RemindersAsync(IReadOnlyList<long> mails)
    {
        try
        {
            return await writer.RemindersAsync(mails, CancellationToken.None);
        }
        catch (Exception error) when (MailFault.IsOfOneMail(error))
        {
            return null;
        }
    }

    async Task<(ComposedMail? Mail, DeliveryResult? End)> WriteAsync(
        OutboxMail row,
        ILookup<long, MailReminder>? reminders,
        IEnumerable<string> recorded,
        Moment at
    )
    {
        try
        {
            if (EndReason(row, at) is { } end)
            {
                return (null, new(row, end, at));
            }

            var mail = row.Message is not null
                ? writer.Frozen(row)
                : writer.Write(row, (reminders ?? await writer.RemindersAsync([row.Id], CancellationToken.None))[row.Id], at, recorded);
            return (mail, mail is null ? new(row, End(OutboxState.Cancelled, "None of its reminders is left to say."), at) : null);
        }
        catch (Exception error) when (MailFault.IsOfOneMail(error))
        {
            var delivery = MailFault.Describe("written", error);
            return (
                null,
                new(row, Settlement.After(delivery, row, writer.Options, at.Instant), at)
                {
                    Delivery = delivery,
                    Transport = MailFault.NoTransport,
                }
            );
        }
    }

    Settlement? EndReason(OutboxMail row, Moment at)
    {
        if (row.UsefulUntil < at.Today)
        {
            return End(OutboxState.Expired, $"It was useful until {row.UsefulUntil:dd'/'MM'/'yyyy} only.");
        }

        // Asked again with every run: whoever waits for a person waits no longer than that. In a trial the mail goes to the tester.
        return writer.Recipients.Refusal(row.Address, row.Recipient) switch
        {
            null or { WaitsForPerson: true } when writer.IsTrial => null,
            { WaitsForPerson: true } waits => new(OutboxState.RetryAt, waits.Reason, at.Instant + s_askAgain)
            {
                Outcome = AttemptOutcome.Temporary,
                Recompose = row.Repeats == 0,
            },
            { } refusal => End(OutboxState.Refused, refusal.Reason),
            null => null,
        };
    }

    static Settlement End(OutboxState state, string reason) => new(state, reason, null) { Outcome = AttemptOutcome.Permanent };
}
