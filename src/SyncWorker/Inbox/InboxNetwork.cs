using SyncWorker.Net;
using SyncWorker.Net.Mail;

namespace SyncWorker.Inbox;

/// <summary>How the server of the mailbox is reached, beside what <see cref="ImapOptions"/> says.</summary>
/// <param name="ConfigFolder">Where files without a folder are.</param>
/// <param name="Proxy">For the addresses that tokens come from.</param>
/// <param name="Trust">Files of private authorities.</param>
sealed record InboxNetwork(string ConfigFolder, string? Proxy, IReadOnlyList<string> Trust)
{
    public NetworkOptions For(ImapOptions options) =>
        NetworkOptions.Read(Proxy, options.TrustFile is { } own ? [.. Trust, own] : Trust, ConfigFolder);
}
