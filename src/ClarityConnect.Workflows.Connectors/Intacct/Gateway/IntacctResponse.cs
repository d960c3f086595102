using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Reads an answer to a request with one function, level by level: control, authentication, function.</summary>
internal static class IntacctResponse
{
    /// <summary>Reads an answer.</summary>
    /// <param name="answer">What came. Intacct reports business errors with status 200, and gateway errors with XML in a 4xx or 5xx.</param>
    /// <param name="changesSomething">Whether the request was a write.</param>
    /// <returns>The function's result, and when the session ends.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed, or the answer cannot be read.</exception>
    public static (IntacctResult Result, DateTimeOffset? SessionEndsAt) Read(VendorAnswer answer, bool changesSomething)
    {
        var response = IntacctXml.Parse(answer.Body);
        if (response is null || !response.Name.LocalName.Equals("response", StringComparison.OrdinalIgnoreCase))
            throw IntacctFailure.Unreadable(answer, "it is not an XML response", changesSomething);

        var control = IntacctXml.Child(response, "control");
        var operation = IntacctXml.Child(response, "operation");
        var status = IntacctXml.Text(control, "status")
            ?? throw IntacctFailure.Unreadable(answer, "it has no control status", changesSomething);
        if (!IsSuccess(status))
            throw IntacctFailure.AtControl(Errors(response, control, operation), answer, changesSomething);

        if (operation is null)
            throw IntacctFailure.Unreadable(answer, "it has no operation", changesSomething);
        var authentication = IntacctXml.Child(operation, "authentication")
            ?? throw IntacctFailure.Unreadable(answer, "it has no authentication", changesSomething);
        var signedIn = IntacctXml.Text(authentication, "status")
            ?? throw IntacctFailure.Unreadable(answer, "it has no authentication status", changesSomething);
        if (!IsSuccess(signedIn))
            throw IntacctFailure.AtAuthentication(Errors(operation, authentication), answer);

        // One function was sent, so its result is the first; Intacct keeps the order.
        var result = IntacctXml.Child(operation, "result")
            ?? throw IntacctFailure.Unreadable(answer, "it has no result", changesSomething);
        if (IntacctXml.Text(result, "function") is null || IntacctXml.Text(result, "controlid") is null)
            throw IntacctFailure.Unreadable(answer, "its result names no function or control id", changesSomething);
        var outcome = IntacctXml.Text(result, "status")
            ?? throw IntacctFailure.Unreadable(answer, "its result has no status", changesSomething);
        var read = new IntacctResult(IntacctXml.Child(result, "data"), IntacctXml.Text(result, "key"));
        if (!IsSuccess(outcome))
            throw IntacctFailure.AtFunction(Errors(result), read, answer, changesSomething);
        return (read, IntacctXml.Moment(authentication, "sessiontimeout"));
    }

    // Only the exact word: "aborted" and whatever else may come is a refusal.
    private static bool IsSuccess(string status) => status == "success";

    private static IReadOnlyList<IntacctError> Errors(params XElement?[] places) =>
        places.Select(place => IntacctError.ReadAll(IntacctXml.Child(place, "errormessage"))).FirstOrDefault(errors => errors.Count > 0) ?? [];
}
