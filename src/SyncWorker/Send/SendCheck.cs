using System.Net.Mail;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Send;

/// <summary>What the types of send.json cannot say.</summary>
static class SendCheck
{
    public static void Check(SendOptions options, ConfigFaults faults)
    {
        if (!MailAddress.TryCreate(options.From.Address, out var from) || from.Address != options.From.Address)
        {
            faults.Add("from.address", $"\"{options.From.Address}\" is not a mailbox.", "Write one address such as nhacviec@example.org.");
        }

        if (options.AllowedDomains.Count == 0)
        {
            faults.Add("allowedDomains", "The list is empty, so no mail could leave.", "Name the domains of your staff and associations, such as \"example.org\".");
        }

        for (var i = 0; i < options.AllowedDomains.Count; i++)
        {
            if (options.AllowedDomains[i].AsSpan().ContainsAny('@', '*', ' ') || !options.AllowedDomains[i].Contains('.', StringComparison.Ordinal))
            {
                faults.Add($"allowedDomains[{i}]", $"\"{options.AllowedDomains[i]}\" is not a domain.", "Write the part after the @, such as \"example.org\".");
            }
        }

        if (options.Transport == TransportKind.Smtp && options.Smtp is null)
        {
            faults.Add("transport", "The transport is smtp, but no server is named.", "Add \"smtp\": { \"host\": \"mail.example.org\" }.");
        }

        if (options.Smtp is { } smtp)
        {
            Check(smtp, faults);
        }

        if (options.Retry.First.Span <= TimeSpan.Zero || options.Retry.First.Span > options.Retry.Longest.Span)
        {
            faults.Add("retry.first", $"The first delay is {options.Retry.First}.", $"Write something between 1 second and {options.Retry.Longest}.");
        }
    }

    static void Check(SmtpOptions smtp, ConfigFaults faults)
    {
        if ((smtp.User is null) != (smtp.Secret is null))
        {
            faults.Add("smtp.user", "Only one of user and secret is there.", "Name both, or neither for a server that knows this machine.");
        }

        if (Transports.SmtpTransport.CannotDo(smtp) is { } reason)
        {
            faults.Add("smtp.security", reason, "Use start-tls, or a program built with MailKit: see SyncWorker --info.");
        }
    }
}
