namespace SyncWorker.Tests.Remind.Judge;

/// <summary>The diary into which every step is written on its day, and which is then read one page a day.</summary>
sealed class Diary(Scene scene, WallCalendar wall, Desks desks)
{
    const int DaysOfGrace = 3;

    readonly Dictionary<DateOnly, List<Page>> _pages = [];
    readonly Breaks _breaks = new(wall, scene);

    /// <summary>
    /// The steps before a day. One that would fall into a long break is told in the notice before it; a day in the break or
    /// shortly after it stands in the notice in any case, a day shortly after it again on the first day back.
    /// </summary>
    public void WriteLeads(Page page, IReadOnlyList<Distance> steps, string roll)
    {
        HashSet<LongBreak> notices = [.. _breaks.Covering(page.Day)];
        foreach (var (step, place) in steps.Select((s, i) => (s, i)))
        {
            var (raw, rolled) = wall.Before(page.Day, step, roll);
            if (_breaks.Swallowing(raw) is { } swallowing)
            {
                notices.Add(swallowing);
                continue;
            }

            Write(
                page with
                {
                    Step = step.Text,
                    Raw = raw,
                    Place = place,
                    Why = $"{page.Why}; {step.Text} before is {raw:yyyy-MM-dd}, {roll} {rolled:yyyy-MM-dd}",
                },
                rolled
            );
        }

        foreach (var notice in notices)
        {
            // It speaks for what would fall into the break, so it is newer than what else lands on its day.
            Write(
                page with
                {
                    Step = $"notice {notice.First:yyyy-MM-dd}",
                    Raw = notice.Last,
                    Place = 200,
                    Why = $"{page.Why}; break {notice.First:yyyy-MM-dd} to {notice.Last:yyyy-MM-dd}, noticed",
                },
                notice.Notice
            );
            if (notice.Back <= page.Day && page.Day <= notice.CoverUntil)
            {
                Write(
                    page with
                    {
                        Step = $"back {notice.Back:yyyy-MM-dd}",
                        Raw = notice.Back,
                        Place = 200,
                        Why = $"{page.Why}; break {notice.First:yyyy-MM-dd} to {notice.Last:yyyy-MM-dd}, first day back",
                    },
                    notice.Back
                );
            }
        }
    }

    /// <summary>A step after the day: nobody is chased in a long break nor on the first days back.</summary>
    public void WriteChase(Page page, DateOnly send) => Write(page, _breaks.ChaseOn(wall.Roll(send, "next")));

    /// <summary>On the day meant, or the first after it on which the service runs.</summary>
    public void Write(Page page, DateOnly send)
    {
        if (page.Day < scene.From)
        {
            return;
        }

        // Before the start, or before the day was known, the newest may still be told. They are compared when the page is turned.
        DateOnly[] notBefore = [send, scene.From, page.Since];
        var on = Turned(notBefore.Max(), isChase: page.Step[0] == '+');
        if (on > scene.To)
        {
            return;
        }

        if (!_pages.TryGetValue(on, out var pages))
        {
            _pages[on] = pages = [];
        }

        pages.Add(page with { Meant = send });
    }

    /// <summary>Nothing leaves on a day off (People, Rhythm), nor while the service is off.</summary>
    DateOnly Turned(DateOnly day, bool isChase)
    {
        while (true)
        {
            var meant = wall.Roll(day, "next");
            meant = scene.Down.FirstOrDefault(d => d.From <= meant && meant <= d.To) is { } down ? down.To.AddDays(1) : meant;
            meant = isChase ? _breaks.ChaseOn(meant) : meant;
            if (meant == day)
            {
                return day;
            }

            day = meant;
        }
    }

    DateOnly Start(Page page) => page.Since > scene.From ? page.Since : scene.From;

    /// <summary>The next step of the case to the same role comes within two working days.</summary>
    bool IsNextSoon(Page page, DateOnly today) =>
        _pages
            .Values.SelectMany(pages => pages)
            .Where(other => (other.Rule, other.Subject.Name, other.Period) == (page.Rule, page.Subject.Name, page.Period))
            .Any(other => other.Meant > today && other.Meant < wall.WorkingDaysAfter(today, 3) && other.To.Intersect(page.To).Any());

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
                if (page.Step[0] == '+' && page.HasDone)
                {
                    // All the units of the line that this recipient is asked about, those that have reported too.
                    chased[(rule, subject, period, recipient)] = pages
                        .Where(p => (p.Rule, p.Subject.Name, p.Period) == (rule, subject, period))
                        .Where(p => p.To.Any(role => desks.Recipients(role, p.Subject, today).Contains(recipient)))
                        .Max(p => p.Silent);
                }

                if (page.Meant < Start(page) && IsNextSoon(page, today))
                {
                    continue;
                }

                var step = page.Expires && today > wall.WorkingDaysAfter(page.Day, DaysOfGrace) ? "expired" : page.Step;
                if (already.Add((rule, subject, period, step, recipient)))
                {
                    told.Add(new(today, recipient, rule, subject, period, step), page.Why);
                }
            }
        }

        foreach (var ((rule, subject, period, recipient), received) in chased.Where(c => c.Value <= scene.To))
        {
            var on = Turned(received, isChase: false);
            if (on <= scene.To)
            {
                told.Add(new(on, recipient, rule, subject, period, "done"), $"chased before, all in on {received:yyyy-MM-dd}");
            }
        }

        return told;
    }
}

/// <summary>Whose day it is: an association, a country, or a report of an association.</summary>
sealed record Subject(string Name, Association? Association, Land? Land, string? Department = null);

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

    /// <summary>The day on which it is to be told, whether anybody is there to tell it or not.</summary>
    public DateOnly Meant { get; init; }

    /// <summary>From this day on it is closed.</summary>
    public DateOnly Silent { get; init; } = DateOnly.MaxValue;

    /// <summary>Whether those who were chased hear that it has come: reports do.</summary>
    public bool HasDone { get; init; } = true;

    /// <summary>The day on which the register had the date.</summary>
    public DateOnly Since { get; init; } = DateOnly.MinValue;

    /// <summary>Whether it is past and gone some working days after the day; reports, terms and round years never are.</summary>
    public bool Expires { get; init; } = true;

    public required string Why { get; init; }
}

/// <summary>One line of one mail.</summary>
readonly record struct Told(DateOnly Day, string Recipient, string Rule, string Subject, string Period, string Step);
