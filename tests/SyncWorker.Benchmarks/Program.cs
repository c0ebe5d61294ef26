using SyncWorker.Benchmarks.Poll;
using SyncWorker.Benchmarks.Reconcile;
using SyncWorker.Benchmarks.Send;

return args switch
{
    ["reconcile", .. var rest] => await ReconcileBenchmark.RunAsync(rest),
    ["poll", .. var rest] => await PollBenchmark.RunAsync(rest),
    ["poll-step", var step, var folder, var url] => await PollSteps.RunAsync(step, folder, url),
    ["send", .. var rest] => await SendBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: SyncWorker.Benchmarks NAME
          reconcile [ROWS]  rows over three sources to golden records: first load, nothing changed, 1 % changed (default 1000000)
          poll [ROWS]       an NDJSON feed over HTTP: first and second poll beside System.Text.Json on the same bytes (default 1000000)
          send [MAILS]      mails through the durable outbox to smtp-sink, beside nodemailer and smtp-source (default 10000)
        """
    );
    return 2;
}
