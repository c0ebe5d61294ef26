using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Config;

/// <summary>Where the store is: a file of the data folder (SQLite) unless a server is named.</summary>
sealed record StoreOptions
{
    [Description("A PostgreSQL server, 15 or newer, that several workers share. Left out: SQLite, a file of the data folder.")]
    public PostgresOptions? Postgres { get; init; }
}

/// <summary>A PostgreSQL server and what the store is there.</summary>
sealed record PostgresOptions
{
    [Description("The server's name, or the folder of its socket. TLS with a certificate for this name is required but on this machine.")]
    public required string Host { get; init; }

    [Description("Its port.")]
    [Range(1, 65_535)]
    public int Port { get; init; } = 5432;

    [Description("The database, which must exist, best made with the encoding UTF8.")]
    public string Database { get; init; } = "syncworker";

    [Description("Its user, the owner of the schema.")]
    public string User { get; init; } = "syncworker";

    [Description("The secret with the user's password: SyncWorker secret set store.")]
    [SecretName]
    public string Secret { get; init; } = "store";

    [Description("The schema of the tables; it is made when it is not there.")]
    [Shape("^[a-z_][a-z0-9_]{0,50}$", "Small letters, digits and underscores, at most 51.")]
    public string Schema { get; init; } = "syncworker";

    [Description(
        "A file with the certificate of the authority that the server's certificate comes from; left out: the machine's own list."
    )]
    public string? Authority { get; init; }

    /// <summary>The environment variable that wins over schedule.json: a container's config may be one for all, and its store its own.</summary>
    public const string Variable = "SYNCWORKER_STORE";

    const string OfFile = "file";

    /// <summary>What the variable says for a process that is to have the same store.</summary>
    public static string ToVariable(PostgresOptions? options) =>
        options is null ? OfFile : JsonSerializer.Serialize(options, ConfigBinder.Json);

    /// <summary>The folders with the store that the variable names: <c>file</c> for SQLite, or an object as <c>store.postgres</c> of schedule.json.</summary>
    public static WorkerFolders Apply(string? text, WorkerFolders folders)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text)
                ? folders
                : folders with
                {
                    Postgres = text == OfFile ? null : JsonSerializer.Deserialize<PostgresOptions>(text, ConfigBinder.Json),
                };
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"{Variable} is no store.postgres of schedule.json: {error.Message}");
        }
    }

    /// <summary>The server is this machine: its traffic never leaves it.</summary>
    public bool IsOfThisMachine() =>
        Host.StartsWith('/')
        || Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>For people: which server, database and schema.</summary>
    public override string ToString() => $"{Host}:{Port}/{Database}/{Schema}";

    /// <summary>
    /// What schedule.json of the config folder says, else that of the last good config, without reading anything else of them: each command needs
    /// to know where the store is, also when the rest of the config has faults.
    /// </summary>
    public static PostgresOptions? Read(WorkerFolders folders) =>
        TryRead(folders.Config, out var said) || TryRead(folders.LastGoodConfig, out said) ? said : null;

    static bool TryRead(string folder, out PostgresOptions? said)
    {
        said = null;
        try
        {
            using var file = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(folder, "schedule.json")),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            if (file.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            said = file.RootElement.TryGetProperty("store", out var store)
                ? store.Deserialize<StoreOptions>(ConfigBinder.Json)?.Postgres
                : null;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }
}
