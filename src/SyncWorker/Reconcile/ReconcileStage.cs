namespace SyncWorker.Reconcile;

/// <summary>The shell of the stage: I/O, clock, transaction.</summary>
sealed class ReconcileStage : IStage
{
    public string Name => "reconcile";

    public Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping) => throw new InvalidOperationException("skeleton");
}
