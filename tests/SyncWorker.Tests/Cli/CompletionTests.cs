using System.Diagnostics;
using System.Text;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary>The Tab key in real shells: each loads the script that the program prints for it and completes what a person has typed.</summary>
public sealed class CompletionTests : IDisposable
{
    readonly TestFolders _folders = new();

    // What is typed, and what the key offers; of a file's name the shell itself knows.
    static readonly (string Typed, string Offered)[] s_lines =
    [
        ("SyncWorker ma", "mail"),
        ("SyncWorker mail re", "recipients release resume retry"),
        ("SyncWorker mail list --st", "--state"),
        ("SyncWorker mail list --state s", "sending sent"),
        ("SyncWorker --lang v", "vi"),
        ("SyncWorker partner f", "find founding-day"),
        ("SyncWorker mail zz", ""),
    ];

    [Fact]
    public async Task Bash_offers_verbs_options_and_their_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no bash.");
        var script = Path.Combine(_folders.Root, "complete.sh");
        // As bash calls it: the line, the place in it, the words, and as arguments the program, the word and the one before it.
        await File.WriteAllTextAsync(
            script,
            """
            eval "$(SyncWorker completion bash)"
            while IFS= read -r line; do
              COMP_LINE="$line" COMP_POINT=${#line} COMPREPLY=()
              read -ra COMP_WORDS <<< "$line"
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              _syncworker_complete SyncWorker "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
              echo "$line = ${COMPREPLY[*]}"
            done
            complete -p SyncWorker
            """,
            TestContext.Current.CancellationToken
        );

        var lines = await RunAsync("bash", [script]);

        Assert.Equal([.. Expected(), "complete -o default -F _syncworker_complete SyncWorker"], lines);
    }

    [Fact]
    public async Task PowerShell_offers_verbs_options_and_their_words()
    {
        var script = Path.Combine(_folders.Root, "complete.ps1");
        await File.WriteAllTextAsync(
            script,
            """
            SyncWorker completion pwsh | Out-String | Invoke-Expression
            foreach ($line in @($input)) {
              $found = TabExpansion2 -inputScript $line -cursorColumn $line.Length
              "$line = " + (($found.CompletionMatches | ForEach-Object CompletionText) -join ' ')
            }
            """,
            TestContext.Current.CancellationToken
        );
        await RunAsync("dotnet", ["tool", "restore"]);

        var lines = await RunAsync("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", script]);

        Assert.Equal(Expected(), lines);
    }

    public void Dispose() => _folders.Dispose();

    static IEnumerable<string> Expected() => s_lines.Select(line => $"{line.Typed} = {line.Offered}".TrimEnd());

    static async Task<List<string>> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = SourceTree.Root,
        };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(string.Concat(s_lines.Select(line => line.Typed + "\n")));
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await output}{await errors}");
        return
        [
            .. (await output).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()),
        ];
    }
}
