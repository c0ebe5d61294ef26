using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Export;
using SyncWorker.Union;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner export</c></summary>
static class ExportVerb
{
    static readonly Argument<string> s_file = new("TO")
    {
        Description = "A file that ends with .xlsx, .csv or .json; with --departments a folder.",
    };
    static readonly Option<string?> s_kind = new("--kind") { Description = "Only this kind, such as local_union.", HelpName = "CODE" };
    static readonly Option<string?> s_country = new("--country") { Description = "Only this country, such as FR.", HelpName = "ISO2" };
    static readonly Option<string?> s_province = new("--province")
    {
        Description = "Only this province, by its code of today.",
        HelpName = "CODE",
    };
    static readonly Option<string?> s_department = new("--department")
    {
        Description = "Only what this department follows, such as \"Ban Châu Âu\".",
        HelpName = "NAME",
    };
    static readonly Option<string?> s_relation = new("--relation") { Description = "Only old, new or prospect.", HelpName = "CODE" };
    static readonly Option<bool> s_inactive = new("--inactive") { Description = "Also those that are inactive or have a successor." };
    static readonly Option<bool> s_bom = new("--bom")
    {
        Description = "csv: begin with a byte-order mark, so that a spreadsheet shows the accents.",
    };
    static readonly Option<MailLanguage> s_lang = CommonOptions.CompletedAsWritten(
        new Option<MailLanguage>("--lang")
        {
            Description =
                "xlsx: vi for a directory to read and print, heads in Vietnamese and a sheet a department; en for the columns' own names.",
            DefaultValueFactory = _ => MailLanguage.En,
            HelpName = "vi|en",
        }
    );
    static readonly Option<bool> s_departments = new("--departments")
    {
        Description = "Write one folder a department, each with danh-ba.xlsx and danh-ba.csv.",
    };

    public static Command Create()
    {
        var command = new Command(
            "export",
            "Writes the register, names in Vietnamese order, as .xlsx, CSV or JSON: one file, or one folder a department."
        )
        {
            s_file,
            s_kind,
            s_country,
            s_province,
            s_department,
            s_relation,
            s_inactive,
            s_bom,
            s_lang,
            s_departments,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var to = Path.GetFullPath(result.GetValue(s_file)!);
                if (result.GetValue(s_departments))
                {
                    var files = await context.Services.GetRequiredService<RegisterFolders>().WriteAsync(to, [".xlsx", ".csv"], stopping);
                    return End(context, $"{files.Count} files below {to}.", new { folder = to, files });
                }

                if (!RegisterFile.Endings.Contains(Path.GetExtension(to).ToLowerInvariant()))
                {
                    await Console.Error.WriteLineAsync($"{to} ends with none of {string.Join(", ", RegisterFile.Endings)}.");
                    return ExitCode.Configuration;
                }

                var rows = await context
                    .Services.GetRequiredService<RegisterReader>()
                    .ReadAsync(
                        new()
                        {
                            Kind = result.GetValue(s_kind),
                            Country = result.GetValue(s_country),
                            Province = result.GetValue(s_province),
                            Department = result.GetValue(s_department),
                            Relation = result.GetValue(s_relation),
                            Inactive = result.GetValue(s_inactive),
                        },
                        stopping
                    );
                RegisterFile.Write(
                    to,
                    rows,
                    context.Services.GetRequiredService<RegisterReader>().OwnFields,
                    result.GetValue(s_bom),
                    result.GetValue(s_lang)
                );
                return End(
                    context,
                    $"{Count.Describe(rows.Count, "organisation")} in {to}.",
                    new { file = to, organisations = rows.Count }
                );
            }
        );
        return command;
    }

    static int End(VerbContext context, string sentence, object json)
    {
        if (context.Json)
        {
            JsonOutput.Print(json);
        }
        else
        {
            Console.Out.WriteLine(sentence);
        }

        return ExitCode.Done;
    }
}
