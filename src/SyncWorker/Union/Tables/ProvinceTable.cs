namespace SyncWorker.Union.Tables;

/// <summary>
/// Provinces by name and by code. A code without a date is ambiguous (24 was Bắc Giang and is Bắc Ninh), a name is not: so the
/// name identifies, and a code is only asked with the day it was written on, or offers both readings.
/// </summary>
sealed class ProvinceTable
{
    public static readonly ProvinceTable Empty = new([]);

    readonly Dictionary<string, Province> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<string, Province> _today = new(StringComparer.Ordinal);
    readonly Dictionary<string, Province> _before = new(StringComparer.Ordinal);

    public ProvinceTable(IReadOnlyList<Province> all)
    {
        All = all;
        foreach (var province in all)
        {
            _byName.TryAdd(NormalizedName.ToCompact(province.Name), province);
            if (!province.IsFormer)
            {
                _today.TryAdd(province.Code, province);
            }

            foreach (var code in province.CodesBefore)
            {
                _before.TryAdd(code, province);
            }
        }

        // After all of them, so that no spelling of one province hides the name of another.
        foreach (var province in all)
        {
            foreach (var name in province.Names)
            {
                _byName.TryAdd(NormalizedName.ToCompact(name), province);
            }
        }
    }

    /// <summary>The day the new numbering came into force.</summary>
    public static DateOnly Renumbered => new(2025, 7, 1);

    public IReadOnlyList<Province> All { get; }

    public Province? ByName(string? name) => name is null ? null : _byName.GetValueOrDefault(NormalizedName.ToCompact(name));

    /// <summary>What the code means today.</summary>
    public Province? Today(string code) => _today.GetValueOrDefault(code);

    /// <summary>What the code meant before the renumbering.</summary>
    public Province? Before(string code) => _before.GetValueOrDefault(code);

    /// <summary>What the code meant on that day.</summary>
    public Province? On(string code, DateOnly day) => day < Renumbered ? Before(code) : Today(code);

    /// <summary>"24", "'24", "1" and "VN-24" as two digits; null when it is no province code.</summary>
    public static string? CodeOf(string? text)
    {
        var code = text?.Trim().TrimStart('\'', '\u2019');
        if (code is null)
        {
            return null;
        }

        if (code.StartsWith("VN-", StringComparison.OrdinalIgnoreCase))
        {
            code = code[3..];
        }

        return code.Length is 1 or 2 && code.All(char.IsAsciiDigit) ? code.PadLeft(2, '0') : null;
    }
}

/// <summary>A province or city, of today or of before the mergers.</summary>
/// <param name="Name">Such as Bắc Giang, without "tỉnh".</param>
/// <param name="Code">The code of the unit it is, or has gone into, today.</param>
/// <param name="IsFormer">True when no unit has this name any more.</param>
sealed record Province(string Name, string Code, bool IsFormer)
{
    /// <summary>Its codes before the renumbering.</summary>
    public IReadOnlyList<string> CodesBefore { get; init; } = [];

    /// <summary>A city under the central government; else a tỉnh.</summary>
    public bool IsCity { get; init; }

    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
