using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>
/// What rules address and positions hold. The set is fixed: a word of config that is none of these is a fault. Written as its word:
/// <c>department.head</c>.
/// </summary>
[JsonConverter(typeof(Roles.Converter))]
enum Role
{
    /// <summary>The position that follows the country, the province or the department.</summary>
    Officer,

    DepartmentHead,

    OfficeChief,

    /// <summary>A leader of the union, who reads the weekly outlook.</summary>
    Leader,

    It,

    /// <summary>The unit that heads the cluster (cụm) in the year of the mail.</summary>
    ClusterHead,

    /// <summary>The role mailbox of the association that a reminder is about.</summary>
    AssociationOffice,

    /// <summary>The head of the association that a reminder is about: never chased.</summary>
    AssociationLeader,
}

/// <summary>The roles' words and kinds.</summary>
static class Roles
{
    static readonly JsonNamingPolicy s_words = new DottedWords();

    /// <summary>Those that staff.json gives to positions; the others follow from the register.</summary>
    public static IReadOnlyList<Role> OfStaff { get; } = [Role.Officer, Role.DepartmentHead, Role.OfficeChief, Role.Leader, Role.It];

    /// <summary>As config writes it: <c>department.head</c>.</summary>
    public static string Word(Role role) => s_words.ConvertName(role.ToString());

    /// <summary>The opposite of <see cref="Word"/>; null for any other word.</summary>
    public static Role? Find(string word)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (Word(role) == word)
            {
                return role;
            }
        }

        return null;
    }

    /// <summary>A role of the association that a reminder is about; its reminders are its own and not the staff's.</summary>
    public static bool IsOfAssociation(Role role) => role is Role.AssociationOffice or Role.AssociationLeader;

    /// <summary>Reads and writes the word.</summary>
    public sealed class Converter() : JsonStringEnumConverter<Role>(s_words, allowIntegerValues: false);

    sealed class DottedWords : JsonNamingPolicy
    {
        public override string ConvertName(string name) => KebabCaseLower.ConvertName(name).Replace('-', '.');
    }
}
