using System.Runtime.InteropServices;
using System.Text;

namespace SyncWorker.Config;

/// <summary>
/// Replaces a file of the config folder whole, so that a reader, a crash or a full disk finds the old one or the new one, with the owner,
/// the rights and the encoding that it had. Where this account may not give the new file that owner, the old one is written over.
/// </summary>
static partial class ConfigFileWriter
{
    const int CurrentFolder = -100;
    const uint OwnerAndGroup = 0x18;

    /// <exception cref="IOException">It cannot be written; the old file stays.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static void Write(string path, string text)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var old = File.ReadAllBytes(target);
        var draft = target + ".new";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(Encode(text, old));
                file.Flush(flushToDisk: true);
            }

            if (OperatingSystem.IsWindows())
            {
                File.Replace(draft, target, destinationBackupFileName: null); // it keeps the rights of the old one
            }
            else if (TakeRights(target, draft))
            {
                File.Move(draft, target, overwrite: true);
            }
            else
            {
                File.WriteAllBytes(target, Encode(text, old));
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }

    static byte[] Encode(string text, byte[] old)
    {
        Encoding encoding = old switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            _ => new UTF8Encoding(false),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    static bool TakeRights(string from, string to)
    {
        File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        Span<byte> old = stackalloc byte[256];
        Span<byte> draft = stackalloc byte[256];
        if (Stat(from, old) is not var (owner, group) || Stat(to, draft) is not var (draftOwner, draftGroup))
        {
            return false;
        }

        return (owner, group) == (draftOwner, draftGroup) || ChangeOwner(to, owner, group) == 0;
    }

    // struct statx of the kernel: the same on every architecture; stx_uid at 20, stx_gid at 24.
    static (uint Owner, uint Group)? Stat(string path, Span<byte> room) =>
        StatX(CurrentFolder, path, 0, OwnerAndGroup, ref MemoryMarshal.GetReference(room)) == 0
            ? (MemoryMarshal.Read<uint>(room[20..]), MemoryMarshal.Read<uint>(room[24..]))
            : null;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte room);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
