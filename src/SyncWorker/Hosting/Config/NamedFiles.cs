using SyncWorker.Config;
using SyncWorker.Net;
using SyncWorker.Send;

namespace SyncWorker.Hosting.Config;

/// <summary>The certificates that config names: what is not there, or is none, would be found by the first run that needs it.</summary>
static class NamedFiles
{
    /// <param name="parts">The files of the folder.</param>
    /// <param name="folder">Where a file without a folder is.</param>
    public static void Check(ConfigParts parts, string folder)
    {
        if (parts.Poll is var (poll, pollFaults))
        {
            Trust(poll.Trust, folder, pollFaults);
        }

        if (parts.Send is var (send, sendFaults))
        {
            Trust(send.Trust, folder, sendFaults);
            Check(send.Smtp, "smtp", folder, sendFaults);
            Check(send.Alarm?.Smtp, "alarm.smtp", folder, sendFaults);
        }
    }

    static void Trust(IReadOnlyList<string> files, string folder, ConfigFaults faults)
    {
        for (var i = 0; i < files.Count; i++)
        {
            Authority(files[i], $"trust[{i}]", folder, faults);
        }
    }

    static void Check(SmtpOptions? smtp, string path, string folder, ConfigFaults faults)
    {
        if (smtp?.TrustFile is { } trust)
        {
            Authority(trust, $"{path}.trustFile", folder, faults);
        }

        if (smtp?.CertificateFile is { } file && !File.Exists(Path.Combine(folder, file)))
        {
            faults.Add(
                $"{path}.certificateFile",
                $"There is no file {Path.Combine(folder, file)}.",
                "Put the .pfx file there; a name without a folder is in the config folder."
            );
        }
    }

    static void Authority(string file, string path, string folder, ConfigFaults faults)
    {
        if (PrivateAuthority.FaultOf(Path.Combine(folder, file)) is { } fault)
        {
            faults.Add(
                path,
                fault,
                "Put the authority's certificate there as a .pem file; a name without a folder is in the config folder."
            );
        }
    }
}
