namespace SyncWorker.Union;

/// <summary>
/// What a stage reads of the config: its own file and what all stages share. It never changes; a job's process reads it at its start.
/// </summary>
/// <param name="Options">The stage's own file.</param>
/// <param name="Union">What all stages share.</param>
sealed record StageSettings<TOptions>(TOptions Options, UnionSettings Union);
