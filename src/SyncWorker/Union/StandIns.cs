namespace SyncWorker.Union;

/// <summary>Why somebody else has a position's mail on a day.</summary>
enum StandInKind
{
    /// <summary>The position is there.</summary>
    None,

    /// <summary>Its deputy, or the deputy of a deputy who is away too.</summary>
    Deputy,

    /// <summary>The head of its department; when the head is away, the head's deputy or the chief of office.</summary>
    Head,

    /// <summary>Nobody is there: the mail goes to the position itself.</summary>
    Nobody,
}

/// <summary>Who has the mail of a position on a day.</summary>
/// <param name="Holder">The position itself where it is there, or where nobody is.</param>
/// <param name="Ended">The deputy who was named and does not have the mail: away too, or without daily mail; null without one.</param>
sealed record StandIn(Position Holder, StandInKind Kind, string? Ended)
{
    /// <summary>For a sentence: "bca-tb, the head of the department".</summary>
    public string Describe(Position away) =>
        Kind is StandInKind.Deputy ? $"{Holder.Id}, the deputy"
        : Holder.Roles.Contains(Role.DepartmentHead) && Holder.Department == away.Department ? $"{Holder.Id}, the head of the department"
        : Holder.Roles.Contains(Role.OfficeChief) ? $"{Holder.Id}, the chief of office, because the head of the department is away too"
        : $"{Holder.Id}, who stands in for the head of the department";
}

/// <summary>
/// Who has a position's mail while it is on leave: the deputy that the leave names, and the deputy's deputy where that one is away too.
/// A leave without a deputy, or one whose deputies are all away, goes to the head of the department; when the head is away, to the head's
/// deputy, else to the chief of office.
/// </summary>
static class StandIns
{
    public static LeavePeriod? LeaveOn(Position position, DateOnly day) =>
        position.Leave.FirstOrDefault(leave => leave.From <= day && day <= leave.To);

    /// <param name="staff">All positions.</param>
    /// <param name="position">Whose mail it is.</param>
    /// <param name="day">The day of the mail.</param>
    /// <param name="isReached">False for a position that no mail may go to.</param>
    public static StandIn Find(StaffOptions staff, Position position, DateOnly day, Func<Position, bool> isReached)
    {
        var holder = position;
        var seen = new HashSet<string>(StringComparer.Ordinal) { holder.Id };
        while (LeaveOn(holder, day) is { } leave)
        {
            if (leave.Deputy is not { } named)
            {
                return ByHead(null);
            }

            var deputy = staff.Staff.FirstOrDefault(other => other.Id == named);
            if (deputy is null || !seen.Add(named) || !isReached(deputy) || !ReadsMailOf(deputy, position))
            {
                return ByHead(named);
            }

            holder = deputy;
        }

        return new(holder, ReferenceEquals(holder, position) ? StandInKind.None : StandInKind.Deputy, null);

        StandIn ByHead(string? ended) =>
            Head(staff, position, day, isReached) is { } head
                ? new(head, StandInKind.Head, ended)
                : new(position, StandInKind.Nobody, ended);
    }

    /// <summary>The head of the position's department; when away, the head's deputy, else the chief of office. Null when none is there.</summary>
    public static Position? Head(StaffOptions staff, Position position, DateOnly day, Func<Position, bool> isReached)
    {
        var heads = staff
            .Staff.Where(other => other.Roles.Contains(Role.DepartmentHead) && other.Department == position.Department)
            .ToList();
        return heads
            .Concat(
                heads
                    .Select(head => LeaveOn(head, day)?.Deputy)
                    .SelectMany(deputy => staff.Staff.Where(other => other.Id == deputy))
                    .Concat(staff.Staff.Where(other => other.Roles.Contains(Role.OfficeChief)))
                    .Where(other => ReadsMailOf(other, position))
            )
            .FirstOrDefault(other => other.Id != position.Id && LeaveOn(other, day) is null && isReached(other));
    }

    static bool ReadsMailOf(Position other, Position position) =>
        !position.Mail.Contains(MailKind.Daily) || other.Mail.Contains(MailKind.Daily);
}
