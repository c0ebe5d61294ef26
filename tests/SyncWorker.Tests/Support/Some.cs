using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Support;

/// <summary>Values of which a test needs one, whatever it says.</summary>
static class Some
{
    public static ComposedMail ComposedMail(OutboxMail row) =>
        new()
        {
            Name = row.FileName,
            From = "nhacviec@example.org",
            To = row.Address ?? "bca01@example.org",
            MessageId = $"<{row.Id}>",
            Subject = "x",
            Message = [1],
        };
}
