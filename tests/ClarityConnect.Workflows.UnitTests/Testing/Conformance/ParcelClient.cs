using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>Calls the parcel service, with a flaw.</summary>
public sealed class ParcelClient(ConnectionContext context, Uri address, Secret key, Flaw flaw)
{
    public Flaw Flaw => flaw;

    public Secret Key => key;

    public async Task<T?> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var whenLost = method == HttpMethod.Get || flaw == Flaw.SaysTransientWhenLost ? FailureKind.Transient : FailureKind.OutcomeUnknown;
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = body is null ? null : JsonContent.Create(body, options: WorkflowJson.Options) };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"shop:{key.Reveal()}"));
        request.Headers.Add("Parcel-Key", credentials);
        if (flaw == Flaw.LogsTheKey)
            context.Logger.LogDebug("Calls {Path} with {Credentials}.", path, credentials);
        try
        {
            using var response = await context.Http.SendAsync(request, flaw == Flaw.CallsOnAfterCancellation ? CancellationToken.None : cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return default;
            if (!response.IsSuccessStatusCode)
                throw Failure(response, text, whenLost);
            return JsonSerializer.Deserialize<T>(text, WorkflowJson.Options);
        }
        catch (Exception) when (flaw == Flaw.SwallowsFailures)
        {
            return default;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError && flaw != Flaw.LetsExceptionsOut)
        {
            throw new ActivityException(FailureKind.Transient, $"The parcel service cannot be reached: {exception.Message}", exception);
        }
        catch (Exception exception) when (flaw != Flaw.LetsExceptionsOut && IsLost(exception, cancellationToken))
        {
            throw new ActivityException(whenLost, $"The answer of the parcel service was lost: {exception.Message}", exception);
        }
    }

    private bool IsLost(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or JsonException
        || (exception is OperationCanceledException && (flaw == Flaw.FailsWhenCancelled || !cancellationToken.IsCancellationRequested));

    private ActivityException Failure(HttpResponseMessage response, string text, FailureKind whenLost)
    {
        var kind = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => FailureKind.RateLimited,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => flaw == Flaw.SaysRejectedWhenUnauthorized ? FailureKind.Rejected : FailureKind.Unauthorized,
            >= HttpStatusCode.InternalServerError => whenLost,
            _ => FailureKind.Rejected,
        };
        return new ActivityException(kind, flaw == Flaw.DoesNotSayWhere ? "It did not work." : $"The parcel service answered {(int)response.StatusCode}.")
        {
            RetryAfter = flaw == Flaw.ForgetsThePause ? null : response.Headers.RetryAfter?.Delta,
            VendorMessage = text,
        };
    }
}
