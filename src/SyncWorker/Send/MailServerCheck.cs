using System.Globalization;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send;

/// <summary>What a mail server says to a run's login.</summary>
/// <param name="Works">A run's mails would be taken, as far as that can be seen without one.</param>
/// <param name="Words">Its answer, or what is wrong and what to do.</param>
sealed record MailServerAnswer(bool Works, string Words)
{
    /// <summary>Whether it takes mailboxes with accents (SMTPUTF8); null for a transport that takes any, or a server that was not reached.</summary>
    public bool? TakesAccents { get; init; }
}

/// <summary>Signs in to the mail server as a run does (proxy, TLS, certificate, secret, sender) and sends no mail.</summary>
sealed class MailServerCheck(TransportChoice transports, TimeProvider clock)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <param name="by">The first transport, or the one for alarms.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<MailServerAnswer> AskAsync(SendOptions by, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return by switch
            {
                { Transport: TransportKind.Smtp, Smtp: { } smtp } => await AskAsync(by, smtp, either.Token),
                { Transport: TransportKind.Graph, Graph: { } graph } => await AskAsync(by, graph, either.Token),
                _ => new(true, $"goes to the folder {transports.PickupFolder(by)}; there is no server to reach"),
            };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new(false, "no answer within 30 seconds");
        }
        finally
        {
            stopping.ThrowIfCancellationRequested();
        }
    }

    async Task<MailServerAnswer> AskAsync(SendOptions by, SmtpOptions smtp, CancellationToken abort)
    {
        await using var transport = transports.Smtp(by);
        var (refused, takesAccents) = await transport.ProbeAsync(by.From.Address, abort);
        if (refused is not null)
        {
            return new(false, Describe(refused, $"{smtp.Host}:{smtp.Port}", by));
        }

        var login = smtp.Secret is null ? "takes mail from this machine" : "lets us in";
        return new(true, $"{smtp.Host}:{smtp.Port} {login}{Secured(transport.CertificateEnds)}; `mail test` sends one mail")
        {
            TakesAccents = takesAccents,
        };
    }

    async Task<MailServerAnswer> AskAsync(SendOptions by, GraphOptions graph, CancellationToken abort)
    {
        await using var transport = transports.Graph(by);
        return await transport.ProbeAsync(abort) is { } refused
            ? new(false, Describe(refused, graph.Endpoint.Host, by))
            : new(true, $"{graph.Login.Host} gives a token and {graph.Endpoint.Host} takes it; `mail test` sends one mail");
    }

    string Secured(DateTimeOffset? ends) =>
        ends is not { } end ? " without encryption"
        : CertificateAge.Warning(end, clock.GetUtcNow()) is { } warning ? $". {warning}"
        : string.Create(CultureInfo.InvariantCulture, $"; its certificate ends on {end:yyyy-MM-dd}");

    static string Describe(Delivery refused, string server, SendOptions by)
    {
        var code = refused.Code is { } number ? $" ({number})" : "";
        var words = refused.Text.TrimEnd('.');
        return refused switch
        {
            Delivery.LoginRefused { Code: null } => $"{words}.",
            Delivery.LoginRefused when by.SecretName is null =>
                $"{server} wants a login{code}: {words}. Name user and secret in send.json.",
            Delivery.LoginRefused =>
                $"{server} refuses the login{code}: {words}. Look at the user in send.json and set the password again: SyncWorker secret set {by.SecretName}. Do not repeat this often, or the account is locked.",
            Delivery.Permanent or Delivery.Temporary =>
                $"{server} takes no mail from the sender{code}: {words}. Look at from.address in send.json and whether the account may send as it.",
            _ => $"{words}{code}.",
        };
    }
}
