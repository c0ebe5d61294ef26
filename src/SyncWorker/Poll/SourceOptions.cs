using System.ComponentModel;
using SyncWorker.Poll.Mapping;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Poll;

/// <summary>One source: where it is, how it is written, which of its columns mean what, and when it counts as healthy.</summary>
[OneOf(
    "url",
    "urls",
    "file",
    "folder",
    Message = "The source {name} does not say, or says twice, where it is.",
    Fix = "Write one of url, urls, file or folder."
)]
[OneOf(
    "id",
    "key",
    Message = "The source {name} does not say, or says twice, what tells its rows apart.",
    Fix = "Write id with the source's own columns, or key with our fields; not both."
)]
[OnlyWith("list", "format", "json", At = "list", Message = "Only json has a list within.", Fix = "Take it out.")]
[OnlyWith("sheet", "format", "excel", At = "sheet", Message = "Only excel has sheets.", Fix = "Take it out.")]
[OnlyWith("fillDown", "format", "csv|excel", At = "fillDown", Message = "Only tables have rows below a cell.", Fix = "Take it out.")]
sealed record SourceOptions
{
    [Description("Short and lasting, lower case: the store, rules and verbs name the source by it.")]
    [TextPattern(
        "^[a-z0-9][a-z0-9-]{0,39}$",
        "\"{0}\" is no name of a source.",
        "Write a short name of a-z, 0-9 and hyphens, such as source-a."
    )]
    [TextPattern("^(?!(add|sample|quarantine)$)", "\"{0}\" is a word of the command line.", "Choose another name.")]
    public required string Name { get; init; }

    [Description(
        "Not asked until a day, with the reason; its rows stay as they are. Then it goes on by itself. `schedule pause` does the same without an edit."
    )]
    public ConfiguredPause? Paused { get; init; }

    [Description("Address of the first (or only) answer.")]
    [WebAddress(IgnoreCase = true)]
    public string? Url { get; init; }

    [Description("Several addresses that together are the source; instead of url.")]
    [WebAddress(IgnoreCase = true)]
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
    [TextPattern(@"^[\s\S]$", "A delimiter is one character.", "Write such as \";\" or \"\\t\", or leave it out.")]
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

    [Description(
        "Our field on the left; on the right the column (or path), then transforms: \"ngay_thanh_lap | date dd/MM/yyyy, yyyy\". \"A ?? B\" takes the first column with a value, \"= word\" is a constant, \"column?\" may be absent."
    )]
    public required IReadOnlyDictionary<string, FieldMapping> Fields { get; init; }

    [Description("Fields (our names) without which a row goes to quarantine.")]
    public IReadOnlyList<string> Required { get; init; } = [];

    [Description(
        "Rows that are no data, such as totals: field (our name) and patterns with *. They go to quarantine and count for nothing."
    )]
    [TextPattern(@"^(?!\**$)", "{0} fits every row.", "Write what those rows begin with, such as \"Tổng cộng*\".")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NotRows { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    [Description("Columns that are known and not mapped: no word about them.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Description(
        "csv and excel: columns of which a blank cell means the value above it, as under a cell that was merged over several rows."
    )]
    public IReadOnlyList<string> FillDown { get; init; } = [];

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
