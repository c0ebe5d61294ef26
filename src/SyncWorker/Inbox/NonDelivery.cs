using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Books a report of non-delivery. It is believed when it names a mail of ours that went to the address it reports on: anybody can write
/// such a report. The mail then counts as refused. A mailbox that is not there gets no more mail until a person has confirmed it: what was
/// in its mail is decided again, for whoever stands in; the desk is told once.
/// </summary>
sealed class NonDelivery(StageSettings<AnswersOptions?> settings, IsTrial isTrial, TimeProvider clock)
{
    const string Transport = "report";

    /// <param name="db">In the transaction that keeps the message's row.</param>
    /// <param name="report">What came.</param>
    /// <param name="id">Of the message, for the mail to the desk.</param>
    /// <param name="today">The union's day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Verdict> BookAsync(SyncDb db, DeliveryReport report, string id, DateOnly today, CancellationToken cancellationToken)
    {
        var mail = await db.Outbox.AsTracking().FirstOrDefaultAsync(row => report.Mails.Contains(row.MessageId!), cancellationToken);
        if (mail is null)
        {
            return Verdict.Refused("a report of non-delivery that names no mail of ours");
        }

        var inTrial = await isTrial(cancellationToken);
        var to = inTrial ? settings.Union.TrialTo : mail.Address;
        var named = report
            .Recipients.Where(recipient => Same(recipient.Address, to) || mail.CopyAddresses().Any(copy => Same(recipient.Address, copy)))
            .ToList();
        var verdict = Verdict.Refused($"a report of non-delivery on mail {mail.Id}, which did not go to the address that it names") with
        {
            OutboxId = mail.Id,
            Recipient = mail.Recipient,
        };
        if (named.Count == 0)
        {
            return verdict;
        }

        var failures = named.Where(recipient => recipient.IsFailure).ToList();
        if (failures.Count == 0)
        {
            return verdict with
            {
                Outcome = InboxOutcome.Ignored,
                Words = $"a report that mail {mail.Id} is {EnumWord.Kebab(named[0].Action)}",
            };
        }

        foreach (var failure in failures)
        {
            await FailAsync(db, mail, failure, Same(failure.Address, to), today, cancellationToken);
            if (failure.IsNoMailbox && !inTrial)
            {
                await MarkDeadAsync(db, mail, failure, id, today, cancellationToken);
            }
        }

        return verdict with
        {
            Outcome = InboxOutcome.Taken,
            Words = $"mail {mail.Id} was not delivered: {Reason(failures[0])}",
        };
    }

    async Task FailAsync(
        SyncDb db,
        OutboxMail mail,
        ReportedRecipient failure,
        bool isMain,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        if (!isMain || mail.State is not (OutboxState.Sent or OutboxState.Uncertain))
        {
            return; // a copy's trouble is not the mail's; and what is known is not booked again
        }

        mail.State = OutboxState.Refused;
        mail.NextTryAt = null;
        mail.Reason = string.Create(CultureInfo.InvariantCulture, $"Reported as not delivered on {today:yyyy-MM-dd}: {Reason(failure)}");
        db.Attempts.Add(
            new()
            {
                OutboxId = mail.Id,
                At = clock.GetUtcNow(),
                Transport = Transport,
                Outcome = AttemptOutcome.Permanent,
                ReplyText = Reason(failure),
                Fence = mail.Fence,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await db
            .Ledger.Where(row => row.OutboxId == mail.Id && (row.State == LedgerState.Sent || row.State == LedgerState.SentLate))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, row => row.State == LedgerState.SentLate ? LedgerState.Late : LedgerState.Due)
                        .SetProperty(row => row.Reason, row => row.Reason + "; its mail was reported as not delivered"),
                cancellationToken
            );
    }

    async Task MarkDeadAsync(
        SyncDb db,
        OutboxMail mail,
        ReportedRecipient failure,
        string id,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var address = failure.Address.ToLowerInvariant();
        var known = await db.DeadAddresses.AsTracking().SingleOrDefaultAsync(dead => dead.Address == address, cancellationToken);
        if (known is not null && (known.ConfirmedAt is null || mail.SentAt < known.ConfirmedAt))
        {
            await DecideAgainAsync(db, failure.Address, cancellationToken); // an older mail's report: the same news
            return;
        }

        if (known is null)
        {
            known = new()
            {
                Address = address,
                Recipient = mail.Recipient,
                Reason = "",
            };
            db.DeadAddresses.Add(known);
        }

        (known.Since, known.Reason, known.ConfirmedAt, known.ConfirmedBy) = (clock.GetUtcNow(), Reason(failure), null, null);
        await db.SaveChangesAsync(cancellationToken);
        await DecideAgainAsync(db, failure.Address, cancellationToken);
        if (NoteReader.OfDesk(settings.Union.Staff) is { } desk && !Same(desk.Address, failure.Address))
        {
            await Note(mail, failure).QueueAsync(db, desk, id, today, clock.GetUtcNow(), cancellationToken);
        }
    }

    // What waits for the mailbox, or was refused there, counts as never decided: the next plan gives it to whoever stands in.
    static async Task DecideAgainAsync(SyncDb db, string address, CancellationToken cancellationToken)
    {
        var mails = db
            .Outbox.To(address)
            .Where(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt || mail.State == OutboxState.Refused);
        await db
            .Ledger.Where(row =>
                (row.State == LedgerState.Due || row.State == LedgerState.Late) && mails.Any(mail => mail.Id == row.OutboxId)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, LedgerState.Withdrawn)
                        .SetProperty(row => row.Reason, row => row.Reason + "; the mailbox was reported as not there"),
                cancellationToken
            );
        await mails
            .Where(mail => mail.State != OutboxState.Refused)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.State, OutboxState.Cancelled)
                        .SetProperty(mail => mail.NextTryAt, (DateTimeOffset?)null)
                        .SetProperty(mail => mail.Reason, "Its mailbox was reported as not there."),
                cancellationToken
            );
    }

    static StaffNote Note(OutboxMail mail, ReportedRecipient failure)
    {
        var confirm = $"SyncWorker mail recipients confirm {failure.Address}";
        return new(
            $"Thư không gửi được tới {mail.Salutation}",
            $"Mail does not reach {mail.Salutation}",
            string.Join(
                "\n\n",
                $"Máy chủ thư báo không gửi được thư tới {mail.Salutation} ({failure.Address}): {Reason(failure)}",
                "Từ nay hệ thống không gửi thư tới địa chỉ này. Việc của đồng chí (hoặc đơn vị) đó được nhắc tới trưởng đơn vị phụ trách, cho đến khi có người xác nhận địa chỉ.",
                $"Đề nghị đồng chí kiểm tra địa chỉ. Địa chỉ sai: sửa trong staff.json hoặc trong danh bạ của hội. Địa chỉ đúng và đã dùng lại được: báo bộ phận CNTT chạy lệnh {confirm}"
            ),
            string.Join(
                "\n\n",
                $"The mail server reports that mail to {mail.Salutation} ({failure.Address}) was not delivered: {Reason(failure)}",
                "No more mail goes to this address. What it was reminded of goes to the head of the department until a person has confirmed the address.",
                $"Please check the address. Is it wrong, correct it in staff.json or in the association's register. Is it right and works again, have IT run {confirm}"
            )
        );
    }

    static string Reason(ReportedRecipient failure)
    {
        var words = failure.Words[(failure.Words.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        return ReplyText.WithoutAddresses(words.Length == 0 ? failure.Status : $"{failure.Status} {words}");
    }

    static bool Same(string one, string? other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
