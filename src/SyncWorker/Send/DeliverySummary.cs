using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>What one round did, counted as it goes.</summary>
sealed class DeliverySummary
{
    /// <summary>So many refusals before anything was taken are the server's or the sender's fault, not the mails'.</summary>
    const int RefusedInARowAtMost = 10;

    readonly List<string> _notes = [];
    readonly Dictionary<string, List<string>> _setAside = new(StringComparer.Ordinal);
    int _refusedInARow;

    public int Sent { get; set; }

    /// <summary>Refused for now: they wait for their next try.</summary>
    public int Later { get; set; }

    public int Refused { get; set; }

    /// <summary>Handed over without an answer, in this run or found so from a worker that died.</summary>
    public int Uncertain { get; set; }

    /// <summary>Could not be written or handed over by this program: they wait for their next try.</summary>
    public int SetAside => _setAside.Values.Sum(mails => mails.Count);

    public int Expired { get; set; }

    /// <summary>Nothing was left to say in them.</summary>
    public int Empty { get; set; }

    /// <summary>Older digests whose reminders joined a newer one.</summary>
    public int Joined { get; set; }

    /// <summary>Mails that a transport was given.</summary>
    public int Tried { get; set; }

    /// <summary>The server's words when it refused our login.</summary>
    public string? LoginRefused { get; set; }

    /// <summary>Why the server was not reached, or ended the session.</summary>
    public string? NotReached { get; private set; }

    /// <summary>Why the round ended before the queue was empty.</summary>
    public string? Stopped { get; set; }

    /// <summary>The outage that IT is alerted to at once; of a server that was not reached it hears after hours (<see cref="ServerOutage"/>).</summary>
    public string? Outage =>
        Stopped is null ? null
        : LoginRefused is not null ? SendGate.LoginOutage
        : _refusedInARow > 0 ? "the server refuses everything"
        : null;

    public IReadOnlyList<string> Notes =>
        [
            .. _notes,
            .. _setAside.Select(pair =>
                $"{(pair.Value.Count == 1 ? $"The mail to {pair.Value[0]} waits" : $"{pair.Value.Count} mails wait, the first to {pair.Value[0]}")}: {pair.Key}"
            ),
            .. Stopped is null ? (string[])[] : [Stopped],
        ];

    public StageOutcome Outcome =>
        (Stopped is null, Sent) switch
        {
            (false, 0) => StageOutcome.Failed,
            (false, _) => StageOutcome.Partly,
            _ => Refused + Uncertain + Expired + SetAside > 0 ? StageOutcome.Partly : StageOutcome.Done,
        };

    public IReadOnlyList<Count> Counts =>
        [
            new("sent", Sent),
            .. (
                (Count[])
                    [
                        new("to try again", Later),
                        new("set aside", SetAside),
                        new("refused", Refused),
                        new("uncertain", Uncertain),
                        new("expired", Expired),
                        new("joined", Joined),
                        new("empty", Empty),
                    ]
            ).Where(count => count.Number > 0),
        ];

    /// <summary>Counts a try; one that shows that no other mail would fare better stops the round.</summary>
    public void Add(DeliveryResult result, Delivery delivery, string? secretName)
    {
        Tried++;
        switch (result.Settlement.State)
        {
            case OutboxState.Sent:
                Sent++;
                break;
            case OutboxState.Refused:
                Refused++;
                Note($"The mail to {result.Row.Recipient} was refused: {delivery.Text}");
                break;
            case OutboxState.Uncertain:
                Uncertain++;
                break;
            case OutboxState.RetryAt when delivery is Delivery.Unsendable:
                AddSetAside(result);
                break;
            default:
                Later++;
                break;
        }

        _refusedInARow = delivery is (Delivery.Temporary or Delivery.Permanent) and { Code: not null } ? _refusedInARow + 1 : 0;
        if (_refusedInARow == RefusedInARowAtMost && Sent == 0)
        {
            Stopped =
                $"The mail server refuses everything ({RefusedInARowAtMost} mails, the last with: {delivery.Code} {delivery.Text}). The rest waits. Once it is mended: SyncWorker mail list --state refused, and mail retry.";
        }

        if (delivery is Delivery.NoServer)
        {
            NotReached = delivery.Text;
            Stopped = $"The mail server was not reached or ended the session: {delivery.Text} The rest waits.";
        }
        else if (delivery is Delivery.LoginRefused)
        {
            LoginRefused = delivery.Text;
            Stopped =
                $"The mail server refused the login: {delivery.Text} Nothing more is tried until the password is set again: SyncWorker secret set {secretName}";
        }
    }

    /// <summary>Counts a mail that ended before it was tried.</summary>
    public void AddEnded(DeliveryResult result)
    {
        switch (result.Settlement.State)
        {
            case OutboxState.Expired:
                Expired++;
                break;
            case OutboxState.Refused:
                Refused++;
                Note($"No mail to {result.Row.Recipient}: {result.Settlement.Reason}");
                break;
            case OutboxState.RetryAt:
                AddSetAside(result);
                break;
            default:
                Empty++;
                break;
        }
    }

    void AddSetAside(DeliveryResult result)
    {
        if (!_setAside.TryGetValue(result.Settlement.Reason, out var mails))
        {
            _setAside[result.Settlement.Reason] = mails = [];
        }

        mails.Add(result.Row.Recipient);
    }

    /// <summary>Adds a sentence for people, once.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence, StringComparer.Ordinal))
        {
            _notes.Add(sentence);
        }
    }
}
