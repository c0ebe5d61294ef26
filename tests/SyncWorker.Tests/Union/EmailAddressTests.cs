using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("vp@example.org")]
    [InlineData("nguyen.van-a+so_2@ban.example.org")]
    [InlineData("o'brien@example.org")]
    [InlineData("vp@hội.example.org")]
    [InlineData("vp@xn--hi-hja.example.org")]
    public void One_bare_address_is_one(string text) => Assert.Null(EmailAddress.Fault(text));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("example.org", "no @")]
    [InlineData("a@b@example.org", "more than one @")]
    [InlineData("@example.org", "before the @")]
    [InlineData("vp@localhost", "no domain")]
    [InlineData("vp@example.org.", "no domain")]
    [InlineData("vp@.example.org", "no domain")]
    [InlineData("a..b@example.org", "two dots")]
    [InlineData("a@example..org", "two dots")]
    [InlineData("a@example.org, b@example.org", "more than one address")]
    [InlineData("a@example.org;b@example.org", "more than one address")]
    [InlineData("Văn phòng <vp@example.org>", "a name")]
    [InlineData("\"vp\"@example.org", "a name")]
    [InlineData("vp @example.org", "a space")]
    [InlineData("vp@example.org(office)", "does not have")]
    [InlineData("vp@[10.0.0.1]", "no domain", "does not have")]
    [InlineData("vp@example.org\r\nBcc: b@elsewhere.test", "cannot be seen")]
    [InlineData("vp\u200B@example.org", "cannot be seen")]
    [InlineData("vp@exam\u202Eple.org", "cannot be seen")]
    [InlineData(".vp@example.org", "not written")]
    [InlineData("vp.@example.org", "not written")]
    public void Anything_else_is_refused_and_says_why(string text, params string[] anyOf)
    {
        var fault = EmailAddress.Fault(text);

        Assert.Contains(anyOf, why => fault?.Contains(why, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void An_address_longer_than_a_server_takes_is_refused()
    {
        Assert.NotNull(EmailAddress.Fault($"{new string('a', 65)}@example.org"));
        Assert.NotNull(EmailAddress.Fault($"a@{string.Join('.', Enumerable.Repeat(new string('b', 50), 5))}.org"));
    }

    [Theory]
    [InlineData("Văn phòng <VP@example.org>", "vp@example.org")]
    [InlineData("mailto:vp@example.org", "vp@example.org")]
    [InlineData("vp (at) example.org;", "vp@example.org")]
    public void A_source_may_dress_its_one_address_up(string text, string address) => Assert.Equal(address, Mailbox.Read(text).Value);

    [Theory]
    [InlineData(64, 20, null)]
    [InlineData(65, 20, "it is too long")]
    [InlineData(64, 189, null)] // 254 in all
    [InlineData(64, 190, "it is too long")]
    public void The_longest_address_is_that_of_rfc_5321(int local, int domain, string? fault)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('b', 45), 5))[..(domain - 4)];

        Assert.Equal(fault, EmailAddress.Fault($"{new string('a', local)}@{labels}.org"));
    }

    [Theory]
    [InlineData("vp@example.org", true, "example.org")]
    [InlineData("example.org", false, "example.org")]
    [InlineData(null, false, null)]
    public void An_address_is_one_or_not_and_has_a_domain(string? text, bool isOne, string? domain)
    {
        Assert.Equal(isOne, EmailAddress.IsOne(text));
        Assert.Equal(domain, text is null ? null : EmailAddress.DomainOf(text));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("example.org", "it has no @")]
    [InlineData("a@b@example.org", "it has more than one @")]
    [InlineData("@example.org", "there is nothing before the @")]
    [InlineData("vp@localhost", "what follows the @ is no domain such as example.org")]
    [InlineData("a@b.example..org", "two dots follow each other")]
    [InlineData("a,b@example.org", "it is more than one address")]
    [InlineData("a>@example.org", "it has a name beside the address")]
    [InlineData("a @example.org", "it holds a space")]
    [InlineData("a:b@example.org", "it holds a character that an address does not have")]
    [InlineData("a\\@example.org", "it holds a character that an address does not have")]
    [InlineData("a\t@example.org", "it holds a character that cannot be seen")]
    [InlineData(".vp@example.org", "it is not written as an address")]
    public void A_fault_ends_a_sentence(string text, string fault) => Assert.Equal(fault, EmailAddress.Fault(text));
}
