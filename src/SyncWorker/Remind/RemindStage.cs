namespace SyncWorker.Remind;

/// <summary>The shell of the stage: I/O, clock, transaction.</summary>
sealed class RemindStage : IStage
{
    public string Name => "remind";

    public Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping) => throw new InvalidOperationException("skeleton");
}
