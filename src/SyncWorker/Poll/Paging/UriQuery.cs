namespace SyncWorker.Poll.Paging;

/// <summary>Addresses with a query that is set, not appended twice.</summary>
static class UriQuery
{
    /// <summary>The address with the parameter set; its value is escaped, so that a cursor that ends in == survives.</summary>
    public static Uri Set(Uri address, string parameter, string value)
    {
        var name = Uri.EscapeDataString(parameter);
        var kept = address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !string.Equals(pair.Split('=')[0], name, StringComparison.Ordinal));
        return new UriBuilder(address) { Query = string.Join('&', kept.Append($"{name}={Uri.EscapeDataString(value)}")) }.Uri;
    }
}
