using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Net;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Poll;

/// <summary>poll.json: which sources there are and how to read each.</summary>
sealed record PollOptions
{
    [Description("Whom a partner's administrator can write to: it stands in the User-Agent of each request.")]
    [TextPattern(
        "^[ !-'*-~]*$",
        "\"{0}\" cannot stand in a request.",
        "Write a mailbox or an address of plain letters, such as it@example.org."
    )]
    public string Contact { get; init; } = "";

    [Description("How many sources are polled at the same time.")]
    [Range(1, 32)]
    public int AtOnce { get; init; } = 4;

    [Description("Minutes for all sources together: one that is not done by then is unhealthy, the others are taken.")]
    [Range(1, 1440)]
    public int TotalMinutes { get; init; } = 20;

    [Description(
        "Proxy for all sources, such as http://proxy.example.org:8080 or socks5://proxy.example.org:1080; \"none\" for no proxy. Without it: the system's own."
    )]
    [Shape(NetworkOptions.ProxyShape, NetworkOptions.ProxyFix)]
    public string? Proxy { get; init; }

    [Description("PEM files of private certificate authorities to trust beside the system's.")]
    public IReadOnlyList<string> Trust { get; init; } = [];

    [Description("Lists of codes that the transform \"code NAME\" uses: what the source writes on the left, our word on the right.")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    [Description("The sources, each polled on its own: one that fails touches no other.")]
    public IReadOnlyList<SourceOptions> Sources { get; init; } = [];
}
