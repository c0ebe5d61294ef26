using System.Diagnostics;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Inbox.Support;

/// <summary>
/// A real Postfix that takes mail for example.org on a free port of loopback and puts it into the Maildir of one mailbox. As a relay within
/// an organisation it finds out after it has taken a mail that nobody is there, and then writes a report to the sender. Needs root.
/// </summary>
sealed class Postfix : IAsyncDisposable
{
    /// <summary>It exists, and nothing more fits in.</summary>
    public const string Full = "full@example.org";

    readonly ServerProcess _server;

    Postfix(ServerProcess server) => _server = server;

    public int Port => _server.Port;

    /// <param name="mailbox">The one mailbox that exists.</param>
    /// <param name="maildir">Where its mail goes; its owner is nobody.</param>
    public static async Task<Postfix> StartAsync(string mailbox, string maildir)
    {
        FullRun.Only();
        Assert.SkipUnless(Environment.UserName == "root", "Postfix starts as root only");
        return new(
            await ServerProcess.StartAsync("postfix", (port, folder) => ["-c", WriteConfig(port, folder, mailbox, maildir), "start-fg"])
        );
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start("/usr/sbin/postfix", ["-c", Path.Combine(_server.Folder, "etc"), "stop"]);
        await stop.WaitForExitAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    static string WriteConfig(int port, string folder, string mailbox, string maildir)
    {
        var etc = Directory.CreateDirectory(Path.Combine(folder, "etc")).FullName;
        foreach (var name in (string[])["queue", "data"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        using (var own = Process.Start("chown", ["postfix", Path.Combine(folder, "data")]))
        {
            own.WaitForExit();
        }

        File.WriteAllText(Path.Combine(etc, "mailboxes"), $"{mailbox} {Path.GetFileName(maildir)}/\n{Full} full/\n");
        File.WriteAllText(Path.Combine(etc, "transport"), $"{Full} error:5.2.2 The mailbox is full\n");
        File.WriteAllText(
            Path.Combine(etc, "main.cf"),
            $"""
            compatibility_level = 3.6
            queue_directory = {folder}/queue
            data_directory = {folder}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.example.org
            mydestination =
            alias_maps =
            alias_database =
            virtual_mailbox_domains = example.org
            virtual_mailbox_base = {Path.GetDirectoryName(maildir)}
            virtual_mailbox_maps = texthash:{etc}/mailboxes
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            transport_maps = texthash:{etc}/transport
            smtpd_reject_unlisted_recipient = no
            default_transport = error:nothing leaves this machine
            maillog_file_prefixes = {folder}
            maillog_file = {folder}/log

            """
        );
        File.WriteAllText(
            Path.Combine(etc, "master.cf"),
            $"""
            127.0.0.1:{port} inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """
        );
        return etc;
    }
}
