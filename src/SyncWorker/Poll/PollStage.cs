namespace SyncWorker.Poll;

/// <summary>The shell of the stage: I/O, clock, transaction.</summary>
sealed class PollStage : IStage
{
    public string Name => "poll";

    public Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping) => throw new InvalidOperationException("skeleton");
}
