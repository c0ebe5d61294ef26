using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Store;

/// <summary>
/// A real server with certificates made here. It is reached by the machine's own name, which is neither localhost nor an address of
/// loopback: its certificate has to be checked as that of any other machine.
/// </summary>
public sealed class ServerCertificateTests : IDisposable
{
    static readonly string s_name = Dns.GetHostName();

    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_elsewhere_is_spoken_to_only_with_a_certificate_for_its_name_from_the_authority_that_the_config_names()
    {
        TestPostgres.Need();
        Assert.SkipUnless(await IsServerHereAsync(), "the name of this machine is not that of the address where the server listens");
        await using var server = Engine("127.0.0.1", null).Open(Durability.Usual);
        try
        {
            Assert.Contains("offers no TLS", Refusal(Engine(s_name, null)), StringComparison.Ordinal);
            var right = await ServeAsync(server, s_name);

            await using (var checkedOne = Engine(s_name, right).Open(Durability.Usual))
            {
                Assert.True(checkedOne.Read("select ssl from pg_stat_ssl where pid = pg_backend_pid()", row => row.GetBoolean(0))[0]);
            }

            Assert.Contains("is not trusted", Refusal(Engine(s_name, Made(s_name).File)), StringComparison.Ordinal);
            Assert.Contains("is not trusted", Refusal(Engine(s_name, null)), StringComparison.Ordinal);
            var ofAnother = await ServeAsync(server, "db.example.org");
            Assert.Contains("is not trusted", Refusal(Engine(s_name, ofAnother)), StringComparison.Ordinal);
        }
        finally
        {
            await RunAsync(server, "alter system reset ssl");
            await RunAsync(server, "select pg_reload_conf()");
        }
    }

    public void Dispose() => _folders.Dispose();

    static async Task<bool> IsServerHereAsync()
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(s_name, Stop)).Any(address => address.ToString() is "127.0.0.1" or "127.0.1.1");
        }
        catch (SocketException)
        {
            return false;
        }
    }

    PostgresEngine Engine(string host, string? authority) =>
        new(_folders.Worker, TestPostgres.Of(_folders.Worker.Data) with { Host = host, Authority = authority });

    string Refusal(PostgresEngine engine)
    {
        TestPostgres.ClearPools(engine);
        var error = Assert.ThrowsAny<DbException>(() => engine.Open(Durability.Usual));
        return StoreFault.Explain(error, _folders.Worker) ?? error.ToString();
    }

    (string File, string Key) Made(string of)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a server of the tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(of);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(_folders.Root, $"{certificate.Thumbprint}.crt");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return (file, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>From now on the server has a new certificate for this name; the file with it.</summary>
    async Task<string> ServeAsync(NpgsqlConnection server, string of)
    {
        var (file, key) = Made(of);
        var name = Path.GetFileNameWithoutExtension(file);
        await WriteAsync(server, $"{name}.crt", await File.ReadAllTextAsync(file, Stop));
        await WriteAsync(server, $"{name}.key", key);
        await RunAsync(server, $"alter system set ssl_cert_file = '{name}.crt'");
        await RunAsync(server, $"alter system set ssl_key_file = '{name}.key'");
        await RunAsync(server, "alter system set ssl = on");
        await RunAsync(server, "select pg_reload_conf()");
        var plain = Engine("127.0.0.1", null);
        for (var tries = 0; tries < 2000; tries++)
        {
            // The first process of the server hands its settings on in its own time; a new connection has what it has then.
            TestPostgres.ClearPools(plain);
            await using var look = plain.Open(Durability.Usual);
            if (
                look.Read("select current_setting('ssl') || current_setting('ssl_cert_file')", row => row.GetString(0)) is [var now]
                && now == $"on{name}.crt"
            )
            {
                return file;
            }
        }

        throw new InvalidOperationException("the server does not take its new certificate");
    }

    /// <summary>Writes a file in the server's own folder, as the server's user.</summary>
    static async Task WriteAsync(NpgsqlConnection server, string name, string text)
    {
        await RunAsync(server, "create temp table if not exists lines (n serial, line text); truncate lines");
        foreach (var line in text.Split('\n'))
        {
            await RunAsync(server, $"insert into lines (line) values ('{line}')");
        }

        await RunAsync(server, $"copy (select line from lines order by n) to program 'umask 077; cat > {name}'");
    }

    static async Task RunAsync(NpgsqlConnection server, string sql)
    {
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
