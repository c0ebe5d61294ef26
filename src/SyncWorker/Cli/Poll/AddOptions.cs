using System.CommandLine;
using SyncWorker.Config.Secrets;
using SyncWorker.Poll;
using SyncWorker.Poll.Discovery;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Cli.Poll;

/// <summary>What <c>poll add</c> is told of the source: its place, its name, how to sign in.</summary>
static class AddOptions
{
    public static readonly Argument<string> Place = new("PLACE")
    {
        Description = "The address (https://…) of the source's first answer, a file, or a folder into which its files are put.",
    };

    public static readonly Option<string?> Name = new("--name")
    {
        Description = "The source's name in poll.json: small letters, digits, hyphens. Default: made from PLACE.",
    };

    public static readonly Option<string?> Secret = new("--secret")
    {
        Description =
            "The source wants a key: the name under which `secret set NAME` keeps it. Without one of the four below it is sent as a bearer token.",
        HelpName = "NAME",
    };

    public static readonly Option<string?> Header = new("--header")
    {
        Description = "The key goes into this header, such as X-Api-Key.",
        HelpName = "HEADER",
    };

    public static readonly Option<string?> Query = new("--query")
    {
        Description = "The key goes into this parameter of the address, such as api_key.",
        HelpName = "PARAMETER",
    };

    public static readonly Option<string?> User = new("--user")
    {
        Description = "The user of a name and password (basic), or with --oauth the client id.",
        HelpName = "USER",
    };

    public static readonly Option<string?> Oauth = new("--oauth")
    {
        Description = "OAuth2 with client credentials: the address that gives tokens. Needs --user; the secret is the client's.",
        HelpName = "URL",
    };

    public static readonly Option<string?> Scope = new("--scope") { Description = "With --oauth: the scope to ask for." };

    public static readonly Option<string?> List = new("--list")
    {
        Description = "JSON: where the list of rows stands, such as data.items, when the longest list is not the one.",
        HelpName = "PATH",
    };

    public static readonly Option<string?> Sheet = new("--sheet")
    {
        Description = "A workbook's sheet, when it is not the first.",
        HelpName = "NAME",
    };

    public static readonly Option<string[]> Hosts = new("--host")
    {
        Description = "Another host that the source may lead to (a redirect, a next page). May be given more than once.",
        HelpName = "HOST",
    };

    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print what was found and the entry; write nothing." };

    public static IReadOnlyList<Option> All { get; } =
    [Name, Secret, Header, Query, User, Oauth, Scope, List, Sheet, Hosts, DryRun, CommonOptions.Json];

    /// <summary>The source as far as it was told, or what is wrong with that.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="config">The config folder.</param>
    public static (SourceOptions? Source, string? Refusal) Read(ParseResult result, string config)
    {
        var place = result.GetValue(Place)!;
        if (PlainSecret.InQuery(place) is { } carrier)
        {
            return (
                null,
                $"The address carries a secret in \"{carrier}\". Take it out, keep it with `SyncWorker secret set NAME`, and add: --secret NAME --query {carrier}"
            );
        }

        var (auth, refusal) = Auth(result);
        return refusal is not null
            ? (null, refusal)
            : (
                SourcePlace.Put(
                    new()
                    {
                        Name = result.GetValue(Name) ?? SourcePlace.Name(place),
                        Format = SourceFormat.Json,
                        List = result.GetValue(List),
                        Sheet = result.GetValue(Sheet),
                        Auth = auth,
                        Fields = new Dictionary<string, FieldMapping>(),
                        Http = new() { Hosts = result.GetValue(Hosts) ?? [], Retries = 1 },
                    },
                    place,
                    Environment.CurrentDirectory,
                    config
                ),
                null
            );
    }

    static (AuthOptions? Auth, string? Refusal) Auth(ParseResult result)
    {
        var (header, query, user, oauth) = (result.GetValue(Header), result.GetValue(Query), result.GetValue(User), result.GetValue(Oauth));
        var secret = result.GetValue(Secret);
        if (secret is null && (header ?? query ?? user ?? oauth) is null)
        {
            return (null, null);
        }

        if (Refusal(secret, header, query, user, oauth) is { } refusal)
        {
            return (null, refusal);
        }

        var by =
            header is not null ? AuthBy.Header
            : query is not null ? AuthBy.Query
            : oauth is not null ? AuthBy.Oauth2
            : user is not null ? AuthBy.Basic
            : AuthBy.Bearer;
        return (
            new()
            {
                By = by,
                Name = header ?? query,
                User = user,
                Secret = secret!,
                TokenUrl = oauth,
                Scope = result.GetValue(Scope),
            },
            null
        );
    }

    // What is no name of a secret may be the key itself: it is not repeated.
    static string? Refusal(string? secret, string? header, string? query, string? user, string? oauth) =>
        secret is null ? "Which key? Keep it with `SyncWorker secret set NAME` and add: --secret NAME"
        : !SecretStore.IsName(secret)
            ? "--secret takes the name of a secret, never the secret itself: small letters, digits and dashes, such as hoi-huu-nghi."
        : new[] { header, query, oauth ?? user }.Count(way => way is not null) > 1
            ? "A key goes one way: --header, --query, --user or --oauth with --user."
        : header is { } name && !PlainSecret.IsHeaderName(name)
            ? "--header takes the header's name alone, such as X-Api-Key; the key is kept with `SyncWorker secret set NAME`."
        : oauth is not null && user is null ? "--oauth needs the client id: --user CLIENT-ID"
        : null;
}
