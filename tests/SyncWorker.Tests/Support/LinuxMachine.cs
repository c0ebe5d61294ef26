using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SyncWorker.Tests.Support;

/// <summary>What only root can do to a Linux machine, to see how the program bears it; undone when it is disposed.</summary>
static partial class LinuxMachine
{
    const uint Nobody = 65534;

    /// <summary>Skips the test where this process may not mount a file system.</summary>
    public static void NeedsRoot()
    {
        FullRun.Only();
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs root on Linux");
        using var folders = new TestFolders();
        Assert.SkipUnless(TryRun("mount", "-t", "tmpfs", "-o", "size=1m", "none", folders.Worker.Config), "needs the right to mount");
        Run("umount", folders.Worker.Config);
    }

    /// <summary>A disk of its own in the place of a folder, which keeps what was in it.</summary>
    public static IDisposable SmallDisk(string folder, int megabytes)
    {
        var before = folder + ".before";
        Directory.Move(folder, before);
        Directory.CreateDirectory(folder);
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", folder);
        Run("cp", "-a", before + "/.", folder);
        return new Undo(() => Run("umount", "-l", folder));
    }

    /// <summary>Takes the last free byte of a folder's disk; given back at the end.</summary>
    public static IDisposable FullDisk(string folder)
    {
        var file = Path.Combine(folder, "fills-the-disk");
        TryRun("dd", "if=/dev/zero", $"of={file}", "bs=64K");
        TryRun("dd", "if=/dev/zero", $"of={file}", "bs=1", "oflag=append", "conv=notrunc");
        return new Undo(() => File.Delete(file));
    }

    /// <summary>Mounts a folder over itself so that nobody writes there, root neither.</summary>
    public static IDisposable ReadOnly(string folder)
    {
        Run("mount", "--bind", folder, folder);
        Run("mount", "-o", "remount,ro,bind", folder);
        return new Undo(() => Run("umount", "-l", folder));
    }

    /// <summary>This process acts as the account nobody.</summary>
    public static IDisposable AsNobody()
    {
        Assert.Equal(0, SetUser(Nobody));
        return new Undo(() => Assert.Equal(0, SetUser(0)));
    }

    /// <summary>Gives a file or folder, without what is in it, to the account nobody.</summary>
    public static void GiveToNobody(string path) => Run("chown", $"{Nobody}", path);

    public static void Run(string program, params string[] arguments) =>
        Assert.True(TryRun(program, arguments), $"{program} {string.Join(' ', arguments)}");

    static bool TryRun(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    [LibraryImport("libc", EntryPoint = "seteuid")]
    private static partial int SetUser(uint user);

    sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
