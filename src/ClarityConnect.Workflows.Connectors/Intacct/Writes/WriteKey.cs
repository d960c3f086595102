using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>Makes the keys by which Intacct recognises a write that it executed before.</summary>
internal static class WriteKey
{
    private const int Longest = 240;

    /// <summary>A key of the parts that make a business event: the same parts, the same key.</summary>
    public static string Of(params string[] parts)
    {
        var business = string.Join('|', parts);
        // The hash keeps keys apart that differ only in characters a reader would take for the same, or behind the cut.
        return $"{(business.Length > Longest ? business[..Longest] : business)}|{Hash(business)[..8]}";
    }

    /// <summary>SHA-256 of a text, in hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
