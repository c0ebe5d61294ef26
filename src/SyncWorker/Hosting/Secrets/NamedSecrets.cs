using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Secrets;

/// <summary>The names of the secrets that the config needs.</summary>
static class NamedSecrets
{
    public static IReadOnlyList<string> Of(SyncConfig config) =>
    [
        .. config.Poll.Sources.Select(source => source.Auth?.Secret).Append(config.Send.SecretName).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];
}
