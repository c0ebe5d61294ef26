using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SyncWorker.Hosting.Windows;

/// <summary>
/// A Windows job object around one job's process: a limit for all the memory it takes, and the end of it when the handle is closed,
/// which the system does when the worker dies.
/// </summary>
[SupportedOSPlatform("windows")]
sealed unsafe partial class JobObject : SafeHandleZeroOrMinusOneIsInvalid
{
    const int ExtendedLimitInformation = 9;
    const uint LimitJobMemory = 0x200;
    const uint LimitKillOnJobClose = 0x2000;

    JobObject(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <summary>
    /// Puts the process into a job object. Null when the system refuses: the job then has the limit of its .NET heap, and ends with
    /// the worker by its standard input.
    /// </summary>
    public static JobObject? Create(Process process, int megabytes)
    {
        var job = new JobObject(CreateJobObjectW(0, 0));
        var limits = new ExtendedLimits { Flags = LimitJobMemory | LimitKillOnJobClose, JobMemoryLimit = (nuint)megabytes * 1024 * 1024 };
        if (
            !job.IsInvalid
            && SetInformationJobObject(job, ExtendedLimitInformation, &limits, (uint)sizeof(ExtendedLimits))
            && AssignProcessToJobObject(job, process.SafeHandle)
        )
        {
            return job;
        }

        job.Dispose();
        return null;
    }

    protected override bool ReleaseHandle() => CloseHandle(handle);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct ExtendedLimits
    {
        public long ProcessUserTime;
        public long JobUserTime;
        public uint Flags;
        public nuint MinimumWorkingSet;
        public nuint MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public fixed ulong IoCounters[6];
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint CreateJobObjectW(nint attributes, nint name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(JobObject job, int information, void* value, uint size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(JobObject job, SafeProcessHandle process);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);
}
