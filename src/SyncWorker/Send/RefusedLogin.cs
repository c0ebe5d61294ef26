using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// The memory of a login that the mail server refused: trying it again brings the account nearer to being locked. It ends when the
/// secret is set again (the same value too: an account is unlocked without a new password), when the account in send.json is
/// another, when the server takes a test mail, or by the word of a person.
/// </summary>
sealed class RefusedLogin(SendParts parts, StageSettings<SendOptions> settings)
{
    /// <summary>The fact that says which account was refused, and the version of its secret. It tells nothing of the password.</summary>
    public const string Fact = "send.login-refused";

    /// <summary>Why no login is tried; null when there is no reason against it. What is out of date is forgotten.</summary>
    public async Task<string?> FindAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var refused = await db.Facts.Where(fact => fact.Name == Fact).Select(fact => fact.Value).SingleOrDefaultAsync(cancellationToken);
        if (refused is null)
        {
            return null;
        }

        if (
            refused.Split('\n') is [var account, var version]
            && account == Account()
            && (settings.Options.SecretName is not { } name || SecretVersion.IsStill(parts.Secrets, name, version))
        )
        {
            return $"The mail server refused the login, and the password has not been set again since. {Cure()}";
        }

        await ForgetAsync(db, cancellationToken);
        return null;
    }

    public async Task RememberAsync(CancellationToken cancellationToken)
    {
        var version = settings.Options.SecretName is { } name ? SecretVersion.Read(parts.Secrets, name) : "";
        var value = $"{Account()}\n{version}";
        await using var db = parts.Store.OpenDurable();
        await db.Database.ExecuteSqlAsync(
            $"""insert into facts ("Name", "Value") values ({Fact}, {value}) on conflict ("Name") do update set "Value" = excluded."Value" """,
            cancellationToken
        );
    }

    /// <summary>The next run tries the login again. False when none was refused.</summary>
    public static async Task<bool> ForgetAsync(SyncDb db, CancellationToken cancellationToken) =>
        await db.Facts.Where(fact => fact.Name == Fact).ExecuteDeleteAsync(cancellationToken) > 0;

    string Cure() =>
        settings.Options.SecretName is { } name
            ? $"Set it again with: SyncWorker secret set {name}; when the account works again with the same one: SyncWorker mail release"
            : "When the account works again: SyncWorker mail release";

    string Account() =>
        $"{settings.Options.Transport} {settings.Options.Smtp?.Host} {settings.Options.Smtp?.User} {settings.Options.Smtp?.OAuth?.ClientId} {settings.Options.Graph?.ClientId}";
}
