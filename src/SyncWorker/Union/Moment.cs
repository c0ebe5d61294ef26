namespace SyncWorker.Union;

/// <summary>The instant a stage runs at and the union's day that it falls on: the only "now" a pure core is ever given.</summary>
/// <param name="Instant">The instant, always UTC.</param>
/// <param name="Today">The day in the configured zone, or the day given with <c>--as-of</c>.</param>
/// <param name="Time">The local time of day in the configured zone; 08:00 under <c>--as-of</c>.</param>
readonly record struct Moment(DateTimeOffset Instant, DateOnly Today, TimeOnly Time)
{
    /// <summary>
    /// The local time a run with <c>--as-of</c> is taken to happen at: within mail hours, so that the day can be rehearsed.
    /// </summary>
    public static readonly TimeOnly AsOfTime = new(8, 0);

    /// <summary>Set under <c>--as-of</c>: what waits for an hour of the day need not wait for it.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Reads the clock and places the instant in <paramref name="zone"/>.</summary>
    public static Moment Read(TimeProvider clock, TimeZoneInfo zone) => At(clock.GetUtcNow(), zone);

    /// <summary>Places an instant in <paramref name="zone"/>.</summary>
    public static Moment At(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return new(instant.ToUniversalTime(), DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>
    /// The instant that is written down for what happens in this run, and that days are counted to: under <c>--as-of</c> 08:00 of that
    /// day in the zone, so that a year can be rehearsed; else the instant itself. Always UTC.
    /// </summary>
    public DateTimeOffset Recorded
    {
        get => field == default ? Instant : field;
        init;
    }

    /// <summary>The same real instant, but another day: what <c>--as-of</c> asks for.</summary>
    public Moment AsOf(DateOnly day) =>
        this with
        {
            Today = day,
            Time = AsOfTime,
            IsRehearsal = true,
            Recorded = Recorded + (day.ToDateTime(AsOfTime) - Today.ToDateTime(Time)),
        };
}
