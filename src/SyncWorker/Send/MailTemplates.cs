using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;
using SyncWorker.Send.Templates;

namespace SyncWorker.Send;

/// <summary>
/// The templates, compiled when they are first wanted. NAME.LANGUAGE.html escapes what it shows, NAME.LANGUAGE.txt does not; others are
/// partials for both.
/// </summary>
sealed class MailTemplates
{
    // The newest set, kept: compiling takes longer than a run with nothing to send.
    static MailTemplates? s_newest;

    readonly IReadOnlyDictionary<string, string> _texts;
    readonly Lazy<IHandlebars> _html;
    readonly Lazy<IHandlebars> _text;
    readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    MailTemplates(IReadOnlyDictionary<string, string> texts)
    {
        _texts = texts;
        _html = new(() => Engine(escape: true, texts));
        _text = new(() => Engine(escape: false, texts));
    }

    public static MailTemplates Open(TemplateFiles files) =>
        s_newest is { } newest && newest._texts.SequenceEqual(files.Texts) ? newest : s_newest = new(files.Texts);

    /// <summary>Renders digest.vi.html, say.</summary>
    /// <exception cref="TemplateFaultException">There is no such file, it is not Handlebars, or it cannot be read.</exception>
    public string Render(string name, object view)
    {
        if (!_texts.ContainsKey(name))
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
                var template = _compiled.GetOrAdd(name, _ => engine.Value.Compile(Body(name, _texts)));
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
            throw new TemplateFaultException(
                $"The template {TemplateFiles.Folder}/{name}{TemplateFiles.Ending} cannot be used: {error.Message}",
                error
            );
        }
    }
}

/// <summary>A template is missing or wrong; the message names the file.</summary>
sealed class TemplateFaultException(string message, Exception? inner = null) : Exception(message, inner);
