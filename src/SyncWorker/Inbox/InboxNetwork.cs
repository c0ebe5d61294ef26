using SyncWorker.Net;

namespace SyncWorker.Inbox;

/// <summary>How the server of the mailbox is reached, beside what its options say.</summary>
/// <param name="ConfigFolder">Where files without a folder are.</param>
/// <param name="Proxy">For the addresses that tokens come from.</param>
/// <param name="Trust">Files of private authorities.</param>
sealed record InboxNetwork(string ConfigFolder, string? Proxy, IReadOnlyList<string> Trust)
{
    /// <param name="own">One more file of a private authority, for this server alone.</param>
    public NetworkOptions With(string? own) => NetworkOptions.Read(Proxy, own is null ? Trust : [.. Trust, own], ConfigFolder);
}
