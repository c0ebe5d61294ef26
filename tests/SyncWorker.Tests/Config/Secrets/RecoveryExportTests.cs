using SyncWorker.Config.Secrets;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config.Secrets;

public sealed class RecoveryExportTests
{
    static readonly Dictionary<string, RecoveredSecret> s_secrets = new()
    {
        ["smtp-password"] = new("mật khẩu", new(2027, 1, 1)),
        ["poll-key"] = new("abc", null),
    };

    [Fact]
    public void What_was_exported_comes_back_with_the_passphrase()
    {
        var text = RecoveryExport.Encrypt(s_secrets, "mười hai ký tự");

        Assert.DoesNotContain("abc", text, StringComparison.Ordinal);
        Assert.Equal(s_secrets, RecoveryExport.Decrypt(text, "mười hai ký tự"));
    }

    [Fact]
    public void A_passphrase_typed_with_decomposed_accents_is_the_same() =>
        Assert.NotNull(
            RecoveryExport.Decrypt(RecoveryExport.Encrypt(s_secrets, "mười hai"), "mười hai".Normalize(System.Text.NormalizationForm.FormD))
        );

    [Fact]
    public void Another_passphrase_opens_nothing() =>
        Assert.Null(RecoveryExport.Decrypt(RecoveryExport.Encrypt(s_secrets, "mười hai ký tự"), "muoi hai ky tu"));

    [Fact]
    public void A_changed_file_opens_nothing()
    {
        var text = RecoveryExport.Encrypt(s_secrets, "mười hai ký tự");
        var at = text.IndexOf("\"data\": \"", StringComparison.Ordinal) + 9;
        var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];

        Assert.Null(RecoveryExport.Decrypt(changed, "mười hai ký tự"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "format": 2 }""")]
    public void Another_file_is_named_as_such(string text) => Assert.Throws<FormatException>(() => RecoveryExport.Decrypt(text, "x"));

    [Fact]
    public async Task By_the_verbs_secrets_move_to_another_machine()
    {
        using var here = new TestFolders();
        using var there = new TestFolders();
        var file = Path.Combine(here.Root, "recovery.json");

        Assert.Equal("", (await RunAsync(here, "tajný\n", "set", "smtp-password", "--expires", "2027-01-01")).Errors);
        var export = await RunAsync(here, "a long passphrase\n", "export", file);
        var wrong = await RunAsync(there, "another passphrase\n", "import", file);
        var import = await RunAsync(there, "a long passphrase\n", "import", file);
        var list = await RunAsync(there, "", "list", "--json");

        Assert.Equal((0, 1, 0, 0), (export.ExitCode, wrong.ExitCode, import.ExitCode, list.ExitCode));
        Assert.Contains("\"expires\": \"2027-01-01\"", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tajný", list.Output, StringComparison.Ordinal);
        Assert.True(new SecretStore(there.Worker, TimeProvider.System).TryGet("smtp-password", out var value));
        Assert.Equal("tajný", value);
    }

    static async Task<ProgramResult> RunAsync(TestFolders folders, string input, params string[] words)
    {
        using var process = ProgramRun.StartWithInput(["secret", .. words, "--config", folders.Worker.Config]);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }
}
