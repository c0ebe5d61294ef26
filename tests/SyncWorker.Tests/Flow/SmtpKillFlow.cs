using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>The same deaths in the SMTP dialogue, with a real server process (Postfix's smtp-sink) that keeps what it took.</summary>
[Trait("Needs", "postfix")]
public sealed partial class SmtpKillFlow
{
    const string Day = "2026-07-06";

    [Theory]
    [InlineData("smtp.before-data")]
    [InlineData("smtp.after-answer")]
    [InlineData("send.claimed")]
    public async Task Killed_in_the_dialogue_and_started_again_each_mail_arrives_once(string moment)
    {
        FullRun.Only();
        using var folders = new TestFolders();
        var port = LoopbackPort.Next();
        using var sink = Sink(folders.Root + "/taken", port);
        foreach (var demo in new[] { "whole", "killed" })
        {
            Config(folders.Root + "/" + demo + "/config", port);
        }

        await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/whole", "--as-of", Day]);
        var whole = Taken(folders.Root + "/taken");
        Clear(folders.Root + "/taken");

        var killed = await ProgramRun.WaitAsync(
            ["demo", "--dir", folders.Root + "/killed", "--as-of", Day],
            new Dictionary<string, string> { ["SYNCWORKER_KILL_AT"] = moment }
        );
        var again = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/killed", "--as-of", Day]);
        sink.Kill();

        Assert.True(killed.ExitCode == 137, killed.ToString());
        Assert.NotEmpty(whole);
        Assert.True(again.ExitCode is 0 or 3, again.ToString()); // 3: the one whose answer was lost is named uncertain
        Assert.Equal(whole, Taken(folders.Root + "/taken"));
    }

    static Process Sink(string folder, int port)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }

        var start = new ProcessStartInfo("/usr/sbin/smtp-sink") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-u", "postfix", "-d", folder + "/%M.", $"inet:127.0.0.1:{port}", "64"])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                probe.Connect(IPAddress.Loopback, port);
                return process;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromSeconds(10) && !process.HasExited)
            {
                Thread.Yield();
            }
        }
    }

    static void Config(string folder, int port)
    {
        foreach (var file in Directory.EnumerateFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(SourceTree.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var send = Path.Combine(folder, "send.json");
        var text = File.ReadAllText(send).Replace("\"transport\": \"pickup\"", "\"transport\": \"smtp\"", StringComparison.Ordinal);
        File.WriteAllText(send, Smtp().Replace(text, $"\"smtp\": {{ \"host\": \"127.0.0.1\", \"port\": {port}, \"security\": \"none\" }}"));
    }

    /// <summary>Recipients of the mails that the server took, one line a mail.</summary>
    static List<string> Taken(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Select(File.ReadAllText)
                .Where(text => text.Contains("Message-I", StringComparison.OrdinalIgnoreCase))
                .Select(text => To().Match(text).Value.Trim())
                .Order(StringComparer.Ordinal),
        ];

    static void Clear(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"""smtp"":\s*\{[^}]*\}")]
    private static partial Regex Smtp();

    [GeneratedRegex(@"^To:.*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex To();
}
