using System.Diagnostics;
using System.Text.Json;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Kinds of reminders and roles by their words.</summary>
public sealed class ReminderKindTests
{
    static readonly ReminderKind[] s_all = Enum.GetValues<ReminderKind>();

    static string Words(Func<ReminderKind, bool> has) => string.Join(' ', s_all.Where(has).Select(ReminderKinds.Word));

    [Fact]
    public void What_kinds_have_in_common_is_told_by_the_kind()
    {
        Assert.Equal("report report-overdue", Words(ReminderKinds.IsReport));
        Assert.Equal("report-overdue term-overdue assignment-overdue", Words(ReminderKinds.IsOverdue));
        Assert.Equal("assignment assignment-overdue", Words(ReminderKinds.IsAssignment));
        Assert.Equal("moved done cancelled expired", Words(ReminderKinds.IsUpdate));
    }

    [Fact]
    public void Reports_terms_and_assignments_are_chased_and_nothing_else()
    {
        var chased = s_all
            .Where(kind => s_all.Any(other => ReminderKinds.IsOverdue(other) && $"{kind}Overdue" == other.ToString()))
            .ToList();

        Assert.Equal([ReminderKind.Report, ReminderKind.Term, ReminderKind.Assignment], chased);
        Assert.All(chased, kind => Assert.Equal($"{kind}Overdue", ReminderKinds.Overdue(kind).ToString()));
        Assert.All(
            s_all.Except(chased),
            kind =>
                Assert.Equal($"{kind} is never overdue.", Assert.Throws<UnreachableException>(() => ReminderKinds.Overdue(kind)).Message)
        );
    }

    [Fact]
    public void A_kind_and_a_role_are_stored_by_their_words()
    {
        Assert.Equal("\"national-day\"", JsonSerializer.Serialize(ReminderKind.NationalDay));
        Assert.Equal(ReminderKind.SheetEntry, JsonSerializer.Deserialize<ReminderKind>("\"sheet-entry\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ReminderKind>("2"));
        Assert.Equal("\"department.head\"", JsonSerializer.Serialize(Role.DepartmentHead));
        Assert.Equal(Role.It, JsonSerializer.Deserialize<Role>("\"it\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Role>("1"));
    }

    [Fact]
    public void A_role_is_found_by_its_word_alone()
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role, Roles.Find(Roles.Word(role))));
        Assert.Null(Roles.Find("Officer"));
        Assert.Null(Roles.Find("department-head"));
        Assert.Null(Roles.Find(""));
    }

    [Fact]
    public void A_role_is_of_staff_of_an_association_or_of_a_cluster()
    {
        Assert.Equal("officer department.head office.chief leader it", string.Join(' ', Roles.OfStaff.Select(Roles.Word)));
        Assert.Equal([Role.AssociationOffice, Role.AssociationLeader], Enum.GetValues<Role>().Where(Roles.IsOfAssociation));
    }
}
