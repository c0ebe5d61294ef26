using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;
using SyncWorker.Hosting;

namespace SyncWorker.Send;

/// <summary>
/// The .hbs files of config/templates, compiled. A file NAME.LANGUAGE.html.hbs escapes what it shows, NAME.LANGUAGE.txt.hbs does
/// not; other files are partials for both. A file that is missing there is taken from the program's own folder.
/// </summary>
sealed class MailTemplates
{
    readonly Dictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    /// <exception cref="TemplateFaultException">A file cannot be read or is not Handlebars.</exception>
    public static MailTemplates Load(WorkerFolders folders)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in new[] { Path.Combine(AppContext.BaseDirectory, "config", "templates"), Path.Combine(folders.Config, "templates") })
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.hbs") : [])
            {
                files[Path.GetFileNameWithoutExtension(file)] = file;
            }
        }

        var templates = new MailTemplates();
        var html = Engine(escape: true, files);
        var text = Engine(escape: false, files);
        foreach (var (name, file) in files)
        {
            var engine = name.EndsWith(".html", StringComparison.Ordinal) ? html : name.EndsWith(".txt", StringComparison.Ordinal) ? text : null;
            if (engine is not null)
            {
                templates._compiled[name] = Guard(file, () => engine.Compile(Read(file)));
            }
        }

        return templates;
    }

    /// <summary>Renders digest.vi.html, say.</summary>
    /// <exception cref="TemplateFaultException">There is no such file, or it asks for what is not there.</exception>
    public string Render(string name, object view)
    {
        if (!_compiled.TryGetValue(name, out var template))
        {
            throw new TemplateFaultException($"The template {name}.hbs is in neither config/templates nor the program's own folder. Install the program again or copy the file there.");
        }

        return Guard(name + ".hbs", () => template(view)).ReplaceLineEndings("\n");
    }

    static IHandlebars Engine(bool escape, IReadOnlyDictionary<string, string> files)
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = !escape, ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver() });
        engine.RegisterHelper("is", (output, options, context, arguments) =>
        {
            if (arguments.Skip(1).Any(one => string.Equals(one?.ToString(), arguments[0]?.ToString(), StringComparison.Ordinal)))
            {
                options.Template(output, context);
            }
            else
            {
                options.Inverse(output, context);
            }
        });
        foreach (var (name, file) in files.Where(pair => !pair.Key.EndsWith(".html", StringComparison.Ordinal) && !pair.Key.EndsWith(".txt", StringComparison.Ordinal)))
        {
            Guard(file, () =>
            {
                engine.RegisterTemplate(name.Replace('.', '-'), Read(file));
                return true;
            });
        }

        return engine;
    }

    static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n') + (IsPartial(file) ? "" : "\n");

    static bool IsPartial(string file) => Path.GetFileName(file).Split('.').Length != 4; // digest.vi.html.hbs

    static T Guard<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is HandlebarsException or IOException or UnauthorizedAccessException)
        {
            throw new TemplateFaultException($"The template {file} cannot be used: {error.Message}", error);
        }
    }
}

/// <summary>A template is missing or wrong; the message names the file.</summary>
sealed class TemplateFaultException(string message, Exception? inner = null) : Exception(message, inner);
