using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32;

namespace SyncWorker.Hosting.Secrets;

/// <summary>
/// DPAPI in machine scope: any account of this machine can open what was sealed on it (the service's account differs from the
/// administrator's), no other machine can. The folder's rights keep other accounts of the machine away from the file.
/// </summary>
/// <remarks>
/// The entropy names the secret, so that values cannot be exchanged within the file, and the machine's own GUID, so that a disk
/// image given a new identity is recognised as another machine.
/// </remarks>
[SupportedOSPlatform("windows")]
static partial class MachineSeal
{
    const uint UiForbidden = 0x1;
    const uint LocalMachine = 0x4;

    public static byte[] Close(string name, byte[] value) => Call(value, Entropy(name), close: true)
        ?? throw new CryptographicException($"Windows could not seal the secret \"{name}\": error {Marshal.GetLastPInvokeError()}.");

    /// <summary>The value, or null when it was sealed on another machine or tampered with.</summary>
    public static byte[]? Open(string name, byte[] value) => Call(value, Entropy(name), close: false);

    static byte[] Entropy(string name)
    {
        var machine = Registry.GetValue(@"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography", "MachineGuid", "") as string;
        return SHA256.HashData(Encoding.UTF8.GetBytes($"SyncWorker secret 1\n{machine}\n{name}"));
    }

    static unsafe byte[]? Call(byte[] value, byte[] entropy, bool close)
    {
        fixed (byte* valueBytes = value, entropyBytes = entropy)
        {
            var input = new Blob { Length = (uint)value.Length, Bytes = valueBytes };
            var extra = new Blob { Length = (uint)entropy.Length, Bytes = entropyBytes };
            Blob output = default;
            var done = close
                ? CryptProtectData(&input, null, &extra, 0, 0, UiForbidden | LocalMachine, &output)
                : CryptUnprotectData(&input, null, &extra, 0, 0, UiForbidden | LocalMachine, &output);
            if (!done)
            {
                return null;
            }

            try
            {
                return new ReadOnlySpan<byte>(output.Bytes, (int)output.Length).ToArray();
            }
            finally
            {
                CryptographicOperations.ZeroMemory(new Span<byte>(output.Bytes, (int)output.Length));
                LocalFree((nint)output.Bytes);
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    unsafe struct Blob
    {
        public uint Length;
        public byte* Bytes;
    }

    [LibraryImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool CryptProtectData(Blob* value, char* description, Blob* entropy, nint reserved, nint prompt, uint flags, Blob* sealedValue);

    [LibraryImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool CryptUnprotectData(Blob* sealedValue, char** description, Blob* entropy, nint reserved, nint prompt, uint flags, Blob* value);

    [LibraryImport("kernel32")]
    private static partial nint LocalFree(nint memory);
}
