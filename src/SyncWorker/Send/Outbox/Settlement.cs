using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>What a try makes of a mail: its next state, why, and when to try again.</summary>
sealed record Settlement(OutboxState State, string Reason, DateTimeOffset? NextTryAt)
{
    /// <summary>
    /// True when no server saw the mail: its text is written anew at the next try, so that "in 7 days" is true then and reminders
    /// may still join it.
    /// </summary>
    public bool Recompose { get; init; }

    /// <summary>What <c>attempts</c> calls it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>
    /// Decides, from the answer alone. A refusal for now is tried again after a delay that doubles from the first to the
    /// longest, moved by up to a fifth so that many mails do not come back at once, until the time to give up.
    /// </summary>
    public static Settlement After(Delivery delivery, OutboxMail mail, SendOptions options, DateTimeOffset now)
    {
        switch (delivery)
        {
            case Delivery.Sent:
                return new(OutboxState.Sent, delivery.Text, null) { Outcome = AttemptOutcome.Sent };
            case Delivery.Permanent:
                return new(OutboxState.Refused, $"Refused by the server: {Describe(delivery)}", null)
                {
                    Outcome = AttemptOutcome.Permanent,
                };
            case Delivery.Uncertain:
                return Uncertain(mail.IsForStaff, $"It was handed over and no answer came: {delivery.Text}", options.Uncertain, now);
            case Delivery.LoginRefused:
                // Reminders may join a queued mail; a repeat keeps its text.
                return new(
                    mail.Repeats == 0 ? OutboxState.Queued : OutboxState.RetryAt,
                    $"The server refused the login: {Describe(delivery)}",
                    mail.Repeats == 0 ? null : now
                )
                {
                    Outcome = AttemptOutcome.Temporary,
                    Recompose = mail.Repeats == 0,
                };
        }

        if (now - mail.CreatedAt >= options.Retry.GiveUpAfter.Span)
        {
            return new(
                OutboxState.Refused,
                $"Given up after {mail.Attempts + 1} tries in {options.Retry.GiveUpAfter}: {Describe(delivery)}",
                null
            )
            {
                Outcome = AttemptOutcome.Permanent,
            };
        }

        var delay = Delay(mail, options.Retry);
        return new(OutboxState.RetryAt, Describe(delivery), now + delay)
        {
            Outcome = AttemptOutcome.Temporary,
            Recompose = delivery is Delivery.NoServer or Delivery.Unsendable && mail.Repeats == 0,
        };
    }

    /// <summary>A mail that may have arrived or not, by the policy for whom it is for.</summary>
    public static Settlement Uncertain(bool isForStaff, string reason, UncertainOptions options, DateTimeOffset now) =>
        (isForStaff ? options.Staff : options.Associations) switch
        {
            UncertainPolicy.AssumeDelivered => new(OutboxState.Sent, $"Assumed delivered. {reason}", null)
            {
                Outcome = AttemptOutcome.Uncertain,
            },
            UncertainPolicy.Resend => new(OutboxState.Uncertain, reason, now + options.ResendAfter.Span)
            {
                Outcome = AttemptOutcome.Uncertain,
            },
            _ => new(OutboxState.Uncertain, reason, null) { Outcome = AttemptOutcome.Uncertain },
        };

    static TimeSpan Delay(OutboxMail mail, RetryOptions retry)
    {
        var doubled = retry.First.Span * Math.Pow(2, Math.Min(mail.Attempts, 20));
        var delay = doubled < retry.Longest.Span ? doubled : retry.Longest.Span;
        // The same mail, the same try: the same delay
        var spread = unchecked((uint)((mail.Id * 2654435761) + (mail.Attempts * 40503))) % 1000 / 1000.0;
        return delay * (0.8 + (0.4 * spread));
    }

    static string Describe(Delivery delivery) => delivery.Code is { } code ? $"{code} {delivery.Text}" : delivery.Text;
}
