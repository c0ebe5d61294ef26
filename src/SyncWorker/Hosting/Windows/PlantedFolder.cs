namespace SyncWorker.Hosting.Windows;

/// <summary>
/// Finds what another account has put where the service's folders go: any user may make folders in %ProgramData%, and what is there
/// before the first install would stay its maker's, config and all; a junction would lead the change of rights elsewhere.
/// </summary>
static class PlantedFolder
{
    /// <summary>SYSTEM, Administrators, TrustedInstaller.</summary>
    static readonly string[] s_trusted = ["S-1-5-18", "S-1-5-32-544", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"];

    /// <summary>Why install refuses, a sentence a file or folder; none when all is well.</summary>
    /// <param name="entries">The folders of the service and all that is in them.</param>
    /// <param name="isLink">Whether it is a junction or another reparse point.</param>
    /// <param name="owner">The SID of its owner.</param>
    /// <param name="alsoTrusted">SIDs of the service, its account and whoever installs.</param>
    public static IReadOnlyList<string> Refusals(
        IEnumerable<string> entries,
        Func<string, bool> isLink,
        Func<string, string?> owner,
        IReadOnlyCollection<string> alsoTrusted
    ) =>
        [
            .. entries
                .Select(entry =>
                    isLink(entry) ? $"{entry} is a link to another place. Remove it."
                    : owner(entry) is var sid && (sid is null || !(s_trusted.Contains(sid) || alsoTrusted.Contains(sid)))
                        ? $"{entry} belongs to another account ({sid ?? "unknown"}). Look at it, then remove it or make Administrators its owner: takeown /A /F \"{entry}\""
                    : null
                )
                .OfType<string>(),
        ];
}
