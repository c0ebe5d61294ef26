using System.Text.Json;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Whom a step goes to, as rules write it.</summary>
public sealed class AddresseeTests
{
    [Theory]
    [InlineData("officer", Role.Officer, null)]
    [InlineData("department.head", Role.DepartmentHead, null)]
    [InlineData("association.leader", Role.AssociationLeader, null)]
    [InlineData("staff:eu-1", null, "eu-1")]
    [InlineData("staff:x", null, "x")]
    public void A_role_or_a_position_is_written_as_it_is_read(string text, object? role, string? position)
    {
        Assert.True(Addressee.TryParse(text, out var addressee));
        Assert.Equal(((Role?)role, position), (addressee.Role, addressee.Position));
        Assert.Equal(text, addressee.ToString());
        Assert.Equal(addressee, Addressee.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Officer")]
    [InlineData("head")]
    [InlineData("staff")]
    [InlineData("staff:")]
    [InlineData("Staff:eu-1")]
    public void Another_word_is_none(string? text)
    {
        Assert.False(Addressee.TryParse(text, out var addressee));
        Assert.Equal(default, addressee);
    }

    [Fact]
    public void A_wrong_word_is_told_what_can_be_written() =>
        Assert.Equal(
            "Did you mean \"officer\"? Allowed: officer, department.head, office.chief, leader, it, cluster.head, association.office, association.leader, staff:ID.",
            Assert.Throws<FormatException>(() => Addressee.Parse("offiser")).Message
        );

    [Fact]
    public void Only_the_two_roles_of_an_association_are_its_own() =>
        Assert.Equal(
            ["association.office", "association.leader"],
            Enum.GetValues<Role>()
                .Select(role => (Addressee)role)
                .Append(Addressee.OfPosition("association.office"))
                .Where(addressee => addressee.IsOfAssociation)
                .Select(addressee => addressee.ToString())
        );

    [Fact]
    public void The_desk_is_addressed_like_a_position() => Assert.Equal("staff:desk", Addressee.Desk.ToString());

    [Fact]
    public void Json_holds_the_word()
    {
        Assert.Equal("\"office.chief\"", JsonSerializer.Serialize((Addressee)Role.OfficeChief));
        Assert.Equal(Addressee.OfPosition("eu-1"), JsonSerializer.Deserialize<Addressee>("\"staff:eu-1\""));
        Assert.Contains(
            "Allowed: officer,",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Addressee>("\"boss\"")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Addressee>("1"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Addressee>("null"));
    }
}
