using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SyncWorker.Hosting.Windows;

/// <summary>
/// The security identifier of a service: S-1-5-80 and the SHA-1 of its upper-case name in UTF-16, five little-endian words (MS-DTYP,
/// NT SERVICE). Computed, so that rights can be given before the service exists.
/// </summary>
static class ServiceSid
{
    public static string FromServiceName(string serviceName)
    {
#pragma warning disable CA5350 // Do Not Use Weak Cryptographic Algorithms: Windows defines the identifier so
        var hash = SHA1.HashData(Encoding.Unicode.GetBytes(serviceName.ToUpperInvariant()));
#pragma warning restore CA5350
        var words = Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(i * 4)));
        return "S-1-5-80-" + string.Join('-', words);
    }
}
