using System.Net;
using System.Text;
using SyncWorker.Files;
using SyncWorker.Reconcile;
using SyncWorker.Union;

namespace SyncWorker.Cli.Reconcile;

/// <summary>A plan as text, CSV or a page of its own.</summary>
static class PlanPage
{
    /// <summary>Lines of text a person still reads; the rest is counted.</summary>
    const int Shown = 200;

    public static void Text(ReconcilePlan plan, TextWriter output)
    {
        output.WriteLine(
            $"Plan {plan.Hash}: {string.Join(", ", plan.Counts.Where(count => count.Number > 0).DefaultIfEmpty(new("changes", 0)))}. Nothing was written."
        );
        foreach (var text in plan.Guard)
        {
            output.WriteLine($"  HELD  {text}");
        }

        if (plan.Guard.Count > 0)
        {
            output.WriteLine($"  If it is right: reconcile, then reconcile approve {plan.Hash}");
        }

        foreach (var group in plan.Items.GroupBy(item => item.Word))
        {
            output.WriteLine($"{group.Key} ({group.Count()})");
            foreach (var item in group.Take(Shown))
            {
                var change = item.Field is null
                    ? item.New is null
                        ? ""
                        : $" -> {item.New}"
                    : $" {item.Field}: {item.Old ?? "(none)"} -> {item.New ?? "(none)"}";
                output.WriteLine($"  {item.Subject} {item.Name}{change}{(item.Reason is null ? "" : $"  [{item.Reason}]")}");
            }

            if (group.Count() > Shown)
            {
                output.WriteLine($"  … and {group.Count() - Shown} more: --csv or --html FILE has all");
            }
        }
    }

    public static void Csv(ReconcilePlan plan, TextWriter output)
    {
        output.WriteLine("what,subject,name,field,old,new,source,reason");
        foreach (var item in plan.Items)
        {
            output.WriteLine(CsvText.Line(item.Word, item.Subject, item.Name, item.Field, item.Old, item.New, item.Source, item.Reason));
        }
    }

    public static string Html(ReconcilePlan plan, Moment at)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Plan ")
            .Append(plan.Hash)
            .Append("</title>")
            .Append(
                "<style>body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top}.held{color:#a00;font-weight:bold}del{color:#a00}ins{color:#070}</style>"
            )
            .Append("<h1>Plan ")
            .Append(plan.Hash)
            .Append("</h1><p>")
            .Append(DayText.DayFirst(at.Today))
            .Append(". Nothing was written.</p><ul>");
        foreach (var count in plan.Counts)
        {
            page.Append("<li>").Append(WebUtility.HtmlEncode(count.ToString())).Append("</li>");
        }

        page.Append("</ul>");
        foreach (var text in plan.Guard)
        {
            page.Append("<p class=\"held\">").Append(WebUtility.HtmlEncode(text)).Append("</p>");
        }

        page.Append(
            "<table><tr><th>what</th><th>subject</th><th>name</th><th>field</th><th>old</th><th>new</th><th>source</th><th>reason</th></tr>"
        );
        foreach (var item in plan.Items)
        {
            page.Append("<tr>");
            foreach (var cell in new[] { item.Word, item.Subject, item.Name, item.Field })
            {
                page.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            }

            page.Append("<td><del>")
                .Append(WebUtility.HtmlEncode(item.Old))
                .Append("</del></td><td><ins>")
                .Append(WebUtility.HtmlEncode(item.New))
                .Append("</ins></td><td>")
                .Append(WebUtility.HtmlEncode(item.Source))
                .Append("</td><td>")
                .Append(WebUtility.HtmlEncode(item.Reason))
                .Append("</td></tr>");
        }

        return page.Append("</table></html>\n").ToString();
    }
}
