using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll;

/// <summary>One source: where it is, how it is written, which of its columns mean what, and when it counts as healthy.</summary>
sealed class SourceOptions
{
    [Description("Short and lasting, lower case: the store, rules and verbs name the source by it.")]
    [RegularExpression("[a-z0-9][a-z0-9-]{0,39}", ErrorMessage = "Write a short name of a-z, 0-9 and hyphens, such as source-a.")]
    public required string Name { get; init; }

    [Description("Address of the first (or only) answer.")]
    public string? Url { get; init; }

    [Description("Several addresses that together are the source; instead of url.")]
    public IReadOnlyList<string> Urls { get; init; } = [];

    [Description("A file on this machine or a share; instead of url. Relative to the config folder.")]
    public string? File { get; init; }

    [Description("A folder into which the source's files are put; instead of url.")]
    public FolderOptions? Folder { get; init; }

    [Description("How the answer is written: json, ndjson, csv (also tab and semicolon) or excel.")]
    public required SourceFormat Format { get; init; }

    [Description("json: where the list stands, such as data or result.items; without it the answer is the list.")]
    public string? List { get; init; }

    [Description("excel: the sheet's name; without it the first.")]
    public string? Sheet { get; init; }

    [Description("utf-8, utf-16, windows-1258, windows-1252; without it a byte-order mark decides, else it is sniffed.")]
    public string? Encoding { get; init; }

    [Description("csv: the delimiter, such as \";\" or \"\\t\"; without it it is sniffed.")]
    public string? Delimiter { get; init; }

    [Description("How to get from one answer to the next; without it there is one.")]
    public PagingOptions? Paging { get; init; }

    [Description("Who we are to the source. Secrets by name only: see `secret set`.")]
    public AuthOptions? Auth { get; init; }

    [Description("Asks only for what changed since the last good run.")]
    public ChangedSinceOptions? ChangedSince { get; init; }

    [Description("Columns that hold the source's own id.")]
    public IReadOnlyList<string> Id { get; init; } = [];

    [Description("Where the source has no id: the fields (our names) that tell its rows apart. Equal keys get an ordinal.")]
    public IReadOnlyList<string> Key { get; init; } = [];

    [Description("Our field on the left; on the right the column (or path), then transforms: \"ngay_thanh_lap | date dd/MM/yyyy, yyyy\". \"A ?? B\" takes the first column with a value, \"= word\" is a constant, \"column?\" may be absent.")]
    public required IReadOnlyDictionary<string, FieldMapping> Fields { get; init; }

    [Description("Fields (our names) without which a row goes to quarantine.")]
    public IReadOnlyList<string> Required { get; init; } = [];

    [Description("Rows that are no data, such as totals: field (our name) and patterns with *. They go to quarantine and count for nothing.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NotRows { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    [Description("Columns that are known and not mapped: no word about them.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Description("A mapped column that is in no row: stop (the source is unhealthy) or report.")]
    public MissingColumn MissingColumn { get; init; } = MissingColumn.Stop;

    [Description("Timeouts, retries, manners.")]
    public HttpOptions Http { get; init; } = new();

    [Description("What no healthy answer exceeds.")]
    public LimitOptions Limits { get; init; } = new();

    [Description("When nothing is taken from the source.")]
    public HealthOptions Health { get; init; } = new();
}

enum SourceFormat
{
    Json,
    Ndjson,
    Csv,
    Excel,
}

enum MissingColumn
{
    Stop,
    Report,
}

sealed class FolderOptions
{
    [Description("The folder; UNC paths work. Relative to the config folder.")]
    public required string Path { get; init; }

    [Description("Which files, such as *.xlsx.")]
    public string Files { get; init; } = "*";

    [Description("newest: the newest file is the source. all: all files together are.")]
    public FolderTake Take { get; init; } = FolderTake.Newest;

    [Description("leave, or done: move what was read into the folder done/ beside it. With done, rows of earlier files stay.")]
    public FolderAfter After { get; init; } = FolderAfter.Leave;
}

enum FolderTake
{
    Newest,
    All,
}

enum FolderAfter
{
    Leave,
    Done,
}

sealed class PagingOptions
{
    [Description("page, offset, cursor, link (RFC 8288 header) or body (an address within the answer).")]
    public required PagingBy By { get; init; }

    [Description("The query parameter that carries the page, the offset or the cursor.")]
    public string? Parameter { get; init; }

    [Description("page: the first page's number.")]
    [Range(0, 1)]
    public int First { get; init; } = 1;

