using System.Reflection;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;

namespace SyncWorker.Pages;

/// <summary>The pages' own templates: part of the program, for pages are no texts that a union words its own way.</summary>
sealed class PageTemplates
{
    const string Prefix = "pages.";

    readonly IHandlebars _engine;
    readonly Dictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

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

    /// <summary>Renders the template of that name.</summary>
    public string Render(string name, object view)
    {
        if (!_compiled.TryGetValue(name, out var template))
        {
            _compiled[name] = template = _engine.Compile(Asset(name + ".hbs"));
        }

        return template(view);
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
