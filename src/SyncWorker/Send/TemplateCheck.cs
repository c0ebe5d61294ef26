using SyncWorker.Config;
using SyncWorker.Send.Templates;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Proves the templates before a mail needs them: the files' names, each word, block and partial, and at last a mail of each form in
/// both languages. What is the program's own is proved by its tests; only what was edited is rendered.
/// </summary>
static class TemplateCheck
{
    static readonly string[] s_languages = [.. Enum.GetValues<MailLanguage>().Select(language => language.Code)];
    static readonly string[] s_kinds = ["html", "txt"];

    /// <summary>What people keep beside a file that they edit.</summary>
    static readonly string[] s_kept = [".bak", ".old", ".orig", ".tmp", ".swp", ".md"];

    static IEnumerable<string> Forms =>
        MailForm.Views.Keys.SelectMany(form => s_languages.SelectMany(language => s_kinds.Select(kind => $"{form}.{language}.{kind}")));

    public static void Check(TemplateFiles templates, string config, List<ConfigFault> faults, bool renders)
    {
        var before = faults.Count;
        Names(templates, Path.Combine(config, TemplateFiles.Folder), faults);
        var proof = new TemplateProof(templates.Texts);
        foreach (var name in Forms.Where(templates.Texts.ContainsKey))
        {
            proof.Read(name, MailForm.Views[name.Split('.')[0]]);
        }

        Partials(templates, proof, faults);
        faults.AddRange(proof.Faults.Select(fault => Fault(fault.Template, fault.Line, fault.Message, fault.Fix)));
        if (renders && faults.Count == before)
        {
            Render(templates, faults);
        }
    }

    static void Names(TemplateFiles templates, string folder, List<ConfigFault> faults)
    {
        foreach (var name in templates.Edited.Where(name => !MailForm.IsPartial(name) && !Forms.Contains(name)))
        {
            faults.Add(Fault(name, 0, "No mail is written by a file of this name.", Meant(name, Forms)));
        }

        // Windows hides the last ending: digest.vi.txt.hbs becomes digest.vi.txt.hbs.txt
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            var name = Path.GetFileName(file);
            if (
                !name.EndsWith(".hbs", StringComparison.Ordinal)
                && !s_kept.Contains(Path.GetExtension(name))
                && Forms.FirstOrDefault(form => name.StartsWith(form, StringComparison.OrdinalIgnoreCase)) is { } form
            )
            {
                faults.Add(
                    new($"{TemplateFiles.Folder}/{name}", 0, "", "It is not read: its name does not end in .hbs.", $"Name it {form}.hbs.")
                );
            }
        }
    }

    // One that nothing shows is a copy that somebody keeps, unless its name is near one that is shown.
    static void Partials(TemplateFiles templates, TemplateProof proof, List<ConfigFault> faults)
    {
        var own = TemplateFiles.Own.Texts.Keys.ToList();
        foreach (var name in templates.Edited.Where(name => MailForm.IsPartial(name) && !own.Contains(name) && !proof.Shown.Contains(name)))
        {
            if (Suggestion.For(name, own) is { } near)
            {
                faults.Add(Fault(name, 0, "No template shows it.", $"Did you mean \"{near}.hbs\"?"));
            }
        }
    }

    static void Render(TemplateFiles templates, List<ConfigFault> faults)
    {
        var all = templates.Edited.Any(MailForm.IsPartial);
        var compiled = MailTemplates.Open(templates);
        foreach (var language in templates.Edited.Count == 0 ? [] : Enum.GetValues<MailLanguage>())
        {
            foreach (var (mail, says) in TemplateSamples.Create(language))
            {
                foreach (var name in s_kinds.Select(kind => $"{mail.Template}.{language.Code}.{kind}"))
                {
                    if ((all || templates.Edited.Contains(name)) && !faults.Exists(fault => fault.File == File(name)))
                    {
                        Render(compiled, name, mail, says, faults);
                    }
                }
            }
        }
    }

    static void Render(MailTemplates templates, string name, MailForm mail, string says, List<ConfigFault> faults)
    {
        try
        {
            var text = templates.Render(name, mail.View);
            if (string.IsNullOrWhiteSpace(text))
            {
                faults.Add(Fault(name, 0, "A mail written by it is empty.", "Delete the file: the program's own is taken then."));
            }
            else if (!text.Contains(says, StringComparison.Ordinal))
            {
                faults.Add(
                    Fault(
                        name,
                        0,
                        $"A mail written by it does not say what it is about: \"{says}\" is missing in a sample.",
                        "Look at what was deleted; without the file the program's own is taken."
                    )
                );
            }
        }
        catch (TemplateFaultException fault)
        {
            faults.Add(Fault(name, 0, fault.Message, "Undo the last edit, or delete the file: the program's own is taken then."));
        }
    }

    static string Meant(string name, IEnumerable<string> known) =>
        Suggestion.For(name, known) is { } near
            ? $"Did you mean \"{near}.hbs\"?"
            : $"Names: {string.Join(", ", MailForm.Views.Keys)}, then .vi or .en, then .html.hbs or .txt.hbs.";

    static string File(string name) => $"{TemplateFiles.Folder}/{name}.hbs";

    static ConfigFault Fault(string name, int line, string message, string fix) => new(File(name), line, "", message, fix);
}
