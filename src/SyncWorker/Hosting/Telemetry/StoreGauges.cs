using System.Data.Common;
using System.Diagnostics.Metrics;
using SyncWorker.Config;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>What waits in the store, read anew each time that metrics are sent. A store that cannot be read gives no figure.</summary>
sealed class StoreGauges : IDisposable
{
    readonly Meter _meter = new(Instruments.Name, Worker.Version);

    public StoreGauges(WorkerFolders folders)
    {
        _meter.CreateObservableGauge(
            "syncworker.outbox.mails",
            () =>
                Read(
                    folders,
                    store =>
                        store
                            .Outbox()
                            .Select(row => new Measurement<long>(
                                row.Mails,
                                new KeyValuePair<string, object?>("state", EnumWord.Kebab(row.State))
                            ))
                ),
            "{mail}",
            "Mails by state"
        );
        _meter.CreateObservableGauge(
            "syncworker.holds",
            () => Read(folders, store => [new Measurement<long>(store.Holds().Count)]),
            "{hold}",
            "What waits for a person's word"
        );
        _meter.CreateObservableGauge(
            "syncworker.quarantine.rows",
            () => Read(folders, store => [new Measurement<long>(store.QuarantineTotal())]),
            "{row}",
            "Rows that could not be read"
        );
    }

    public void Dispose() => _meter.Dispose();

    static IReadOnlyList<Measurement<long>> Read(WorkerFolders folders, Func<StatusQueries, IEnumerable<Measurement<long>>> read)
    {
        try
        {
            using var store = StatusQueries.Open(folders);
            return store is null ? [] : [.. read(store)];
        }
        catch (DbException)
        {
            return []; // the watch of conditions tells of it
        }
    }
}
