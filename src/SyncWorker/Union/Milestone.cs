namespace SyncWorker.Union;

/// <summary>"Năm tròn" ends in 0, "năm lẻ 5" in 5; the rest are "năm khác".</summary>
enum Milestone
{
    Ordinary,
    Round5,
    Round10,
}

static class Milestones
{
    public static Milestone FromYears(int? years) =>
        years switch
        {
            null or <= 0 => Milestone.Ordinary,
            _ when years % 10 == 0 => Milestone.Round10,
            _ when years % 5 == 0 => Milestone.Round5,
            _ => Milestone.Ordinary,
        };
}
