using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SyncWorker.Config;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// The register check for people: what is missing, what returned sheets change, and the taking of a sheet that a person has looked at. A
/// taken value goes into the file <see cref="Taken"/> of the folder, which is a source of poll.json like any other, with a rank of its own.
/// </summary>
sealed class RegisterCheckCommands(SyncStore store, StageSettings<RemindOptions> settings)
{
    /// <summary>What was taken, a unit an object: written here, read by poll.</summary>
    public const string Taken = "taken.json";

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // Without the rule in config its usual fields are looked at.
    readonly RegisterCheckOptions _rule = settings.Options.RegisterCheck ?? new() { Due = new(3, 31) };

    string Folder => Path.GetFullPath(_rule.Returned, settings.Union.Folder);

    public async Task<IReadOnlyList<UnitGaps>> GapsAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return RegisterCheck.Gaps(_rule, await RemindReader.FactsAsync(db, settings, today, cancellationToken));
    }

    /// <summary>What each sheet in the folder changes. One that cannot be read says why; the others are read.</summary>
    public async Task<IReadOnlyList<ReturnedFile>> ReturnedAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken);
        return
        [
            .. Files()
                .Select(path =>
                {
                    var notes = new List<string>();
                    return new ReturnedFile(
                        Path.GetFileName(path),
                        [.. Read(path, notes).Select(value => Change(value, facts, notes)).OfType<ReturnedChange>()]
                    )
                    {
                        Notes = notes,
                    };
                }),
        ];
    }

    /// <summary>Takes what a sheet changes and moves it to done/ beside it.</summary>
    /// <returns>How many values were taken; null when no sheet has that name.</returns>
    public async Task<int?> TakeAsync(string file, DateOnly today, CancellationToken cancellationToken)
    {
        if ((await ReturnedAsync(today, cancellationToken)).FirstOrDefault(returned => returned.File == file) is not { } sheet)
        {
            return null;
        }

        var path = Path.Combine(Folder, Taken);
        var units = (File.Exists(path) ? JsonSerializer.Deserialize<List<Dictionary<string, string>>>(File.ReadAllText(path)) : null) ?? [];
        foreach (var change in sheet.Changes)
        {
            var unit = units.Find(known => known[CanonicalField.RegisterId] == change.Unit);
            if (unit is null)
            {
                units.Add(unit = new() { [CanonicalField.RegisterId] = change.Unit, [CanonicalField.NameVi] = change.UnitName });
            }

            unit[change.Field] = change.New;
        }

        WholeFile.Write(path, JsonSerializer.Serialize(units, s_json));
        Directory.CreateDirectory(Path.Combine(Folder, "done"));
        File.Move(Path.Combine(Folder, file), Path.Combine(Folder, "done", file), overwrite: true);
        return sheet.Changes.Count;
    }

    IEnumerable<string> Files() =>
        Directory.Exists(Folder)
            ? Directory
                .EnumerateFiles(Folder)
                .Where(path =>
                    Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xls" or ".csv"
                    && !Path.GetFileName(path).StartsWith("~$", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
            : [];

    IReadOnlyList<ReturnedValue> Read(string path, List<string> notes)
    {
        try
        {
            return ReturnedSheet.Read(path, _rule, settings.Union.OwnFields, notes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add($"{Path.GetFileName(path)} could not be read: {error.Message}");
            return [];
        }
    }

    ReturnedChange? Change(ReturnedValue value, RemindFacts facts, List<string> notes)
    {
        if (facts.Partners.FirstOrDefault(unit => unit.RegisterId == value.Unit) is not { } partner)
        {
            notes.Add($"No partner has the register number \"{value.Unit}\": {value.Label} was left out.");
            return null;
        }

        var old = RegisterCheck.Record(partner, _rule).First(line => line.Field == value.Field).Value;
        return new(value.Unit, partner.NameVi, value.Field, value.Label, old, value.Value);
    }
}

/// <summary>A sheet that came back, and what it would change.</summary>
/// <param name="File">Its name in the folder.</param>
sealed record ReturnedFile(string File, IReadOnlyList<ReturnedChange> Changes)
{
    /// <summary>Lines that cannot be taken, each with its reason.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <param name="Old">As people write it; null when there was none.</param>
/// <param name="New">As the register keeps it.</param>
sealed record ReturnedChange(string Unit, string UnitName, string Field, string Label, string? Old, string New);
