using System.Text;
using System.Text.Json;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config;

/// <summary>What check says to edits of the shipped config, as an admin reads it.</summary>
public sealed class ConfigMessagesTests
{
    [Fact]
    public async Task What_check_says_to_seventy_wrong_edits()
    {
        var edits = JsonSerializer.Deserialize<List<Edit>>(
            await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "data", "config-messages.json"),
                TestContext.Current.CancellationToken
            ),
            JsonSerializerOptions.Web
        )!;
        var text = new StringBuilder();
        List<string> silent = [];
        foreach (var edit in edits)
        {
            var faults = EditedConfig.Replace(edit.File, edit.Before, edit.After);
            if (faults.Count == 0)
            {
                silent.Add($"{edit.File}: {edit.After}");
            }

            text.Append(edit.After.Length == 0 ? $"{edit.Before.Trim()} left out" : edit.After.Trim()).Append('\n');
            foreach (var fault in faults)
            {
                text.Append("    ").Append(fault).Append('\n');
            }
        }

        Assert.Equal("", string.Join("\n", silent));
        await Golden.CompareAsync("Config", "messages.txt", text.ToString());
    }

    sealed record Edit(string File, string Before, string After);
}
