using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Files;
using SyncWorker.Net;
using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Poll;

/// <summary>What the types of poll.json cannot say.</summary>
static class PollCheck
{
    public static void Check(PollOptions options, ConfigFaults faults)
    {
        if (options.Proxy is { } proxy && !NetworkOptions.IsProxy(proxy))
        {
            faults.Add("proxy", $"\"{proxy}\" is no proxy.", NetworkOptions.ProxyFix);
        }

        if (options.Contact.Length > 0 && !options.Contact.Contains('@') && !NetworkOptions.IsHttp(options.Contact))
        {
            faults.Add("contact", $"No one can write to \"{options.Contact}\".", "Write a mailbox or an address, such as it@example.org.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Sources.Count; i++)
        {
            var at = $"sources[{i}]";
            if (!names.Add(options.Sources[i].Name))
            {
                faults.Add($"{at}.name", $"The name \"{options.Sources[i].Name}\" is used twice.", "Give each source its own.");
            }

            Source(options, options.Sources[i], at, faults);
        }
    }

    static void Source(PollOptions options, SourceOptions source, string at, ConfigFaults faults)
    {
        Secrets(source, at, faults);
        if (source.Encoding is { } encoding && !Encodings.TryFind(encoding, out _))
        {
            faults.Add(
                $"{at}.encoding",
                $"There is no encoding \"{encoding}\".",
                "Write utf-8, utf-16, windows-1258 or windows-1252, or leave it out."
            );
        }

        RowIdentity(source, at, faults);
        FillDown(source, at, faults);
        Auth(source, at, faults);
        Paging(source, at, faults);
        Fields(options, source, at, faults);
    }

    static void Secrets(SourceOptions source, string at, ConfigFaults faults)
    {
        foreach (
            var (url, path) in source
                .Urls.Select((url, i) => (url, $"{at}.urls[{i}]"))
                .Append((source.Url ?? "", $"{at}.url"))
                .Append((source.Auth?.TokenUrl ?? "", $"{at}.auth.tokenUrl"))
        )
        {
            if (PlainSecret.InQuery(url) is { } name)
            {
                faults.Add(
                    path,
                    $"The address carries a secret in \"{name}\".",
                    $"Take it out, store it with `secret set {source.Name}`, and add \"auth\": {{ \"by\": \"query\", \"name\": \"{name}\", \"secret\": \"{source.Name}\" }}."
                );
            }
        }

        foreach (var (name, value) in source.Http.Headers)
        {
            Header(source, name, value, $"{at}.http.headers.{name}", faults);
        }

        if (source.Auth is { By: AuthBy.Header, Name: { } header } && !PlainSecret.IsHeaderName(header))
        {
            faults.Add($"{at}.auth.name", $"\"{header}\" is no name of a header.", "Write such as X-Api-Key.");
        }
    }

    static void Header(SourceOptions source, string name, string value, string path, ConfigFaults faults)
    {
        if (PlainSecret.InHeader(name, value))
        {
            faults.Add(
                path,
                "The header carries a secret.",
                $"Take it out, store it with `secret set {source.Name}`, and add \"auth\": {{ \"by\": {(name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "\"bearer\"" : $"\"header\", \"name\": \"{name}\"")}, \"secret\": \"{source.Name}\" }}."
            );
        }
        else if (!PlainSecret.IsHeaderName(name))
        {
            faults.Add(path, $"\"{name}\" is no name of a header.", "Write letters, digits and hyphens, such as X-Client.");
        }
        else if (!PlainSecret.IsFreeHeader(name))
        {
            faults.Add(path, $"The program writes {name} itself.", "Take it out.");
        }
        else if (value.Any(character => character is < ' ' or > '~'))
        {
            faults.Add(path, "A header holds plain letters only.", "Write it without accents.");
        }
    }

    static void RowIdentity(SourceOptions source, string at, ConfigFaults faults)
    {
        foreach (
            var (field, path) in source
                .Key.Select((field, i) => (field, $"{at}.key[{i}]"))
                .Concat(source.Required.Select((field, i) => (field, $"{at}.required[{i}]")))
                .Concat(source.NotRows.Keys.Select(field => (field, $"{at}.notRows.{field}")))
                .Where(field => !source.Fields.ContainsKey(field.Item1))
        )
        {
            faults.AddUnknown(path, $"\"{field}\" is no field of this source.", Suggestion.Sentence(field, source.Fields.Keys));
        }
    }

    static void FillDown(SourceOptions source, string at, ConfigFaults faults)
    {
        var read = source
            .Id.Concat(source.Fields.Values.SelectMany(field => field.Columns).Select(column => column.Name))
            .Select(SourceMapping.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < source.FillDown.Count; i++)
        {
            if (!read.Contains(SourceMapping.Name(source.FillDown[i])))
            {
                faults.AddUnknown(
                    $"{at}.fillDown[{i}]",
                    $"No field is mapped to the column \"{source.FillDown[i]}\".",
                    Suggestion.Sentence(source.FillDown[i], read)
                );
            }
        }
    }

    static void Auth(SourceOptions source, string at, ConfigFaults faults)
    {
        if (source.Auth is not { } auth)
        {
            return;
        }

        foreach (
            var url in source
                .Urls.Append(source.Url)
                .OfType<string>()
                .Where(url => NetworkOptions.IsHttp(url) && !NetworkOptions.IsConfidential(new(url)))
        )
        {
            faults.Add($"{at}.auth", $"The secret would cross the network unencrypted to {url}.", "Write an https address.");
        }

        if (
            auth is { By: AuthBy.Oauth2, TokenUrl: { } tokens }
            && NetworkOptions.IsHttp(tokens)
            && !NetworkOptions.IsConfidential(new(tokens))
        )
        {
            faults.Add($"{at}.auth.tokenUrl", "The secret would cross the network unencrypted.", "Write an https address.");
        }
    }

    static void Paging(SourceOptions source, string at, ConfigFaults faults)
    {
        if (source.Paging is not { } paging)
        {
            return;
        }

        if (source.Url is null && source.Urls is [])
        {
            faults.Add($"{at}.paging", "Files have no pages.", "Remove paging.");
        }

        if (paging.By is not (PagingBy.Page or PagingBy.Offset) && paging.PastEnd.Contains(PastEnd.Repeat))
        {
            faults.Add(
                $"{at}.paging.pastEnd",
                "The source says itself which page is next: one that repeats is no end.",
                "Remove \"repeat\"."
            );
        }
    }

    static void Fields(PollOptions options, SourceOptions source, string at, ConfigFaults faults)
    {
        foreach (var (field, mapping) in source.Fields)
        {
            foreach (
                var list in mapping
                    .Transforms.Select(transform => transform.CodeList)
                    .OfType<string>()
                    .Where(list => !options.Codes.ContainsKey(list))
            )
            {
                faults.AddUnknown(
                    $"{at}.fields.{field}",
                    $"There is no code list \"{list}\".",
                    options.Codes.Count > 0 ? Suggestion.Sentence(list, options.Codes.Keys) : "Add it under \"codes\"."
                );
            }
        }
    }
}
