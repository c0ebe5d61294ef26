using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Reconcile.GoldenRecord;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner explain</c></summary>
static class ExplainVerb
{
    static readonly Argument<string> s_partner = PartnerArgument.Partner();

    static readonly Argument<string?> s_field = new("FIELD")
    {
        Description = "Only this field, such as relations.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command(
            "explain",
            "Prints for each field the source that won, the rule, the date of the value, and the values of the other sources."
        )
        {
            s_partner,
            s_field,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                PartnerArgument.OnAsync(
                    context,
                    result.GetValue(s_partner)!,
                    async (queries, partner) =>
                    {
                        var all = await queries.ExplainAsync(partner, context.Now, stopping);
                        var choices = all.Where(choice =>
                                result.GetValue(s_field) is not { } field
                                || string.Equals(choice.Field, field, StringComparison.OrdinalIgnoreCase)
                            )
                            .ToList();
                        if (choices is [] && result.GetValue(s_field) is { } unknown)
                        {
                            await Console.Error.WriteLineAsync(
                                $"No source says anything of \"{unknown}\" for {partner.NameVi}. It has: {string.Join(", ", all.Select(choice => choice.Field))}."
                            );
                            return ExitCode.Configuration;
                        }

                        if (context.Json)
                        {
                            JsonOutput.Print(choices);
                            return ExitCode.Done;
                        }

                        Console.Out.WriteLine($"{partner.NameVi}  (partner {partner.Id}, {partner.RegisterId})");
                        choices.ForEach(Print);
                        return ExitCode.Done;
                    },
                    stopping
                )
        );
        return command;
    }

    static void Print(FieldChoice choice)
    {
        var from = choice.Winner is { } winner ? $" from {winner.Source}/{winner.ExternalId} as of {winner.AsOf:yyyy-MM-dd}" : "";
        Console.Out.WriteLine($"{choice.Field}: {choice.Value ?? "(empty)"}{from} - {choice.Rule}");
        foreach (var other in choice.Others)
        {
            var says = other.Value == choice.Value ? "says the same" : other.Value ?? "(empty)";
            Console.Out.WriteLine($"    {other.Source}/{other.ExternalId} as of {other.AsOf:yyyy-MM-dd}: {says}");
        }
    }
}
