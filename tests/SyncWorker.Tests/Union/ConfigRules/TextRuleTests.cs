using System.Text.RegularExpressions;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Tests.Union.ConfigRules;

/// <summary>Rules for one text of config: what is good has no fault and matches the schema's pattern.</summary>
public sealed class TextRuleTests
{
    static readonly Dictionary<string, TextRuleAttribute> s_rules = new()
    {
        ["mailbox"] = new MailboxAttribute(),
        ["secret"] = new SecretNameAttribute(),
        ["server"] = new ServerNameAttribute(),
        ["address"] = new WebAddressAttribute(),
        ["pattern"] = new TextPatternAttribute("^a+$", "\"{0}\" is not a row of a.", "Write a."),
        ["pattern of both cases"] = new TextPatternAttribute("^a+$", "\"{0}\" is not a row of a.", "Write a.") { IgnoreCase = true },
        ["shape"] = new ShapeAttribute("^[A-Z]{2}$", "Write FR."),
    };

    [Theory]
    [InlineData("mailbox", "vp@example.org")]
    [InlineData("secret", "smtp")]
    [InlineData("secret", "smtp-2")]
    [InlineData("secret", "2fa-of-vp")]
    [InlineData("server", "mail.example.org")]
    [InlineData("server", "localhost")]
    [InlineData("server", "192.0.2.1")]
    [InlineData("server", "2001:db8::1")]
    [InlineData("server", "[2001:db8::1]")]
    [InlineData("address", "https://members.example.org/api/list")]
    [InlineData("address", "http://example.org")]
    [InlineData("address", "HTTPS://EXAMPLE.ORG/A?page=1#b", false)] // the schema's pattern is of small letters where it does not say else
    [InlineData("address", "https://example.org:8443?x")]
    [InlineData("pattern", "aa")]
    [InlineData("pattern of both cases", "aA", false)]
    [InlineData("shape", "FR")]
    public void A_good_text_has_no_fault(string rule, string text, bool matchesAsItStands = true)
    {
        Assert.Null(s_rules[rule].Fault(text));
        Assert.Equal(matchesAsItStands, Regex.IsMatch(text, s_rules[rule].Pattern));
    }

    [Theory]
    [InlineData("mailbox", "vp", "\"vp\" is not a mailbox: it has no @.")]
    [InlineData("secret", "", "That is no name of a secret.")]
    [InlineData("secret", "hunter_2", "That is no name of a secret.")]
    [InlineData("secret", "SMTP", "That is no name of a secret.")]
    [InlineData("secret", "-smtp", "That is no name of a secret.")]
    [InlineData("secret", "smtp-", "That is no name of a secret.")]
    [InlineData("secret", "a--b", "That is no name of a secret.")]
    [InlineData("server", "", "\"\" is not the name of a server.")]
    [InlineData("server", "https://mail.example.org", "\"https://mail.example.org\" is not the name of a server.")]
    [InlineData("server", "mail example", "\"mail example\" is not the name of a server.")]
    [InlineData("server", "mail.example.org:25", "\"mail.example.org:25\" is not the name of a server.")]
    [InlineData("address", "", "\"\" is no address.")]
    [InlineData("address", "members.example.org", "\"members.example.org\" is no address.")]
    [InlineData("address", "ftp://example.org/", "\"ftp://example.org/\" is no address.")]
    [InlineData("address", "https:/example.org", "\"https:/example.org\" is no address.")]
    [InlineData("address", "https://", "\"https://\" is no address.")]
    [InlineData("address", "https://example.org/a b", "\"https://example.org/a b\" is no address.")]
    [InlineData("address", "https://vp@example.org/", "\"https://vp@example.org/\" is no address.")]
    [InlineData("address", "https://exa:mple:org/", "\"https://exa:mple:org/\" is no address.")]
    [InlineData("pattern", "ab", "\"ab\" is not a row of a.")]
    [InlineData("pattern", "A", "\"A\" is not a row of a.")]
    [InlineData("pattern of both cases", "B", "\"B\" is not a row of a.")]
    public void A_bad_text_is_told_what_is_wrong(string rule, string text, string fault) => Assert.Equal(fault, s_rules[rule].Fault(text));

    [Theory]
    [InlineData("https://example.org/?key=1", true)]
    [InlineData("https://example.org/?a=1&api_key=1", false)]
    [InlineData("https://example.org/?x-api-key=1", false)]
    [InlineData("https://example.org/?access_token=1", false)]
    [InlineData("https://example.org/?token=1", false)]
    [InlineData("https://example.org/?client_secret=1", false)]
    [InlineData("https://example.org/?password=1", false)]
    [InlineData("https://example.org/?sig=1", false)]
    [InlineData("https://example.org/?token=", true)] // nothing in it
    public void The_schema_marks_a_secret_in_an_address(string text, bool matches)
    {
        Assert.Equal(matches, Regex.IsMatch(text, s_rules["address"].Pattern));
        Assert.Null(s_rules["address"].Fault(text)); // a later check finds it by more than its name
    }

    [Theory]
    [InlineData("mailbox", "nhacviec@example.org", "Write one address such as nhacviec@example.org.")]
    [InlineData("secret", null, "Write a name of small letters, digits and dashes, and store the secret itself with `secret set NAME`.")]
    [InlineData("server", "mail.example.org", "Write the name alone, such as mail.example.org; the port has a key of its own.")]
    [InlineData(
        "address",
        "https://members.example.org/api/list",
        "Write such as https://members.example.org/api/list. A secret goes to `secret set NAME`, and auth names it."
    )]
    [InlineData("pattern", "a", "Write a.")]
    [InlineData("shape", "FR", "Write FR.")]
    public void What_a_fix_says_to_write_is_good(string rule, string? example, string fix)
    {
        Assert.Equal(fix, s_rules[rule].Fix);
        Assert.True(example is null || (fix.Contains(example, StringComparison.Ordinal) && s_rules[rule].Fault(example) is null));
    }

    [Fact]
    public void A_shape_is_for_the_editor_alone()
    {
        Assert.Null(s_rules["shape"].Fault("anything"));
        Assert.Equal("^[A-Z]{2}$", s_rules["shape"].Pattern);
    }

    [Fact]
    public void A_list_that_may_not_be_empty_says_why_and_what_to_write()
    {
        var rule = new NotEmptyAttribute("It is empty.", "Write one.");

        Assert.Equal(("It is empty.", "Write one."), (rule.Message, rule.Fix));
    }
}
