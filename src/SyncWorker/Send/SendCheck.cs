using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>What the types of send.json cannot say.</summary>
static class SendCheck
{
    /// <param name="options">What send.json says.</param>
    /// <param name="faults">Collects them.</param>
    /// <param name="sources">The names of poll.json; null when it cannot be read.</param>
    public static void Check(SendOptions options, ConfigFaults faults, IReadOnlyCollection<string>? sources = null)
    {
        if (options.AllowedDomains.Count + options.AlsoAllowed.Count == 0)
        {
            faults.Add(
                "allowedDomains",
                "The list is empty, so no mail could leave.",
                "Name the domains of your staff and associations, such as \"example.org\", or say \"alsoAllowed\": [\"staff\", \"register\"]."
            );
        }

        CheckMailboxSources(options, sources, faults);
        if (options.Proxy is { } proxy && !NetworkOptions.IsProxy(proxy))
        {
            faults.Add("proxy", $"\"{proxy}\" is no proxy.", NetworkOptions.ProxyFix);
        }

        if (options.Smtp is { } smtp)
        {
            Check(smtp.ToServer(), "smtp", faults);
        }

        if (options.Graph is { } graph)
        {
            Check(graph, "graph", faults);
        }

        if (options.Alarm is { } alarm)
        {
            Check(alarm, options, faults);
        }

        if (options.Answers?.Imap is { } imap)
        {
            Check(imap.ToServer(), "answers.imap", faults);
        }

        if (options.Answers?.Graph is { } read)
        {
            Check(read, "answers.graph", faults);
            if (options.Answers.Imap is not null)
            {
                faults.Add("answers", "It names two mailboxes, imap and graph.", "Leave one of them.");
            }
        }

        if (options.KeepAddressesFor.Span < TimeSpan.FromDays(1))
        {
            faults.Add(
                "keepAddressesFor",
                $"Addresses would be forgotten after {options.KeepAddressesFor}, before their mail has left.",
                "Write at least \"1 day\"."
            );
        }

        if (options.Retry.GiveUpAfter.Span < options.Retry.First.Span)
        {
            faults.Add(
                "retry.giveUpAfter",
                $"The mail would be given up after {options.Retry.GiveUpAfter}, before it is tried again.",
                $"Write more than {options.Retry.First}, such as \"3 days\"."
            );
        }

        if (options.Retry.First.Span > options.Retry.Longest.Span)
        {
            faults.Add(
                "retry.first",
                $"The first delay, {options.Retry.First}, is longer than the longest, {options.Retry.Longest}.",
                "Write first before longest, such as 5 minutes and 4 hours."
            );
        }
    }

    static void CheckMailboxSources(SendOptions options, IReadOnlyCollection<string>? sources, ConfigFaults faults)
    {
        if (options.AlsoAllowed.Contains(AllowedList.Register) && options.MailboxesFrom.Count == 0)
        {
            faults.Add(
                "mailboxesFrom",
                "alsoAllowed says register, but no source is named whose addresses are believed.",
                "Add such as \"mailboxesFrom\": [\"register\"]."
            );
        }

        for (var i = 0; i < options.MailboxesFrom.Count; i++)
        {
            if (sources?.Contains(options.MailboxesFrom[i]) == false)
            {
                faults.Add(
                    $"mailboxesFrom[{i}]",
                    $"There is no source \"{options.MailboxesFrom[i]}\" in poll.json.",
                    Suggestion.Sentence(options.MailboxesFrom[i], sources)
                );
            }
        }
    }

    static void Check(AlarmOptions alarm, SendOptions main, ConfigFaults faults)
    {
        if (alarm.Graph is { } graph)
        {
            Check(graph, "alarm.graph", faults);
        }

        if (alarm.Smtp is { } smtp)
        {
            Check(smtp.ToServer(), "alarm.smtp", faults);
            if (
                main is { Transport: TransportKind.Smtp, Smtp: { } first }
                && alarm.By == TransportKind.Smtp
                && first.Host == smtp.Host
                && first.User == smtp.User
            )
            {
                faults.Add(
                    "alarm.smtp",
                    "It is the server and the account of the first transport: when that stops, so does this.",
                    "Name another server or account, or \"by\": \"pickup\"."
                );
            }
        }
    }

    static void Check(MailServer server, string path, ConfigFaults faults)
    {
        if (server.OAuth is { } oauth)
        {
            Check(oauth.TokenEndpoint, $"{path}.oAuth.tokenEndpoint", faults);
        }

        if (
            server.Security is MailSecurity.None or MailSecurity.StartTlsWhenOffered
            && server.Secret is not null
            && !NetworkOptions.IsLoopback(server.Host)
        )
        {
            faults.Add(
                $"{path}.security",
                "A password would cross the network unencrypted, or where somebody hides that the server offers encryption.",
                "Use start-tls or tls, or leave out user and secret."
            );
        }
    }

    static void Check(GraphAccess graph, string path, ConfigFaults faults)
    {
        Check(graph.Login, $"{path}.login", faults);
        Check(graph.Endpoint, $"{path}.endpoint", faults);
    }

    static void Check(Uri address, string path, ConfigFaults faults)
    {
        if (!NetworkOptions.IsConfidential(address))
        {
            faults.Add(path, "A secret would cross the network unencrypted.", "Write an https address.");
        }

        if (PlainSecret.InQuery(address.OriginalString) is { } name)
        {
            faults.Add(path, $"The address carries a secret in \"{name}\".", "Take it out, and store it with `secret set NAME`.");
        }
    }
}
