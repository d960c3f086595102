using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>Reads the addresses that administrators type into connections.</summary>
internal static class VendorAddress
{
    /// <summary>Reads an address that secrets are sent to, so it has to be https unless it is on the own premises.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The field's name for messages.</param>
    /// <param name="allowPlain">Whether plain http is allowed, as for a twin of the system on the own premises.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: it is no such address.</exception>
    public static Uri Read(string text, string field, bool allowPlain)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new ActivityException(FailureKind.Misconfigured, $"The connection's {field} '{text}' is not a web address. Give one that begins with https://.");
        if (address.Scheme == "http" && !allowPlain)
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"The connection's {field} '{text}' is not encrypted. Use https://, or allow private addresses for a system on your own premises.");
        return address;
    }

    /// <summary>Makes sure that a field was filled in.</summary>
    /// <param name="value">What was typed.</param>
    /// <param name="field">The field's name for messages.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: it is empty.</exception>
    public static string Required(string? value, string field) => string.IsNullOrWhiteSpace(value)
        ? throw new ActivityException(FailureKind.Misconfigured, $"The connection's {field} is empty. Fill it in.")
        : value.Trim();
}
