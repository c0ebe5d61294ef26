using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send.Support;

/// <summary>A mail server of its own process on a free port of loopback, ended with the test.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly Process _process;

    ServerProcess(Process process, int port, string folder) => (_process, Port, Folder) = (process, port, folder);

    public int Port { get; }

    /// <summary>A folder for what the server writes.</summary>
    public string Folder { get; }

    /// <summary>Starts it and waits until it takes connections.</summary>
    /// <param name="program">Found in PATH or /usr/sbin.</param>
    /// <param name="arguments">Given the port and the folder.</param>
    public static async Task<ServerProcess> StartAsync(string program, Func<int, string, string[]> arguments)
    {
        var port = LoopbackPort.Next();
        var folder = Directory.CreateTempSubdirectory("syncworker-mail-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111); // the server gives up its rights
        }

        var start = new ProcessStartInfo(File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments(port, folder))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var server = new ServerProcess(process, port, folder);
        while (!await AnswersAsync(port))
        {
            Assert.False(
                process.HasExited,
                process.HasExited ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : ""
            );
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        TestFolders.DeleteFolder(Folder);
    }

    static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
