using System.Net.NetworkInformation;
using Microsoft.Win32;

namespace SyncWorker.Send;

/// <summary>
/// What tells a machine from a clone of it: the id of its system board and the addresses of its network cards. A clone shares the machine
/// id and all folders with its original; what makes clones (hypervisors, clouds) gives each a board and cards of its own. One mark in
/// common is enough to be the same machine, so that a new card, or a new board, alone stops nothing.
/// </summary>
/// <param name="All">Such as <c>board:…</c> and <c>card:…</c>; none in a container.</param>
sealed record MachineMarks(IReadOnlyList<string> All)
{
    /// <summary>Where the unit and the command syncworker put the board's id, which Linux shows to root alone.</summary>
    const string BoardFile = "run/syncworker-board";

    // Makers that left it empty, and the same address for the host's end of a virtual network on every machine.
    static readonly string[] s_meaningless = ["00000000", "FFFFFFFF", "03000200-0400-0500-0006-000700080009"];
    static readonly string[] s_sameEverywhere = ["005056C000", "0A0027", "00FF", "0000000000"];

    /// <summary>Those of this machine, read once.</summary>
    public static MachineMarks Current { get; } = OperatingSystem.IsWindows() ? OfWindows() : OfLinux("/");

    /// <summary>None: for a store that several machines share.</summary>
    public static MachineMarks None { get; } = new([]);

    /// <summary>False when both sides have marks and none in common.</summary>
    /// <param name="recorded">As <see cref="ToString"/> wrote them; null when nothing was recorded.</param>
    public bool MayBe(string? recorded) =>
        All.Count == 0 || recorded is not { Length: > 0 } || recorded.Split(' ').Intersect(All, StringComparer.Ordinal).Any();

    public override string ToString() => string.Join(' ', All);

    /// <param name="root">The root folder; tests put their own here.</param>
    public static MachineMarks OfLinux(string root)
    {
        var cards = Path.Combine(root, "sys/class/net");
        return new([
            .. Board(ReadText(Path.Combine(root, "sys/class/dmi/id/product_uuid")) ?? ReadText(Path.Combine(root, BoardFile))),
            .. (Directory.Exists(cards) ? Directory.EnumerateFileSystemEntries(cards) : [])
                .Where(card => Path.Exists(Path.Combine(card, "device"))) // bridges, tunnels and a container's end have none
                .SelectMany(card => Card(ReadText(Path.Combine(card, "address"))?.Replace(":", "", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ]);
    }

    static MachineMarks OfWindows() =>
        new([
            .. Board(
                OperatingSystem.IsWindows()
                    ? Registry.GetValue(@"HKEY_LOCAL_MACHINE\SYSTEM\HardwareConfig", "LastConfig", null) as string
                    : null
            ),
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(card => card.NetworkInterfaceType is NetworkInterfaceType.Ethernet or NetworkInterfaceType.Wireless80211)
                .SelectMany(card => Card(card.GetPhysicalAddress().ToString()))
                .Order(StringComparer.Ordinal),
        ]);

    static IEnumerable<string> Board(string? id) =>
        id?.Trim('{', '}').ToUpperInvariant() is { Length: > 0 } board
        && !s_meaningless.Any(empty => board.StartsWith(empty, StringComparison.Ordinal))
            ? [$"board:{board}"]
            : [];

    static IEnumerable<string> Card(string? address) =>
        address?.ToUpperInvariant() is { Length: 12 } card
        && !s_sameEverywhere.Any(start => card.StartsWith(start, StringComparison.Ordinal))
            ? [$"card:{card}"]
            : [];

    static string? ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
