using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncWorker.Hosting.Status;

namespace SyncWorker.Cli;

/// <summary>The written schema of <c>status --json</c>, for monitors that are built on it.</summary>
static class StatusSchema
{
    public const string File = "status.schema.json";

    static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Export()
    {
        var schema = JsonOutput.Schema(typeof(StatusReport));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(
            1,
            "title",
            string.Create(CultureInfo.InvariantCulture, $"What `SyncWorker status --json` prints, schemaVersion {StatusReport.Schema}")
        );
        return schema.ToJsonString(s_written) + "\n";
    }
}
