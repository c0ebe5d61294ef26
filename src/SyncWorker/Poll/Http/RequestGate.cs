namespace SyncWorker.Poll.Http;

/// <summary>
/// Where a source may be asked: at its own origins (scheme, host and port, RFC 6454) and at the hosts that config adds. Every request
/// passes here, also those to an address that an answer gave (a next page, a redirect): a partner's answer must not make this machine
/// ask others, and a source of https is never asked in clear.
/// </summary>
sealed class RequestGate(SourceOptions source)
{
    readonly IReadOnlyList<Uri> _own = [.. source.Urls.Append(source.Url).OfType<string>().Select(url => new Uri(url))];

    /// <summary>Whether the address is of the source itself: the only ones that hear who we are.</summary>
    public bool IsOwn(Uri address) => _own.Any(own => Origin(own) == Origin(address));

    /// <exception cref="UnhealthySourceException">It may not be asked there.</exception>
    public void Check(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw new UnhealthySourceException($"It leads to {address.Scheme}:, not http.");
        }

        if (IsOwn(address))
        {
            return;
        }

        var isListed = source.Http.Hosts.Any(host => IsAt(address, host));
        var isUpgrade =
            address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && _own.Any(own => own.IsDefaultPort && IsSameHost(own, address));
        if (!isListed && !isUpgrade)
        {
            throw new UnhealthySourceException(
                _own.FirstOrDefault(own => IsSameHost(own, address)) is not { } same
                    ? $"It leads to another host ({address.Host}). If that is right, add it to http.hosts."
                : same.Scheme == Uri.UriSchemeHttps && address.Scheme == Uri.UriSchemeHttp
                    ? "It leads from https to http, where all can read what is asked and answered: the source writes its addresses wrong, or url should be http."
                : $"It leads to another port of its host ({address.Port}). If that is right, add {address.Host}:{address.Port} to http.hosts."
            );
        }

        if (address.Scheme == Uri.UriSchemeHttp && _own.Any(own => own.Scheme == Uri.UriSchemeHttps))
        {
            throw new UnhealthySourceException(
                $"It leads from https to http ({address.Host}), where all can read what is asked and answered."
            );
        }
    }

    // "files.example.org" is its usual port, "files.example.org:8443" that one.
    static bool IsAt(Uri address, string host) =>
        string.Equals(address.Authority, host, StringComparison.OrdinalIgnoreCase)
        || string.Equals($"{address.Host}:{address.Port}", host, StringComparison.OrdinalIgnoreCase);

    static bool IsSameHost(Uri one, Uri other) => string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    static string Origin(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port}".ToLowerInvariant();
}
