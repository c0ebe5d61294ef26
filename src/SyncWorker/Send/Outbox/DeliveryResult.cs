using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>What became of a mail, by a try or without one, and how its row is settled.</summary>
/// <param name="Row">As it was claimed.</param>
/// <param name="Settlement">Its next state.</param>
/// <param name="At">When, and the day the run was for.</param>
sealed record DeliveryResult(OutboxMail Row, Settlement Settlement, Moment At)
{
    /// <summary>What the server answered; null when there was no try.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>What the try was made by.</summary>
    public string? Transport { get; init; }
}
