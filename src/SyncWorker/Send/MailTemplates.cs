using System;
using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;
using SyncWorker.Config;
using SyncWorker.Send.Templates;

namespace SyncWorker.Send;

/// <summary>
/// The .hbs files of config/templates, compiled. A file NAME.LANGUAGE.html.hbs escapes what it shows, NAME.LANGUAGE.txt.hbs does
/// not; other files are partials for both. A file that is missing there is taken from the program's own folder.
/// </summary>
sealed class MailTemplates
{
    // The newest set, kept from run to run: compiling takes longer than a run with nothing to send.
    static MailTemplates? s_newest;

    readonly SortedDictionary<string, string> _files;
    readonly string _stamp;
    readonly Lazy<IHandlebars> _html;
    readonly Lazy<IHandlebars> _text;
    readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    MailTemplates(SortedDictionary<string, string> files, string stamp)
    {
        (_files, _stamp) = (files, stamp);
        _html = new(() => Engine(escape: true, files));
        _text = new(() => Engine(escape: false, files));
    }

    /// <summary>Finds the files; each is compiled when it is first wanted.</summary>
    public static MailTemplates Load(WorkerFolders folders)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var folder in new[] { Path.Combine(AppContext.BaseDirectory, "config", "templates"), Path.Combine(folders.Config, "templates") }
        )
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.hbs") : [])
            {
                files[Path.GetFileNameWithoutExtension(file)] = file;
            }
        }

        var stamp = string.Join('\n', files.Values.Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}"));
        return s_newest is { } newest && newest._stamp == stamp ? newest : s_newest = new(files, stamp);
    }

    /// <summary>Renders digest.vi.html, say.</summary>
    /// <exception cref="TemplateFaultException">There is no such file, it is not Handlebars, or it cannot be read.</exception>
    public string Render(string name, object view)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            throw new TemplateFaultException(
                $"The template {name}.hbs is in neither config/templates nor the program's own folder. Install the program again or copy the file there."
            );
        }

        return Guard(
                file,
                () =>
                {
                    var engine = name.EndsWith(".html", StringComparison.Ordinal) ? _html : _text;
                    var template = _compiled.GetOrAdd(name, _ => engine.Value.Compile(Read(file)));
                    return template(view);
                }
            )
            .ReplaceLineEndings("\n");
    }

    static IHandlebars Engine(bool escape, IReadOnlyDictionary<string, string> files)
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
        foreach (
            var (name, file) in files.Where(pair =>
                !pair.Key.EndsWith(".html", StringComparison.Ordinal) && !pair.Key.EndsWith(".txt", StringComparison.Ordinal)
            )
        )
        {
            // One that is broken concerns the templates that use it; each then says so.
            try
            {
                Guard(
                    file,
                    () =>
                    {
                        engine.RegisterTemplate(name.Replace('.', '-'), Read(file));
                        return true;
                    }
                );
            }
            catch (TemplateFaultException fault)
            {
                engine.RegisterTemplate(name.Replace('.', '-'), (_, _, _) => throw fault);
            }
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
        catch (Exception error) when (error.GetBaseException() is TemplateFaultException fault)
        {
            throw new TemplateFaultException(fault.Message, error);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new TemplateFaultException($"The template {file} cannot be used: {error.Message}", error);
        }
    }
}

/// <summary>A template is missing or wrong; the message names the file.</summary>
sealed class TemplateFaultException(string message, Exception? inner = null) : Exception(message, inner);
