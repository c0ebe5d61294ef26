using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Finds who gets a step: the holders of its roles for the case or for each of its units.</summary>
sealed class StepHolders(RecipientFinder finder, DateOnly today)
{
    /// <param name="faults">Takes the roles that nobody holds; null where they were named before.</param>
    public IEnumerable<(Recipient To, Unit? Unit)> Find(DueItem dueItem, Step step, List<PlanFault>? faults = null)
    {
        var scopes = dueItem.Units.Count == 0 ? [(dueItem.Scope, null)] : dueItem.Units.Select(unit => (unit.Scope, (Unit?)unit));
        var holders = step
            .To.SelectMany(role => scopes, (role, at) => (role, at.Scope, Unit: at.Item2))
            .Select(at => (at.role, at.Unit, Found: finder.Find(at.role, at.Scope, today).ToList()))
            .ToList();
        foreach (var nobody in holders.Where(at => faults is not null && at.Found.Count == 0).GroupBy(at => at.role))
        {
            var whose = string.Join(", ", nobody.Select(at => at.Unit?.Partner.NameVi).OfType<string>().Distinct().Take(3));
            var why = finder.NoHolderReason(nobody.Key, nobody.First().Unit?.Scope ?? dueItem.Scope, today);
            faults!.Add(
                new(
                    dueItem.Key,
                    step.Name,
                    $"Nobody holds \"{nobody.Key}\" for {(whose.Length > 0 ? whose : dueItem.Facts.UnitVi ?? dueItem.Facts.SubjectVi)}: {why}."
                )
            );
        }

        // Whoever wants no daily mail reads of it in the weekly outlook.
        return holders.SelectMany(at => at.Found.Where(found => found.Mail.Contains(MailKind.Daily)), (at, found) => (found, at.Unit));
    }

    /// <summary>A recipient of any of the case's steps by its key, as it is today.</summary>
    public Recipient? Find(DueItem dueItem, string key) =>
        dueItem.Steps.SelectMany(step => Find(dueItem, step)).Select(holder => holder.To).FirstOrDefault(to => to.Key == key);

    /// <summary>The units of the case that are the recipient's to follow.</summary>
    public List<Unit> UnitsOf(DueItem dueItem, Recipient to) =>
        [
            .. dueItem
                .Steps.SelectMany(step => Find(dueItem, step))
                .Where(holder => holder.To.Key == to.Key)
                .Select(holder => holder.Unit)
                .OfType<Unit>()
                .Distinct(),
        ];
}
