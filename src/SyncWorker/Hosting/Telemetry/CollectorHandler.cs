using System.Globalization;
using SyncWorker.Net;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>Adds the secret to what goes to the collector, and tells <see cref="ExportHealth"/> what came of it.</summary>
/// <param name="signal">metrics or traces.</param>
/// <param name="secret">Header and value; read for each request, so that a new one counts at once.</param>
/// <param name="health">Told of each answer.</param>
sealed class CollectorHandler(string signal, Func<(string Header, string Value)?> secret, ExportHealth health) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddSecret(request);
        try
        {
            return Judge(base.Send(request, cancellationToken));
        }
        catch (Exception error) when (Describe(error) is { } fault)
        {
            health.Heard(signal, fault);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddSecret(request);
        try
        {
            return Judge(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception error) when (Describe(error) is { } fault)
        {
            health.Heard(signal, fault);
            throw;
        }
    }

    void AddSecret(HttpRequestMessage request)
    {
        if (secret() is var (header, value))
        {
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }

    HttpResponseMessage Judge(HttpResponseMessage answer)
    {
        health.Heard(
            signal,
            answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"It answers {(int)answer.StatusCode}.")
        );
        return answer;
    }

    static string? Describe(Exception error) =>
        error switch
        {
            HttpRequestException failed => HttpErrorText.Describe(failed),
            OperationCanceledException => "No answer came in time.",
            _ => null,
        };
}
