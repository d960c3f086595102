using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>A failure in the shape of Elsa's ExceptionState.</summary>
internal static class FailureView
{
    public static object? Of(JsonElement? failure) =>
        failure is { ValueKind: JsonValueKind.Object } json ? Of(json.Deserialize<FailureDetails>(WorkflowJson.Options)) : null;

    public static object? Of(FailureDetails? failure) => failure is null
        ? null
        : new
        {
            failure.Type,
            failure.Message,
            failure.StackTrace,
            innerException = Of(failure.Cause),
            metadata = new
            {
                failure.Kind,
                failure.Where,
                failure.Attempt,
                failure.At,
                failure.VendorCode,
                failure.VendorMessage,
                failure.SupportId,
            },
        };
}
