using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SyncWorker.Poll;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>What the process of a job tells the worker, a line of JSON each on its standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ConfigRead), "config-read")]
[JsonDerivedType(typeof(Logged), "logged")]
[JsonDerivedType(typeof(Polled), "polled")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Crashed), "broke")]
abstract record JobLine
{
    /// <summary>The config is read; its folder may change from now on.</summary>
    public sealed record ConfigRead : JobLine;

    /// <summary>A line for the worker's logs, whole: the worker alone writes to files and to the event log.</summary>
    public sealed record Logged(string Category, LogLevel Level, int Id, string? Name, string Text) : JobLine
    {
        /// <summary>The values of its template and, last, the template itself.</summary>
        public IReadOnlyList<KeyValuePair<string, object?>> Values
        {
            get;
            init => field = Plain(value);
        } = [];

        /// <summary>The values of the scopes it was logged in, and the ids of its trace.</summary>
        public IReadOnlyList<KeyValuePair<string, object?>> Scope
        {
            get;
            init => field = Plain(value);
        } = [];

        public JobFault? Error { get; init; }

        /// <summary>Logs it again, with the same id, values, scope and exception.</summary>
        public void WriteTo(ILoggerFactory logs)
        {
            var logger = logs.CreateLogger(Category);
            using var scope = Scope is [] ? null : logger.BeginScope(Scope);
            logger.Log(Level, new(Id, Name), Values, Error is null ? null : new JobFaultException(Error), (_, _) => Text);
        }

        // Numbers and truth stay what they are; all else is its text, which is what a log shows of it.
        static List<KeyValuePair<string, object?>> Plain(IEnumerable<KeyValuePair<string, object?>> values) =>
            [.. values.Select(value => KeyValuePair.Create(value.Key, Plain(value.Value)))];

        static object? Plain(object? value) =>
            value switch
            {
                null or string or bool or long or double => value,
                sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                JsonElement { ValueKind: JsonValueKind.Null } => null,
                JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } json => json.GetBoolean(),
                // A conditional of long and double is a double
                JsonElement { ValueKind: JsonValueKind.Number } json => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
    }

    /// <summary>The poll of one source has ended, for the worker's metrics and traces.</summary>
    public sealed record Polled(PolledSource Poll) : JobLine;

    /// <summary>The job has ended in a way that it knows.</summary>
    public sealed record Ended(StageResult Result) : JobLine;

    /// <summary>The store cannot be used as it is; see <see cref="Store.StoreRefusedException"/>.</summary>
    public sealed record Refused(string Why) : JobLine;

    /// <summary>A fault of the program or the machine.</summary>
    public sealed record Crashed(JobFault Fault) : JobLine;

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
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
sealed partial class JobLineJson : JsonSerializerContext
{
    public static JobLineJson Readable { get; } =
        new(
            new()
            {
                Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
                NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            }
        );
}
