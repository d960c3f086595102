using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Where a session's calls go. Intacct names the host when a session begins.</summary>
internal static class IntacctEndpoint
{
    /// <summary>Whether an address is at Intacct.</summary>
    public static bool IsTrusted(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.Host.EndsWith(".intacct.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the address that a session was given.</summary>
    /// <param name="text">The address as answered; the sign-in's own address where it is empty.</param>
    /// <param name="signIn">Where the sign-in went.</param>
    /// <param name="allowAnyHost">Whether any host is allowed.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: the address is not at Intacct.</exception>
    public static Uri Read(string? text, Uri signIn, bool allowAnyHost)
    {
        if (string.IsNullOrWhiteSpace(text))
            return signIn;
        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && (IsTrusted(address) || (allowAnyHost && address.Scheme is ("https" or "http"))))
            return address;
        throw new ActivityException(
            FailureKind.Misconfigured,
            $"Intacct's sign-in named the address '{text}' for the session, which is not https at *.intacct.com. Nothing was sent there.");
    }
}
