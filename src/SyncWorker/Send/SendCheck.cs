using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>What the types of send.json cannot say.</summary>
static class SendCheck
{
    // Of the registry of IANA, what people mistake for the port that takes mail
    static readonly Dictionary<int, string> s_otherPorts = new()
    {
        [80] = "the web",
        [443] = "the web",
        [110] = "reading mail",
        [143] = "reading mail",
        [993] = "reading mail",
        [995] = "reading mail",
    };

    /// <param name="options">What send.json says.</param>
    /// <param name="faults">Collects them.</param>
    /// <param name="sources">The names of poll.json; null when it cannot be read.</param>
    public static void Check(SendOptions options, ConfigFaults faults, IReadOnlyCollection<string>? sources = null)
    {
        faults.AddMailbox("from.address", options.From.Address);
        if (options.AllowedDomains.Count + options.AlsoAllowed.Count == 0)
        {
            faults.Add(
                "allowedDomains",
                "The list is empty, so no mail could leave.",
                "Name the domains of your staff and associations, such as \"example.org\", or say \"alsoAllowed\": [\"staff\", \"register\"]."
            );
        }

        for (var i = 0; i < options.AllowedDomains.Count; i++)
        {
            if (
                options.AllowedDomains[i].AsSpan().ContainsAny("@* /:")
                || !options.AllowedDomains[i].Contains('.', StringComparison.Ordinal)
            )
            {
                faults.Add(
                    $"allowedDomains[{i}]",
                    $"\"{options.AllowedDomains[i]}\" is not a domain.",
                    "Write the part after the @, such as \"example.org\"."
                );
            }
        }

        CheckMailboxSources(options, sources, faults);
        if (options.Transport == TransportKind.Smtp && options.Smtp is null)
        {
            faults.Add("transport", "The transport is smtp, but no server is named.", "Add \"smtp\": { \"host\": \"mail.example.org\" }.");
        }

        if (options.Transport == TransportKind.Graph && options.Graph is null)
        {
            faults.Add(
                "transport",
                "The transport is graph, but no mailbox is named.",
                "Add \"graph\": { \"mailbox\": …, \"tenant\": …, \"clientId\": …, \"secret\": \"graph\" }."
            );
        }

        if (options.Proxy is { } proxy && !NetworkOptions.IsProxy(proxy))
        {
            faults.Add("proxy", $"\"{proxy}\" is no proxy.", "Write such as http://proxy.example.org:8080, or none.");
        }

        if (options.Smtp is { } smtp)
        {
            Check(smtp, "smtp", faults);
        }

        if (options.Graph is { } graph)
        {
            Check(graph, "graph", faults);
        }

        if (options.Answers is { } answers)
        {
            faults.AddMailbox("answers.to", answers.To);
            if (answers.AuthServId is { } server)
            {
                Host(server, "answers.authServId", faults);
            }
        }

        if (options.Alarm is { } alarm)
        {
            Check(alarm, options, faults);
        }

        if (options.KeepAddressesFor.Span < TimeSpan.FromDays(1))
        {
            faults.Add(
                "keepAddressesFor",
                $"Addresses would be forgotten after {options.KeepAddressesFor}, before their mail has left.",
                "Write at least \"1 days\"."
            );
        }

        if (options.Retry.First.Span <= TimeSpan.Zero || options.Retry.First.Span > options.Retry.Longest.Span)
        {
            faults.Add(
                "retry.first",
                $"The first delay is {options.Retry.First}.",
                $"Write something between 1 second and {options.Retry.Longest}."
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
        faults.AddMailbox("alarm.to", alarm.To);
        if ((alarm.By == TransportKind.Smtp && alarm.Smtp is null) || (alarm.By == TransportKind.Graph && alarm.Graph is null))
        {
            faults.Add(
                "alarm.by",
                "The second transport is named, but not what it needs.",
                "Add \"smtp\" or \"graph\" within alarm, as for the first transport."
            );
        }

        if (alarm.Graph is { } graph)
        {
            Check(graph, "alarm.graph", faults);
        }

        if (alarm.Smtp is { } smtp)
        {
            Check(smtp, "alarm.smtp", faults);
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

    static void Check(SmtpOptions smtp, string path, ConfigFaults faults)
    {
        Host(smtp.Host, $"{path}.host", faults);
        if (s_otherPorts.TryGetValue(smtp.Port, out var use))
        {
            faults.Add($"{path}.port", $"Port {smtp.Port} is for {use}.", "Write 587 with start-tls, 465 with tls, or 25 inside the house.");
        }

        if ((smtp.Port == 465 && smtp.Security != SmtpSecurity.Tls) || (smtp.Port is 25 or 587 && smtp.Security == SmtpSecurity.Tls))
        {
            faults.Add(
                $"{path}.security",
                $"Port {smtp.Port} is not for that security.",
                "Write \"port\": 465 with tls, 587 with start-tls."
            );
        }

        if ((smtp.User is null) != (smtp.Secret is null))
        {
            faults.Add(
                $"{path}.user",
                "Only one of user and secret is there.",
                "Name both, or neither for a server that knows this machine."
            );
        }

        if (smtp is { OAuth: not null, Secret: null })
        {
            faults.Add(
                $"{path}.oAuth",
                "No secret is named for it.",
                "Add \"user\" and \"secret\": the mailbox, and the name of the client's secret."
            );
        }

        if (smtp.OAuth is { } oauth)
        {
            Check(oauth.TokenEndpoint, $"{path}.oAuth.tokenEndpoint", faults);
        }

        if (
            smtp.Security is SmtpSecurity.None or SmtpSecurity.StartTlsWhenOffered
            && smtp.Secret is not null
            && !NetworkOptions.IsLoopback(smtp.Host)
        )
        {
            faults.Add(
                $"{path}.security",
                "A password would cross the network unencrypted, or where somebody hides that the server offers encryption.",
                "Use start-tls or tls, or leave out user and secret."
            );
        }
    }

    static void Host(string host, string path, ConfigFaults faults)
    {
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            faults.Add(
                path,
                $"\"{host}\" is not the name of a server.",
                "Write the name alone, such as mail.example.org, without https:// and port."
            );
        }
    }

    static void Check(GraphOptions graph, string path, ConfigFaults faults)
    {
        faults.AddMailbox($"{path}.mailbox", graph.Mailbox);
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
