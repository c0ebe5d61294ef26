using System.Text;

namespace SyncWorker.Poll.Paging;

/// <param name="Target">The address, perhaps relative.</param>
/// <param name="Relations">The words of rel.</param>
sealed record Link(string Target, IReadOnlyList<string> Relations)
{
    public bool Is(string relation) => Relations.Contains(relation, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Link headers as RFC 8288, section 3 and appendix B.2: several links a header, parameters quoted or not, commas and semicolons
/// within quotes, the first rel of a link counts.
/// </summary>
static class LinkHeader
{
    public static IReadOnlyList<Link> Parse(string header)
    {
        var links = new List<Link>();
        var at = 0;
        while (at < header.Length && (at = header.IndexOf('<', at)) >= 0)
        {
            var close = header.IndexOf('>', at);
            if (close < 0)
            {
                break;
            }

            var target = header[(at + 1)..close].Trim();
            at = close + 1;
            string? rel = null;
            while (at < header.Length && header[at] != ',')
            {
                if (header[at] is ';' or ' ' or '\t')
                {
                    at++;
                    continue;
                }

                var (name, value) = Parameter(header, ref at);
                rel ??= name.Equals("rel", StringComparison.OrdinalIgnoreCase) ? value : null;
            }

            links.Add(new(target, rel?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []));
        }

        return links;
    }

    static (string Name, string Value) Parameter(string header, ref int at)
    {
        var start = at;
        while (at < header.Length && header[at] is not ('=' or ';' or ','))
        {
            at++;
        }

        var name = header[start..at].Trim();
        if (at >= header.Length || header[at] != '=')
        {
            return (name, "");
        }

        at++;
        while (at < header.Length && header[at] is ' ' or '\t')
        {
            at++;
        }

        var value = new StringBuilder();
        if (at < header.Length && header[at] == '"')
        {
            for (at++; at < header.Length && header[at] != '"'; at++)
            {
                at += header[at] == '\\' && at + 1 < header.Length ? 1 : 0;
                value.Append(header[at]);
            }

            at++;
        }
        else
        {
            for (; at < header.Length && header[at] is not (';' or ','); at++)
            {
                value.Append(header[at]);
            }
        }

        return (name, value.ToString().Trim());
    }
}
