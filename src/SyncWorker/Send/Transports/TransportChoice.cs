using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;

namespace SyncWorker.Send.Transports;

/// <summary>Makes the transport that send.json names. The session itself opens with the first mail.</summary>
sealed class TransportChoice(WorkerFolders folders, SecretStore secrets, TimeProvider clock)
{
    public IMailTransport Open(SendOptions options) =>
        options.Transport switch
        {
            TransportKind.Smtp => Smtp(options),
            TransportKind.Graph => Graph(options),
            _ => new PickupTransport(PickupFolder(options)),
        };

    public SmtpTransport Smtp(SendOptions options) => new(options.Smtp!, folders.Config, Network(options), secrets, clock);

    public GraphTransport Graph(SendOptions options) => new(options.Graph!, Network(options), secrets, clock);

    /// <summary>How its server is reached.</summary>
    public NetworkOptions Network(SendOptions options)
    {
        string[] own = options is { Transport: TransportKind.Smtp, Smtp.TrustFile: { } file } ? [file] : [];
        return NetworkOptions.Read(options.Proxy, [.. options.Trust, .. own], folders.Config);
    }

    /// <summary>Where the .eml files go.</summary>
    public string PickupFolder(SendOptions options) =>
        options.Pickup.Folder is { } folder ? Path.GetFullPath(folder, folders.Data) : folders.Pickup;
}
