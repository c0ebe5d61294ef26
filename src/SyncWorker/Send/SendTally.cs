namespace SyncWorker.Send;

/// <summary>What one round did, counted as it goes.</summary>
sealed class SendTally
{
    readonly List<string> _notes = [];

    public int Sent { get; set; }

    /// <summary>Refused for now: they wait for their next try.</summary>
    public int Later { get; set; }

    public int Refused { get; set; }

    /// <summary>Handed over without an answer, in this run or found so from a worker that died.</summary>
    public int Uncertain { get; set; }

    public int Expired { get; set; }

    /// <summary>Nothing was left to say in them.</summary>
    public int Empty { get; set; }

    /// <summary>Older digests whose reminders joined a newer one.</summary>
    public int Joined { get; set; }

    /// <summary>Mails that a transport was given.</summary>
    public int Tried { get; set; }

    /// <summary>Refusals since the last mail that was taken.</summary>
    public int RefusedInARow { get; set; }

    /// <summary>The server's words when it refused our login.</summary>
    public string? LoginRefused { get; set; }

    /// <summary>Why the round ended before the queue was empty.</summary>
    public string? Stopped { get; set; }

    /// <summary>What IT is told of; a server that is only out of reach comes back by itself.</summary>
    public string? Standstill => Stopped is null ? null : LoginRefused is not null ? SendGate.LoginStandstill : RefusedInARow > 0 ? "the server refuses everything" : null;

    public IReadOnlyList<string> Notes => Stopped is null ? _notes : [.. _notes, Stopped];

    public StageOutcome Outcome => (Stopped is null, Sent) switch
    {
        (false, 0) => StageOutcome.Failed,
        (false, _) => StageOutcome.Partly,
        _ => Refused + Uncertain + Expired > 0 ? StageOutcome.Partly : StageOutcome.Done,
    };

    public IReadOnlyList<Count> Counts =>
    [
        new("sent", Sent),
        .. ((Count[])[new("to try again", Later), new("refused", Refused), new("uncertain", Uncertain), new("expired", Expired), new("joined", Joined), new("empty", Empty)]).Where(count => count.Number > 0),
    ];

    /// <summary>Adds a sentence for people, once.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence, StringComparer.Ordinal))
        {
            _notes.Add(sentence);
        }
    }
}
