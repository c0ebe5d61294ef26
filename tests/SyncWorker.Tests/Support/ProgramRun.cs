using System.Diagnostics;
using System.Text;
using SyncWorker.Config;

namespace SyncWorker.Tests.Support;

/// <summary>Runs the real program as a process of its own, as a person or the service manager would.</summary>
static class ProgramRun
{
    static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "SyncWorker.dll");

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<ProgramResult> WaitAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(arguments, environment, input: false);

    /// <summary>Starts it with a pipe for what a person would type.</summary>
    public static Process StartWithInput(IEnumerable<string> arguments) => Start(arguments, environment: null, input: true);

    static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, bool input)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(s_program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (TestPostgres.VariableFor([.. start.ArgumentList]) is { } store)
        {
            start.Environment[PostgresOptions.Variable] = store;
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }
}

/// <param name="ExitCode">137 when it was killed.</param>
sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
