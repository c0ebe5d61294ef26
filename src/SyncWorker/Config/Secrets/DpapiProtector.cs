using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32;

namespace SyncWorker.Config.Secrets;

/// <summary>
/// DPAPI in machine scope: any account of this machine can open what was sealed on it (the service's account differs from the
/// administrator's), no other machine can. The folder's rights keep other accounts of the machine away from the file.
/// </summary>
/// <remarks>
/// The entropy names the secret, so that values cannot be exchanged within the file, and the machine's own GUID, so that a disk
/// image given a new identity is recognised as another machine.
/// </remarks>
[SupportedOSPlatform("windows")]
static class DpapiProtector
{
    /// <exception cref="CryptographicException">Windows could not seal it.</exception>
    public static byte[] Protect(string name, byte[] value) =>
        ProtectedData.Protect(value, Entropy(name), DataProtectionScope.LocalMachine);

    /// <summary>The value, or null when it was sealed on another machine or tampered with.</summary>
    public static byte[]? Unprotect(string name, byte[] value)
    {
        try
        {
            return ProtectedData.Unprotect(value, Entropy(name), DataProtectionScope.LocalMachine);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static byte[] Entropy(string name)
    {
        var machine = Registry.GetValue(@"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography", "MachineGuid", "") as string;
        return SHA256.HashData(Encoding.UTF8.GetBytes($"SyncWorker secret 1\n{machine}\n{name}"));
    }
}
