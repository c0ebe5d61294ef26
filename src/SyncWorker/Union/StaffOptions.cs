using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Union;

/// <summary>staff.json: positions, not persons; rules name roles and this file says which mailbox a role is today.</summary>
sealed class StaffOptions
{
    [Description("The desk's line at the foot of each mail, and where answers go.")]
    public DeskContact Desk { get; init; } = new();

    [Description("Everyone who gets mail, by position.")]
    public required IReadOnlyList<Position> Staff { get; init; }

    [Description("The clusters (cụm) that units are grouped in and who heads each, one entry a cluster and year: the role cluster.head.")]
    public IReadOnlyList<Cluster> Clusters { get; init; } = [];
}

/// <summary>A cluster (cụm) in one year. Its head changes each year, and so may its members.</summary>
sealed class Cluster
{
    [Description("Such as \"Cụm 1\".")]
    public required string Name { get; init; }

    [Description("The calendar year that head and members hold for.")]
    [Range(2000, 2100)]
    public required int Year { get; init; }

    [Description("Register number of the unit that heads it, such as LU34-25; it is one of the members.")]
    public required string Head { get; init; }

    [Description(
        "Register numbers of its units; a number of before a merger stands for the unit that took over. Left out: the units whose field \"cluster\" is this name."
    )]
    public IReadOnlyList<string> Members { get; init; } = [];
}

sealed class DeskContact
{
    [Description("Such as: Bộ phận nhắc việc, Văn phòng Liên hiệp.")]
    public string NameVi { get; init; } = "Bộ phận nhắc việc";

    [Description("The same in English mails.")]
    public string NameEn { get; init; } = "Reminder desk";

    [Description("The union in whose name its offices are written to, such as: Liên hiệp các tổ chức hữu nghị Việt Nam.")]
    public string UnionVi { get; init; } = "Liên hiệp";

    [Description("The same in English mails.")]
    public string UnionEn { get; init; } = "the union";

    [Description("Reply-To of each mail.")]
    [Mailbox]
    public string? Email { get; init; }

    [Description("The desk's telephone at the foot of each mail.")]
    public string? Phone { get; init; }
}

sealed class Position
{
    [Description("Short and lasting: rules, the ledger and the outbox name the position by it.")]
    public required string Id { get; init; }

    [Description("Such as Chuyên viên, Trưởng Ban, Chánh Văn phòng.")]
    public required string Title { get; init; }

    [Description("The title in English mails.")]
    public string? TitleEn { get; init; }

    [Description("Such as Ban Châu Âu; the name that countries.csv uses.")]
    public required string Department { get; init; }

    [Description("The department in English mails.")]
    public string? DepartmentEn { get; init; }

    [Description("officer, department.head, office.chief, leader, it: what rules name.")]
    [Shape("^(officer|department\\.head|office\\.chief|leader|it)$", "The other roles follow from the register.")]
    public required IReadOnlyList<Role> Roles { get; init; }

    [Description("Countries (FR), provinces (VN-24), or \"*\" for the whole department.")]
    [Shape(
        @"^(\*|VN-(\*|\d{2})|(?!AA|Q[M-Z]|X[A-JL-Z]|ZZ)[A-Z]{2})$",
        "Write two capital letters of ISO 3166-1, such as FR, or VN- and the two digits of a province."
    )]
    public IReadOnlyList<string> Covers { get; init; } = ["*"];

    [Description("How to write to the position, such as Đồng chí.")]
    public string Address { get; init; } = "Đồng chí";

    [Description("The position's mailbox.")]
    [Mailbox]
    public required string Email { get; init; }

    [Description("A shared mailbox that gets a copy.")]
    [Mailbox]
    public string? AlsoTo { get; init; }

    [Description("More mailboxes whose answers count as this position's, such as an assistant's or an alias.")]
    [Mailbox]
    public IReadOnlyList<string> AnswersFrom { get; init; } = [];

    [Description("vi or en.")]
    public MailLanguage Language { get; init; } = MailLanguage.Vi;

    [Description("daily, weekly: leaders have weekly only.")]
    [NotEmpty("The position gets no mail at all.", "Write daily, weekly or both, or leave it out.")]
    public IReadOnlyList<MailKind> Mail { get; init; } = [MailKind.Daily];

    [Description("When the position is away, and who gets its mail meanwhile.")]
    public IReadOnlyList<LeavePeriod> Leave { get; init; } = [];
}

enum MailKind
{
    Daily,
    Weekly,
}

sealed class LeavePeriod
{
    [Description("First day away.")]
    public required DateOnly From { get; init; }

    [Description("Last day away.")]
    public required DateOnly To { get; init; }

    [Description(
        "The id of the position that gets the mail meanwhile. Left out: the head of the department; when the head is away too, the head's deputy, else the chief of office."
    )]
    public string? Deputy { get; init; }
}
