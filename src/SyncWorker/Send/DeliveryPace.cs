namespace SyncWorker.Send;

/// <summary>Keeps a server's rate limit by a wait before each mail but the first, one after the other.</summary>
/// <param name="mailsAMinute">The limit; null for none.</param>
/// <param name="clock">Waits.</param>
sealed class DeliveryPace(int? mailsAMinute, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim _turn = new(1);
    bool _isFirstOut;

    /// <summary>False when asked to stop.</summary>
    public async Task<bool> WaitAsync(CancellationToken stopping)
    {
        if (mailsAMinute is not { } most)
        {
            return true;
        }

        try
        {
            await _turn.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            if (_isFirstOut)
            {
                await Task.Delay(TimeSpan.FromMinutes(1) / most, clock, stopping);
            }

            return _isFirstOut = true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
