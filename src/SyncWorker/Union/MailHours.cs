using System.ComponentModel;

namespace SyncWorker.Union;

sealed class MailHours
{
    [Description("Local time of the first mail of the day.")]
    public TimeOnly From { get; init; } = new(7, 30);

    [Description("Local time after which none is sent.")]
    public TimeOnly To { get; init; } = new(17, 0);

    [Description("working-days or every-day.")]
    public MailDays Days { get; init; } = MailDays.WorkingDays;
}

enum MailDays
{
    WorkingDays,
    EveryDay,
}
