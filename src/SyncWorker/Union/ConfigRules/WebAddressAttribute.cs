using System.Text.RegularExpressions;

namespace SyncWorker.Union.ConfigRules;

/// <summary>An http or https address without a secret in it.</summary>
sealed partial class WebAddressAttribute() : TextRuleAttribute(Address)
{
    // A secret in an address stands in logs, in the store and in the proxy's logs.
    const string Secret =
        "[?&](x[-_])?(api[-_]?key|subscription[-_]?key|(access|auth|api|session)?[-_]?token|(client[-_]?)?secret|passw(or)?d|pwd|sig(nature)?)=";

    const string Address = $@"^(?!.*{Secret})https?://[^\s/?#@]+([/?#]\S*)?$";

    public override string Fix =>
        "Write such as https://members.example.org/api/list. A secret goes to `secret set NAME`, and auth names it.";

    public override string? Fault(string text) =>
        SecretPattern().IsMatch(text) ? "A secret stands in the address."
        : AddressPattern().IsMatch(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0
            ? null
        : $"\"{text}\" is no address.";

    [GeneratedRegex(Secret, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretPattern();

    // A Uri is made of "https:/host" as well.
    [GeneratedRegex(Address, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
