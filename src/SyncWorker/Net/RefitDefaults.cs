using Refit;

namespace SyncWorker.Net;

/// <summary>The settings of every Refit client.</summary>
static class RefitDefaults
{
    /// <summary>What the handlers throw comes as it is, not wrapped into an exception of Refit's.</summary>
    public static RefitSettings Settings { get; } = new() { TransportExceptionFactory = (_, error, _) => error };
}
