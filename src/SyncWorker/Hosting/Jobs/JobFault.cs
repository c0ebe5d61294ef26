using System.Globalization;

namespace SyncWorker.Hosting.Jobs;

/// <summary>An exception of a job's process, as it is told to the worker.</summary>
/// <param name="Type">Its full name.</param>
/// <param name="Message">Its own message.</param>
/// <param name="Whole">All of it: inner exceptions and stacks.</param>
sealed record JobFault(string Type, string Message, string Whole)
{
    public bool IsOutOfMemory { get; init; }

    public static JobFault FromException(Exception error) =>
        new(error.GetType().FullName!, error.Message, error.ToString()) { IsOutOfMemory = HasNoMemory(error) };

    static bool HasNoMemory(Exception? error) =>
        error is OutOfMemoryException
        || (
            error is AggregateException many
                ? many.InnerExceptions.Any(HasNoMemory)
                : error is not null && HasNoMemory(error.InnerException)
        );
}

/// <summary>A <see cref="JobFault"/> in the worker: its text is that of the exception in the job's process.</summary>
sealed class JobFaultException(JobFault fault) : Exception($"{fault.Type}: {fault.Message}")
{
    public override string ToString() => fault.Whole;
}

/// <summary>A job's process was ended by a fault that it could not tell of.</summary>
sealed class JobDiedException(string how) : Exception(how);

/// <summary>A job needed more memory than schedule.json gives it.</summary>
sealed class JobMemoryException(string job, int megabytes)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{job} needed more than {megabytes} MB (jobMemoryMegabytes in schedule.json)"))
{
    public int Megabytes => megabytes;
}
