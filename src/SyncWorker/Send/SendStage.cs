namespace SyncWorker.Send;

/// <summary>The shell of the stage: I/O, clock, transaction.</summary>
sealed class SendStage : IStage
{
    public string Name => "send";

    public Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping) => throw new InvalidOperationException("skeleton");
}
