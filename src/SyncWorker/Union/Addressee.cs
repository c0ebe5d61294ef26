using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>
/// Whom a step of a rule goes to: a role, whoever holds it on the day of the mail, or one position, written <c>staff:ID</c>.
/// </summary>
/// <param name="Role">Null for a position.</param>
/// <param name="Position">The position's id in staff.json; null for a role.</param>
[JsonConverter(typeof(AddresseeJson))]
[ConfigExample(
    "officer",
    "department.head",
    "office.chief",
    "leader",
    "it",
    "cluster.head",
    "association.office",
    "association.leader",
    Pattern = @"^(officer|department\.head|office\.chief|leader|it|cluster\.head|association\.(office|leader)|staff:.+)$"
)]
readonly record struct Addressee(Role? Role, string? Position)
{
    const string StaffPrefix = "staff:";

    /// <summary>The desk of staff.json, which holds no position: what people write in words to the mailbox of answers goes to it.</summary>
    public static Addressee Desk { get; } = OfPosition("desk");

    public static Addressee OfPosition(string id) => new(null, id);

    public static implicit operator Addressee(Role role) => new(role, null);

    public bool IsOfAssociation => Role is { } role && Roles.IsOfAssociation(role);

    public static bool TryParse([NotNullWhen(true)] string? text, out Addressee addressee)
    {
        addressee = default;
        if (text?.StartsWith(StaffPrefix, StringComparison.Ordinal) == true && text.Length > StaffPrefix.Length)
        {
            addressee = OfPosition(text[StaffPrefix.Length..]);
            return true;
        }

        if (text is null || Roles.Find(text) is not { } role)
        {
            return false;
        }

        addressee = role;
        return true;
    }

    /// <exception cref="FormatException">It is neither a role nor <c>staff:ID</c>.</exception>
    public static Addressee Parse(string text) =>
        TryParse(text, out var addressee)
            ? addressee
            : throw new FormatException(Suggestion.Sentence(text, Enum.GetValues<Role>().Select(Roles.Word).Append($"{StaffPrefix}ID")));

    /// <summary>As config writes it.</summary>
    public override string ToString() => Role is { } role ? Roles.Word(role) : StaffPrefix + Position;
}

sealed class AddresseeJson : JsonConverter<Addressee>
{
    public override Addressee Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        try
        {
            return Addressee.Parse(reader.GetString()!);
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, Addressee value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
