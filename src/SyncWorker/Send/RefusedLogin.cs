using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>The memory of a login for sending that the mail server refused; it ends also when the server takes a test mail.</summary>
sealed class RefusedLogin(SendParts parts, StageSettings<SendOptions> settings)
{
    /// <inheritdoc cref="LoginMemory"/>
    public const string Fact = "send.login-refused";

    LoginMemory Memory => new(Fact, Account(), settings.Options.SecretName, parts.Secrets);

    /// <summary>Why no login is tried; null when there is no reason against it. What is out of date is forgotten.</summary>
    public async Task<string?> FindAsync(SyncDb db, CancellationToken cancellationToken) =>
        await Memory.IsRefusedAsync(db, cancellationToken)
            ? $"The mail server refused the login, and the password has not been set again since. {Cure()}"
            : null;

    public async Task RememberAsync()
    {
        await using var db = parts.Store.OpenDurable();
        await Memory.RememberAsync(db);
    }

    /// <inheritdoc cref="LoginMemory.ForgetAsync"/>
    public static Task<bool> ForgetAsync(SyncDb db, CancellationToken cancellationToken) =>
        LoginMemory.ForgetAsync(db, Fact, cancellationToken);

    string Cure() =>
        settings.Options.SecretName is { } name
            ? $"Set it again with: SyncWorker secret set {name}; when the account works again with the same one: SyncWorker mail release"
            : "When the account works again: SyncWorker mail release";

    string Account() =>
        $"{settings.Options.Transport} {settings.Options.Smtp?.Host} {settings.Options.Smtp?.User} {settings.Options.Smtp?.OAuth?.ClientId} {settings.Options.Graph?.ClientId}";
}
