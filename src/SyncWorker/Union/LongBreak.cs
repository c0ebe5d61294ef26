using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SyncWorker.Union;

sealed class LongBreak
{
    [Description("A run of days off this long is a long break; a weekend is none.")]
    [Range(3, 30)]
    public int FromDays { get; init; } = 4;

    [Description("The notice goes out this many working days before it.")]
    [Range(0, 30)]
    public int NoticeBefore { get; init; } = 3;

    [Description("The notice covers the break and this many working days after it.")]
    [Range(0, 30)]
    public int Cover { get; init; } = 5;

    [Description("No escalation on the first working days back.")]
    [Range(0, 30)]
    public int NoEscalation { get; init; } = 2;
}
