namespace SyncWorker.Config;

/// <summary>The account of the person who gives a command.</summary>
static class PersonAccount
{
    const string Service = "syncworker";

    /// <summary>
    /// The user's name; behind sudo and the wrapper that turns root into the service's user, the one who typed it. Only those two may
    /// say who it was: to everybody else SUDO_USER is a variable like any other.
    /// </summary>
    public static string Name { get; } = Of(Environment.UserName, Environment.GetEnvironmentVariable("SUDO_USER"));

    /// <summary>The same of a caller's own values.</summary>
    public static string Of(string user, string? sudo) =>
        OperatingSystem.IsWindows() ? $"{Environment.UserDomainName}\\{user}"
        : user is "root" or Service && sudo is { Length: > 0 and <= 64 } && !sudo.Any(char.IsControl) ? sudo
        : user;
}
