using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Figures;

/// <summary>Everything that figures of a period are counted from.</summary>
sealed record FigureFacts
{
    public required FiguresOptions Options { get; init; }

    /// <summary>All of them, of any day.</summary>
    public required ActivityGroups Groups { get; init; }

    /// <summary>What units tell of themselves, of any period.</summary>
    public IReadOnlyList<UnitTotal> Totals { get; init; } = [];

    /// <summary>Active foreign non-governmental organisations; the end of their registration where it is known.</summary>
    public IReadOnlyList<NgoFact> Ngos { get; init; } = [];

    /// <summary>Reports that units owe, of any period.</summary>
    public IReadOnlyList<ReportFact> Reports { get; init; } = [];

    /// <summary>Up to this day a report need not have come.</summary>
    public required DateOnly Today { get; init; }
}

/// <param name="HasRegistration">The register holds a number or an end of its registration.</param>
/// <param name="RegistrationEnd">Null when it is not known.</param>
readonly record struct NgoFact(bool HasRegistration, PartialDate? RegistrationEnd);

/// <param name="Period">2026-H1, or the code of a request.</param>
readonly record struct ReportFact(string Period, DateOnly Due, DateOnly? ReceivedOn, bool IsExempt);
