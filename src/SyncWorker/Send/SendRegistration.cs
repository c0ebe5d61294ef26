using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send;

static class SendRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddSend(this IServiceCollection services) =>
        services
            .AddSingleton<TransportChoice>()
            .AddSingleton<SendParts>()
            .AddSingleton<SendStage>();
}
