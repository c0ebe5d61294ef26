using System.ComponentModel;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind;

/// <summary>remind.json: the rules of what is due, for whom, how long before.</summary>
sealed class RemindOptions
{
    [Description("Department of partners by kind, where their country does not say it: { \"local_union\": \"Văn phòng\" }.")]
    public IReadOnlyDictionary<string, string> Departments { get; init; } = new Dictionary<string, string>();

    [Description("Days that come back every year.")]
    public IReadOnlyList<AnniversaryOptions> Anniversaries { get; init; } = [];

    [Description("Reports that partners owe every period.")]
    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];
}
