using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>figures PERIOD [--compare PERIOD…] [--csv|--json]</c></summary>
static class FiguresVerb
{
    static readonly Argument<string> s_period = PeriodArgument.Create();

    static readonly Option<string[]> s_compare = PeriodArgument.Compare();

    static readonly Option<bool> s_csv = new("--csv") { Description = "Print CSV: a line a figure and period." };

    public static Command Create()
    {
        var command = new Command(
            "figures",
            "Counts what the review of a half-year or year tells: activities, each once; foreign NGOs and their aid; money of campaigns against\n"
                + "their goals; reports in time. \"trên\" stays a lower bound. Each figure names the sources that it is counted from."
        )
        {
            s_period,
            s_compare,
            s_csv,
            Figures.FreezeVerb.Create(),
            Figures.ReviewVerb.Create(),
        };
        command.Add(CommonOptions.AsOf);
        command.Add(CommonOptions.Json);
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                if (PeriodArgument.Read([result.GetValue(s_period), .. result.GetValue(s_compare) ?? []]) is not { } periods)
                {
                    return ExitCode.Configuration;
                }

                var counted = await context.Services.GetRequiredService<FiguresQueries>().CountAsync(periods, context.Now, stopping);
                var frozen = await context
                    .Services.GetRequiredService<FrozenFiguresCommands>()
                    .ListAsync(periods[0], counted[0].Figures, stopping);
                if (context.Json)
                {
                    JsonOutput.Print(new { periods = counted.Select(ForPrograms), frozen = frozen.Select(ForPrograms) });
                }
                else if (result.GetValue(s_csv))
                {
                    Csv(counted);
                }
                else
                {
                    Print(counted);
                    Corrections(periods[0], frozen);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Csv(IReadOnlyList<PeriodFigures> counted)
    {
        Console.Out.WriteLine("period,figure,of,bound,value,sources,notes");
        foreach (var (period, figure) in counted.SelectMany(one => one.Figures.Select(figure => (one.Period, figure))))
        {
            Console.Out.WriteLine(
                CsvText.Line(
                    period.Key,
                    EnumWord.Kebab(figure.Key),
                    figure.Of,
                    EnumWord.Kebab(figure.Value.Bound),
                    figure.Value.Value.ToString("0.##", CultureInfo.InvariantCulture),
                    Sources(figure),
                    string.Join(" ", figure.Notes.Select(note => note.Vi))
                )
            );
        }
    }

    static void Print(IReadOnlyList<PeriodFigures> counted)
    {
        Console.Out.WriteLine($"{"", -42}{string.Concat(counted.Select(one => $"{one.Period.Key, 20}"))}");
        foreach (var line in FigureTable.Lines([.. counted.Select(one => one.Figures)]))
        {
            var cells = line.Figures.Select(figure => $"{figure?.Text ?? "-", 20}");
            Console.Out.WriteLine($"{FigureWords.En(line.Shown), -42}{string.Concat(cells)}");
            if (line.Figures[0] is { } shown)
            {
                Console.Out.WriteLine($"    from {(shown.Sources.Count == 0 ? "no source" : Sources(shown))}");
                shown.Notes.ToList().ForEach(note => Console.Out.WriteLine($"    {note.En}"));
            }
        }

        foreach (var remark in counted.SelectMany(one => one.Remarks).Select(remark => remark.En).Distinct(StringComparer.Ordinal))
        {
            Console.Out.WriteLine(remark);
        }
    }

    static void Corrections(FigurePeriod period, IReadOnlyList<FrozenPeriod> frozen)
    {
        foreach (var one in frozen)
        {
            var why = one.Why is null ? "" : $" ({one.Why})";
            Console.Out.WriteLine(
                $"{period.Key} was frozen on {one.On:dd/MM/yyyy} by {one.Who}{why}: {(one.Corrections.Count == 0 ? "nothing is counted otherwise now." : "counted otherwise now:")}"
            );
            foreach (var (then, now) in one.Corrections)
            {
                Console.Out.WriteLine($"    {FigureWords.En((then ?? now)!)}: {then?.Text ?? "-"} then, {now?.Text ?? "-"} now");
            }
        }
    }

    static object ForPrograms(FrozenPeriod frozen) =>
        new
        {
            frozen.Id,
            frozen.On,
            frozen.Who,
            frozen.Why,
            corrections = frozen.Corrections.Select(correction => new
            {
                figure = (correction.Then ?? correction.Now)!.Key,
                (correction.Then ?? correction.Now)!.Of,
                then = correction.Then?.Text,
                now = correction.Now?.Text,
            }),
        };

    static string Sources(Figure figure) => string.Join("; ", figure.Sources.Select(source => $"{source.Name} ({source.Rows})"));

    static object ForPrograms(PeriodFigures one) =>
        new
        {
            period = one.Period.Key,
            one.Period.First,
            one.Period.Last,
            figures = one.Figures.Select(figure => new
            {
                figure.Key,
                figure.Of,
                figure.Value.Value,
                figure.Value.Bound,
                figure.Text,
                label = FigureWords.Vi(figure),
                figure.Sources,
                figure.Notes,
            }),
            one.Remarks,
        };
}
