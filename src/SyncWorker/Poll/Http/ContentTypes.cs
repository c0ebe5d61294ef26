namespace SyncWorker.Poll.Http;

/// <summary>Refuses an answer that says itself that it is something else, before a byte of it is read.</summary>
static class ContentTypes
{
    static readonly string[] Plain =
    [
        "application/octet-stream",
        "binary/octet-stream",
        "text/plain",
        "application/gzip",
        "application/x-gzip",
        "application/force-download",
        "application/download",
    ];

    public static void Check(HttpResponseMessage response, SourceOptions source)
    {
        var type = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is null || Plain.Contains(type) || source.Http.Accept.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        var right = source.Format switch
        {
            SourceFormat.Json or SourceFormat.Ndjson => type.Contains("json", StringComparison.Ordinal),
            SourceFormat.Csv => type
                is "text/csv"
                    or "application/csv"
                    or "text/tab-separated-values"
                    or "application/vnd.ms-excel"
                    or "text/comma-separated-values"
                    or "text/x-csv"
                    or "application/x-csv",
            SourceFormat.Excel => type.Contains("excel", StringComparison.Ordinal)
                || type.Contains("spreadsheet", StringComparison.Ordinal)
                || type == "application/zip",
            var format => throw new NotSupportedException($"No content type is known for the format {format}."),
        };
        if (!right)
        {
            throw new UnhealthySourceException(
                type is "text/html" or "application/xhtml+xml"
                    ? "A web page came instead of data: a login, an error page or a proxy's notice."
                    : $"The answer is {type}, not {source.Format.ToString().ToLowerInvariant()}. If that is right, add it to http.accept."
            );
        }
    }
}
