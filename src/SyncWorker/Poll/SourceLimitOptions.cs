using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Poll;

/// <summary>Timeouts, retries and manners.</summary>
sealed class HttpOptions
{
    [Description("Seconds until an answer must begin.")]
    [Range(1, 3600)]
    public int AttemptSeconds { get; init; } = 30;

    [Description("Seconds without a byte after which a download is given up.")]
    [Range(1, 3600)]
    public int StallSeconds { get; init; } = 30;

    [Description("Kilobytes a minute that a download brings at least; one that is slower is given up. 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int LeastKilobytesPerMinute { get; init; } = 60;

    [Description("Minutes for the whole source.")]
    [Range(1, 1440)]
    public int TotalMinutes { get; init; } = 10;

    [Description("How often a request is tried again after 408, 425, 429, 5xx or a broken connection.")]
    [Range(0, 20)]
    public int Retries { get; init; } = 4;

    [Description(
        "Longest wait between two tries of one run. When the source asks for a longer one (Retry-After), the run ends and a later one asks again."
    )]
    [Range(1, 3600)]
    public int MaxWaitSeconds { get; init; } = 120;

    [Description("Requests a minute at most; 0 for no limit.")]
    [Range(0, 10_000)]
    public int RequestsPerMinute { get; init; } = 120;

    [Description("Hosts that the source may redirect or link to beside its own.")]
    [TextPattern(
        @"^([^\s/@:*]+|\[[0-9A-Fa-f:.]+\])(:([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]))?$",
        "\"{0}\" is no host.",
        "Write such as files.example.org, or with a port files.example.org:8443."
    )]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Description("Headers sent with each request. Secrets do not belong here.")]
    [Shape(
        "^(?!(proxy-)?authorization$|cookie$|(x-)?(api-?key|(auth|access|api)-token|token|secret)$)",
        "Take it out; store the secret with `secret set NAME` and name it in auth.",
        OfNames = true,
        IgnoreCase = true
    )]
    [Shape(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", "Write letters, digits and hyphens, such as Accept-Language.", OfNames = true)]
    [Shape("^(?!(host|connection|content-length|content-type|transfer-encoding)$)", "Take it out.", OfNames = true, IgnoreCase = true)]
    [Shape("^(?!(bearer|basic) )[ -~]*$", "Write plain letters; name a secret in auth.", IgnoreCase = true)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Content types accepted beside the usual ones of the format.")]
    [TextPattern(@"^[A-Za-z0-9.+*-]+/[A-Za-z0-9.+*-]+$", "\"{0}\" is no content type.", "Write such as text/csv.")]
    public IReadOnlyList<string> Accept { get; init; } = [];
}

/// <summary>What no healthy answer exceeds.</summary>
sealed class LimitOptions
{
    [Description("Megabytes of one answer as it comes over the wire.")]
    [Range(1, 1_000_000)]
    public int BodyMegabytes { get; init; } = 512;

    [Description("Megabytes of one answer once unpacked.")]
    [Range(1, 1_000_000)]
    public int UnpackedMegabytes { get; init; } = 1024;

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
    public int Rows { get; init; } = 1_000_000;
}

/// <summary>When nothing is taken.</summary>
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
