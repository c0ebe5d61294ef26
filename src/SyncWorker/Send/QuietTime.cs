using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Says whether mail may leave now.</summary>
static class QuietTime
{
    /// <summary>Why no mail may leave at this moment; null when it may. The last minute of the hours is included.</summary>
    public static string? ClosedReason(MailHours hours, DateOnly today, TimeOnly time, Func<DateOnly, bool> isWorkingDay)
    {
        if (hours.Days == MailDays.WorkingDays && !isWorkingDay(today))
        {
            return $"{today:dd'/'MM'/'yyyy} is no working day";
        }

        return time >= hours.From && time <= hours.To
            ? null
            : $"it is {time:HH\\:mm}, and mail hours are {hours.From:HH\\:mm} to {hours.To:HH\\:mm}";
    }
}
