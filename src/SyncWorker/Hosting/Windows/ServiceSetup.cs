namespace SyncWorker.Hosting.Windows;

/// <summary>How the service is set up: what is asked for on the command line, with the defaults.</summary>
sealed record ServiceSetup
{
    public const string DefaultName = "SyncWorker";
    public const string Description =
        "Asks the union's members what is new, keeps one true register, and mails the right people before what is due.";

    /// <summary>Restarts after a crash or an exit code other than 0; the count starts anew after a day without one.</summary>
    public static readonly IReadOnlyList<TimeSpan> Restarts = [TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    public static readonly TimeSpan RestartsForgotten = TimeSpan.FromDays(1);

    public required string Name { get; init; }

    public required string Program { get; init; }

    /// <summary>
    /// The folder that holds config and data and nothing else; null when either was put somewhere of the administrator's own.
    /// </summary>
    public string? Home { get; init; }

    public required string Config { get; init; }

    public required string Data { get; init; }

    /// <summary>The value of <c>--account</c>; null means the default, or the account of an existing service.</summary>
    public string? Account { get; init; }

    public string? Password { get; init; }

    public string VirtualAccount => $@"NT SERVICE\{Name}";

    public string CommandLine => $"\"{Program}\" run --service {Name} --config \"{Config}\" --data \"{Data}\"";

    public string ProgramFolder => Program[..Program.LastIndexOf('\\')];
}

/// <summary>A service that is there already: what install must keep.</summary>
/// <param name="CommandLine">Its ImagePath.</param>
/// <param name="Account">The account it runs as.</param>
/// <param name="StartType">2 automatic, 3 by hand, 4 disabled.</param>
/// <param name="HasFailureActions">Somebody has set what happens after a failure.</param>
sealed record ServiceFound(string CommandLine, string Account, uint StartType, bool HasFailureActions);
