using System.CommandLine;
using SyncWorker.Hosting;

namespace SyncWorker.Cli;

/// <summary><c>completion SHELL</c></summary>
static class CompletionVerb
{
    // Each script asks the program itself what may follow: System.CommandLine answers the directive [suggest:POSITION].
    static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _syncworker_complete() {
              local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
              COMPREPLY=($(compgen -W "$("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
            }
            complete -o default -F _syncworker_complete SyncWorker
            """,
        ["zsh"] = """
            #compdef SyncWorker
            _syncworker() {
              local -a words_found
              words_found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              if (( ${#words_found} )) && [[ -n "${words_found[1]}" ]]; then compadd -a words_found; else _files; fi
            }
            compdef _syncworker SyncWorker
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName SyncWorker, SyncWorker.exe -ScriptBlock {
              param($word, $line, $position)
              & $line.CommandElements[0].Value "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    static readonly Argument<string> s_shell = new("SHELL") { Description = "bash, zsh or pwsh (PowerShell)." };

    public static Command Create()
    {
        s_shell.AllowOnly([.. s_scripts.Keys]);
        var command = new Command(
            "completion",
            "Prints the script that makes the Tab key complete verbs, options and their words. Where it goes:\n"
                + "  ~/.bashrc   eval \"$(SyncWorker completion bash)\"\n"
                + "  ~/.zshrc    eval \"$(SyncWorker completion zsh)\", after compinit\n"
                + "  $PROFILE    SyncWorker completion pwsh | Out-String | Invoke-Expression"
        )
        {
            s_shell,
        };
        command.SetAction(result =>
        {
            TerminalText.Plain.WriteLine(s_scripts[result.GetValue(s_shell)!]);
            return ExitCode.Done;
        });
        return command;
    }
}
