namespace SyncWorker.Tests.Reconcile.Figures;

/// <summary>Rows of activities, totals and organisations as Poll leaves them.</summary>
static class FigureSamples
{
    public static SampleRow Activity(
        string source,
        string id,
        string day,
        string name,
        string lead,
        string? joint = null,
        params (string Field, string Value)[] more
    ) => Row(source, id, "activity", [("day", day), ("nameVi", name), ("lead", lead), ("joint", joint ?? ""), .. more]);

    public static SampleRow Total(string source, string id, string unit, string period, params (string Field, string Value)[] more) =>
        Row(source, id, "unit_figures", [("lead", unit), ("period", period), .. more]);

    public static SampleRow Row(string source, string id, string kind, params (string Field, string Value)[] fields) =>
        new(
            source,
            id,
            kind,
            $"{source}.csv#{id}",
            fields.Where(field => field.Value.Length > 0).ToDictionary(field => field.Field, field => field.Value)
        );
}
