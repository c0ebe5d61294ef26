using System.Text;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config;

public sealed class ConfigFileWriterTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Path => System.IO.Path.Combine(_folders.Worker.Config, "poll.json");

    [Fact]
    public void A_file_keeps_its_encoding_and_nothing_is_left_beside_it()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true)])
        {
            File.WriteAllText(Path, "Hội", encoding);

            ConfigFileWriter.Write(Path, "Hội hữu nghị");

            Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes("Hội hữu nghị")], File.ReadAllBytes(Path));
        }

        Assert.Equal(["poll.json"], Directory.GetFiles(_folders.Worker.Config).Select(file => System.IO.Path.GetFileName(file)));
    }

    [Fact]
    public void A_file_keeps_its_rights_and_its_owner_and_a_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Rights and links of Unix.");
            return;
        }

        var target = System.IO.Path.Combine(_folders.Root, "kept.json");
        File.WriteAllText(target, "{}");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(Path, target);
        var isRoot = Environment.UserName == "root";
        if (isRoot)
        {
            LinuxMachine.Run("chown", "nobody:nogroup", target);
        }

        ConfigFileWriter.Write(Path, "{ }");

        Assert.Equal("{ }", File.ReadAllText(target));
        Assert.Equal(target, File.ResolveLinkTarget(Path, returnFinalTarget: true)!.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(target));
        if (isRoot)
        {
            LinuxMachine.Run("sh", "-c", $"[ \"$(stat -c %U:%G '{target}')\" = nobody:nogroup ]");
        }
    }

    [Fact]
    public void What_somebody_else_changed_meanwhile_is_not_written_over()
    {
        File.WriteAllText(Path, """{ "sources": [] }""");
        var draft = NewSource.Put(_folders.Worker.Config, "    {}");
        File.WriteAllText(Path, """{ "sources": [], "atOnce": 2 }""");

        var error = Assert.Throws<IOException>(draft.Write);

        Assert.Contains("changed by somebody else", error.Message, StringComparison.Ordinal);
        Assert.Equal("""{ "sources": [], "atOnce": 2 }""", File.ReadAllText(Path));
    }

    public void Dispose() => _folders.Dispose();
}
