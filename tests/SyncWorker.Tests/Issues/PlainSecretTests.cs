using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>Secrets never stand in config: not in an address, not in a header; and a header is one that can be sent.</summary>
public sealed class PlainSecretTests
{
    const string Register = "https://register.members.example.org/golden_orgs.csv";
    const string Ignore = "\"ignore\": [\"founded_precision\"]";

    [Theory]
    [InlineData("api_key=sk-live-123456")]
    [InlineData("list=all&token=abc")]
    [InlineData("access_token=abc")]
    [InlineData("ApiKey=abc")]
    [InlineData("x-api-key=abc")]
    [InlineData("pwd=abc")]
    [InlineData("client_secret=abc")]
    [InlineData("key=AIzaSyA1234567890abcdefghijklmnopq")]
    [InlineData("key=1b2c3d4e5f6a7b8c9d0e")]
    [InlineData("sig=abc%3D")]
    [InlineData("q=eyJhbGciOiJIUzI1NiJ9.e30.abc")]
    public void An_address_with_a_secret_is_a_fault(string query) =>
        Assert.Contains(
            EditedConfig.Replace("poll.json", Register, $"{Register}?{query}"),
            fault => fault.ToString().Contains("sources[0].url: The address carries a secret in", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("limit=20&page=2")]
    [InlineData("key=province")]
    [InlineData("id=1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms&gid=0")]
    [InlineData("passport=yes&author=van-phong&sort=token_count")]
    [InlineData("token=")]
    public void An_address_without_one_is_taken(string query) =>
        Assert.Empty(EditedConfig.Replace("poll.json", Register, $"{Register}?{query}"));

    [Theory]
    [InlineData("\"Authorization\": \"Bearer eyJhbGciOi\"", "The header carries a secret.")]
    [InlineData("\"X-Api-Key\": \"abc\"", "The header carries a secret.")]
    [InlineData("\"Ocp-Apim-Subscription-Key\": \"abc\"", "The header carries a secret.")]
    [InlineData("\"PRIVATE-TOKEN\": \"abc\"", "The header carries a secret.")]
    [InlineData("\"Cookie\": \"session=1\"", "The header carries a secret.")]
    [InlineData("\"X-Client\": \"Basic dXNlcjpwYXNz\"", "The header carries a secret.")]
    [InlineData("\"X A\": \"b\"", "is no name of a header.")]
    [InlineData("\"Mã\": \"b\"", "is no name of a header.")]
    [InlineData("\"X-A:\": \"b\"", "is no name of a header.")]
    [InlineData("\"X-A\": \"b\\r\\nX-C: d\"", "a character that cannot be seen")]
    [InlineData("\"X-A\": \"Văn phòng\"", "A header holds plain letters only.")]
    [InlineData("\"Content-Type\": \"text/csv\"", "The program writes Content-Type itself.")]
    [InlineData("\"Host\": \"a.example.org\"", "The program writes Host itself.")]
    public void A_header_with_a_secret_or_none_that_can_be_sent_is_a_fault(string header, string words) =>
        Assert.Contains(
            EditedConfig.Replace("poll.json", Ignore, $"{Ignore}, \"http\": {{ \"headers\": {{ {header} }} }}"),
            fault => fault.ToString().Contains(words, StringComparison.Ordinal)
        );

    [Fact]
    public void Headers_that_say_who_asks_and_for_what_are_taken() =>
        Assert.Empty(
            EditedConfig.Replace(
                "poll.json",
                Ignore,
                $"{Ignore}, \"http\": {{ \"headers\": {{ \"Accept\": \"text/csv\", \"Accept-Language\": \"vi\", \"X-Client\": \"lhhn\", \"User-Agent\": \"lhhn/1.0\" }} }}"
            )
        );
}
