using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send;

/// <summary>Mails that were claimed at once, each with its text, or with why it does not leave.</summary>
/// <param name="Ready">Those to be frozen and delivered.</param>
/// <param name="Ended">Those that end here.</param>
/// <param name="At">When they were claimed.</param>
sealed record MailBatch(IReadOnlyList<ReadyMail> Ready, IReadOnlyList<EndedMail> Ended, Moment At);

/// <param name="Mail">Its row.</param>
/// <param name="Written">What is frozen.</param>
/// <param name="Envelope">What is handed over: the frozen bytes, marked when it may be a repeat.</param>
sealed record ReadyMail(ClaimedMail Mail, WrittenMail Written, Envelope Envelope);

/// <param name="Mail">Its row.</param>
/// <param name="State">Expired, refused or cancelled.</param>
/// <param name="Reason">Why, in words.</param>
sealed record EndedMail(ClaimedMail Mail, OutboxState State, string Reason);

/// <summary>Claims mails and writes them, on another core while the batch before is under way.</summary>
sealed class BatchWriter(OutboxSteps steps, MailWriter writer, SyncConfig config, bool isTrial)
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

        KillPoint.Pass("send.claimed");
        var reminders = await writer.RemindersAsync([.. claimed.Where(mail => mail.Message is null).Select(mail => mail.Id)], CancellationToken.None);
        List<ReadyMail> ready = [];
        List<EndedMail> ended = [];
        foreach (var mail in claimed)
        {
            if (WhyEnded(mail, at) is { } end)
            {
                ended.Add(end);
            }
            else if (Write(mail, reminders[mail.Id], at) is { } written)
            {
                ready.Add(new(mail, written, Envelope(mail, written)));
            }
            else
            {
                ended.Add(new(mail, OutboxState.Cancelled, "None of its reminders is left to say."));
            }
        }

        return new(ready, ended, at);
    }

    EndedMail? WhyEnded(ClaimedMail mail, Moment at)
    {
        if (mail.UsefulUntil < at.Today)
        {
            return new(mail, OutboxState.Expired, $"It was useful until {mail.UsefulUntil:dd'/'MM'/'yyyy} only.");
        }

        return writer.Recipients.WhyNot(mail.Address) is { } reason ? new(mail, OutboxState.Refused, reason) : null;
    }

    WrittenMail? Write(ClaimedMail mail, IEnumerable<Reminder> reminders, Moment at) =>
        mail.Message is { } frozen ? new(mail.MessageId!, mail.Subject!, frozen) : writer.Write(mail, reminders, at, isTrial);

    Envelope Envelope(ClaimedMail mail, WrittenMail written) => new()
    {
        Name = mail.FileName,
        MessageId = written.MessageId,
        From = config.Send.From.Address,
        To = isTrial ? config.Schedule.TrialTo! : mail.Address!,
        Copies = isTrial ? [] : [.. mail.Copies.Where(copy => writer.Recipients.WhyNot(copy) is null)],
        Message = mail.Repeats == 0 ? written.Message : RepeatMark.Put(written.Message, written.Subject, MailWords.Of(mail.Language).RepeatTag, mail.Repeats),
    };
}
