using System.Text;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>One field of a partner that the plan changes, for the history.</summary>
readonly record struct FieldChange(string Field, string? Old, string? New, string? Source, string? Reason);

/// <summary>A golden record that is new or differs from the one in the store.</summary>
/// <param name="Id">The partner's number.</param>
/// <param name="IsNew">The plan makes it.</param>
/// <param name="Kind">What sort of organisation it is.</param>
/// <param name="Values">Its fields.</param>
/// <param name="Json">The same as they are stored.</param>
/// <param name="Life">Its status.</param>
/// <param name="Successor">Who took over from it.</param>
sealed record PlannedPartner(
    long Id,
    bool IsNew,
    string Kind,
    Dictionary<string, string?> Values,
    byte[] Json,
    LifeState Life,
    long? Successor
)
{
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    public void Write(PlanTables tables)
    {
        var to = tables.Partner;
        to.Bind(0, Id);
        to.Bind(1, IsNew ? 1L : 0);
        to.Bind(2, Kind);
        to.Bind(3, Value(CanonicalField.RegisterId));
        to.Bind(4, Value(CanonicalField.NameVi) ?? Value(CanonicalField.NameEn) ?? "");
        to.Bind(5, Value(CanonicalField.NameEn));
        to.Bind(6, Value(CanonicalField.Country));
        to.Bind(7, Value(CanonicalField.Province));
        to.Bind(8, Json);
        to.Bind(9, Life.Status == PartnerStatus.Active ? "Active"u8 : Encoding.UTF8.GetBytes(Life.Status.ToString()));
        to.Bind(10, Life.MissingSince?.ToUnixTimeMilliseconds());
        to.Bind(11, Successor);
        to.Bind(12, Life.Reason);
        to.Write();
        foreach (var change in Changes)
        {
            tables.WriteChange($"partner:{Id}", change.Field, change.Old, change.New, change.Source, change.Reason);
        }
    }

    string? Value(string field) => Values.GetValueOrDefault(field);
}
