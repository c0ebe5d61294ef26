using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Finds the holders of a role for a case. Officers: those whose <c>covers</c> names the country or province, else those of the
/// department who cover all of it. The head of a cluster is the unit that heads it in the year of the mail. During leave the deputy
/// gets the mail. A role without a holder is a fault; its mail never goes to all staff.
/// </summary>
sealed class RecipientFinder(RemindFacts facts)
{
    readonly Dictionary<string, Position> _positions = facts.Staff.Staff.ToDictionary(position => position.Id, StringComparer.Ordinal);

    // Positions that one mailbox serves are one recipient, who gets one digest: the first of them in staff.json.
    readonly Dictionary<string, Position> _mailboxes = facts
        .Staff.Staff.GroupBy(position => position.Email, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    /// <param name="heedsLeave">False to find those who hold the role itself, deputies aside.</param>
    public IEnumerable<Recipient> Find(Addressee to, Scope scope, DateOnly on, bool heedsLeave = true)
    {
        if (to.Role is Role.AssociationOffice)
        {
            return Office(scope);
        }

        if (to.Role is Role.ClusterHead)
        {
            return ClusterHead(scope, on.Year);
        }

        var leaveOn = heedsLeave ? on : (DateOnly?)null;
        return Positions(to, scope).Select(position => ToRecipient(position, to, scope, leaveOn));
    }

    IEnumerable<Position> Positions(Addressee to, Scope scope)
    {
        if (to.Role is not { } role)
        {
            return _positions.TryGetValue(to.Position!, out var position) ? [position] : [];
        }

        return role switch
        {
            Role.Officer when scope.Officer is { } officer && _positions.TryGetValue(officer, out var named) => [named],
            Role.Officer => Officers(scope),
            Role.DepartmentHead => Holding(role).Where(position => position.Department == scope.Department),
            _ => Holding(role),
        };
    }

    /// <summary>Whether a recipient hears of a case by any of its steps.</summary>
    public bool IsRecipientOf(string recipient, DueItem dueItem, DateOnly on) =>
        dueItem.Steps.SelectMany(step => step.To).Distinct().Any(role => Find(role, dueItem.Scope, on).Any(to => to.Key == recipient));

    /// <summary>Why a role has no holder: what an admin corrects in staff.json or in the register.</summary>
    public string NoHolderReason(Addressee to, Scope scope, DateOnly on)
    {
        if (to.Role is Role.AssociationOffice)
        {
            return scope.Partner?.Field(CanonicalField.Email) is { } email && IsDead(email)
                ? $"the mailbox of {scope.Partner.RegisterId} was reported as not there (SyncWorker mail recipients list)"
                : $"{scope.Partner?.RegisterId ?? "It"} has no mailbox in the register";
        }

        if (to.Role is Role.ClusterHead)
        {
            var (head, cluster, why) = facts.Clusters.HeadOf(scope.Partner, on.Year);
            return why ?? $"{head!.RegisterId} heads {cluster} in {on.Year} and has no mailbox in the register";
        }

        return to.Role switch
        {
            Role.Officer =>
                $"staff.json has none for {string.Join(" or ", Codes(scope).Append(scope.Department ?? "a department that is not known"))}",
            Role.DepartmentHead => $"staff.json has none for {scope.Department ?? "a department that is not known"}",
            _ => "staff.json has none",
        };
    }

    IEnumerable<Position> Officers(Scope scope)
    {
        var codes = Codes(scope).ToList();
        var named = Holding(Role.Officer).Where(position => position.Covers.Any(codes.Contains)).ToList();
        if (named.Count == 0 && scope.Province is not null)
        {
            named = [.. Holding(Role.Officer).Where(position => position.Covers.Contains("VN-*"))];
        }

        return named.Count > 0
            ? named
            : Holding(Role.Officer).Where(position => position.Department == scope.Department && position.Covers.Contains("*"));
    }

    // A provincial association of friendship with a country is followed by whoever follows the province.
    static IEnumerable<string> Codes(Scope scope) =>
        (scope.Province, scope.Country) switch
        {
            ({ } province, _) => [$"VN-{province}"],
            (_, { } country) => [country],
            _ => [],
        };

    IEnumerable<Position> Holding(Role role) => facts.Staff.Staff.Where(position => position.Roles.Contains(role));

    Recipient ToRecipient(Position position, Addressee to, Scope scope, DateOnly? on)
    {
        var holder = on is { } day ? Present(position, day) : position;
        var mailbox = _mailboxes[holder.Email];
        var away = holder.Id == position.Id ? null : position;
        var isEnglish = mailbox.Language == MailLanguage.En;
        return new($"staff:{mailbox.Id}")
        {
            Address = holder.Email,
            Copies = mailbox.AlsoTo,
            Salutation = isEnglish ? PositionEn(mailbox) : $"{mailbox.Address} {PositionVi(mailbox)}",
            PositionVi = PositionVi(mailbox),
            PositionEn = PositionEn(mailbox),
            Language = mailbox.Language,
            Role = to,
            Mail = position.Mail,
            DeputyFor = away?.Id,
            DeputyBecause =
                away is null ? ""
                : IsDead(away.Email) ? "whom no mail reaches"
                : IsStopped(away, on!.Value) ? "whose mail is stopped"
                : "who is on leave",
            WhyVi =
                away is null ? WhyVi(to, scope, holder)
                : IsDead(away.Email) ? $"thay {PositionVi(away)}, vì thư không gửi được tới địa chỉ của đồng chí đó"
                : IsStopped(away, on!.Value) ? $"thay {PositionVi(away)} trong thời gian tạm dừng gửi thư cho đồng chí đó"
                : $"thay {PositionVi(away)} trong thời gian nghỉ",
            WhyEn =
                away is null ? WhyEn(to, scope, holder)
                : IsDead(away.Email) ? $"you stand in for the {PositionEn(away)}, whom no mail reaches"
                : IsStopped(away, on!.Value) ? $"you stand in for the {PositionEn(away)}, to whom mail is stopped"
                : $"you stand in for the {PositionEn(away)}, who is on leave",
        };
    }

    /// <summary>Who has the position's mail on a day. Where the deputies end with one who is not there, or nobody is, that is said.</summary>
    Position Present(Position position, DateOnly day)
    {
        if (IsDead(position.Email))
        {
            return HeadOfDead(position);
        }

        bool IsReached(Position other) => !IsDead(other.Email) && !IsStopped(other, day);
        if (IsStopped(position, day))
        {
            // To the head alone: a person stopped it, and whoever stands further away was not meant. Without a head it waits.
            var head = StandIns.Head(facts.Staff, position, day, IsReached);
            return head?.Roles.Contains(Role.DepartmentHead) == true && head.Department == position.Department ? head : position;
        }

        var standIn = StandIns.Find(facts.Staff, position, day, IsReached);
        if (standIn.Ended is not null || standIn.Kind is StandInKind.Nobody)
        {
            facts.SetAside.Add(null, $"leave:{position.Id}", NotThere(position, standIn, day));
        }

        return standIn.Holder;
    }

    static string NotThere(Position position, StandIn standIn, DateOnly day)
    {
        var deputies = standIn.Ended is { } deputy
            ? $", and its deputies end with {deputy}, who is away too or gets no daily mail"
            : " without a deputy";
        var head =
            standIn.Kind is StandInKind.Nobody
                ? "The head of the department is not there either: the mail goes to the position itself."
                : $"The mail goes to {standIn.Describe(position)}.";
        return $"staff.json: {position.Id} is on leave on {day:yyyy-MM-dd}{deputies}. {head} Name a deputy who is there.";
    }

    // By its mailbox: positions that one mailbox serves are one recipient.
    bool IsStopped(Position position, DateOnly day) => facts.IsMailStopped($"staff:{_mailboxes[position.Email].Id}", day);

    // Whatever waits for a mailbox that is not there would reach nobody.
    Position HeadOfDead(Position position)
    {
        var head = Holding(Role.DepartmentHead)
            .FirstOrDefault(candidate =>
                candidate.Department == position.Department && candidate.Id != position.Id && !IsDead(candidate.Email)
            );
        facts.SetAside.Add(
            null,
            $"mailbox:{position.Id}",
            $"The mailbox of {position.Id} was reported as not there. {(head is null ? "The department has no other head: its mail waits." : $"Its mail goes to {head.Id}, the head of the department.")} Correct it in staff.json, or confirm it: SyncWorker mail recipients list"
        );
        return head ?? position;
    }

    bool IsDead(string address) => facts.DeadAddresses.Contains(address);

    // "Trưởng Ban Châu Âu": a title that ends as the department begins is not said twice.
    static string PositionVi(Position position)
    {
        var department = position.Department;
        if (department.StartsWith("Văn phòng", StringComparison.Ordinal) && position.Title.EndsWith("Văn phòng", StringComparison.Ordinal))
        {
            return position.Title;
        }

        var first = department.Split(' ')[0];
        var overlaps = string.Equals(position.Title.Split(' ')[^1], first, StringComparison.OrdinalIgnoreCase);
        return $"{position.Title} {(overlaps ? department[first.Length..].TrimStart() : department)}";
    }

    static string PositionEn(Position position)
    {
        var (title, department) = (position.TitleEn ?? position.Title, position.DepartmentEn ?? position.Department);
        return title.EndsWith(department, StringComparison.Ordinal) ? title : $"{title}, {department}";
    }

    static string WhyVi(Addressee to, Scope scope, Position holder) =>
        to.Role switch
        {
            Role.Officer when scope is { Officer: not null, Given: { } given } => given.Vi,
            Role.Officer when holder.Department.StartsWith("Ban ", StringComparison.Ordinal) =>
                $"được phân công theo dõi địa bàn {holder.Department["Ban ".Length..]}",
            Role.Officer when scope.Province is not null => "được phân công theo dõi các địa phương",
            Role.Officer => $"được phân công theo dõi việc này tại {holder.Department}",
            Role.DepartmentHead => $"phụ trách {holder.Department}",
            Role.OfficeChief => "phụ trách Văn phòng",
            _ => $"giữ vị trí {PositionVi(holder)}",
        };

    static string WhyEn(Addressee to, Scope scope, Position holder) =>
        to.Role switch
        {
            Role.Officer when scope is { Officer: not null, Given: { } given } => given.En,
            Role.Officer when scope.Province is not null => "you follow the provinces",
            Role.Officer when scope.Country is not null => $"you cover these countries for {DepartmentEn(holder)}",
            Role.Officer => $"you follow this field in {DepartmentEn(holder)}",
            Role.DepartmentHead => $"you head {DepartmentEn(holder)}",
            Role.OfficeChief => "you head the Office",
            _ => $"you hold the position of {PositionEn(holder)}",
        };

    static string DepartmentEn(Position holder) =>
        (holder.DepartmentEn ?? holder.Department) is var name && name.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
            ? name
            : $"the {name}";

    IEnumerable<Recipient> ClusterHead(Scope scope, int year)
    {
        var (head, cluster, _) = facts.Clusters.HeadOf(scope.Partner, year);
        return Office(new() { Partner = head })
            .Select(office =>
                office with
                {
                    Role = Role.ClusterHead,
                    WhyVi = $"là đơn vị Cụm trưởng {cluster} năm {year}",
                    WhyEn = $"you head {cluster} in {year}",
                }
            );
    }

    IEnumerable<Recipient> Office(Scope scope) =>
        scope.Partner is { } partner && partner.Field(CanonicalField.Email) is { } email && !IsDead(email)
            ?
            [
                new(partner.Key)
                {
                    Address = email,
                    Salutation = $"Văn phòng {partner.NameVi}",
                    Language = MailLanguage.Vi,
                    Role = Role.AssociationOffice,
                    WhyVi = "là đầu mối báo cáo",
                    WhyEn = $"you report for {(partner.NameEn is { } name ? $"the {name}" : partner.NameVi)}",
                },
            ]
            : [];
}
