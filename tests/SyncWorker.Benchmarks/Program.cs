using SyncWorker.Benchmarks.Reconcile;

return args switch
{
    ["reconcile", .. var rest] => await ReconcileBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: SyncWorker.Benchmarks NAME
          reconcile [ROWS]  rows over three sources to golden records: first load, nothing changed, 1 % changed (default 1000000)
        """);
    return 2;
}
