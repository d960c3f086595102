namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>A call of a webhook as the other system makes it.</summary>
/// <param name="Body">The body, sent as UTF-8.</param>
/// <param name="Headers">The headers without which the call is not genuine: the signature, and what it is computed from. The type of the content may be among them.</param>
public sealed record SignedCall(string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A call whose signature is its only header.</summary>
    /// <param name="body">The body.</param>
    /// <param name="header">The header's name.</param>
    /// <param name="signature">The signature.</param>
    public SignedCall(string body, string header, string signature)
        : this(body, new Dictionary<string, string> { [header] = signature })
    {
    }
}
