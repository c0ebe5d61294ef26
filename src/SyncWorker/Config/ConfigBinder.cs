using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// Turns a parsed file into its options class and reports every fault at once: keys that do not exist (with the nearest that
/// does), missing keys, wrong types, values out of range. The serializer itself would stop at the first.
/// </summary>
static class ConfigBinder
{
    /// <summary>How config is written: camelCase keys, words for choices, nothing unknown, nothing twice.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new Roles.Converter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    // Days may be written day first, and a time has hours and minutes only.
    internal static readonly JsonSerializerOptions Checked = new(Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new DayJson(), new TimeJson() },
    };

    /// <summary>Binds the text, or adds the reasons why not.</summary>
    public static bool TryBind<T>(
        string file,
        string text,
        [NotNullWhen(true)] out T? options,
        out ConfigNode? root,
        List<ConfigFault> faults
    )
        where T : class
    {
        var bound = Bind<T>(file, text, faults);
        (options, root) = (bound.IsWhole ? bound.Options : null, bound.Root);
        return options is not null;
    }

    /// <summary>
    /// Binds what can be bound, so that it can be checked although other parts are faulty, and adds a fault for each part that cannot.
    /// </summary>
    public static BoundConfig<T> Bind<T>(string file, string text, List<ConfigFault> faults)
        where T : class
    {
        var before = faults.Count;
        if (ConfigText.Parse(file, text, faults) is not { } root)
        {
            return new(null, null, IsWhole: false);
        }

        var walk = new ConfigWalk(file, faults);
        walk.Visit(root, Json.GetTypeInfo(typeof(T)), "");
        var isWhole = faults.Count == before;
        faults.AddRange(walk.BrokenRules);
        if (isWhole)
        {
            // The walk has named every key that does not exist; "$schema" is no member and is let pass.
            return new(JsonSerializer.Deserialize<T>(text, Checked)!, root, IsWhole: true);
        }

        return new ConfigPruner(walk.Faulty).Prune(root, Json.GetTypeInfo(typeof(T))) is var (json, kept)
            ? new(json.Deserialize<T>(Checked), kept, IsWhole: false)
            : new(null, root, IsWhole: false);
    }
}

/// <summary>What could be bound of a file.</summary>
/// <param name="Options">Null when nothing could.</param>
/// <param name="Root">What <paramref name="Options"/> was bound from, with the lines of the file.</param>
/// <param name="IsWhole">False when parts of the file are faulty and left out.</param>
sealed record BoundConfig<T>(T? Options, ConfigNode? Root, bool IsWhole)
    where T : class;
