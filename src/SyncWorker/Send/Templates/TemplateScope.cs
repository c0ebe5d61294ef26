using System.Collections;
using System.Reflection;

namespace SyncWorker.Send.Templates;

/// <summary>What words a place of a template may show: those of the view there, and those that a partial was given.</summary>
/// <param name="View">The view's type; null where it is not known, so that any word is let pass.</param>
/// <param name="Given">Words beside those of the view: <c>lang</c> of <c>{{> begin lang="vi"}}</c>.</param>
/// <param name="Outer">Where <c>../</c> leads.</param>
sealed record TemplateScope(Type? View, IReadOnlyCollection<string> Given, TemplateScope? Outer)
{
    static readonly string[] s_marks = ["@first", "@last", "@index", "@key", "@value", "@root", "@partial-block"];

    /// <summary>The words of the view, as templates write them.</summary>
    public IEnumerable<string> Words => Given.Concat(View is null ? [] : Members(View).Select(member => Camel(member.Name)));

    /// <summary>The scope within {{#each}} of a list or {{#with}} of a view.</summary>
    public TemplateScope Within(Type? type) => new(type is null ? null : ElementOf(type) ?? type, [], this);

    /// <summary>Finds what a path such as <c>../desk.name</c> shows.</summary>
    /// <returns>Its type, null for one that is not known; and the word that is not there, with its scope, or null.</returns>
    public (Type? Type, UnknownWord? Unknown) Find(string path)
    {
        if (path.StartsWith('@'))
        {
            var mark = path.Split('.', '/')[0];
            return (null, s_marks.Contains(mark) ? null : new(mark, s_marks));
        }

        var scope = this;
        while (path.StartsWith("..", StringComparison.Ordinal))
        {
            path = path[2..].TrimStart('/');
            scope = scope.Outer ?? new(null, [], null);
        }

        var type = scope.View;
        var isFirst = true;
        foreach (var part in path.Split('.', '/').Select(part => part.Trim('[', ']')).Where(part => part is not ("" or "this")))
        {
            if (isFirst && scope.Given.Contains(part))
            {
                return (null, null);
            }

            if (type is null)
            {
                return (null, null);
            }

            if (TypeOf(type, part) is not { } member)
            {
                return (null, new(part, isFirst ? scope.Words : Members(type).Select(other => Camel(other.Name))));
            }

            (type, isFirst) = (member, false);
        }

        return (type, null);
    }

    static Type? TypeOf(Type type, string word) =>
        ElementOf(type) is { } element && (word is "count" or "length" || word.All(char.IsAsciiDigit))
            ? char.IsAsciiDigit(word[0])
                ? element
                : typeof(int)
            : Members(type).FirstOrDefault(member => member.Name == char.ToUpperInvariant(word[0]) + word[1..])?.PropertyType;

    static IEnumerable<PropertyInfo> Members(Type type) =>
        type == typeof(string) || ElementOf(type) is not null
            ? []
            : (Nullable.GetUnderlyingType(type) ?? type)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(member => member.GetIndexParameters() is [] && member.Name != "EqualityContract");

    static Type? ElementOf(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType ? type.GetGenericArguments()[0] : null;

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <param name="Word">That is not there.</param>
/// <param name="Allowed">The words that are.</param>
sealed record UnknownWord(string Word, IEnumerable<string> Allowed);
