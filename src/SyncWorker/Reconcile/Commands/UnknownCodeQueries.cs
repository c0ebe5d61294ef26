using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>Lists the codes in the sources' rows that reconcile.json does not have.</summary>
sealed class UnknownCodeQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    public async Task<List<UnknownCode>> ListAsync(CancellationToken cancellationToken)
    {
        var unknown = new List<UnknownCode>();
        var lists = settings.Options.Codes;
        await using var session = await bulk.OpenAsync(cancellationToken);
        using var rows = session.Read(
            $"select s.Source, s.ExternalId, s.Kind, s.Fields from snapshot s where s.MissingSince is null and {EventRows.Others} order by s.Source, s.ExternalId"
        );
        while (lists.Count > 0 && rows.Read())
        {
            var fields = FieldsJson.Read(rows.Bytes(3));
            MergeRowFactory.AddKind(fields, rows.Text(2));
            unknown.AddRange(CodeLists.RemoveUnknown(rows.Text(0), rows.Text(1), fields, lists));
        }

        return unknown;
    }
}
