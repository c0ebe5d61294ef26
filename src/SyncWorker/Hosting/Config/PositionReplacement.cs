using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// What changes in staff.json and remind.json when another person does the work of a position.
/// <list type="number">
/// <item>The successor is a mailbox: the position stays, its mail goes there. Leave and second mailboxes were those of the person who leaves.</item>
/// <item>The successor is a position: it gets roles, countries and kinds of mail; who named the other as deputy, and rules that name it,
/// name the successor; the other is taken out.</item>
/// </list>
/// </summary>
sealed class PositionReplacement(StaffOptions staff, ConfigDraft draft)
{
    const string StaffFile = "staff.json";

    const string RemindFile = "remind.json";

    readonly List<string> _moved = [];

    /// <summary>One sentence each: what changes.</summary>
    public IReadOnlyList<string> Moved => _moved;

    /// <summary>Another person in the same position.</summary>
    public void ByMailbox(Position position, string mailbox)
    {
        var edit = draft.Edit(StaffFile)!;
        var entry = Entry(edit, position.Id);
        edit.Set(entry, "email", ConfigEdit.Json(mailbox));
        _moved.Add($"{position.Id} stays: its mail goes to {mailbox}, with all that is open.");
        if (position.Leave.Count > 0)
        {
            edit.Set(entry, "leave", "[]");
            _moved.Add($"Leave of who had the position is taken out: {string.Join(", ", position.Leave.Select(Period))}.");
        }

        if (position.AnswersFrom.Count > 0)
        {
            edit.Set(entry, "answersFrom", "[]");
            _moved.Add("Mailboxes whose answers counted as its own (answersFrom) are taken out: write those of the successor.");
        }

        draft.Take(StaffFile, edit);
    }

    /// <summary>Why one position cannot take over from another; null when it can.</summary>
    public static string? Refusal(Position from, Position to) =>
        from.Id == to.Id ? "A position cannot take over from itself."
        : from.Department != to.Department
        && (from.Roles.Contains(Role.DepartmentHead) || (from.Roles.Contains(Role.Officer) && from.Covers.Contains("*")))
            ? $"{from.Id} has all of {from.Department}, and {to.Id} is in {to.Department}: name the successor's mailbox instead, or edit staff.json."
        : null;

    /// <summary>One position does the work of another, which is taken out.</summary>
    public void ByPosition(Position from, Position to)
    {
        var edit = draft.Edit(StaffFile)!;
        var entry = Entry(edit, to.Id);
        Union(edit, entry, "roles", from.Roles, to.Roles, Roles.Word);
        if (from.Roles.Contains(Role.Officer))
        {
            Union(edit, entry, "covers", from.Covers, to.Roles.Contains(Role.Officer) ? to.Covers : [], code => code);
        }

        Union(edit, entry, "mail", from.Mail, to.Mail, EnumWord.Kebab);
        foreach (var away in staff.Staff.Where(position => position.Leave.Any(leave => leave.Deputy == from.Id) && position.Id != from.Id))
        {
            var deputy = away.Id == to.Id ? HeadBeside(from, to) ?? to : to;
            foreach (var leave in Entry(edit, away.Id).Find("leave")!.Items)
            {
                if (leave.Find("deputy") is { } named && named.Text == from.Id)
                {
                    edit.Replace(named, ConfigEdit.Json(deputy.Id));
                }
            }

            _moved.Add($"{deputy.Id} stands in for {away.Id} where {from.Id} did.");
        }

        edit.Remove(Entry(edit, from.Id));
        _moved.Add($"{from.Id} is taken out of staff.json.");
        draft.Take(StaffFile, edit);
        Rules(from, to);
    }

    /// <summary>Who stands in for the successor, for whom the other did.</summary>
    Position? HeadBeside(Position from, Position to) =>
        staff.Staff.FirstOrDefault(position =>
            position.Roles.Contains(Role.DepartmentHead)
            && position.Department == to.Department
            && position.Id != from.Id
            && position.Id != to.Id
        );

    void Rules(Position from, Position to)
    {
        if (draft.Edit(RemindFile) is not { } edit)
        {
            return;
        }

        var named = Addressee.OfPosition(from.Id).ToString();
        var places = edit.Root.All().Where(value => value.Text == named).ToList();
        places.ForEach(place => edit.Replace(place, ConfigEdit.Json(Addressee.OfPosition(to.Id).ToString())));
        if (places.Count > 0)
        {
            _moved.Add($"remind.json names {to.Id} in {places.Count} {(places.Count == 1 ? "place" : "places")} where it named {from.Id}.");
        }

        draft.Take(RemindFile, edit);
    }

    void Union<T>(ConfigEdit edit, ConfigSpan entry, string key, IReadOnlyList<T> from, IReadOnlyList<T> to, Func<T, string> word)
    {
        var added = from.Except(to).ToList();
        if (added.Count > 0)
        {
            edit.Set(entry, key, $"[{string.Join(", ", to.Concat(added).Select(item => ConfigEdit.Json(word(item))))}]");
            _moved.Add($"{entry.Find("id")?.Text} gets {key}: {string.Join(", ", added.Select(word))}.");
        }
    }

    static ConfigSpan Entry(ConfigEdit edit, string id) => edit.Root.Find("staff")!.Items.First(item => item.Find("id")?.Text == id);

    static string Period(LeavePeriod leave) => $"{DayText.DayFirst(leave.From)} to {DayText.DayFirst(leave.To)}";
}
