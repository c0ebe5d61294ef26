using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>What the process of a job tells the worker, a line of JSON each on its standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ConfigRead), "config-read")]
[JsonDerivedType(typeof(Logged), "logged")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Crashed), "broke")]
abstract record JobLine
{
    /// <summary>The config is read; its folder may change from now on.</summary>
    public sealed record ConfigRead : JobLine;

    /// <summary>A line for the worker's logs: the worker alone writes to files and to the event log.</summary>
    public sealed record Logged(string Category, LogLevel Level, int Id, string Text) : JobLine;

    /// <summary>The job has ended in a way that it knows.</summary>
    public sealed record Ended(StageResult Result) : JobLine;

    /// <summary>The store cannot be used as it is; see <see cref="Store.StoreRefusedException"/>.</summary>
    public sealed record Refused(string Why) : JobLine;

    /// <summary>A fault of the program or the machine, with its stack.</summary>
    public sealed record Crashed(string Fault) : JobLine;

    public string ToJson() => JsonSerializer.Serialize(this, JobLineJson.Readable.JobLine);

    /// <summary>The line, or null when it is none: something else wrote to the pipe.</summary>
    public static JobLine? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JobLineJson.Readable.JobLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(JobLine))]
sealed partial class JobLineJson : JsonSerializerContext
{
    public static JobLineJson Readable { get; } = new(new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
