using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Cli.Partner;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail;

/// <summary>Whose mail is meant: a position of staff.json, or a partner of the register.</summary>
/// <param name="Key">As the outbox names it: <c>staff:bca-01</c>, <c>partner:12</c>.</param>
/// <param name="Name">For people.</param>
sealed record MailRecipient(string Key, string Name)
{
    const string Staff = "staff:";

    const string Partner = "partner:";

    public bool IsPosition => Key.StartsWith(Staff, StringComparison.Ordinal);

    public static Argument<string> Argument() =>
        new("WHO") { Description = "A position's id in staff.json, or an association's number, register id or name." };

    /// <summary>Runs the work on who is meant; says it when nobody is.</summary>
    public static async Task<int> OnAsync(VerbContext context, string who, Func<MailRecipient, Task<int>> work, CancellationToken stopping)
    {
        var id = who.StartsWith(Staff, StringComparison.Ordinal) ? who[Staff.Length..] : who;
        var positions = context.Config.Staff.Staff;
        if (positions.FirstOrDefault(position => position.Id == id) is { } found)
        {
            // Positions that one mailbox serves are one recipient: the first of them in staff.json.
            var first = positions.First(position => position.Email.Equals(found.Email, StringComparison.OrdinalIgnoreCase));
            return await work(new($"{Staff}{first.Id}", $"{Staff}{first.Id}"));
        }

        var key = who.StartsWith(Partner, StringComparison.Ordinal) ? who[Partner.Length..] : who;
        var queries = context.Services.GetRequiredService<PartnerQueries>();
        if (
            await queries.ByKeyAsync(key, stopping) is null
            && (await queries.FindAsync(key, stopping)) is []
            && Suggestion.For(id, positions.Select(position => position.Id)) is { } near
        )
        {
            await Console.Error.WriteLineAsync($"\"{who}\" is no position and no partner. Did you mean \"{near}\"?");
            return ExitCode.Configuration;
        }

        return await PartnerArgument.OnAsync(
            context,
            key,
            (_, partner) =>
                work(
                    new(
                        string.Create(CultureInfo.InvariantCulture, $"{Partner}{partner.Id}"),
                        partner.RegisterId is { } register ? $"{register}, {partner.NameVi}" : partner.NameVi
                    )
                ),
            stopping
        );
    }
}
