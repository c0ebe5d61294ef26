using System.Text.RegularExpressions;

namespace SyncWorker.Union.ConfigRules;

/// <summary>An http or https address; the schema marks one with a secret in it, which a later check finds by more than its name.</summary>
sealed partial class WebAddressAttribute() : TextRuleAttribute($"^(?!.*{Secret}){Address}")
{
    // A secret in an address stands in logs, in the store and in the proxy's logs.
    const string Secret =
        "[?&](x[-_])?(api[-_]?key|subscription[-_]?key|(access|auth|api|session)?[-_]?token|(client[-_]?)?secret|passw(or)?d|pwd|sig(nature)?)=[^&#]";

    const string Address = @"https?://[^\s/?#@]+([/?#]\S*)?$";

    public override string Fix =>
        "Write such as https://members.example.org/api/list. A secret goes to `secret set NAME`, and auth names it.";

    public override string? Fault(string text) =>
        AddressPattern().IsMatch(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0
            ? null
            : $"\"{text}\" is no address.";

    // A Uri is made of "https:/host" as well.
    [GeneratedRegex("^" + Address, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
