using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using SyncWorker.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Inbox.Support;

/// <summary>A real Dovecot with one mailbox, TLS and a certificate of its own, on a free port of loopback; gone with the test.</summary>
sealed class Dovecot : IAsyncDisposable
{
    public const string User = "answers@example.org";
    public const string Password = "secret-1";

    readonly ServerProcess _server;

    Dovecot(ServerProcess server) => _server = server;

    /// <summary>The certificate in PEM: what trustFile names.</summary>
    public string CertificateFile => Path.Combine(_server.Folder, "cert.pem");

    /// <summary>Where the mailbox's mails lie; a server that delivers puts them there.</summary>
    public string Maildir => Path.Combine(_server.Folder, "home", "Maildir");

    public ImapOptions Options =>
        new()
        {
            Host = "127.0.0.1",
            Port = _server.Port,
            Security = MailSecurity.Tls,
            User = User,
            Secret = "imap",
            TrustFile = CertificateFile,
            Timeout = new(30, TimeUnit.Seconds),
        };

    public static async Task<Dovecot> StartAsync()
    {
        FullRun.Only();
        return new(await ServerProcess.StartAsync("dovecot", Arguments));
    }

    /// <summary>Puts messages into INBOX, in this order, as they are: a hostile message is not to be repaired by a library on the way.</summary>
    public async Task DeliverAsync(params IEnumerable<byte[]> messages)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port, TestContext.Current.CancellationToken);
#pragma warning disable CA5359 // Do not disable certificate validation: the test's own server
        await using var line = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await line.AuthenticateAsClientAsync("127.0.0.1");
        using var reader = new StreamReader(line, Encoding.Latin1);
        await SayAsync($"a LOGIN {User} {Password}\r\n");
        foreach (var message in messages)
        {
            await line.WriteAsync(
                (byte[])[.. Encoding.ASCII.GetBytes($"a APPEND INBOX {{{message.Length}+}}\r\n"), .. message],
                TestContext.Current.CancellationToken
            );
            await SayAsync("\r\n");
        }

        async Task SayAsync(string words)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(words), TestContext.Current.CancellationToken);
            string? answer;
            do
            {
                answer = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            } while (answer?.StartsWith('*') == true);
            Assert.StartsWith("a OK", answer, StringComparison.Ordinal);
        }
    }

    /// <summary>How many messages a folder of the mailbox holds; 0 where there is none.</summary>
    public async Task<int> CountAsync(string folder)
    {
        using var client = await ConnectAsync();
        try
        {
            var found = await client.GetFolderAsync(folder, TestContext.Current.CancellationToken);
            await found.OpenAsync(FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
            return (await found.SearchAsync(SearchQuery.All, TestContext.Current.CancellationToken)).Count;
        }
        catch (FolderNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Waits until a folder holds so many messages, half a minute at most.</summary>
    public async Task UntilAsync(string folder, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        while (await CountAsync(folder) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start("doveadm", ["-c", Path.Combine(_server.Folder, "dovecot.conf"), "stop"]);
        await stop.WaitForExitAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    async Task<ImapClient> ConnectAsync()
    {
#pragma warning disable CA5359 // Do not disable certificate validation: the test's own server
        var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        await client.ConnectAsync("127.0.0.1", _server.Port, SecureSocketOptions.SslOnConnect, TestContext.Current.CancellationToken);
        await client.AuthenticateAsync(User, Password, TestContext.Current.CancellationToken);
        return client;
    }

    static string[] Arguments(int port, string folder)
    {
        WriteCertificate(folder);
        File.WriteAllText(Path.Combine(folder, "users"), $"{User}:{{PLAIN}}{Password}\n");
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        var isRoot = Environment.UserName == "root";
        if (isRoot && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111); // mails are never kept as root
        }

        var conf = Path.Combine(folder, "dovecot.conf");
        File.WriteAllText(
            conf,
            $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <{{folder}}/cert.pem
            ssl_key = <{{folder}}/key.pem
            mail_location = maildir:{{home}}/Maildir
            passdb {
              driver = passwd-file
              args = {{folder}}/users
            }
            userdb {
              driver = static
              args = {{(isRoot ? "uid=nobody gid=nogroup" : $"uid={Environment.UserName}")}} home={{home}}
            }
            {{(isRoot ? "" : $"default_internal_user = {Environment.UserName}\ndefault_login_user = {Environment.UserName}")}}
            service imap-login {
              chroot =
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                port = {{port}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            namespace inbox {
              inbox = yes
              separator = /
            }
            """
        );
        return ["-F", "-c", conf];
    }

    static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
