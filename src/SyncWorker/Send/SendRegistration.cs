using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send;

static class SendRegistration
{
    /// <summary>What the stage and its verbs need, one line each.</summary>
    public static IServiceCollection AddSend(this IServiceCollection services) =>
        services
            .AddSingleton<TransportChoice>()
            .AddSingleton<SendParts>()
            .AddSingleton<MailQueries>()
            .AddSingleton<MailCommands>()
            .AddSingleton<MailPreview>()
            .AddSingleton<TestMail>()
            .AddSingleton<MailServerCheck>()
            .AddSingleton<MailboxApprovals>()
            .AddSingleton<SendGate>()
            .AddSingleton<SendStage>();
}
