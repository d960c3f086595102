using System.Net.Sockets;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>Turns what an activity threw into a failure with a kind.</summary>
internal static class FailureClassifier
{
    public static FailureDetails Describe(Exception exception, string where, int attempt, DateTimeOffset at)
    {
        var known = exception as ActivityException;
        return new FailureDetails
        {
            Kind = KindOf(exception),
            Message = CardDataMasker.Mask(exception.Message),
            Type = exception.GetType().FullName ?? exception.GetType().Name,
            Where = where,
            Attempt = attempt,
            At = at,
            VendorCode = known?.VendorCode,
            VendorMessage = known?.VendorMessage is { } words ? CardDataMasker.Mask(words) : null,
            SupportId = known?.SupportId,
            StackTrace = known is null && exception is not ScriptFailedException ? CardDataMasker.Mask(exception.StackTrace ?? "") : null,
            Cause = exception.InnerException is { } inner ? Describe(inner, where, attempt, at) : null,
        };
    }

    public static FailureKind KindOf(Exception exception) => exception switch
    {
        ActivityException known => known.Kind,
        ScriptFailedException { Reason: ScriptFailureReason.Crashed or ScriptFailureReason.Unavailable } => FailureKind.Transient,
        ScriptFailedException => FailureKind.InvalidData,
        HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException => FailureKind.Transient,
        _ => FailureKind.InvalidData,
    };
}
