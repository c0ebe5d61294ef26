using System.Collections.Concurrent;
using System.Reflection;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;

namespace SyncWorker.Pages;

/// <summary>The pages' own templates: part of the program, for pages are no texts that a union words its own way.</summary>
sealed class PageTemplates
{
    const string Prefix = "pages.";

    readonly IHandlebars _engine;
    readonly ConcurrentDictionary<string, Lazy<HandlebarsTemplate<TextWriter, object, object>>> _compiled = new(StringComparer.Ordinal);
    readonly Lock _compiling = new();

    public PageTemplates(Audience audience)
    {
        _engine = Handlebars.Create(
            new HandlebarsConfiguration
            {
                TextEncoder = new PageEncoder(audience),
                ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver(),
            }
        );
        foreach (var partial in Names().Where(name => name.StartsWith('_')))
        {
            _engine.RegisterTemplate(partial[1..], Asset(partial + ".hbs"));
        }
    }

    /// <summary>Renders the template of that name; pages are made at the same time.</summary>
    public void Render(string name, object view, TextWriter to) => _compiled.GetOrAdd(name, one => new(() => Compile(one))).Value(to, view);

    // The engine's own lists are not made for two at once.
    HandlebarsTemplate<TextWriter, object, object> Compile(string name)
    {
        lock (_compiling)
        {
            using var text = new StringReader(Asset(name + ".hbs"));
            return _engine.Compile(text);
        }
    }

    /// <summary>A file that is built into the program.</summary>
    public static string Asset(string name)
    {
        using var stream = typeof(PageTemplates).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    static IEnumerable<string> Names() =>
        typeof(PageTemplates)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".hbs", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]));
}
