using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>
/// The signature of Server notifications: the MD5, in capital hexadecimal digits, of the values one after the other, with the vendor's name and the
/// transaction's security key among them. An absent value counts as empty.
/// </summary>
internal static class VpsSignature
{
    private static readonly string[] AfterKey =
    [
        "AddressResult", "PostCodeResult", "CV2Result", "GiftAid", "3DSecureStatus", "CAVV", "AddressStatus", "PayerStatus", "CardType", "Last4Digits",
        "DeclineCode", "ExpiryDate", "FraudResponse", "BankAuthCode",
    ];

    // Protocol 4.00 signs three more.
    private static readonly string[] InProtocol4 = ["ACSTransID", "DSTransID", "SchemeTraceID"];

    /// <summary>Whether the signature is that of Opayo for this vendor and transaction.</summary>
    public static bool IsValid(ClassicFields fields, string vendor, string securityKey) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Compute(fields, vendor, securityKey)),
        Encoding.ASCII.GetBytes(fields["VPSSignature"].Trim().ToUpperInvariant()));

    /// <summary>The signature that the values should have.</summary>
    public static string Compute(ClassicFields fields, string vendor, string securityKey)
    {
        var isToken = string.Equals(fields["TxType"], "TOKEN", StringComparison.OrdinalIgnoreCase);
        var isTokenDone = isToken && string.Equals(fields["Status"], "OK", StringComparison.OrdinalIgnoreCase);
        var text = new StringBuilder()
            .Append(isTokenDone ? fields.TransactionId : fields["VPSTxId"])
            .Append(fields["VendorTxCode"])
            .Append(fields["Status"])
            .Append(fields["TxAuthNo"])
            .Append(vendor.ToLowerInvariant())
            .Append(fields["AVSCV2"]);
        if (isToken)
            text.Append(fields["Token"]);
        text.Append(securityKey);
        if (!isTokenDone)
        {
            foreach (var name in AfterKey)
                text.Append(fields[name]);
            if (fields["VPSProtocol"].StartsWith('4'))
            {
                foreach (var name in InProtocol4)
                    text.Append(fields[name]);
            }
        }

        // Opayo's choice of hash. That is why a notification is compared with the stored transaction too.
#pragma warning disable CA5351
        return Convert.ToHexString(MD5.HashData(Encoding.Latin1.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }
}
