using SyncWorker.Config.Secrets;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config.Secrets;

public sealed class SecretStoreTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly SecretStore _secrets;

    public SecretStoreTests() => _secrets = new(_folders.Worker, FakeClock.At("2026-11-21T08:00"));

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_secret_that_was_set_is_found_with_its_accents()
    {
        _secrets.Set("smtp-password", "mật khẩu", expires: null);

        Assert.True(_secrets.TryGet("smtp-password", out var value));
        Assert.Equal("mật khẩu", value);
        Assert.Null(_secrets.MissingReason("smtp-password"));
    }

    [Fact]
    public void An_environment_variable_wins_over_the_file()
    {
        _secrets.Set("only-here-key", "from the file", expires: null);
        Environment.SetEnvironmentVariable("SYNCWORKER_SECRET_ONLY_HERE_KEY", "from the environment");
        try
        {
            Assert.True(_secrets.TryGet("only-here-key", out var value));
            Assert.Equal("from the environment", value);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SYNCWORKER_SECRET_ONLY_HERE_KEY", null);
        }
    }

    [Fact]
    public void A_missing_secret_names_the_command_that_sets_it()
    {
        Assert.False(_secrets.TryGet("poll-key", out _));
        Assert.Contains("SyncWorker secret set poll-key", _secrets.MissingReason("poll-key"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_closed_to_other_accounts()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // file modes are Unix's; tests/wine.sh covers DPAPI
        }

        _secrets.Set("a", "1", expires: null);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folders.Worker.Secrets));
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused_with_the_cure()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // file modes are Unix's; tests/wine.sh covers DPAPI
        }

        _secrets.Set("a", "1", expires: null);
        File.SetUnixFileMode(_folders.Worker.Secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.False(_secrets.TryGet("a", out _));
        Assert.Contains("chmod 600", _secrets.MissingReason("a"), StringComparison.Ordinal);
        Assert.Throws<SecretsRefusedException>(() => _secrets.Set("b", "2", expires: null));
    }

    [Fact]
    public void A_file_of_another_kind_of_machine_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // file modes are Unix's; tests/wine.sh covers DPAPI
        }

        _secrets.Set("a", "1", expires: null);
        File.WriteAllText(
            _folders.Worker.Secrets,
            File.ReadAllText(_folders.Worker.Secrets).Replace("file-mode", "dpapi-machine", StringComparison.Ordinal)
        );

        Assert.Contains("another kind of machine", _secrets.MissingReason("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_secret_is_gone()
    {
        _secrets.Set("a", "1", expires: new(2027, 1, 1));

        Assert.Equal(new DateOnly(2027, 1, 1), Assert.Single(_secrets.List()).Entry.Expires);
        Assert.True(_secrets.Remove("a"));
        Assert.False(_secrets.Remove("a"));
        Assert.Empty(_secrets.List());
    }

    [Theory]
    [InlineData("2026-12-05", "expires on 2026-12-05")]
    [InlineData("2026-11-20", "expired on 2026-11-20")]
    [InlineData("2026-12-06", null)]
    public void What_expires_within_two_weeks_is_said(string expires, string? said)
    {
        _secrets.Set("smtp-password", "1", DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture));

        var sentences = _secrets.Expiring(new(2026, 11, 21));

        Assert.Equal(said is null ? 0 : 1, sentences.Count);
        Assert.All(sentences, sentence => Assert.Contains(said!, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("smtp-password", true)]
    [InlineData("Smtp", false)]
    [InlineData("a b", false)]
    [InlineData("-a", false)]
    public void A_name_survives_as_an_environment_variable(string name, bool good) => Assert.Equal(good, SecretStore.IsName(name));
}
