using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Reads an answer level by level: control, authentication, functions.</summary>
internal static class IntacctResponse
{
    /// <summary>Reads the answer to a request with one function.</summary>
    /// <param name="answer">What came. Intacct reports business errors with status 200, and gateway errors with XML in a 4xx or 5xx.</param>
    /// <param name="changesSomething">Whether the request was a write that must not be sent twice.</param>
    /// <returns>The function's result, and when the session ends.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed, or the answer cannot be read.</exception>
    public static (IntacctResult Result, DateTimeOffset? SessionEndsAt) Read(VendorAnswer answer, bool changesSomething)
    {
        var (results, endsAt) = ReadAll(answer, 1, changesSomething);
        return (results[0].Failure is { } failure ? throw failure : results[0], endsAt);
    }

    /// <summary>Reads the answer to a request with several functions.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="count">How many functions were sent.</param>
    /// <param name="changesSomething">Whether the request was a write that must not be sent twice.</param>
    /// <returns>The functions' results in their order, refused ones included, and when the session ends.</returns>
    /// <exception cref="ActivityException">Intacct refused the request as a whole or failed, or the answer cannot be read.</exception>
    public static (IReadOnlyList<IntacctResult> Results, DateTimeOffset? SessionEndsAt) ReadAll(VendorAnswer answer, int count, bool changesSomething)
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

        // Intacct keeps the order of the functions, so results are told by their position; control ids may repeat.
        var results = IntacctXml.Children(operation, "result").ToList();
        if (results.Count != count)
            throw IntacctFailure.Unreadable(answer, results.Count == 0 ? "it has no result" : $"it has {results.Count} results for {count} functions", changesSomething);
        return ([.. results.Select(result => Result(result, answer, changesSomething))], IntacctXml.Moment(authentication, "sessiontimeout"));
    }

    private static IntacctResult Result(XElement result, VendorAnswer answer, bool changesSomething)
    {
        if (IntacctXml.Text(result, "function") is null || IntacctXml.Text(result, "controlid") is null)
            throw IntacctFailure.Unreadable(answer, "its result names no function or control id", changesSomething);
        var outcome = IntacctXml.Text(result, "status")
            ?? throw IntacctFailure.Unreadable(answer, "its result has no status", changesSomething);
        var read = new IntacctResult(IntacctXml.Child(result, "data"), IntacctXml.Text(result, "key"));
        if (IsSuccess(outcome))
            return read;
        var errors = Errors(result);
        return read with { Failure = IntacctFailure.AtFunction(errors, read, answer, changesSomething), IsRolledBack = IntacctError.IsRollback(errors) };
    }

    // Only the exact word: "aborted" and whatever else may come is a refusal.
    private static bool IsSuccess(string status) => status == "success";

    private static IReadOnlyList<IntacctError> Errors(params XElement?[] places) =>
        places.Select(place => IntacctError.ReadAll(IntacctXml.Child(place, "errormessage"))).FirstOrDefault(errors => errors.Count > 0) ?? [];
}
