namespace SyncWorker.Tests.Remind.Judge;

/// <summary>The diary into which every step is written on its day, and which is then read one page a day.</summary>
sealed class Diary(Scene scene, WallCalendar wall, Desks desks)
{
    readonly Dictionary<DateOnly, List<Page>> _pages = [];

    public void Write(Page page, DateOnly send)
    {
        // Nothing leaves on a day off.
        var on = wall.Roll(send, "next");
        if (page.Day < scene.From)
        {
            return;
        }

        if (on < scene.From)
        {
            // Before the start: the newest may still be told, as its day is ahead. The pages are compared when they are turned.
            on = wall.Roll(scene.From, "next");
        }

        if (on > scene.To)
        {
            return;
        }

        if (!_pages.TryGetValue(on, out var pages))
        {
            _pages[on] = pages = [];
        }

        pages.Add(page);
    }

    public Dictionary<Told, string> TurnPages()
    {
        var told = new Dictionary<Told, string>();
        var already = new HashSet<(string, string, string, string, string)>();
        var chased = new Dictionary<(string Rule, string Subject, string Period, string Recipient), DateOnly>();
        for (var today = scene.From; today <= scene.To; today = today.AddDays(1))
        {
            if (!_pages.TryGetValue(today, out var pages))
            {
                continue;
            }

            var newest = new Dictionary<(string Rule, string Subject, string Period, string Recipient), Page>();
            foreach (var page in pages.Where(p => today < p.Silent))
            {
                foreach (var recipient in page.To.SelectMany(role => desks.Recipients(role, page.Subject, today)))
                {
                    var key = (page.Rule, page.Subject.Name, page.Period, recipient);
                    if (!newest.TryGetValue(key, out var other) || (page.Raw, page.Place).CompareTo((other.Raw, other.Place)) > 0)
                    {
                        newest[key] = page;
                    }
                }
            }

            foreach (var ((rule, subject, period, recipient), page) in newest)
            {
                if (page.Step[0] == '+')
                {
                    // All the units of the line that this recipient is asked about, those that have reported too.
                    chased[(rule, subject, period, recipient)] = pages
                        .Where(p => (p.Rule, p.Subject.Name, p.Period) == (rule, subject, period))
                        .Where(p => p.To.Any(role => desks.Recipients(role, p.Subject, today).Contains(recipient)))
                        .Max(p => p.Silent);
                }

                if (already.Add((rule, subject, period, page.Step, recipient)))
                {
                    told.Add(new(today, recipient, rule, subject, period, page.Step), page.Why);
                }
            }
        }

        foreach (var ((rule, subject, period, recipient), received) in chased.Where(c => c.Value <= scene.To))
        {
            var on = wall.Roll(received, "next");
            if (on <= scene.To)
            {
                told.Add(new(on, recipient, rule, subject, period, "done"), $"chased before, all in on {received:yyyy-MM-dd}");
            }
        }

        return told;
    }
}

/// <summary>Whose day it is: an association, a country, or a report of an association.</summary>
sealed record Subject(string Name, Association? Association, Land? Land);

/// <summary>One step of one case.</summary>
sealed record Page
{
    public required string Rule { get; init; }

    public required Subject Subject { get; init; }

    public required string Period { get; init; }

    public required string Step { get; init; }

    public required DateOnly Day { get; init; }

    public required DateOnly Raw { get; init; }

    public required int Place { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>From this day on it is closed.</summary>
    public DateOnly Silent { get; init; } = DateOnly.MaxValue;

    public required string Why { get; init; }
}

/// <summary>One line of one mail.</summary>
readonly record struct Told(DateOnly Day, string Recipient, string Rule, string Subject, string Period, string Step);
