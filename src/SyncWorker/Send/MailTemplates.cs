using System;
using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;
using SyncWorker.Config;
using SyncWorker.Send.Templates;

namespace SyncWorker.Send;

/// <summary>
/// The .hbs files of config/templates as they were when the config was read, compiled when they are first wanted. A file
/// NAME.LANGUAGE.html.hbs escapes what it shows, NAME.LANGUAGE.txt.hbs does not; other files are partials for both. A file that is
/// missing there is taken from the program's own folder.
/// </summary>
sealed class MailTemplates
{
    /// <summary>The folder in the config folder.</summary>
    public const string Folder = "templates";

    const string Ending = ".hbs";
    static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "config", Folder);

    // Kept: compiling takes long.
    static readonly Lazy<MailTemplates> s_programs = new(() => Read(Path.GetDirectoryName(s_own)!, []));
    static MailTemplates? s_newest;

    readonly Lazy<IHandlebars> _html;
    readonly Lazy<IHandlebars> _text;
    readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    MailTemplates(IReadOnlyDictionary<string, string> texts, IReadOnlySet<string> edited)
    {
        (Texts, Edited) = (texts, edited);
        _html = new(() => Engine(escape: true, texts));
        _text = new(() => Engine(escape: false, texts));
    }

    /// <summary>The program's own alone.</summary>
    public static MailTemplates Own => s_programs.Value;

    /// <summary>By name, such as <c>digest.vi.txt</c>, with the file's lines.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The names of those that say something else than the program's own.</summary>
    public IReadOnlySet<string> Edited { get; }

    /// <summary>Reads the files; one that cannot be read is a fault, and the program's own stands in.</summary>
    public static MailTemplates Read(string config, List<ConfigFault> faults)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var edited = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in ((string[])[s_own, Path.Combine(config, Folder)]).Distinct().Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(folder, $"*{Ending}"))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (ReadText(file, faults) is { } text && !(texts.TryGetValue(name, out var own) && own == text))
                {
                    texts[name] = text;
                    if (folder != s_own)
                    {
                        edited.Add(name);
                    }
                }
            }
        }

        return s_newest is { } newest && newest.Texts.SequenceEqual(texts) ? newest : s_newest = new(texts, edited);
    }

    static string? ReadText(string file, List<ConfigFault> faults)
    {
        var name = $"{Folder}/{Path.GetFileName(file)}";
        try
        {
            return ConfigText.Decode(name, File.ReadAllBytes(file), faults)?.ReplaceLineEndings("\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(name, 0, "", $"It could not be read: {error.Message}", "Give this account read access to it."));
            return null;
        }
    }

    /// <summary>Renders digest.vi.html, say.</summary>
    /// <exception cref="TemplateFaultException">There is no such file, it is not Handlebars, or it cannot be read.</exception>
    public string Render(string name, object view)
    {
        if (!Texts.ContainsKey(name))
        {
            throw new TemplateFaultException(
                $"The template {name}.hbs is in neither config/templates nor the program's own folder. Install the program again or copy the file there."
            );
        }

        return Guard(
            name,
            () =>
            {
                var engine = name.EndsWith(".html", StringComparison.Ordinal) ? _html : _text;
                var template = _compiled.GetOrAdd(name, _ => engine.Value.Compile(Body(name, Texts)));
                return template(view);
            }
        );
    }

    static IHandlebars Engine(bool escape, IReadOnlyDictionary<string, string> texts)
    {
        var engine = Handlebars.Create(
            new HandlebarsConfiguration
            {
                TextEncoder = new OneLineEncoder(escape),
                ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver(),
            }
        );
        engine.RegisterHelper(
            "is",
            (output, options, context, arguments) =>
            {
                if (
                    arguments
                        .Skip(1)
                        .Any(argument => string.Equals(argument?.ToString(), arguments[0]?.ToString(), StringComparison.Ordinal))
                )
                {
                    options.Template(output, context);
                }
                else
                {
                    options.Inverse(output, context);
                }
            }
        );
        foreach (var name in texts.Keys.Where(MailForm.IsPartial))
        {
            // One that is broken concerns the templates that use it; each then says so.
            try
            {
                Guard(
                    name,
                    () =>
                    {
                        engine.RegisterTemplate(TemplateProof.TagName(name), Body(name, texts));
                        return true;
                    }
                );
            }
            catch (TemplateFaultException fault)
            {
                engine.RegisterTemplate(TemplateProof.TagName(name), (_, _, _) => throw fault);
            }
        }

        return engine;
    }

    static string Body(string name, IReadOnlyDictionary<string, string> texts) =>
        texts[name].TrimEnd('\n') + (MailForm.IsPartial(name) ? "" : "\n");

    static T Guard<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error.GetBaseException() is TemplateFaultException fault)
        {
            throw new TemplateFaultException(fault.Message, error);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new TemplateFaultException($"The template {Folder}/{name}{Ending} cannot be used: {error.Message}", error);
        }
    }
}

/// <summary>A template is missing or wrong; the message names the file.</summary>
sealed class TemplateFaultException(string message, Exception? inner = null) : Exception(message, inner);
