using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;

namespace SyncWorker.Hosting.Windows;

/// <summary>
/// Gives an account the right to log on as a service. The services console does it by itself, CreateService does not: without it
/// the start fails with error 1069.
/// </summary>
[SupportedOSPlatform("windows")]
static unsafe partial class LogonRight
{
    const uint LookupNames = 0x800;
    const uint CreateAccount = 0x10;
    const string Right = "SeServiceLogonRight";

    public static void Grant(string account)
    {
        byte[] sid;
        try
        {
            // A dot before the backslash is the manager's way to write "this machine".
            var name = account.StartsWith(@".\", StringComparison.Ordinal) ? Environment.MachineName + account[1..] : account;
            var found = (SecurityIdentifier)new NTAccount(name).Translate(typeof(SecurityIdentifier));
            sid = new byte[found.BinaryLength];
            found.GetBinaryForm(sid, 0);
        }
        catch (IdentityNotMappedException)
        {
            throw new Win32Exception(1332, $"There is no account {account} that this machine knows (1332).");
        }

        ObjectAttributes attributes = default;
        Check(LsaOpenPolicy(null, &attributes, LookupNames | CreateAccount, out var policy), "LsaOpenPolicy");
        try
        {
            fixed (byte* who = sid)
            fixed (char* text = Right)
            {
                var right = new UnicodeString
                {
                    Length = (ushort)(Right.Length * 2),
                    MaximumLength = (ushort)((Right.Length * 2) + 2),
                    Text = text,
                };
                Check(LsaAddAccountRights(policy, who, &right, 1), "LsaAddAccountRights");
            }
        }
        finally
        {
            _ = LsaClose(policy);
        }
    }

    static void Check(uint status, string call)
    {
        if (status != 0)
        {
            var error = LsaNtStatusToWinError(status);
            throw new Win32Exception(
                (int)error,
                $"{call}: {Marshal.GetPInvokeErrorMessage((int)error)} ({error}). Give \"Log on as a service\" in secpol.msc or by group policy."
            );
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    struct ObjectAttributes
    {
        public uint Length;
        public nint RootDirectory;
        public nint ObjectName;
        public uint Attributes;
        public nint SecurityDescriptor;
        public nint SecurityQualityOfService;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct UnicodeString
    {
        public ushort Length; // bytes
        public ushort MaximumLength;
        public char* Text;
    }

    [LibraryImport("advapi32")]
    private static partial uint LsaOpenPolicy(UnicodeString* system, ObjectAttributes* attributes, uint access, out nint policy);

    [LibraryImport("advapi32")]
    private static partial uint LsaAddAccountRights(nint policy, byte* sid, UnicodeString* rights, uint count);

    [LibraryImport("advapi32")]
    private static partial uint LsaClose(nint policy);

    [LibraryImport("advapi32")]
    private static partial uint LsaNtStatusToWinError(uint status);
}
