using System.Buffers;
using System.Net.Mail;

namespace SyncWorker.Send;

/// <summary>Says which addresses mail may go to: well-formed ones of the domains that send.json names.</summary>
static class Recipients
{
    // Line breaks and lists would let a source's data write headers and add recipients of its own.
    static readonly SearchValues<char> s_notInOne = SearchValues.Create(" \r\n\t,;<>\"()[]\\:");

    /// <summary>Why no mail may go to the address, for people and without the address itself; null when it may.</summary>
    public static string? WhyNot(string? address, IReadOnlyList<string> allowedDomains)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return "There is no address: name one in staff.json or in the source.";
        }

        if (address.AsSpan().ContainsAny(s_notInOne) || !MailAddress.TryCreate(address, out var box) || box.Address != address)
        {
            return "The address is not one mailbox: correct it in staff.json or in the source.";
        }

        return allowedDomains.Any(allowed => IsWithin(box.Host, allowed))
            ? null
            : $"The domain {box.Host} is not in allowedDomains (send.json).";
    }

    // ".example.org" allows the domain and all below it, "example.org" that one alone.
    static bool IsWithin(string host, string allowed) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) || host.Equals(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);
}
