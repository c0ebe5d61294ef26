namespace SyncWorker.Store.Rows;

/// <summary>
/// A mailbox outside the union's domains that a person let a recipient's mail go to; another mailbox of the same recipient is not meant.
/// </summary>
sealed class ApprovedMailbox
{
    /// <summary><c>partner:12</c>.</summary>
    public required string Recipient { get; set; }

    /// <summary>In small letters.</summary>
    public required string Address { get; set; }

    public DateTimeOffset ApprovedAt { get; set; }

    public required string ApprovedBy { get; set; }
}
