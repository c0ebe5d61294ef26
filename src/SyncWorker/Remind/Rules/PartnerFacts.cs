using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>What the planner knows of one organisation.</summary>
sealed record PartnerFacts
{
    public required long Id { get; init; }

    public required string Kind { get; init; }

    public string? RegisterId { get; init; }

    public required string NameVi { get; init; }

    public string? NameEn { get; init; }

    public string? Country { get; init; }

    public string? Province { get; init; }

    /// <summary>All canonical fields.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The union's day on which it was first known: steps from before do not count.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>The union that took over its duties.</summary>
    public long? SuccessorId { get; init; }

    /// <summary>False for a partner that is inactive, purged or merged away: nothing new is reminded of it.</summary>
    public bool IsActive { get; init; } = true;

    public string Key => KeyOf(Id);

    /// <summary>For people: "CA-FR (Hội hữu nghị Việt Nam - Pháp)".</summary>
    public string Label => RegisterId is null ? NameVi : $"{RegisterId} ({NameVi})";

    public string? Field(string name) => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public const string KeyPrefix = "partner:";

    public static string KeyOf(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{KeyPrefix}{id}");
}

/// <summary>What the planner knows of one country.</summary>
sealed record CountryFacts
{
    public required string Iso2 { get; init; }

    public required string NameVi { get; init; }

    public string? NameEn { get; init; }

    public MonthDay? NationalDay { get; init; }

    public int? NationalDayYear { get; init; }

    public PartialDate? Relations { get; init; }

    public string? Department { get; init; }

    /// <summary>All canonical fields, for days that have no column of their own.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public required DateOnly KnownOn { get; init; }

    public string Key => $"country:{Iso2}";

    public string? Field(string name) => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}

/// <summary>A report owed, as far as the store knows more than the rule does.</summary>
sealed record ObligationFacts
{
    public required long PartnerId { get; init; }

    public required string Code { get; init; }

    public required string Period { get; init; }

    public required DateOnly Due { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public string? Evidence { get; init; }

    public string? ExemptReason { get; init; }

    /// <summary>The later day that this unit was given, and by whom.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <inheritdoc cref="ExtendedTo"/>
    public string? ExtensionReason { get; init; }

    /// <summary>What came back instead of the report.</summary>
    public string? Response { get; init; }

    /// <summary>The day that holds now.</summary>
    public DateOnly EffectiveDue => ExtendedTo is { } later && later > Due ? later : Due;

    /// <summary>The day it was due before it was given a later one.</summary>
    public DateOnly? ExtendedFrom => EffectiveDue == Due ? null : Due;

    public string? Basis { get; init; }

    /// <summary>What is asked for, for a request made with <c>report ask</c>.</summary>
    public string? Title { get; init; }
}
