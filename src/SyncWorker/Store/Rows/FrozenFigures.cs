namespace SyncWorker.Store.Rows;

/// <summary>The figures of a period as they were on a day, never changed: what is counted otherwise later is seen beside them.</summary>
sealed class FrozenFigures
{
    public long Id { get; set; }

    /// <summary><c>2026-H1</c>.</summary>
    public required string Period { get; set; }

    /// <summary>The union's day.</summary>
    public DateOnly On { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Who { get; set; }

    /// <summary>For what: "Báo cáo sơ kết".</summary>
    public string? Why { get; set; }

    /// <summary>The figures with their sources, a JSON list.</summary>
    public required string Figures { get; set; }
}
