namespace SyncWorker.Net;

/// <summary>How servers are reached: what poll.json and send.json each say of the proxy and of private authorities.</summary>
sealed record NetworkOptions
{
    public const string Socks5 = "socks5";
    public const string Socks4A = "socks4a";

    /// <summary>What the keys of config that name a proxy may say, for the editor.</summary>
    public const string ProxyShape = "^(none|([Hh][Tt][Tt][Pp][Ss]?|socks5|socks4a)://[^\\s@]+)$";

    public const string ProxyFix = "Write such as http://proxy.example.org:8080 or socks5://proxy.example.org:1080, or none.";

    const string NoProxy = "none";

    /// <summary>The proxy's address, "none" for none, or null for the system's own.</summary>
    public string? Proxy { get; init; }

    /// <summary>PEM files of private authorities to trust beside the system's, full paths.</summary>
    public IReadOnlyList<string> TrustFiles { get; init; } = [];

    /// <summary>How many connections a server may see at the same time.</summary>
    public int ConnectionsPerServer { get; init; } = 1;

    /// <summary>The longest wait for a connection: through the proxy, with TLS.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public bool UsesProxy => Proxy != NoProxy;

    /// <summary>As config writes it: a trust file without a folder is in the config folder.</summary>
    public static NetworkOptions Read(string? proxy, IReadOnlyList<string> trust, string configFolder) =>
        new() { Proxy = proxy, TrustFiles = [.. trust.Select(file => Path.Combine(configFolder, file))] };

    /// <summary>Whether the text can be a proxy in config.</summary>
    public static bool IsProxy(string text) => text == NoProxy || ProxyAddress(text) is not null;

    /// <summary>The proxy that config names; null for none, or where the text is no proxy.</summary>
    public static Uri? ProxyAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https" or Socks5 or Socks4A
        && url.UserInfo.Length == 0
        && url.Host.Length > 0
        && url.Port > 0
            ? url
            : null;

    /// <summary>Whether the text is an http or https address without a password in it.</summary>
    public static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    /// <summary>Whether the host, a name or an address, is this machine itself.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>Whether a secret may be sent there: only encrypted, or to this machine itself.</summary>
    public static bool IsConfidential(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
