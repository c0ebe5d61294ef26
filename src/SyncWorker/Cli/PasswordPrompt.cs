using Spectre.Console;

namespace SyncWorker.Cli;

/// <summary>Asks for a password on a terminal without showing what is typed; reads one line from a pipe.</summary>
static class PasswordPrompt
{
    public static string Read(string question)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        // Standard output is kept for what the verb answers.
        var console = AnsiConsole.Create(
            new() { Out = new AnsiConsoleOutput(TerminalText.PlainError), Interactive = InteractionSupport.Yes }
        );
        return console.Prompt(new TextPrompt<string>(Markup.Escape(question)).Secret(null).AllowEmpty());
    }
}
