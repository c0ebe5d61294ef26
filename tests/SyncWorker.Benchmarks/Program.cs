using System.Globalization;
using SyncWorker.Benchmarks;
using SyncWorker.Benchmarks.Loads;
using SyncWorker.Benchmarks.Poll;
using SyncWorker.Benchmarks.Remind;

return args switch
{
    ["load-step", var folder, var rows, _, var server] => await LoadSteps.RunAsync(
        folder,
        int.Parse(rows, CultureInfo.InvariantCulture),
        server.Length > 0 ? new PostgresEngine(server) : new SqliteEngine()
    ),
    ["poll-step", var step, var folder, var url] => await PollSteps.RunAsync(step, folder, url),
    ["remind-step", var folder, var partners] => await RemindBenchmark.StepAsync(folder, int.Parse(partners, CultureInfo.InvariantCulture)),
    _ when Plan.Read(args) is { } plan => await plan.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: SyncWorker.Benchmarks all | loads | poll | send | remind  [--engine sqlite|postgres] [--quick] [--turns N] [--rows N] [--mails N]
          loads    rows over three sources to golden records beside sqlite3 .import, better-sqlite3 and psql \copy: first load, nothing changed, 1 % changed
          poll     one NDJSON feed over HTTP: first and second poll beside System.Text.Json on the same bytes
          send     mails through the durable outbox to smtp-sink, beside nodemailer and smtp-source
          remind   one day of anniversaries beside Debian's remind
          --quick  one turn of a tenth of the rows and a fifth of the mails, under two minutes
          --engine one of the two that loads are measured on; both otherwise
          --rows   of the largest load and of the feed (default 1000000); a tenth of them is loaded too
        Prints what failed and what is missed first. Ends with 1 where a part failed, with 3 where a promise is missed.
        """
    );
    return 2;
}
