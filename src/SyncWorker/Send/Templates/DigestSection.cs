namespace SyncWorker.Send.Templates;

/// <summary>The parts of a digest, in the order in which they stand in it.</summary>
enum DigestSection
{
    /// <summary>Its day has passed and it is still owed.</summary>
    Overdue,

    /// <summary>Due until Sunday.</summary>
    Week,

    /// <summary>After this week.</summary>
    Prepare,

    /// <summary>More than <see cref="DigestInput.FarAheadDays"/> ahead.</summary>
    Far,

    /// <summary>Moved, cancelled, received or past: nothing is to be done.</summary>
    Changed,
}
