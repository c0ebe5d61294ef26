using SyncWorker.Hosting;
using SyncWorker.Hosting.Secrets;

namespace SyncWorker.Send.Transports;

/// <summary>Makes the transport that send.json names. The session itself opens with the first mail.</summary>
sealed class TransportChoice(WorkerFolders folders, SecretStore secrets, TimeProvider clock)
{
    public IMailTransport Open(SendOptions options) => options.Transport switch
    {
        TransportKind.Smtp => new SmtpTransport(options.Smtp!, secrets, clock),
        TransportKind.Graph => new GraphTransport(options.Graph!, secrets, clock),
        _ => new PickupTransport(PickupFolder(options)),
    };

    /// <summary>Where the .eml files go.</summary>
    public string PickupFolder(SendOptions options) =>
        options.Pickup.Folder is { } folder ? Path.GetFullPath(folder, folders.Data) : folders.Pickup;
}
