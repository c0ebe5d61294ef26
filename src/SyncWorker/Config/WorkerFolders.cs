namespace SyncWorker.Config;

/// <summary>
/// Where config is read and data is written. Full paths, never relative to the working folder: a service starts in System32.
/// </summary>
/// <param name="Config">The folder of poll.json and its fellows; only read.</param>
/// <param name="Data">The folder of the store, pickup, logs and secrets; the only one that is written.</param>
sealed record WorkerFolders(string Config, string Data)
{
    /// <summary>The store's file, where it is SQLite.</summary>
    public string Store => Path.Combine(Data, "syncworker.db");

    /// <summary>
    /// The server that holds the store; null where it is the file <see cref="Store"/>. Read from schedule.json once: a worker keeps to
    /// its store until it is started anew.
    /// </summary>
    public PostgresOptions? Postgres
    {
        get => (_postgres ??= new(Given(Data) ?? PostgresOptions.Read(this))).Value;
        init => _postgres = new(value);
    }

    Lazy<PostgresOptions?>? _postgres;

    /// <summary>The server for a data folder, whatever its config says. Set by tests alone, which run on both engines.</summary>
    internal static Func<string, PostgresOptions?> Given { get; set; } = _ => null;

    /// <summary>Quartz's own file: a long write in the store would stall the scheduler if they shared one.</summary>
    public string Schedule => Path.Combine(Data, "schedule.db");

    public string Pickup => Path.Combine(Data, "pickup");

    public string Logs => Path.Combine(Data, "logs");

    /// <summary>Backups that the program makes by itself: daily, before a migration, before a restore.</summary>
    public string Backups => Path.Combine(Data, "backups");

    public string Secrets => Path.Combine(Data, "secrets.json");

    /// <summary>The configs that were in force, a zip each.</summary>
    public string ConfigHistory => Path.Combine(Data, "config-history");

    /// <summary>The last config that was good, as a copy of its files.</summary>
    public string LastGoodConfig => Path.Combine(Data, "last-good-config");

    /// <summary>
    /// Settles the two folders: what was given, else the environment (SYNCWORKER_CONFIG, SYNCWORKER_DATA), else
    /// <c>%ProgramData%\SyncWorker</c> or /etc/syncworker where they exist, else <c>config</c> beside the program.
    /// Data is /var/lib/syncworker for /etc/syncworker, else the folder <c>data</c> beside the config folder, unless it is named.
    /// </summary>
    public static WorkerFolders Resolve(string? config, string? data) => Resolve(config, data, Environment.GetEnvironmentVariable);

    /// <summary>The same with an environment of the caller's own.</summary>
    public static WorkerFolders Resolve(string? config, string? data, Func<string, string?> environment) =>
        PostgresOptions.Apply(environment(PostgresOptions.Variable), ResolveFolders(config, data, environment));

    static WorkerFolders ResolveFolders(string? config, string? data, Func<string, string?> environment)
    {
        config = Path.GetFullPath(
            config ?? environment("SYNCWORKER_CONFIG") ?? Installed() ?? Path.Combine(AppContext.BaseDirectory, "config")
        );
        data ??= environment("SYNCWORKER_DATA");
        return new(config, data is null ? DataOf(Path.TrimEndingDirectorySeparator(config)) : Path.GetFullPath(data));
    }

    static string DataOf(string config) =>
        !OperatingSystem.IsWindows() && config == "/etc/syncworker"
            ? "/var/lib/syncworker"
            : Path.Combine(Path.GetDirectoryName(config) ?? config, "data");

    static string? Installed()
    {
        var folder = OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "SyncWorker", "config")
            : "/etc/syncworker";
        return Directory.Exists(folder) ? folder : null;
    }
}
