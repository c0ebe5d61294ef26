using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Config.Secrets;

/// <summary>secrets.json in the data folder. Written whole, by rename, readable by its owner alone.</summary>
sealed class SecretsFile
{
    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    /// <summary>How values are kept here: <c>dpapi-machine</c> or <c>file-mode</c>. A file of the other kind cannot be read.</summary>
    public required string Protection { get; init; }

    public SortedDictionary<string, SecretEntry> Secrets { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What this machine writes.</summary>
    public static string OwnProtection => OperatingSystem.IsWindows() ? "dpapi-machine" : "file-mode";

    /// <summary>The file, or an empty one when there is none yet.</summary>
    /// <exception cref="SecretsRefusedException">It is damaged, from another kind of machine, or open to other accounts.</exception>
    public static SecretsFile Read(string path)
    {
        SecretsFile file;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            {
                throw new SecretsRefusedException(
                    $"{path} is open to other accounts, so nothing is read from it. Close it with: chmod 600 {path}"
                );
            }

            file = JsonSerializer.Deserialize<SecretsFile>(File.ReadAllText(path), s_json) ?? throw new JsonException();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new() { Protection = OwnProtection };
        }
        catch (JsonException)
        {
            throw new SecretsRefusedException(
                $"{path} could not be read: it is damaged. Import your recovery export (secret import FILE), or delete it and set the secrets again."
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretsRefusedException(
                $"{path} could not be read: {error.Message} It must belong to the account of the service, and this account ({Environment.UserName}) be it: sudo syncworker on Linux; SyncWorker service repair, or chown."
            );
        }

        return file.Protection == OwnProtection
            ? file
            : throw new SecretsRefusedException(
                $"{path} was written on another kind of machine ({file.Protection}). Import your recovery export here (secret import FILE), or delete it and set the secrets again."
            );
    }

    public void Write(string path) => PrivateFile.Write(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, s_json)));
}

/// <param name="Value">The sealed value in base64, or the text itself where the file's mode is the protection.</param>
/// <param name="Machine">Name of the machine it was set on, for the message when another one cannot open it.</param>
/// <param name="Set">The day it was set.</param>
/// <param name="Expires">The day it stops working, as the administrator entered it.</param>
sealed record SecretEntry(string Value, string Machine, DateOnly Set, DateOnly? Expires)
{
    /// <summary>Another at each set; null where an older version set it.</summary>
    public string? Stamp { get; init; }
}

/// <summary>No secret can be read; the message says why and what to do.</summary>
sealed class SecretsRefusedException(string message) : Exception(message);
