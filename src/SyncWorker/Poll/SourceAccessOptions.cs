using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Poll;

/// <summary>How to get from one answer to the next.</summary>
[Needs(
    "by",
    "page|offset|cursor",
    "parameter",
    Message = "The query parameter that carries the page is missing.",
    Fix = "Add \"parameter\"."
)]
[Needs("by", "cursor|body", "next", Message = "Where the next cursor or address stands is missing.", Fix = "Add \"next\" with its path.")]
sealed class PagingOptions
{
    public const string ParameterPattern = @"^[^\s&=?#]+$";
    public const string ParameterMessage = "\"{0}\" is no name of a query parameter.";
    public const string ParameterFix = "Write the name alone, such as page.";

    [Description("page, offset, cursor, link (RFC 8288 header) or body (an address within the answer).")]
    public required PagingBy By { get; init; }

    [Description("The query parameter that carries the page, the offset or the cursor.")]
    [TextPattern(ParameterPattern, ParameterMessage, ParameterFix)]
    public string? Parameter { get; init; }

    [Description("page: the first page's number.")]
    [Range(0, 1)]
    public int First { get; init; } = 1;

    [Description("offset: rows a page, sent as limitParameter.")]
    [Range(1, 100_000)]
    public int? Limit { get; init; }

    [Description("offset: the query parameter of the limit.")]
    [TextPattern(ParameterPattern, ParameterMessage, ParameterFix)]
    public string? LimitParameter { get; init; }

    [Description("page: path of the number of pages within the answer. With it pages past the end are never asked for.")]
    public string? Pages { get; init; }

    [Description("cursor and body: path of the next cursor or address within the answer.")]
    public string? Next { get; init; }

    [Description("Path of a true/false that says whether there is more.")]
    public string? More { get; init; }

    [Description("Path of the number of rows in all: fewer rows than that and the source is unhealthy.")]
    public string? Total { get; init; }

    [Description(
        "How the source says that a page after the first is past the end: not-found (404), no-content (204), null (no list) or repeat (its last page again). Without it such an answer is a page that is missing."
    )]
    public IReadOnlyList<PastEnd> PastEnd { get; init; } = [];

    [Description("How many rows the total may promise beyond those that come, such as rows we may not see.")]
    [Range(0, 1_000_000)]
    public int ShortBy { get; init; }

    [Description("More answers than this are an endless loop.")]
    [Range(1, 1_000_000)]
    public int MaxPages { get; init; } = 10_000;
}

enum PagingBy
{
    Page,
    Offset,
    Cursor,
    Link,
    Body,
}

/// <summary>An answer that means "no more" to a request for a page past the end.</summary>
enum PastEnd
{
    NotFound,
    NoContent,
    Null,
    Repeat,
}

/// <summary>How to ask for what changed.</summary>
sealed class ChangedSinceOptions
{
    [Description("The query parameter that carries the time.")]
    [TextPattern(PagingOptions.ParameterPattern, PagingOptions.ParameterMessage, PagingOptions.ParameterFix)]
    public required string Parameter { get; init; }

    [Description("How the time is written, in .NET's letters, UTC.")]
    [TextPattern(
        "^([oOrRsu]|(?=.*y)(?=.*M)(?=.*d).+)$",
        "\"{0}\" does not write a day.",
        "Write year, month and day in .NET's letters, such as yyyy-MM-ddTHH:mm:ssZ."
    )]
    public string Format { get; init; } = "yyyy-MM-ddTHH:mm:ssZ";

    [Description("Minutes asked for again, because clocks differ.")]
    [Range(0, 100_000)]
    public int OverlapMinutes { get; init; } = 60;

    [Description("Days after which everything is asked for again: only then can a row be found missing.")]
    [Range(1, 366)]
    public int FullEveryDays { get; init; } = 7;
}

/// <summary>Who we are to the source.</summary>
[Needs("by", "header|query", "name", Message = "The name that carries the key is missing.", Fix = "Add \"name\", such as X-Api-Key.")]
[Needs("by", "basic", "user", Message = "The user is missing.", Fix = "Add \"user\".")]
[Needs("by", "oauth2", "user", Message = "The client id is missing.", Fix = "Add \"user\".")]
[Needs("by", "oauth2", "tokenUrl", Message = "Where tokens are got is missing.", Fix = "Add \"tokenUrl\" with its address.")]
sealed class AuthOptions
{
    [Description("header (an API key), query (an API key), basic, bearer or oauth2 (client credentials).")]
    public required AuthBy By { get; init; }

    [Description("header and query: the name that carries the key.")]
    [TextPattern(@"^[^\s:&=?#]+$", "\"{0}\" is no name of a header or parameter.", "Write the name alone, such as X-Api-Key.")]
    public string? Name { get; init; }

    [Description("basic: the user. oauth2: the client id.")]
    public string? User { get; init; }

    [Description("The secret's name, as given to `secret set`; never the secret.")]
    [SecretName]
    public required string Secret { get; init; }

    [Description("oauth2: where tokens are got.")]
    [WebAddress(IgnoreCase = true)]
    public string? TokenUrl { get; init; }

    [Description("oauth2: the scope asked for.")]
    public string? Scope { get; init; }
}

enum AuthBy
{
    Header,
    Query,
    Basic,
    Bearer,
    Oauth2,
}