    [Description("offset: rows a page, sent as limitParameter.")]
    [Range(1, 100_000)]
    public int? Limit { get; init; }

    [Description("offset: the query parameter of the limit.")]
    public string? LimitParameter { get; init; }

    [Description("page: path of the number of pages within the answer. With it pages past the end are never asked for.")]
    public string? Pages { get; init; }

    [Description("cursor and body: path of the next cursor or address within the answer.")]
    public string? Next { get; init; }

    [Description("Path of a true/false that says whether there is more.")]
    public string? More { get; init; }

    [Description("Path of the number of rows in all: fewer rows than that and the source is unhealthy.")]
    public string? Total { get; init; }

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

sealed class ChangedSinceOptions
{
    [Description("The query parameter that carries the time.")]
    public required string Parameter { get; init; }

    [Description("How the time is written, in .NET's letters, UTC.")]
    public string Format { get; init; } = "yyyy-MM-ddTHH:mm:ssZ";

    [Description("Minutes asked for again, because clocks differ.")]
    [Range(0, 100_000)]
    public int OverlapMinutes { get; init; } = 60;

    [Description("Days after which everything is asked for again: only then can a row be found missing.")]
    [Range(1, 366)]
    public int FullEveryDays { get; init; } = 7;
}

sealed class AuthOptions
{
    [Description("header (an API key), query (an API key), basic, bearer or oauth2 (client credentials).")]
    public required AuthBy By { get; init; }

    [Description("header and query: the name that carries the key.")]
    public string? Name { get; init; }

    [Description("basic: the user. oauth2: the client id.")]
    public string? User { get; init; }

    [Description("The secret's name, as given to `secret set`; never the secret.")]
    public required string Secret { get; init; }

    [Description("oauth2: where tokens are got.")]
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

sealed class HttpOptions
{
    [Description("Seconds until an answer must begin.")]
    [Range(1, 3600)]
    public int AttemptSeconds { get; init; } = 30;

    [Description("Seconds without a byte after which a download is given up.")]
    [Range(1, 3600)]
    public int StallSeconds { get; init; } = 30;

    [Description("Minutes for the whole source.")]
    [Range(1, 1440)]
    public int TotalMinutes { get; init; } = 30;

    [Description("How often a request is tried again after 408, 425, 429, 5xx or a broken connection.")]
    [Range(0, 20)]
    public int Retries { get; init; } = 4;

    [Description("Longest wait between two tries, also when the source asks for more.")]
    [Range(1, 3600)]
    public int MaxWaitSeconds { get; init; } = 120;

    [Description("Requests a minute at most; 0 for no limit.")]
    [Range(0, 10_000)]
    public int RequestsPerMinute { get; init; } = 120;

    [Description("Hosts that the source may redirect or link to beside its own.")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Description("Headers sent with each request. Secrets do not belong here.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Content types accepted beside the usual ones of the format.")]
    public IReadOnlyList<string> Accept { get; init; } = [];
}

sealed class LimitOptions
{
    [Description("Megabytes of one answer as it comes over the wire.")]
    [Range(1, 1_000_000)]
    public int BodyMegabytes { get; init; } = 1024;

    [Description("Megabytes of one answer once unpacked.")]
    [Range(1, 1_000_000)]
    public int UnpackedMegabytes { get; init; } = 4096;

    [Description("Kilobytes of one row.")]
    [Range(1, 100_000)]
    public int RowKilobytes { get; init; } = 1024;

    [Description("Characters of one field.")]
    [Range(1, 1_000_000)]
    public int FieldCharacters { get; init; } = 8000;

    [Description("Levels that JSON may be nested.")]
    [Range(2, 1000)]
    public int Depth { get; init; } = 64;

    [Description("Rows of the whole source.")]
    [Range(1, 100_000_000)]
    public int Rows { get; init; } = 5_000_000;
}

sealed class HealthOptions
{
    [Description("Rows that may be unreadable however few there are.")]
    [Range(0, 1_000_000)]
    public int BadRows { get; init; } = 10;

    [Description("Percent of the rows that may be unreadable; more than both and nothing is taken.")]
    [Range(0, 100)]
    public int BadPercent { get; init; } = 10;

    [Description("Percent by which the rows may shrink between two good runs (at least 5 rows); more and nothing is taken.")]
    [Range(0, 100)]
    public int ShrinkPercent { get; init; } = 40;

    [Description("Whether an answer without rows can be right.")]
    public bool MayBeEmpty { get; init; }

    [Description("IT is told after this many bad runs in a row.")]
    [Range(1, 1000)]
    public int TellAfter { get; init; } = 3;
}
