using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// One named step from a source's text to ours. The names are part of poll.json; each is described in config/README.md. The text a
/// transform gets is clean (see <see cref="CleanText"/>) and not empty.
/// </summary>
abstract class Transform
{
    static readonly Dictionary<string, Func<string, Transform>> Named = new(StringComparer.Ordinal)
    {
        ["date"] = DateTransform.Create,
        ["day"] = DayOfYearTransform.Create,
        ["time"] = TimeTransform.Create,
        ["email"] = NoArgument(static (text, _) => Mailbox.Read(text)),
        ["tcvn3"] = LegacyText.Tcvn3,
        ["vni"] = LegacyText.Vni,
        ["html"] = NoArgument(static (text, _) => Markup.Decode(text)),
        ["upper"] = NoArgument(static (text, _) => FieldResult.FromValue(text.ToUpperInvariant())),
        ["lower"] = NoArgument(static (text, _) => FieldResult.FromValue(text.ToLowerInvariant())),
        ["title"] = NoArgument(static (text, _) => FieldResult.FromValue(TextTransforms.Title(text))),
        ["iso2"] = NoArgument(static (text, _) => TextTransforms.Iso2(text)),
        ["digits"] = TextTransforms.Digits,
        ["province"] = TextTransforms.Province,
        ["number"] = TextTransforms.Number,
        ["amount"] = NoArgument(static (text, _) => TextTransforms.Amount(text)),
        ["split"] = TextTransforms.Split,
        ["code"] = CodeTransforms.Code,
        ["map"] = CodeTransforms.Map,
        ["blank"] = CodeTransforms.Blank,
        ["like"] = argument => CodeTransforms.Like(argument, wanted: true),
        ["unlike"] = argument => CodeTransforms.Like(argument, wanted: false),
    };

    /// <summary>Whether it must see the text before it is cleaned, because it gives the bytes another meaning.</summary>
    public virtual bool BeforeCleaning => false;

    /// <summary>The code list it needs, for the check of poll.json.</summary>
    public virtual string? CodeList => null;

    public abstract FieldResult Apply(string text, MappingContext context);

    /// <exception cref="FormatException">There is no such transform, or its argument is wrong; the message says what to write.</exception>
    public static Transform Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (name, argument) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
        return Named.TryGetValue(name, out var make)
            ? make(argument)
            : throw new FormatException($"There is no transform \"{name}\". {Suggestion.Sentence(name, Named.Keys)}");
    }

    /// <summary>A transform that is one function.</summary>
    public static Transform From(Func<string, MappingContext, FieldResult> apply) => new Function(apply);

    static Func<string, Transform> NoArgument(Func<string, MappingContext, FieldResult> apply) =>
        argument =>
            argument.Length == 0 ? From(apply) : throw new FormatException($"This transform takes no argument; found \"{argument}\".");

    sealed class Function(Func<string, MappingContext, FieldResult> apply) : Transform
    {
        public override FieldResult Apply(string text, MappingContext context) => apply(text, context);
    }
}
