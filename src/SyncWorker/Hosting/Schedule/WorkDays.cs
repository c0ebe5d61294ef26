namespace SyncWorker.Hosting.Schedule;

/// <summary>The union's working days, as the schedule asks for them.</summary>
static class WorkDays
{
    public static bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
