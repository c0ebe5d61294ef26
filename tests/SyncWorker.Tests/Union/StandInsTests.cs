using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Who has a position's mail while it is away; the words of the mails are in Issues/DeputyTests.</summary>
public sealed class StandInsTests
{
    static readonly DateOnly s_day = World.Day("2026-07-14");

    static LeavePeriod Away(string? deputy, string from = "2026-07-10", string to = "2026-07-20") =>
        new()
        {
            From = World.Day(from),
            To = World.Day(to),
            Deputy = deputy,
        };

    /// <summary>"eu-1:officer>eu-2" is away with a deputy, "eu-1:officer>" without one; ":department.head@Asia" is of another department; "~" has no daily mail.</summary>
    static Position Of(string written)
    {
        var (person, deputy) = written.Split('>') is [var who, var named] ? (who, named) : (written, null);
        var mail = person.EndsWith('~') ? MailKind.Weekly : MailKind.Daily;
        var parts = person.TrimEnd('~').Split(':', '@');
        return new()
        {
            Id = parts[0],
            Title = parts[1],
            Department = parts.Length > 2 ? parts[2] : "Europe",
            Roles = [Roles.Find(parts[1])!.Value],
            Email = $"{parts[0]}@example.org",
            Mail = [mail],
            Leave = deputy is null ? [] : [Away(deputy.Length == 0 ? null : deputy)],
        };
    }

    static StandIn Find(string staff, string? unreached = null)
    {
        var positions = staff.Split(' ').Select(Of).ToList();
        return StandIns.Find(new() { Staff = positions }, positions[0], s_day, position => position.Id != unreached);
    }

    [Theory]
    [InlineData("a:officer b:officer h:department.head", "a", StandInKind.None, null)]
    [InlineData("a:officer>b b:officer h:department.head", "b", StandInKind.Deputy, null)]
    [InlineData("a:officer>b b:officer>c c:officer h:department.head", "c", StandInKind.Deputy, null)]
    [InlineData("a:officer>b b:officer>a h:department.head", "h", StandInKind.Head, "a")] // each for the other
    [InlineData("a:officer>a h:department.head", "h", StandInKind.Head, "a")]
    [InlineData("a:officer>b b:officer> h:department.head", "h", StandInKind.Head, null)] // the deputy names nobody
    [InlineData("a:officer>gone h:department.head", "h", StandInKind.Head, "gone")]
    [InlineData("a:officer>b b:officer~ h:department.head", "h", StandInKind.Head, "b")] // reads no daily mail
    [InlineData("a:officer~>b b:officer~ h:department.head", "b", StandInKind.Deputy, null)] // none is needed
    [InlineData("a:officer> h:department.head", "h", StandInKind.Head, null)]
    [InlineData("a:officer> h:department.head@Asia", "a", StandInKind.Nobody, null)] // of another department
    [InlineData("a:officer> h:department.head>b b:officer c:office.chief", "b", StandInKind.Head, null)] // the head's deputy
    [InlineData("a:officer> h:department.head>b b:officer~ c:office.chief", "c", StandInKind.Head, null)]
    [InlineData("a:officer> h:department.head>b b:officer>x c:office.chief", "c", StandInKind.Head, null)]
    [InlineData("a:officer> h:department.head>a c:office.chief@Office", "c", StandInKind.Head, null)] // back to the position itself
    [InlineData("a:officer> h:department.head> c:office.chief>", "a", StandInKind.Nobody, null)]
    [InlineData("a:officer> c:office.chief~", "a", StandInKind.Nobody, null)]
    [InlineData("a:officer>", "a", StandInKind.Nobody, null)]
    [InlineData("a:department.head> i:department.head", "i", StandInKind.Head, null)] // another head
    [InlineData("a:department.head> c:office.chief", "c", StandInKind.Head, null)]
    [InlineData("a:officer> h:department.head~", "h", StandInKind.Head, null)] // the head has it all the same
    public void The_mail_of_who_is_away_goes_to_a_deputy_or_to_a_head(string staff, string holder, object kind, string? ended)
    {
        var found = Find(staff);

        Assert.Equal((holder, kind, ended), (found.Holder.Id, (object)found.Kind, found.Ended));
    }

    [Theory]
    [InlineData("a:officer>b b:officer h:department.head", "b", "h", "b")] // no mail may go to the deputy
    [InlineData("a:officer> h:department.head c:office.chief", "h", "c", null)]
    [InlineData("a:officer> h:department.head", "h", "a", null)]
    public void Who_cannot_be_reached_stands_in_for_nobody(string staff, string unreached, string holder, string? ended)
    {
        var found = Find(staff, unreached);

        Assert.Equal((holder, ended), (found.Holder.Id, found.Ended));
    }

    [Theory]
    [InlineData("2026-07-09", null)]
    [InlineData("2026-07-10", "first")]
    [InlineData("2026-07-20", "first")] // of two that meet the first
    [InlineData("2026-07-21", "second")]
    [InlineData("2026-07-31", null)]
    public void A_leave_holds_from_its_first_to_its_last_day(string day, string? deputy)
    {
        var position = World.Position(
            "a",
            "Europe",
            "officer",
            leave: [Away("first"), Away("second", from: "2026-07-20", to: "2026-07-30")]
        );

        Assert.Equal(deputy, StandIns.LeaveOn(position, World.Day(day))?.Deputy);
    }

    [Theory]
    [InlineData("a:officer>b b:officer", "b, the deputy")]
    [InlineData("a:officer>h h:department.head", "h, the deputy")]
    [InlineData("a:officer> h:department.head", "h, the head of the department")]
    [InlineData("a:officer> c:office.chief@Office", "c, the chief of office, because the head of the department is away too")]
    [InlineData("a:officer> h:department.head>i i:department.head@Asia", "i, who stands in for the head of the department")]
    [InlineData("a:officer> h:department.head>b b:officer", "b, who stands in for the head of the department")]
    public void Who_stands_in_is_said_with_the_reason(string staff, string words) =>
        Assert.Equal(words, Find(staff).Describe(Of(staff.Split(' ')[0])));
}
