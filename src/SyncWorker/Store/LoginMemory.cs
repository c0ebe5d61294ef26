using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Store;

/// <summary>
/// The memory of a login that a mail server refused: trying it again brings the account nearer to being locked. It ends when the
/// secret is set again (the same value too: an account is unlocked without a new password), when the account in config is another, or by
/// the word of a person.
/// </summary>
/// <param name="fact">The fact that says which account was refused, and the version of its secret. It tells nothing of the password.</param>
/// <param name="account">Server, user and client.</param>
/// <param name="secretName">Null for a login without a secret.</param>
/// <param name="secrets">Where it is kept.</param>
sealed class LoginMemory(string fact, string account, string? secretName, SecretStore secrets)
{
    /// <summary>The fact about the mailbox that is read.</summary>
    public const string InboxFact = "inbox.login-refused";

    /// <summary>The present login was refused. What is out of date is forgotten.</summary>
    public async Task<bool> IsRefusedAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var refused = await db.Facts.Where(row => row.Name == fact).Select(row => row.Value).SingleOrDefaultAsync(cancellationToken);
        if (refused is null)
        {
            return false;
        }

        if (
            refused.Split('\n') is [var before, var version]
            && before == account
            && (secretName is null || SecretVersion.IsStill(secrets, secretName, version))
        )
        {
            return true;
        }

        await ForgetAsync(db, fact, cancellationToken);
        return false;
    }

    public Task RememberAsync(SyncDb db) =>
        StoreFacts.WriteAsync(db, fact, $"{account}\n{(secretName is null ? "" : SecretVersion.Read(secrets, secretName))}");

    /// <summary>The next run tries the login again. False when none was refused.</summary>
    public static async Task<bool> ForgetAsync(SyncDb db, string fact, CancellationToken cancellationToken) =>
        await db.Facts.Where(row => row.Name == fact).ExecuteDeleteAsync(cancellationToken) > 0;
}
