namespace SyncWorker.Store.Rows;

/// <summary>Who may run a stage, or poll a source, in a store that several workers share; none of the embedded engine.</summary>
sealed class Turn
{
    /// <summary><c>reconcile</c>, <c>poll:SOURCE</c>.</summary>
    public required string Name { get; set; }

    /// <summary>The process that has it, by the name that its connections have on the server.</summary>
    public required string Owner { get; set; }

    /// <summary>Counts who took it: a commit that carries an older number is refused.</summary>
    public long Fence { get; set; }

    /// <summary>By the server's clock, in milliseconds since 1970: from then on another may take it.</summary>
    public long Until { get; set; }
}

/// <summary>A worker that shares the store.</summary>
sealed class WorkerRow
{
    /// <summary>Machine and data folder.</summary>
    public required string Name { get; set; }

    public required string Version { get; set; }

    /// <summary>Stands for the content of the config in force; the same for workers with the same config.</summary>
    public required string Config { get; set; }

    /// <summary>When that config was written by its person, in milliseconds since 1970: the newest wins.</summary>
    public long ConfigAt { get; set; }

    public long StartedAt { get; set; }

    /// <summary>By the server's clock, in milliseconds since 1970.</summary>
    public long SeenAt { get; set; }
}
