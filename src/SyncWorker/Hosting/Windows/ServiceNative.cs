using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SyncWorker.Hosting.Windows;

/// <summary>winsvc.h: the calls, structures and numbers that a service and its installer need.</summary>
[SupportedOSPlatform("windows")]
static unsafe partial class ServiceNative
{
    public const uint OwnProcess = 0x10;
    public const uint AutoStart = 2;
    public const uint ErrorNormal = 1;
    public const uint NoChange = 0xFFFFFFFF;

    public const uint ScmConnect = 0x1;
    public const uint ScmCreate = 0x2;
    public const uint ServiceAllAccess = 0xF01FF;
    public const uint ServiceQuery = 0x1 | 0x4; // configuration and status

    public const uint ErrorInvalidLevel = 124;
    public const uint ErrorServiceSpecific = 1066;
    public const uint ErrorServiceDoesNotExist = 1060;
    public const uint ErrorServiceNotActive = 1062;
    public const uint ErrorNotStartedByScm = 1063;
    public const uint ErrorCallNotImplemented = 120;

    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceStatus
    {
        public uint Type;
        public ServiceState State;
        public uint ControlsAccepted;
        public uint Win32ExitCode;
        public uint ServiceSpecificExitCode;
        public uint CheckPoint;
        public uint WaitHint; // milliseconds
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceStatusProcess
    {
        public ServiceStatus Status;
        public uint ProcessId;
        public uint Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceConfig
    {
        public uint Type;
        public uint StartType;
        public uint ErrorControl;
        public char* BinaryPath;
        public char* LoadOrderGroup;
        public uint Tag;
        public char* Dependencies;
        public char* Account;
        public char* DisplayName;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct FailureAction
    {
        public int Type; // 1: restart the service
        public uint Delay; // milliseconds
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct FailureActions
    {
        public uint ResetPeriod; // seconds
        public nint RebootMessage;
        public nint Command;
        public uint Count;
        public FailureAction* Actions;
    }

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool StartServiceCtrlDispatcherW(nint* table);

    [LibraryImport("advapi32", SetLastError = true)]
    public static partial nint RegisterServiceCtrlHandlerExW(
        char* name,
        delegate* unmanaged[Stdcall]<uint, uint, nint, nint, uint> handler,
        nint context
    );

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetServiceStatus(nint handle, ServiceStatus* status);

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint OpenSCManagerW(string? machine, string? database, uint access);

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint OpenServiceW(nint manager, string name, uint access);

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint CreateServiceW(
        nint manager,
        string name,
        string displayName,
        uint access,
        uint type,
        uint startType,
        uint errorControl,
        string binaryPath,
        string? loadOrderGroup,
        nint tag,
        string? dependencies,
        string? account,
        string? password
    );

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ChangeServiceConfigW(
        nint service,
        uint type,
        uint startType,
        uint errorControl,
        string? binaryPath,
        string? loadOrderGroup,
        nint tag,
        string? dependencies,
        string? account,
        string? password,
        string? displayName
    );

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ChangeServiceConfig2W(nint service, uint level, void* value);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceConfigW(nint service, byte* buffer, uint size, out uint needed);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceConfig2W(nint service, uint level, byte* buffer, uint size, out uint needed);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceStatusEx(nint service, int level, void* buffer, uint size, out uint needed);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool StartServiceW(nint service, uint count, char** arguments);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ControlService(nint service, uint control, ServiceStatus* status);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteService(nint service);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CloseServiceHandle(nint handle);
}

/// <summary>SERVICE_STATUS.dwCurrentState.</summary>
enum ServiceState : uint
{
    Stopped = 1,
    StartPending = 2,
    StopPending = 3,
    Running = 4,
    ContinuePending = 5,
    PausePending = 6,
    Paused = 7,
}
