using SyncWorker.Send.Transports;

namespace SyncWorker.Tests.Send.Support;

/// <summary>A transport that has a name and sends nothing.</summary>
sealed class StubTransport : IMailTransport
{
    public string Name => "stub";

    public bool ReplaysSafely { get; init; }

    public int AtOnce => 1;

    public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort) =>
        throw new InvalidOperationException("nothing is to be sent");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
