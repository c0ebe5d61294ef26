using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Who gets a mail, and why that one.</summary>
/// <param name="Key"><c>staff:bca-01</c> or <c>partner:12</c>.</param>
sealed record Recipient(string Key)
{
    public required string Address { get; init; }

    public string? Copies { get; init; }

    public required string Salutation { get; init; }

    /// <summary>"Chuyên viên Ban Châu Âu"; null for who holds no position.</summary>
    public string? PositionVi { get; init; }

    /// <summary>"Officer, Department of Europe".</summary>
    public string? PositionEn { get; init; }

    public MailLanguage Language { get; init; }

    /// <summary>The role it was found by.</summary>
    public required Addressee Role { get; init; }

    public required string WhyVi { get; init; }

    public required string WhyEn { get; init; }

    /// <summary>Which mails the position that holds the role wants; a deputy gets those of the one it stands in for.</summary>
    public IReadOnlyList<MailKind> Mail { get; init; } = [MailKind.Daily];

    /// <summary>The position that is on leave or gets no mail, when this one stands in for it.</summary>
    public string? DeputyFor { get; init; }

    /// <summary>Why this one stands in.</summary>
    public string DeputyBecause { get; init; } = "who is on leave";

    /// <summary>For a reason: " for bca-01, who is on leave"; empty for who stands in for nobody.</summary>
    public string ForWhom => DeputyFor is { } away ? $" for {away}, {DeputyBecause}" : "";

    /// <summary>The same person found by another role as well: both reasons stand in the mail.</summary>
    public Recipient WithRolesOf(Recipient other) =>
        WhyVi.Split("; ").Contains(other.WhyVi) ? this : this with { WhyVi = $"{WhyVi}; {other.WhyVi}", WhyEn = $"{WhyEn}; {other.WhyEn}" };
}
